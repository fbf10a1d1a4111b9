using System.Collections.Frozen;
using Attest.Language;
using Attest.Packs;

namespace Attest.Web.Publishing;

/// <summary>Whom a report names.</summary>
/// <param name="Private">The forms of the names of private persons, as the report writes them; the longest first.</param>
/// <param name="Public">The names of public persons that hold one of those forms: the mayor whose daughter has her surname.</param>
internal sealed record NamedPeople(IReadOnlyList<string> Private, IReadOnlyList<string> Public);

/// <summary>Finds whom a report names that is no public person.</summary>
/// <remarks>
/// Nobody is taken for public unless something says so: an office that a pack knows, or a role beside the name; the role that a reading gives a speaker may be another's. Whoever is shielded is not, whatever the role.
/// Where something is told to have happened is shown with it and hides nobody: its words are no name, unless somewhere else in the text they name somebody. Neither is a role alone, as in “the Secretary of State”.
/// </remarks>
internal static class PeopleFinder
{
    /// <summary>The names in the parts of a report: its text, and what else of it is shown.</summary>
    public static NamedPeople Find(Reading reading, IEnumerable<ParsedText> parts, Knowledge known)
    {
        var mentions = new List<Mention>();
        var all = parts.ToList();
        var places = PlaceWords(reading, all);
        foreach (var parsed in all)
        {
            AddMentions(parsed, known, places, mentions);
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

    // The words of the places where the reading says that something happened, but for those that also name a person outside of them.
    private static HashSet<string> PlaceWords(Reading reading, List<ParsedText> parts)
    {
        var told = reading.Events.Select(occurrence => occurrence.Place).Concat(reading.Figures.Select(figure => figure.Place)).OfType<LocalId>().Select(id => reading.Places[id.Number - 1].Gazetteer).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var (text, spans) = (reading.Report.Text, (reading.AsRead ?? reading).Places.Where(place => place.Gazetteer is { } gazetteer && told.Contains(gazetteer)).Select(place => place.Span).ToList());
        var words = spans.Select(span => span.Of(text)).Where(form => form.Length > 0).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var parsed in parts.Where(parsed => parsed.Text == text))
        {
            foreach (var name in parsed.Names)
            {
                var span = new TextSpan(parsed.Tokens[name.First].Start, parsed.Tokens[name.Last - 1].End);
                if (name.Kind == NameKind.Person && !spans.Exists(place => place.Contains(span)))
                {
                    words.Remove(FormOf(parsed, name));
                }
            }
        }
        return words;
    }

    private static string FormOf(ParsedText parsed, NameMention name) => parsed.Text[parsed.Tokens[parsed.FirstAfterTitle(name)].Start..parsed.Tokens[name.Last - 1].End];

    private static void AddMentions(ParsedText parsed, Knowledge known, HashSet<string> places, List<Mention> mentions)
    {
        for (var i = 0; i < parsed.Names.Length; i++)
        {
            var name = parsed.Names[i];
            if (name.Kind != NameKind.Person || places.Contains(FormOf(parsed, name)))
            {
                continue;
            }
            var sentence = parsed[parsed.SentenceOf(name.First)];
            var hasRole = RoleFinder.HasRole(parsed, sentence, name);
            var (first, last) = (parsed.FirstAfterTitle(name), name.Last);
            // One name that was found in pieces: nothing stands between them.
            while (i + 1 < parsed.Names.Length && parsed.Names[i + 1] is { Kind: NameKind.Person } next && next.First == last && parsed.FirstAfterTitle(next) == next.First)
            {
                hasRole |= RoleFinder.HasRole(parsed, sentence, next);
                (last, i) = (next.Last, i + 1);
            }
            var form = parsed.Text[parsed.Tokens[first].Start..parsed.Tokens[last - 1].End];
            if (!IsFull(form) && PublicationPolicy.IsPublicRole(form) && first > sentence.First && parsed.Text.AsSpan(parsed.Tokens[first - 1].Start..parsed.Tokens[first - 1].End).Equals("the", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }
            mentions.Add(new Mention(form, known.Person(form) is not null || hasRole, IsShielded(sentence)));
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
