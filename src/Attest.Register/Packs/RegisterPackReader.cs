using System.Globalization;
using System.Reflection;
using System.Text;
using Attest.Packs;
using Attest.Register.DamageClaims;

namespace Attest.Register.Packs;

/// <summary>Reads the rules of a register from the tables of its folder and checks that they fit each other.</summary>
public static class RegisterPackReader
{
    /// <summary>The pack that a register has where none is named.</summary>
    public const string Default = "register-rd4u";

    private const string Resources = "packs/";

    /// <summary>The names of the packs that ship with the program.</summary>
    public static IReadOnlyList<string> Shipped { get; } =
        [.. Names().Where(name => name.EndsWith("/register.tsv", StringComparison.Ordinal)).Select(name => name.Split('/')[1]).Order(StringComparer.Ordinal)];

    /// <summary>A pack that ships with the program, or one in a folder.</summary>
    /// <param name="name">Its name, or a folder with a file <c>register.tsv</c>.</param>
    /// <exception cref="PackException">There is none, or a row is not as it should be.</exception>
    public static RegisterPack Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Shipped.Contains(name, StringComparer.Ordinal) ? Read($"packs/{name}", file => Resource($"{Resources}{name}/{file}"))
            : File.Exists(Path.Combine(name, "register.tsv")) ? Read(name, file => Path.Combine(name, file) is var path && File.Exists(path) ? File.ReadAllText(path) : null)
            : throw new PackException($"Looking for the register pack {name}: found no pack and no folder of that name, expected a folder with register.tsv or one of {string.Join(", ", Shipped)}. Correct the name.");
    }

    /// <summary>Reads and checks a pack.</summary>
    /// <param name="folder">Its folder, as messages name it.</param>
    /// <param name="open">Gives what the file of a name holds; null where there is no such file.</param>
    /// <exception cref="PackException">A needed table is missing, or a row is not as it should be.</exception>
    public static RegisterPack Read(string folder, Func<string, string?> open)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(open);
        PackTable Open(string file, bool isNeeded, params string[] columns) => open(file) is { } text ? new PackTable($"{folder}/{file}", text, columns)
            : isNeeded ? throw new PackException($"Reading the register pack {folder}: found no file {file}, expected one. Write it as docs/register.md says, or name another folder.")
            : new PackTable($"{folder}/{file}", "");

        var manifest = Open(
            "register.tsv", isNeeded: true,
            "id", "title", "title_uk", "prefix", "from", "until", "countries", "smallest", "rounded_to", "statistics_days", "statistics_least", "appeal_days", "reach_km", "currency", "excluded_nationalities", "note", "note_uk");
        if (manifest.Rows is not [var head])
        {
            throw new PackException($"Reading the register pack {folder}/register.tsv: found {manifest.Rows.Count} rows under the heading, expected one. A pack is of one register.");
        }
        var fields = Open("fields.tsv", isNeeded: true, "id", "part", "kind", "label", "label_uk", "help", "help_uk").Rows
            .Select(row => new FormField(
                row.Required("id"), row.Required("part"), KindOf(row), row.Required("label"), Other(row, "label_uk"), row["help"], Other(row, "help_uk"))).ToList();
        var kinds = Open("kinds.tsv", isNeeded: true, "kind", "label", "label_uk", "strong", "weak", "toll", "modes").Rows
            .Select(row => new DamageKind(
                row.Required("kind"), row.Required("label"), Other(row, "label_uk"), row.Alternatives("strong"), row.Alternatives("weak"),
                [.. row.Alternatives("toll").Select(measure => WireNames<Measure>.TryParse(measure, out var known) ? known : throw row.Fault($"the measure “{measure}”", "one that docs/formats.md lists", "Correct the cell."))],
                row.Alternatives("modes"))).ToList();
        var categories = Open("categories.tsv", isNeeded: true, "code", "title", "title_uk", "group", "asks", "amount", "kind", "restricted").Rows
            .Select(row => CategoryOf(row, fields, kinds)).ToList();
        return new RegisterPack(
            head.Required("id"),
            head.Required("title"),
            Other(head, "title_uk"),
            head.Required("prefix"),
            head.Day("from", isLast: false) ?? throw head.Fault("nothing in the column from", "the first day that counts", "Fill the cell."),
            head.Day("until", isLast: true),
            head.Alternatives("countries"),
            Number(head, "smallest"),
            Number(head, "appeal_days"),
            double.TryParse(head.Required("reach_km"), NumberStyles.Float, CultureInfo.InvariantCulture, out var reach) ? reach : throw head.Fault($"“{head["reach_km"]}” in the column reach_km", "a number of kilometres", "Correct the cell."),
            head.Required("currency"),
            head.Alternatives("excluded_nationalities"),
            head["note"],
            categories is [] ? throw new PackException($"Reading the register pack {folder}/categories.tsv: found no category, expected at least one. Nothing could be filed.") : categories,
            fields,
            [.. Open("reasons.tsv", isNeeded: true, "id", "step", "title", "title_uk").Rows.Select(row => new DecisionReason(row.Required("id"), row.Choice<DamageStep>("step"), row.Required("title"), Other(row, "title_uk")))],
            [.. Open("means.tsv", isNeeded: false, "id", "label", "label_uk", "modes", "subtypes", "like").Rows.Select(row => new DamageMeans(
                row.Required("id"), row.Required("label"), Other(row, "label_uk"), row.Alternatives("modes"), row.Alternatives("subtypes"), row.Alternatives("like")))],
            kinds,
            [.. Open("confusions.tsv", isNeeded: false, "category", "other", "words", "question", "question_uk").Rows.Select(row => new CategoryConfusion(
                Known(row, "category", categories), Known(row, "other", categories), [.. row.Alternatives("words").Select(word => word.ToLowerInvariant())], row.Required("question"), Other(row, "question_uk")))],
            [.. Open("families.tsv", isNeeded: false, "words").Rows.Select(row => row.Required("words").ToLowerInvariant())])
        {
            NoteIn = Other(head, "note_uk"),
            Clock = Open("clock.tsv", isNeeded: false, "time_zone", "name", "name_uk").Rows is [var clock, ..] ? ClockOf(clock) : PackClock.Utc,
            Statistics = new StatisticsPolicy(Number(head, "rounded_to"), Number(head, "statistics_days"), Number(head, "statistics_least")),
        };
    }

    // What the register knows by itself has a place of its own in the statement; any other field is the pack's.
    private static FormFieldKind KindOf(PackTable.Row row)
    {
        var kind = row.Choice<FormFieldKind>("kind");
        return (kind == FormFieldKind.BuiltIn) == Filing.StatementCheck.BuiltIn.Contains(row.Required("id")) ? kind
            : throw row.Fault($"the kind “{row["kind"]}” of the field “{row["id"]}”", $"built-in for {string.Join(", ", Filing.StatementCheck.BuiltIn)} and for no others", "Correct the cell, or name the field otherwise.");
    }

    private static Category CategoryOf(PackTable.Row row, List<FormField> fields, List<DamageKind> kinds)
    {
        var asks = row.Alternatives("asks").Select(asked => new AskedField(asked.TrimEnd('*'), asked.EndsWith('*'))).ToList();
        if (asks.Find(asked => !fields.Exists(field => field.Id == asked.Field)) is { } unknown)
        {
            throw row.Fault($"the field “{unknown.Field}”", "an id from fields.tsv", "Add the field there, or correct it here.");
        }
        if (!kinds.Exists(kind => kind.Id == row.Required("kind")))
        {
            throw row.Fault($"the kind “{row["kind"]}”", "one from kinds.tsv", "Add the kind there, or correct it here.");
        }
        return new Category(
            row.Required("code"), row.Required("title"), Other(row, "title_uk"), row.Choice<ClaimantGroup>("group"), asks, row["amount"] == "yes", row.Required("kind"), row["restricted"] == "yes");
    }

    private static PackClock ClockOf(PackTable.Row row)
    {
        try
        {
            return new PackClock(TimeZoneInfo.FindSystemTimeZoneById(row.Required("time_zone")), row.Required("name"), Other(row, "name_uk"));
        }
        catch (Exception unknown) when (unknown is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            // Machines without the zones' data tell UTC, and say so.
            return PackClock.Utc;
        }
    }

    private static string Known(PackTable.Row row, string column, List<Category> categories) => categories.Exists(category => category.Code == row.Required(column))
        ? row[column]
        : throw row.Fault($"the category “{row[column]}”", "a code from categories.tsv", "Add the category there, or correct it here.");

    private static int Number(PackTable.Row row, string column) => int.TryParse(row.Required(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number
        : throw row.Fault($"“{row[column]}” in the column {column}", "a whole number above 0", "Correct the cell.");

    // The column's name ends in the language's code.
    private static Dictionary<string, string> Other(PackTable.Row row, string column) => row.Optional(column) is { } text
        ? new(StringComparer.Ordinal) { [column[(column.LastIndexOf('_') + 1)..]] = text } : new(StringComparer.Ordinal);

    private static IEnumerable<string> Names() => typeof(RegisterPackReader).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Resources, StringComparison.Ordinal));

    private static string? Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
