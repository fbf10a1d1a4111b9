using Attest.Language.Names;

namespace Attest.Language;

/// <summary>A text cut into sentences and tokens, with tags, tree and names where models are at hand.</summary>
/// <param name="text">The text that all positions count in.</param>
/// <param name="tokens">All tokens in the text's order, sentence after sentence.</param>
/// <param name="sentences">Index of each sentence's first token, ascending, with the number of tokens as a last entry.</param>
/// <param name="names">Names found, in the text's order, without overlap.</param>
public sealed class ParsedText(string text, Token[] tokens, int[] sentences, NameMention[] names)
{
    /// <summary>The text that all positions count in.</summary>
    public string Text { get; } = text;

    /// <summary>All tokens in the text's order.</summary>
    public ReadOnlySpan<Token> Tokens => tokens;

    /// <summary>Names of persons, organisations, places and the like, in the text's order, without overlap.</summary>
    public ReadOnlySpan<NameMention> Names => names;

    /// <summary>Number of sentences.</summary>
    public int SentenceCount => sentences.Length - 1;

    /// <summary>The sentence with this number, from 0.</summary>
    public Sentence this[int number] => new(this, sentences[number], sentences[number + 1]);

    /// <summary>Index of the first token of a name after the title that stands in it: Maria in "Prime Minister Maria Lund".</summary>
    public int FirstAfterTitle(NameMention name) => name.Kind == NameKind.Person && Titles.End(tokens, name.First, name.Last) is var first && first < name.Last ? first : name.First;

    /// <summary>The number of the sentence that a token, named by its index in <see cref="Tokens"/>, stands in.</summary>
    public int SentenceOf(int token)
    {
        var found = Array.BinarySearch(sentences, token);
        return found >= 0 ? found : ~found - 1;
    }
}

/// <summary>One sentence: a run of tokens of a <see cref="ParsedText"/>.</summary>
/// <param name="Parsed">The text it belongs to.</param>
/// <param name="First">Index of its first token in <see cref="ParsedText.Tokens"/>.</param>
/// <param name="Last">Index after its last.</param>
public readonly record struct Sentence(ParsedText Parsed, int First, int Last)
{
    /// <summary>Its tokens; heads count from the first of them.</summary>
    public ReadOnlySpan<Token> Tokens => Parsed.Tokens[First..Last];

    /// <summary>From its first token's start to its last one's end.</summary>
    public TextSpan Span => new(Parsed.Tokens[First].Start, Parsed.Tokens[Last - 1].End);

    /// <summary>The characters of one of its tokens, counted from 0.</summary>
    public ReadOnlySpan<char> Form(int token)
    {
        var span = Parsed.Tokens[First + token];
        return Parsed.Text.AsSpan(span.Start, span.End - span.Start);
    }
}

/// <summary>A name: of whom or what, which tokens, and the token that heads it.</summary>
/// <param name="First">Index of its first token in <see cref="ParsedText.Tokens"/>.</param>
/// <param name="Last">Index after its last.</param>
/// <param name="Head">Index of the token that its other tokens depend on.</param>
/// <param name="Kind">What bears the name.</param>
/// <param name="Confidence">How sure the finder is, 0 to 1.</param>
public readonly record struct NameMention(int First, int Last, int Head, NameKind Kind, float Confidence);

/// <summary>What bears a name.</summary>
public enum NameKind : byte
{
    /// <summary>A human being.</summary>
    Person,

    /// <summary>A body of people: state organ, army unit, company, outlet.</summary>
    Organisation,

    /// <summary>A place.</summary>
    Place,

    /// <summary>A people or a nationality: Ukrainian, Russians.</summary>
    Demonym,

    /// <summary>A model of weapon or equipment: T-72, Shahed-136.</summary>
    Equipment,

    /// <summary>A named event: the Second World War, Ramstein meeting.</summary>
    Event,
}
