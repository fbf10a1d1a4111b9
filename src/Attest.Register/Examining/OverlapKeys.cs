using System.Globalization;
using Attest.Register.DamageClaims;

namespace Attest.Register.Examining;

/// <summary>By which keys a damage claim meets those that it may overlap with. The keys tell of nobody: the register keeps keyed digests of them.</summary>
internal static class OverlapKeys
{
    /// <summary>What the keys of numbers begin with.</summary>
    public const string ByNumber = "number\n";

    private const int LeastNumber = 4;

    /// <summary>All keys of a statement, each with the kind of overlap that it tells of.</summary>
    public static IEnumerable<(OverlapKind Kind, string Key)> Of(Statement statement, ResolvedPlace? place) => All(statement, place).Distinct();

    /// <summary>How a building is named: town, street and house. Null where one of them is not known.</summary>
    public static string? Building(DamagePlace? where, ResolvedPlace? place)
    {
        if (where is null || NameFolding.Sounds(where.Street) is not { Length: > 0 } street || NameFolding.Number(where.House) is not { Length: > 0 } house || Town(where, place) is not { } town)
        {
            return null;
        }
        return $"{town}\n{street}\n{house}";
    }

    private static IEnumerable<(OverlapKind, string)> All(Statement statement, ResolvedPlace? place)
    {
        foreach (var person in new[] { statement.Claimant, statement.PersonConcerned })
        {
            if (person is null)
            {
                continue;
            }
            if (NameFolding.Number(person.IdentityNumber) is { Length: >= LeastNumber } number)
            {
                yield return (OverlapKind.Person, ByNumber + number);
            }
            if (person.BornOn is { } born && NameFolding.Sounds($"{person.FamilyName} {person.GivenName}") is { Length: > 0 } name)
            {
                yield return (OverlapKind.Person, $"{name}\n{Day(born)}");
            }
        }
        if (statement.Entity is { } entity)
        {
            if (NameFolding.Number(entity.RegistrationNumber) is { Length: >= LeastNumber } number)
            {
                yield return (OverlapKind.Entity, ByNumber + number);
            }
            if (NameFolding.Sounds(entity.Name) is { Length: >= LeastNumber } name)
            {
                yield return (OverlapKind.Entity, name);
            }
        }
        if (statement.Property is { } property && NameFolding.Number(property.RegistryNumber) is { Length: >= LeastNumber } registry)
        {
            yield return (OverlapKind.Property, registry);
        }
        if (Building(statement.Where, place) is { } building)
        {
            yield return (OverlapKind.Building, building);
            // A house without flats is an address by itself; in a house with some, who names none may mean any.
            yield return (OverlapKind.Address, $"{building}\n{NameFolding.Number(statement.Where!.Flat)}");
        }
        // One strike: the same town and one of at most three days.
        if (statement.When is { } when && when.Days is > 0 and <= MostStrikeDays && statement.Where is { } where && Town(where, place) is { } town)
        {
            for (var day = when.First; day <= when.Last; day = day.AddDays(1))
            {
                yield return (OverlapKind.Strike, $"{town}\n{Day(day)}");
            }
        }
    }

    private const int MostStrikeDays = 3;

    private static string? Town(DamagePlace where, ResolvedPlace? place) =>
        place is { Gazetteer.Length: > 0 } ? place.Gazetteer : NameFolding.Sounds(where.Settlement) is { Length: > 0 } name ? name : null;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
