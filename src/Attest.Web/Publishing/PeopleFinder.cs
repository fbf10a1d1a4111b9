using Attest.Language;
using Attest.Packs;

namespace Attest.Web.Publishing;

/// <summary>Finds whom a report names that is no public person.</summary>
/// <remarks>Nobody is taken for public unless something says so: an office that a pack knows, a role beside the name, or one that the reading found. Whoever is shielded is not, whatever the role.</remarks>
internal static class PeopleFinder
{
    /// <summary>Words before and after a name among which its bearer's role is looked for.</summary>
    private const int RoleBefore = 5, RoleAfter = 8;

    /// <summary>The forms of the names of private persons, as the report writes them; the longest first.</summary>
    public static IReadOnlyList<string> PrivateNames(Reading reading, ParsedText parsed, Knowledge known)
    {
        var mentions = new List<(string Name, bool IsPublic, bool IsShielded)>();
        foreach (var name in parsed.Names)
        {
            if (name.Kind != NameKind.Person)
            {
                continue;
            }
            var first = parsed.FirstAfterTitle(name);
            var form = parsed.Text[parsed.Tokens[first].Start..parsed.Tokens[name.Last - 1].End];
            var sentence = parsed[parsed.SentenceOf(name.First)];
            mentions.Add((form, known.Person(form) is not null || HasRole(parsed, sentence, name), IsShielded(sentence)));
        }
        foreach (var speaker in reading.Speakers.Where(speaker => speaker is { Named: true, Kind: SpeakerKind.Person or SpeakerKind.Unknown }))
        {
            var isBody = speaker.Kind == SpeakerKind.Unknown && known.Find(speaker.Name) is not null;
            mentions.Add((speaker.Name, isBody || known.Person(speaker.Name) is not null || PublicationPolicy.IsPublicRole(speaker.Role) || PublicationPolicy.IsPublicRole(speaker.Affiliation), false));
        }
        // A role at one mention holds for all of the same surname; a shield at one, too, and goes before it unless the pack knows the person.
        var shown = mentions.Where(mention => mention.IsPublic).Select(mention => Surname(mention.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        shown.ExceptWith(mentions.Where(mention => mention.IsShielded && known.Person(mention.Name) is null).Select(mention => Surname(mention.Name)));
        var forms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _, _) in mentions.Where(mention => !shown.Contains(Surname(mention.Name))))
        {
            forms.Add(name);
            if (Surname(name) is { Length: > 2 } surname)
            {
                forms.Add(surname);
            }
        }
        return [.. forms.OrderByDescending(form => form.Length).ThenBy(form => form, StringComparer.Ordinal)];
    }

    private static string Surname(string name) => name[(name.LastIndexOf(' ') + 1)..];

    private static bool HasRole(ParsedText parsed, Sentence sentence, NameMention name)
    {
        var tokens = parsed.Tokens;
        for (var k = Math.Max(sentence.First, name.First - RoleBefore); k < Math.Min(sentence.Last, name.Last + RoleAfter); k++)
        {
            // "Another's spokesman" before the name speaks of the other; what follows counts only as an apposition: "Anna Moreau, the governor".
            if (k == name.Last && parsed.Text[tokens[k].Start] != ',')
            {
                return false;
            }
            if (tokens[k] is var token && (PublicationPolicy.IsPublicRole(token.Lemma) || PublicationPolicy.IsPublicRole(parsed.Text.AsSpan(token.Start, token.End - token.Start))))
            {
                if (k >= name.Last || IsTitleOf(parsed, k, name))
                {
                    return true;
                }
            }
        }
        return false;
    }

    // Up to the name stand only words that belong to the office: no verb, no end of a part of the sentence but the comma of an apposition.
    private static bool IsTitleOf(ParsedText parsed, int role, NameMention name)
    {
        for (var k = role + 1; k < name.First; k++)
        {
            var token = parsed.Tokens[k];
            if (token.Tag is UniversalTag.Verb or UniversalTag.Aux or UniversalTag.Sconj or UniversalTag.Cconj or UniversalTag.Pron || (token.Tag == UniversalTag.Punct && parsed.Text[token.Start] is not (',' or '-' or '’' or '\'')))
            {
                return false;
            }
        }
        return true;
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
}
