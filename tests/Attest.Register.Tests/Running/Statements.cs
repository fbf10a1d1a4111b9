using Attest.Register.DamageClaims;

namespace Attest.Register.Tests.Running;

/// <summary>Invented statements.</summary>
internal static class Statements
{
    /// <summary>Needs no evidence, so that it can be submitted at once.</summary>
    public static Statement Displaced(string family = "Vydumanenko", string given = "Olena", int born = 1980) => new()
    {
        Category = "A1.1",
        Claimant = new Person(family, given, "", new DateOnly(born, 3, 2)) { Nationalities = ["UA"] },
        Account = "We had to leave the town when the shelling came nearer, and I have not been back since.",
        When = DamageTime.On(new DateOnly(2023, 3, 22)),
        Where = new DamagePlace("Rzhyshchiv") { Region = "Kyiv" },
        Answers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["moved-to"] = "Vinnytsia" },
    };

    /// <summary>A flat that was hit.</summary>
    public static Statement Flat(string family = "Vydumanenko", string given = "Olena", int born = 1980) => Displaced(family, given, born) with
    {
        Category = "A3.1",
        Account = "A drone hit the dormitory next door, and the blast broke all windows and the wall of the kitchen.",
        Where = new DamagePlace("Rzhyshchiv") { Region = "Kyiv", Street = "vul. Sadova", House = "12-A", Flat = "7" },
        Property = new Property("a flat of two rooms", "80000:123:0001"),
        Means = "drone",
        Amount = 12_500,
        Answers = new SortedDictionary<string, string>(StringComparer.Ordinal),
    };

    /// <summary>A company's workshop.</summary>
    public static Statement Workshop(string name = "Vyhadka LLC", string number = "30000001") => new()
    {
        Category = "C3.3",
        Entity = new Entity(name, number, "UA"),
        Account = "The workshop was moved to the west of the country after the strikes of that week.",
        When = new DamageTime(new DateOnly(2023, 3, 20), new DateOnly(2023, 3, 26), DamageTimePrecision.Within),
        Where = new DamagePlace("Zaporizhzhia") { Street = "Soborna Avenue", House = "5" },
        Answers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["moved-to"] = "Lviv" },
    };
}
