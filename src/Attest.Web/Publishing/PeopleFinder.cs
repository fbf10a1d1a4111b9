using System.Collections.Frozen;
using Attest.Language;
using Attest.Packs;

namespace Attest.Web.Publishing;

/// <summary>Whom a report names.</summary>
/// <param name="Private">The forms of the names of private persons, as the report writes them; the longest first.</param>
/// <param name="Public">The names of public persons that hold one of those forms: the mayor whose daughter has her surname.</param>
internal sealed record NamedPeople(IReadOnlyList<string> Private, IReadOnlyList<string> Public);

/// <summary>Finds whom a report names that is no public person.</summary>
/// <remarks>Nobody is taken for public unless something says so: an office that a pack knows, or a role beside the name; the role that a reading gives a speaker may be another's. Whoever is shielded is not, whatever the role.</remarks>
internal static class PeopleFinder
{
    /// <summary>The names in the parts of a report: its text, and what else of it is shown.</summary>
    public static NamedPeople Find(Reading reading, IEnumerable<ParsedText> parts, Knowledge known)
    {
        var mentions = new List<Mention>();
        foreach (var parsed in parts)
        {
            AddMentions(parsed, known, mentions);
        }
        foreach (var speaker in reading.Speakers.Where(speaker => speaker is { Named: true, Kind: SpeakerKind.Person or SpeakerKind.Unknown }))
        {
            var isBody = speaker.Kind == SpeakerKind.Unknown && known.Find(speaker.Name) is not null;
            mentions.Add(new Mention(speaker.Name, isBody || known.Person(speaker.Name) is not null, false));
        }
        // Names that people wrote into claims stand in no sentence.
        foreach (var name in TypedIn(reading).Where(IsNameLike))
        {
            mentions.Add(new Mention(name, IsKnown(name, known), false));
        }
        // A shield at one mention holds for all of the same surname, unless the pack knows the person.
        var shielded = mentions.Where(mention => mention.IsShielded && known.Person(mention.Name) is null).Select(mention => Surname(mention.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var named = mentions.Where(mention => mention.IsPublic && !shielded.Contains(Surname(mention.Name))).Select(mention => mention.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        // A role at one mention of a full name holds for the name; the surname alone is the office holder's only where nobody else in the report has it.
        var full = mentions.Select(mention => mention.Name).Where(IsFull).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var hidden = full.Where(name => !named.Exists(other => IsFull(other) && IsSame(name, other))).ToList();
        var shown = named.Select(Surname).ToHashSet(StringComparer.OrdinalIgnoreCase);
        shown.ExceptWith(hidden.Select(Surname));
        var forms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in mentions.Select(mention => mention.Name))
        {
            if (IsFull(name) ? !hidden.Contains(name, StringComparer.OrdinalIgnoreCase) : shown.Contains(name))
            {
                continue;
            }
            forms.Add(name);
            if (Surname(name) is { Length: > 2 } surname)
            {
                forms.Add(surname);
            }
        }
        // Typed without a capital it may be a name all the same; only what the report itself says, or a pack, is known to be none.
        forms.UnionWith(TypedIn(reading).Where(typed => !IsNameLike(typed) && !IsKnown(typed, known) && !reading.Report.Text.Contains(typed, StringComparison.OrdinalIgnoreCase)));
        return new NamedPeople(
            [.. forms.OrderByDescending(form => form.Length).ThenBy(form => form, StringComparer.Ordinal)],
            [.. full.Except(hidden, StringComparer.OrdinalIgnoreCase).Where(name => forms.Any(form => ReportCover.Find(name, form).Any()))]);
    }

    // Letters without case, as in Arabic, tell nothing of names; small words of a name do.
    private static bool IsNameLike(string typed) => typed.Split(' ', StringSplitOptions.RemoveEmptyEntries) is var parts && parts.Any(part => !char.IsLower(part[0]))
        && parts.All(part => !char.IsLower(part[0]) || part.StartsWith("al-", StringComparison.Ordinal) || Particles.Contains(part));

    private static readonly FrozenSet<string> Particles = new[] { "von", "van", "de", "der", "den", "di", "da", "del", "la", "le", "bin", "ibn", "ben", "al", "el", "abu", "ter", "zu", "af", "av", "du", "dos", "y" }.ToFrozenSet(StringComparer.Ordinal);

    private static bool IsKnown(string name, Knowledge known) => known.Find(name) is not null || Attest.Claims.Nations.NationTable.World.Find(name) is not null;

    private static IEnumerable<string> TypedIn(Reading reading) => reading.AsRead is not { } read ? [] : NamesIn(reading).Except(NamesIn(read), StringComparer.Ordinal);

    private static IEnumerable<string> NamesIn(Reading reading) => reading.Events.SelectMany(occurrence => new[] { occurrence.Actor, occurrence.Target })
        .Concat(reading.Figures.SelectMany(figure => new[] { figure.Of, figure.Side })).Concat(reading.Speakers.Select(speaker => speaker.Side)).OfType<string>();

    private static void AddMentions(ParsedText parsed, Knowledge known, List<Mention> mentions)
    {
        foreach (var name in parsed.Names)
        {
            if (name.Kind != NameKind.Person)
            {
                continue;
            }
            var form = parsed.Text[parsed.Tokens[parsed.FirstAfterTitle(name)].Start..parsed.Tokens[name.Last - 1].End];
            var sentence = parsed[parsed.SentenceOf(name.First)];
            mentions.Add(new Mention(form, known.Person(form) is not null || RoleFinder.HasRole(parsed, sentence, name), IsShielded(sentence)));
        }
    }

    private static bool IsFull(string name) => name.Contains(' ', StringComparison.Ordinal);

    private static string Surname(string name) => name[(name.LastIndexOf(' ') + 1)..];

    // One of two full names begins or ends with the other.
    private static bool IsSame(string name, string other)
    {
        var (shorter, longer) = name.Length < other.Length ? (name, other) : (other, name);
        return longer.Equals(shorter, StringComparison.OrdinalIgnoreCase) || longer.StartsWith($"{shorter} ", StringComparison.OrdinalIgnoreCase) || longer.EndsWith($" {shorter}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsShielded(Sentence sentence)
    {
        for (var k = 0; k < sentence.Last - sentence.First; k++)
        {
            if (PublicationPolicy.IsShielding(sentence.Form(k)))
            {
                return true;
            }
        }
        return false;
    }

    private sealed record Mention(string Name, bool IsPublic, bool IsShielded);
}
