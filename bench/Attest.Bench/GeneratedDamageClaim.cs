using Attest.Register.DamageClaims;
using Attest.Register.Matching;
using Attest.Register.Packs;

namespace Attest.Bench;

/// <summary>A damage claim made up from a reported incident, with what was changed about it.</summary>
/// <param name="Statement">What is stated.</param>
/// <param name="Spelling">How its place is written.</param>
/// <param name="Shift">By how many days its date is off.</param>
/// <param name="Kind">Kind of damage.</param>
/// <param name="Words">Whether its account has words of the reports.</param>
internal sealed record GeneratedDamageClaim(Statement Statement, string Spelling, int Shift, string Kind, bool Words);

/// <summary>Makes damage claims up: dates off by up to two days and said as people say them, places misspelt, in Cyrillic or under their Russian names.</summary>
/// <remarks>
/// The true day of an incident that reports date is one of the days that they give. Of one that no report dates nobody here knows it: it is drawn before its first report, as many days as the dated incidents that are measured with were told after they happened,
/// so that the generator knows how soon news is told and the matcher only what it learned from other articles.
/// Whoever was harmed at a site gives the town that it lies in, and half of them the site where the street is asked for. Of an incident of which only an area is known any town in it is given.
/// </remarks>
/// <param name="pack">The register's rules.</param>
/// <param name="random">Decides.</param>
/// <param name="told">Days after which incidents that reports date were first told, one for each; at least one.</param>
internal sealed class DamageClaimMaker(RegisterPack pack, Random random, IReadOnlyList<int> told)
{
    // Names by which people of the towns that reports speak of know them in Russian, in either alphabet.
    private static readonly (string Name, string[] Others)[] Exonyms =
    [
        ("Kharkiv", ["Харьков", "Kharkov"]), ("Kyiv", ["Киев", "Kiev"]), ("Odesa", ["Одесса", "Odessa"]), ("Mykolaiv", ["Николаев", "Nikolaev"]), ("Dnipro", ["Днепр", "Dnepr"]), ("Zaporizhzhia", ["Запорожье", "Zaporozhye"]),
        ("Lviv", ["Львов", "Lvov"]), ("Chernihiv", ["Чернигов", "Chernigov"]), ("Sievierodonetsk", ["Северодонецк", "Severodonetsk"]), ("Lysychansk", ["Лисичанск", "Lisichansk"]), ("Kramatorsk", ["Краматорск"]),
        ("Sloviansk", ["Славянск", "Slavyansk"]), ("Vinnytsia", ["Винница", "Vinnitsa"]), ("Chasiv Yar", ["Часов Яр", "Chasov Yar"]), ("Kryvyi Rih", ["Кривой Рог", "Krivoy Rog"]), ("Kremenchuk", ["Кременчуг", "Kremenchug"]),
        ("Avdiivka", ["Авдеевка", "Avdeevka"]), ("Vovchansk", ["Волчанск", "Volchansk"]), ("Izium", ["Изюм", "Izyum"]), ("Irpin", ["Ирпень", "Irpen"]), ("Bucha", ["Буча"]), ("Kherson", ["Херсон"]), ("Mariupol", ["Мариуполь"]),
        ("Bakhmut", ["Бахмут"]), ("Donetsk", ["Донецк"]), ("Luhansk", ["Луганск", "Lugansk"]), ("Poltava", ["Полтава"]), ("Sumy", ["Сумы"]), ("Ternopil", ["Тернополь", "Ternopol"]), ("Rivne", ["Ровно", "Rovno"]),
    ];

