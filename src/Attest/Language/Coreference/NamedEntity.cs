namespace Attest.Language.Coreference;

/// <summary>Somebody or something named, as far as the text has been read.</summary>
internal sealed class NamedEntity(int name, NameKind kind, string[] words)
{
    // The words with a capital, so that Ministry of Defence is Defence Ministry.
    private readonly HashSet<string> _content = Content(words);

    /// <summary>Index of the name at its fullest mention.</summary>
    public int Name => name;

    public NameKind Kind => kind;

    /// <summary>The name's words, without title.</summary>
    public string[] Words => words;

    /// <summary>Offices and callings that the text has given, as dictionary forms.</summary>
    public HashSet<string> Roles { get; } = new(StringComparer.Ordinal);

    /// <summary>Man, woman or not known.</summary>
    public Gender Gender { get; set; }

    /// <summary>The sentence of the last mention.</summary>
    public int LastSentence { get; set; }

    /// <summary>The token of the last mention.</summary>
    public int LastToken { get; set; }

    /// <summary>Whether its last mention was a subject.</summary>
    public bool WasSubject { get; set; }

    /// <summary>Whether its last mention was the subject of a verb of saying.</summary>
    public bool Spoke { get; set; }

    /// <summary>Whether another mention's words can mean this name: the same, the last word of a person's, the first letters of a body's.</summary>
    public bool IsMeantBy(NameKind otherKind, string[] other)
    {
        if (words.Length == 0 || other.Length == 0)
        {
            return false;
        }
        if (words.SequenceEqual(other))
        {
            return kind == otherKind || kind is NameKind.Organisation or NameKind.Place;
        }
        if (kind == NameKind.Person && otherKind == NameKind.Person && words.Length > 1)
        {
            return other.Length == 1 ? words[^1] == other[0] : words[^1] == other[^1] && words[0] == other[0];
        }
        if (kind == NameKind.Organisation && other.Length == 1 && other[0].Length > 1 && other[0].All(char.IsUpper))
        {
            return IsAcronym(other[0]);
        }
        return kind == NameKind.Organisation && otherKind == NameKind.Organisation && other.Length > 1 && _content.SetEquals(Content(other));
    }

    private bool IsAcronym(string letters)
    {
        var at = 0;
        foreach (var word in words)
        {
            if (char.IsUpper(word[0]) && at < letters.Length && letters[at] == word[0])
            {
                at++;
            }
            else if (char.IsUpper(word[0]))
            {
                return false;
            }
        }
        return at == letters.Length;
    }

    private static HashSet<string> Content(string[] all) => [.. all.Where(word => char.IsUpper(word[0]))];
}

/// <summary>As pronouns tell it.</summary>
internal enum Gender : byte
{
    Unknown,
    Man,
    Woman,
}
