using System.Collections.Frozen;

namespace Attest.Claims.Events;

/// <summary>The words that name events (<c>triggers.tsv</c>), by the first word of each form.</summary>
internal sealed class TriggerLexicon
{
    private readonly FrozenDictionary<string, Candidate[]> _byFirstWord;

    private TriggerLexicon()
    {
        var byFirstWord = new Dictionary<string, List<Candidate>>(StringComparer.Ordinal);
        var order = 0;
        foreach (var row in Table.Rows("Claims/Events/triggers.tsv"))
        {
            Add(byFirstWord, row, order++);
        }
        // A longer phrase wins over a shorter, and a phrase that is no event over one that is; then the table's order holds.
        _byFirstWord = byFirstWord.ToFrozenDictionary(
            pair => pair.Key,
            pair => pair.Value.OrderByDescending(one => one.Words.Count(word => word != "*")).ThenBy(one => one.Entry.Concept is not null).ThenBy(one => one.Order).ToArray(),
            StringComparer.Ordinal);
    }

    /// <summary>The table that ships.</summary>
    public static TriggerLexicon Shipped { get; } = new();

    /// <summary>What can begin with this word in lower case, the best first; empty where nothing can.</summary>
    public ReadOnlySpan<Candidate> BeginningWith(string word) => _byFirstWord.TryGetValue(word, out var found) ? found : [];

    private static void Add(Dictionary<string, List<Candidate>> byFirstWord, string[] row, int order)
    {
        var words = row[0].Split(' ');
        var part = row[1] switch
        {
            "v" => TriggerPart.Verb,
            "n" => TriggerPart.Noun,
            "x" => TriggerPart.NoEvent,
            _ => throw new InvalidOperationException($"Loading Claims/Events/triggers.tsv: found the part “{row[1]}” at “{row[0]}”, expected v, n or x."),
        };
        var entry = new TriggerEntry(
            row[0], part, part == TriggerPart.NoEvent ? null : Concept.All[row[2]], row[3].Length == 0 ? null : RolePattern.All[row[3]],
            [.. row[4].Split('+', StringSplitOptions.RemoveEmptyEntries).Select(TriggerCondition.Parse)]);
        foreach (var (form, kind) in Forms(words, part).SelectMany(one => Hyphenated(one.Words, one.Kind)))
        {
            if (!byFirstWord.TryGetValue(form[0], out var list))
            {
                byFirstWord.Add(form[0], list = []);
            }
            list.Add(new Candidate(form, kind, entry, order));
        }
    }

    // A hyphen after anything but a prefix is a token of its own: "sit-in" is three.
    private static IEnumerable<(string[] Words, VerbForm Kind)> Hyphenated(string[] words, VerbForm kind)
    {
        yield return (words, kind);
        if (Array.Exists(words, word => word.Contains('-', StringComparison.Ordinal)))
        {
            yield return ([.. words.SelectMany(word => word.Split('-').SelectMany((part, index) => index == 0 ? [part] : new[] { "-", part }))], kind);
        }
    }

    private static IEnumerable<(string[] Words, VerbForm Kind)> Forms(string[] words, TriggerPart part)
    {
        if (part == TriggerPart.Verb)
        {
            foreach (var (form, kind) in VerbForms.Of(words[0]))
            {
                yield return ([form, .. words[1..]], kind);
                if (words.Length > 1 && words[^1][^1] != 's' && (words.Contains("*") || words[^1] is "wound" or "injury" or "burn" or "drill" or "exercise" or "concession"))
                {
                    yield return ([form, .. words[1..^1], VerbForms.WithS(words[^1])], kind);
                }
            }
            yield break;
        }
        yield return (words, VerbForm.None);
        if (part == TriggerPart.Noun && words[^1] is not [.., 's'])
        {
            var head = Array.IndexOf(words, "of");
            var last = head > 0 ? head - 1 : words.Length - 1;
            var plural = words.ToArray();
            plural[last] = VerbForms.WithS(plural[last]);
            yield return (plural, VerbForm.None);
        }
    }
}

/// <summary>One row of the lexicon.</summary>
/// <param name="Phrase">As it stands in the table.</param>
/// <param name="Part">Verb, noun, or no event.</param>
/// <param name="Concept">What it means; null for no event.</param>
/// <param name="Pattern">Where its actor and target stand; null for its concept's own.</param>
/// <param name="Conditions">All of them must hold.</param>
internal sealed record TriggerEntry(string Phrase, TriggerPart Part, Concept? Concept, RolePattern? Pattern, TriggerCondition[] Conditions)
{
    /// <summary>Where its actor and target stand.</summary>
    public RolePattern Roles => Pattern ?? (Part == TriggerPart.Verb ? Concept!.Verb : Concept!.Noun);
}

/// <summary>Words of some classes must stand near a trigger for it to have a meaning.</summary>
/// <param name="Any">Classes of which one suffices, each with whether it stands before the trigger instead of at its object.</param>
internal sealed record TriggerCondition(IReadOnlyList<(bool BySubject, string Class)> Any)
{
    private const string Subject = "subject=";

    /// <summary>Reads one condition of the table.</summary>
    public static TriggerCondition Parse(string text) => new([.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(
        name => name.StartsWith(Subject, StringComparison.Ordinal) ? (true, name[Subject.Length..]) : (false, name))]);
}

/// <summary>One form of one entry.</summary>
/// <param name="Words">The words to find, in lower case; <c>*</c> stands for up to four.</param>
/// <param name="Form">Which form of the verb.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Order">Its place in the table.</param>
internal sealed record Candidate(string[] Words, VerbForm Form, TriggerEntry Entry, int Order);

/// <summary>What a trigger is in its sentence.</summary>
internal enum TriggerPart
{
    /// <summary>A verb.</summary>
    Verb,

    /// <summary>A noun.</summary>
    Noun,

    /// <summary>A phrase that holds a trigger's word and names no event.</summary>
    NoEvent,
}