    // The official romanisation of 2010 read backwards, the longest first.
    private static readonly (string Latin, string Letter)[] Ukrainian =
    [
        ("shch", "щ"), ("zgh", "зг"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("ia", "я"), ("ya", "я"), ("iu", "ю"), ("yu", "ю"), ("ie", "є"), ("ye", "є"), ("yi", "ї"), ("ii", "ії"),
        ("a", "а"), ("b", "б"), ("v", "в"), ("h", "г"), ("g", "ґ"), ("d", "д"), ("e", "е"), ("z", "з"), ("y", "и"), ("i", "і"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"),
        ("s", "с"), ("t", "т"), ("u", "у"), ("f", "ф"),
    ];

    private static readonly (string Category, string Kind, string Account)[] Categories =
    [
        ("A3.1", "building", "The windows and the roof of my house are broken, and one wall came down."), ("A3.3", "building", "I rented rooms there, and they cannot be lived in since."), ("A3.2", "building", "My workshop burnt out."),
        ("B1.5", "building", "The building belongs to the community; its front and its heating were destroyed."), ("C1.5", "building", "The hall of our company was destroyed."), ("B1.1", "infrastructure", "The network that supplies the district was cut."),
        ("A2.1", "killed", "My brother lost his life that day."), ("A2.3", "wounded", "I was hurt by splinters and have been treated since."), ("A1.1", "displacement", "I left on the next day and live with relatives since."), ("C3.1", "enterprise", "Our machines and our stock were lost."),
        ("A2.2", "missing", "My husband has not been heard of since."), ("A2.6", "detention", "I was taken away and held."), ("A3.6", "occupation", "I cannot get to my house since the town was taken."),
    ];

    /// <summary>The categories under which somebody whom an incident harmed could file.</summary>
    public IEnumerable<(string Category, string Kind, string Account)> CategoriesOf(IndexedIncident incident) => Categories.Where(one =>
    {
        var kind = pack.Kinds.First(known => known.Id == one.Kind);
        var counts = incident.Measures.Any(kind.Toll.Contains);
        return incident.Subtype is { } subtype && kind.Strong.Contains(subtype) ? counts || !kind.Toll.All(incident.NoneOf.Contains) || kind.Toll.Count == 0
            : counts && one.Kind is "killed" or "wounded" or "displacement" or "missing";
    });

    /// <summary>A damage claim of somebody whom an incident harmed.</summary>
    public GeneratedDamageClaim Of(IndexedIncident incident, (string Category, string Kind, string Account) category, IncidentPlace town)
    {
        var (settlement, spelling) = Spelt(town.Name);
        var (when, shift) = When(incident);
        var hasWords = random.Next(3) > 0;
        var words = hasWords ? incident.Words.OrderBy(_ => random.Next()).Take(2) : [];
        return new GeneratedDamageClaim(
            new Statement
            {
                Category = category.Category, Account = $"{category.Account} {string.Join(' ', words)}", When = when, Means = MeansOf(incident),
                Where = new DamagePlace(settlement) { Street = incident.Place.Kind == PlaceKind.Site && random.Next(2) == 0 ? incident.Place.Name : "", Region = random.Next(2) == 0 ? (town.Region ?? "").Split(' ')[0] : "" },
            },
            spelling, shift, category.Kind, hasWords);
    }

    /// <summary>A statement of a house damaged in a town on a day.</summary>
    public static Statement House(IncidentPlace town, DateOnly day, string means = "", string account = "A shell hit the roof of the house and the windows broke.") => new()
    {
        Category = "A3.1", Account = account, When = DamageTime.On(day), Means = means, Where = new DamagePlace(town.Name) { Gazetteer = town.Gazetteer },
    };

    // Off by a day is common, by two rarer; who is off says more often that they are not sure.
    private (DamageTime When, int Shift) When(IndexedIncident incident)
    {
        var size = random.Next(5) switch { 0 or 1 => 0, 2 or 3 => 1, _ => 2 };
        var shift = random.Next(2) == 0 ? size : -size;
        var day = DateOnly.FromDayNumber((incident.IsDatedByReport ? incident.Last - told[random.Next(told.Count)] : incident.First + random.Next(incident.Last - incident.First + 1)) + shift);
        if (day < pack.From)
        {
            (day, shift) = (DateOnly.FromDayNumber(incident.Last), 0);
        }
        return (random.Next(10 - (3 * size)) switch
        {
            0 => new DamageTime(day.AddDays(-2), day.AddDays(2), DamageTimePrecision.Within),
            1 => new DamageTime(day, day, DamageTimePrecision.About),
            _ => DamageTime.On(day),
        }, Math.Abs(shift));
    }

    // Half name what reports call it, some what that is easily taken for, some do not know.
    private string MeansOf(IndexedIncident incident)
    {
        var fitting = pack.Means.Where(one => incident.Subtype is { } subtype && one.Subtypes.Contains(subtype) && (incident.Modes.Count == 0 || incident.Modes.Any(one.Modes.Contains))).ToList();
        if (fitting.Count == 0 || random.Next(10) is < 3)
        {
            return random.Next(2) == 0 ? "" : "unknown";
        }
        var means = fitting[random.Next(fitting.Count)];
        return random.Next(5) == 0 && means.Like.Count > 0 ? means.Like[random.Next(means.Like.Count)] : means.Id;
    }

    private (string Written, string Spelling) Spelt(string name) => random.Next(6) switch
    {
        0 => (name, "as reports write it"),
        1 or 2 => (Misspelt(name), "misspelt"),
        3 => (InUkrainian(name), "in Ukrainian"),
        _ => Array.Find(Exonyms, one => one.Name == name) is { Others: { } others } ? (others[random.Next(others.Length)], "under its Russian name") : (InUkrainian(name), "in Ukrainian"),
    };

    // A letter twice, one left out, or two that changed places.
    private string Misspelt(string name)
    {
        var at = random.Next(1, Math.Max(2, name.Length - 2));
        return name.Length < 5 ? name : random.Next(3) switch
        {
            0 => name.Insert(at, name[at].ToString()),
            1 => name.Remove(at, 1),
            _ => $"{name[..at]}{name[at + 1]}{name[at]}{name[(at + 2)..]}",
        };
    }

    private static string InUkrainian(string name)
    {
        var written = new System.Text.StringBuilder();
        for (var at = 0; at < name.Length;)
        {
            var found = Array.Find(Ukrainian, one => string.Compare(name, at, one.Latin, 0, one.Latin.Length, StringComparison.OrdinalIgnoreCase) == 0);
            var letters = found.Letter ?? name[at].ToString();
            written.Append(char.IsUpper(name[at]) ? letters.ToUpperInvariant() : letters);
            at += found.Latin?.Length ?? 1;
        }
        return written.ToString();
    }
}
