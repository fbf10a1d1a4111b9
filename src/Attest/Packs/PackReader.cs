using System.Text;

namespace Attest.Packs;

/// <summary>Reads a pack from the tables of its folder and checks that they fit each other.</summary>
public static class PackReader
{
    /// <summary>Reads and checks a pack.</summary>
    /// <param name="folder">Its folder, as messages name it; the last part is to be the pack's id.</param>
    /// <param name="open">Gives what the file of a name holds; null where there is no such file.</param>
    /// <exception cref="PackException">The manifest or the sides are missing, or a row is not as it should be.</exception>
    public static Pack Read(string folder, Func<string, string?> open)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(open);
        var digest = new StringBuilder();
        PackTable Open(string file, bool isNeeded, params string[] columns)
        {
            var text = open(file);
            digest.Append(file).Append('\n').Append(text);
            return text is not null ? new PackTable($"{folder}/{file}", text, columns)
                : isNeeded ? throw new PackException($"Reading the pack {folder}: found no file {file}, expected one. Write it as docs/packs.md says, or name another folder.")
                : new PackTable($"{folder}/{file}", "");
        }

        var manifest = Open("pack.tsv", isNeeded: true, "id", "title", "from", "until", "languages", "theatre", "borders");
        if (manifest.Rows is not [var head])
        {
            throw new PackException($"Reading the pack {folder}/pack.tsv: found {manifest.Rows.Count} rows under the heading, expected one. A pack is of one war.");
        }
        var sides = Sides(Open("sides.tsv", isNeeded: true, "name", "stance", "words", "demonyms"), folder);
        var known = sides.Select(side => side.Name).ToHashSet(StringComparer.Ordinal);
        string? SideOf(PackTable.Row row, string column = "side") => row.Optional(column) is not { } side || known.Contains(side)
            ? row.Optional(column)
            : throw row.Fault($"the side “{side}”", "a name from sides.tsv, or nothing", "Add the side there, or correct it here.");

        var offices = Offices(Open("offices.tsv", isNeeded: false, "id", "title", "affiliation", "side", "words"), SideOf);
        return new Pack(
            head.Required("id"),
            head.Required("title"),
            head.Day("from", isLast: false) ?? throw head.Fault("nothing in the column from", "the day on which the war began", "Fill the cell."),
            head.Day("until", isLast: true),
            head.Alternatives("languages"),
            head.Required("borders"),
            sides,
            [.. Open("bodies.tsv", isNeeded: false, "name", "side", "kind", "words").Rows.Select(row => new PackBody(row.Required("name"), SideOf(row), row.Required("kind"), row.Alternatives("words")))],
            [.. offices.Values],
            People(Open("holders.tsv", isNeeded: false, "name", "variants", "pronoun", "office", "from", "until"), offices),
            [.. Open("weapons.tsv", isNeeded: false, "name", "kind", "sides", "words").Rows.Select(row => new PackWeapon(row.Required("name"), row.Required("kind"), row.Alternatives("sides"), row.Alternatives("words")))],
            [.. Open("sectors.tsv", isNeeded: false, "name", "kind", "words").Rows.Select(row => new PackSector(row.Required("name"), row.Required("kind"), row.Alternatives("words")))],
            [.. Open("outlets.tsv", isNeeded: false, "name", "ownership", "side", "words").Rows.Select(row => new PackOutlet(row.Required("name"), row.Choice<Ownership>("ownership"), row.Required("side"), row.Alternatives("words")))],
            [.. Open("channels.tsv", isNeeded: false, "name", "medium", "speaker", "side", "words").Rows.Select(row => new PackChannel(row.Required("name"), row.Required("medium"), row.Required("speaker"), SideOf(row), row.Alternatives("words")))],
            [.. Open("places.tsv", isNeeded: false, "name", "belongs", "note", "words").Rows.Select(row => new PackPlace(row.Required("name"), row.Required("belongs"), row.Optional("note"), row.Alternatives("words")))])
        {
            Theatre = head.Alternatives("theatre"),
            Days = [.. Open("days.tsv", isNeeded: false, "day", "words").Rows.Select(row => new PackDay(row.Day("day", isLast: false) ?? throw row.Fault("nothing in the column day", "a day", "Fill the cell."), row.Alternatives("words")))],
            Digest = Sha256.Of(digest.ToString()).ToString()[..6],
        };
    }

    private static List<PackSide> Sides(PackTable table, string folder)
    {
        var sides = new List<PackSide>();
        foreach (var row in table.Rows)
        {
            if (sides.Exists(side => side.Name == row.Required("name")))
            {
                throw row.Fault($"the side “{row["name"]}” a second time", "each side once", "Join the two rows.");
            }
            sides.Add(new PackSide(row.Required("name"), row.Choice<SideStance>("stance"), row.Alternatives("words"), row.Alternatives("demonyms")));
        }
        return sides.Exists(side => side.Stance == SideStance.Party)
            ? [.. sides.OrderBy(side => side.Stance == SideStance.Party ? 0 : 1)]
            : throw new PackException($"Reading the pack table {folder}/sides.tsv: found no side with the stance party, expected at least one. Name who fights the war.");
    }

    private static Dictionary<string, PackOffice> Offices(PackTable table, Func<PackTable.Row, string, string?> sideOf)
    {
        var offices = new Dictionary<string, PackOffice>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var office = new PackOffice(row.Required("id"), row.Required("title"), row.Required("affiliation"), sideOf(row, "side"), row.Alternatives("words"));
            if (!offices.TryAdd(office.Id, office))
            {
                throw row.Fault($"the office “{office.Id}” a second time", "each office once", "Give one of them another id.");
            }
        }
        return offices;
    }

    private static List<PackPerson> People(PackTable table, Dictionary<string, PackOffice> offices)
    {
        var people = new Dictionary<string, (List<string> Variants, string? Pronoun, List<PackHolding> Holdings)>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var name = row.Required("name");
            if (!offices.TryGetValue(row.Required("office"), out var office))
            {
                throw row.Fault($"the office “{row["office"]}”", "an id from offices.tsv", "Add the office there, or correct it here.");
            }
            if (row.Optional("pronoun") is not (null or "he" or "she"))
            {
                throw row.Fault($"“{row["pronoun"]}” in the column pronoun", "he, she or nothing", "Correct the cell.");
            }
            var (from, until) = (row.Day("from", isLast: false), row.Day("until", isLast: true));
            if (until < from)
            {
                throw row.Fault($"{row["until"]} as the end of what began {row["from"]}", "an end that is not before the beginning", "Correct one of the two.");
            }
            if (!people.TryGetValue(name, out var person))
            {
                people.Add(name, person = ([], row.Optional("pronoun"), []));
            }
            person.Variants.AddRange(row.Alternatives("variants").Except(person.Variants));
            person.Holdings.Add(new PackHolding(office, from, until));
        }
        return [.. people.Select(pair => new PackPerson(pair.Key, pair.Value.Variants, pair.Value.Pronoun, pair.Value.Holdings))];
    }
}
