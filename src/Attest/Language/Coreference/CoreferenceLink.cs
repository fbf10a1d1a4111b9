namespace Attest.Language.Coreference;

/// <summary>Words that stand for somebody or something named elsewhere in the same text.</summary>
/// <param name="First">Index of its first token in <see cref="ParsedText.Tokens"/>.</param>
/// <param name="Last">Index after its last.</param>
/// <param name="Head">Index of the token that its other tokens depend on.</param>
/// <param name="Name">Index in <see cref="ParsedText.Names"/> of the name meant, at its fullest mention before this one.</param>
/// <param name="Kind">What the words are.</param>
/// <param name="Confidence">How sure the resolver is, 0 to 1.</param>
public readonly record struct CoreferenceLink(int First, int Last, int Head, int Name, CoreferenceKind Kind, float Confidence);

/// <summary>What words that stand for a name are.</summary>
public enum CoreferenceKind : byte
{
    /// <summary>The same name again, in full or shortened: a surname, an acronym.</summary>
    Name,

    /// <summary>A noun with its article: the minister, the ministry.</summary>
    Description,

    /// <summary>A pronoun: he, her, it, they.</summary>
    Pronoun,
}
