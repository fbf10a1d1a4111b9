using System.Collections.Frozen;

namespace Attest.Claims.Events;

/// <summary>Inflects English verbs and nouns: the regular ones by rule, the others by <c>irregular-verbs.tsv</c>.</summary>
internal static class VerbForms
{
    private static readonly FrozenDictionary<string, string[]> Irregular =
        Table.Rows("Claims/Events/irregular-verbs.tsv").ToFrozenDictionary(row => row[0], row => row, StringComparer.Ordinal);

    /// <summary>Every form of a verb with what it is; a form may come more than once.</summary>
    public static IEnumerable<(string Form, VerbForm Kind)> Of(string verb)
    {
        yield return (verb, VerbForm.Base);
        if (verb == "be")
        {
            yield return ("is", VerbForm.Third);
            yield return ("are", VerbForm.Base);
        }
        yield return (verb == "have" ? "has" : WithS(verb), VerbForm.Third);
        Irregular.TryGetValue(verb, out var row);
        foreach (var past in row is null ? [WithEd(verb)] : Table.Alternatives(row[1]))
        {
            yield return (past, VerbForm.Past);
        }
        foreach (var participle in row is null ? [WithEd(verb)] : Table.Alternatives(row[2]))
        {
            yield return (participle, VerbForm.Participle);
        }
        foreach (var present in row is null || row[3].Length == 0 ? [WithIng(verb)] : Table.Alternatives(row[3]))
        {
            yield return (present, VerbForm.Ing);
        }
    }

    /// <summary>The regular plural of a noun, or third person of a verb.</summary>
    public static string WithS(string word) => word switch
    {
        [.., 's' or 'x' or 'z'] or [.., 'c' or 's', 'h'] => word + "es",
        [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] => word[..^1] + "ies",
        [.., 'g', 'o'] or [.., 'd', 'o'] or [.., 't', 'o'] => word + "es",
        _ => word + "s",
    };

    private static string WithEd(string verb) => verb switch
    {
        [.., 'e'] => verb + "d",
        [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] => verb[..^1] + "ied",
        _ => verb + "ed",
    };

    private static string WithIng(string verb) => verb switch
    {
        [.., 'i', 'e'] => verb[..^2] + "ying",
        [.., 'e', 'e'] or [.., 'o', 'e'] or [.., 'y', 'e'] => verb + "ing",
        [.., 'e'] => verb[..^1] + "ing",
        _ => verb + "ing",
    };
}

/// <summary>Which form of a verb a word is.</summary>
internal enum VerbForm
{
    /// <summary>No verb: a noun or a fixed phrase.</summary>
    None,

    /// <summary>attack.</summary>
    Base,

    /// <summary>attacks.</summary>
    Third,

    /// <summary>attacked, as a finite verb.</summary>
    Past,

    /// <summary>attacked, after to be or to have.</summary>
    Participle,

    /// <summary>attacking.</summary>
    Ing,
}
