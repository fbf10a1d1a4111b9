using System.Globalization;
using Attest.Register.DamageClaims;
using Attest.Register.Packs;

namespace Attest.Register.Filing;

/// <summary>Reads damage claims from CSV: a row of headings, then a row for each. What a cell can't be is told with its column.</summary>
internal sealed class BulkReader
{
    /// <summary>The columns that every pack has; the pack's own fields are columns by their ids.</summary>
    public static readonly string[] Columns =
    [
        "category", "family_name", "given_name", "patronymic", "born", "identity_number", "nationalities", "entity", "registration_number", "entity_country", "contact", "representative", "representative_basis",
        "account", "from", "to", "precision", "settlement", "gazetteer", "region", "street", "house", "flat", "post_code", "latitude", "longitude", "means", "property", "registry_number",
        "person_family_name", "person_given_name", "person_born", "relation", "amount", "currency",
    ];

    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _answers = [];
    private readonly int _width;
    private readonly RegisterPack _pack;

    /// <summary>Takes the headings.</summary>
    /// <exception cref="RegisterException">One is not known, or <c>category</c> is missing.</exception>
    public BulkReader(IReadOnlyList<string> headings, RegisterPack pack)
    {
        (_width, _pack) = (headings.Count, pack);
        for (var index = 0; index < headings.Count; index++)
        {
            var heading = headings[index].Trim().TrimStart('\uFEFF');
            var isAnswer = pack.Field(heading) is { Kind: not FormFieldKind.BuiltIn };
            if ((!isAnswer && !Columns.Contains(heading, StringComparer.OrdinalIgnoreCase)) || !_places.TryAdd(heading, index))
            {
                throw RegisterException.Told(
                    RegisterRefusal.NotPossible, "refusal.bulk-column", index + 1, Columns, pack.Fields.Where(field => field.Kind != FormFieldKind.BuiltIn).Select(field => field.Id).ToList());
            }
            if (isAnswer)
            {
                _answers.Add(heading);
            }
        }
        if (!_places.ContainsKey("category"))
        {
            throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.bulk-no-category");
        }
    }

    /// <summary>One row as a statement; or what is wrong with its cells.</summary>
    public (Statement? Statement, RegisterException? Fault) Read(List<string> cells)
    {
        if (cells.Count != _width)
        {
            return (null, RegisterException.Told(RegisterRefusal.NotPossible, "refusal.bulk-cells", cells.Count, _width));
        }
        try
        {
            return (Statement(new Cells(this, cells)), null);
        }
        catch (RegisterException fault)
        {
            return (null, fault);
        }
    }

    private Statement Statement(Cells row)
    {
        var (from, to) = (row.Day("from"), row.Day("to"));
        return new Statement
        {
            Category = row["category"],
            Claimant = row["family_name"].Length + row["given_name"].Length == 0 ? null : new Person(row["family_name"], row["given_name"], row["patronymic"], row.Day("born"), row["identity_number"])
            {
                Nationalities = row["nationalities"].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                Contact = row["contact"],
            },
            Entity = row["entity"].Length == 0 ? null : new Entity(row["entity"], row["registration_number"], row["entity_country"]) { Contact = row["contact"] },
            Representative = row["representative"].Length == 0 ? null : new Representative(row["representative"], row["representative_basis"]),
            Account = row["account"],
            When = from is not { } first ? null
                : row.Precision(to is null || to == first) is var precision && DamageTime.Of(first, to, precision) is { } when ? when
                : throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.bulk-days", WireNames<DamageTimePrecision>.Of(precision)),
            Where = row["settlement"].Length + row["gazetteer"].Length + row["latitude"].Length + row["longitude"].Length == 0 ? null : new DamagePlace(row["settlement"])
            {
                Gazetteer = row["gazetteer"], Region = row["region"], Street = row["street"], House = row["house"], Flat = row["flat"], PostCode = row["post_code"],
                Pin = row.Pin(),
            },
            Means = row.Means(),
            Property = row["property"].Length + row["registry_number"].Length == 0 ? null : new Property(row["property"], row["registry_number"]),
            PersonConcerned = row["person_family_name"].Length == 0 ? null : new Person(row["person_family_name"], row["person_given_name"], "", row.Day("person_born")),
            Relation = row["relation"],
            Amount = row.Number("amount"),
            Currency = row["currency"],
            Answers = new SortedDictionary<string, string>(_answers.Where(answer => row[answer].Length > 0).ToDictionary(answer => answer, answer => row[answer]), StringComparer.Ordinal),
        };
    }

    private readonly struct Cells(BulkReader reader, List<string> cells)
    {
        public string this[string column] => reader._places.TryGetValue(column, out var place) ? cells[place].Trim() : "";

        public DateOnly? Day(string column) => this[column].Length == 0 ? null
            : DateOnly.TryParseExact(this[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.bulk-day", column);

        public decimal? Number(string column) => this[column].Length == 0 ? null
            : decimal.TryParse(this[column], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.bulk-number", column);

        public GeoPoint? Pin() => (Number("latitude"), Number("longitude")) switch
        {
            ({ } latitude, { } longitude) => new GeoPoint((double)latitude, (double)longitude),
            (null, null) => null,
            (var latitude, _) => throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.bulk-number", latitude is null ? "latitude" : "longitude"),
        };

        public string Means()
        {
            var given = this["means"];
            return given.Length == 0 || reader._pack.Means.Any(means => means.Id == given) ? given
                : throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.bulk-word", "means", reader._pack.Means.Select(means => means.Id).ToList());
        }

        public DamageTimePrecision Precision(bool isOneDay) => this["precision"].Length == 0 ? (isOneDay ? DamageTimePrecision.Day : DamageTimePrecision.Within)
            : WireNames<DamageTimePrecision>.TryParse(this["precision"], out var precision) ? precision
            : throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.bulk-word", "precision", Enum.GetValues<DamageTimePrecision>().Select(WireNames<DamageTimePrecision>.Of).ToList());
    }
}
