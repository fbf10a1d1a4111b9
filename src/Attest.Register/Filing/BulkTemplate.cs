using Attest.Register.Packs;

namespace Attest.Register.Filing;

/// <summary>The columns that a CSV file of damage claims of one category has, for those who fill one in.</summary>
public static class BulkTemplate
{
    private static readonly string[] Person = ["family_name*", "given_name*", "patronymic", "born", "identity_number", "nationalities"];
    private static readonly string[] Entity = ["entity*", "registration_number", "entity_country"];
    private static readonly string[] Always = ["contact", "representative", "representative_basis"];
    private static readonly string[] When = ["from", "to", "precision"];
    private static readonly string[] Where = ["settlement", "gazetteer", "region", "street", "house", "flat", "post_code", "latitude", "longitude"];

    /// <summary>The columns of a category, in the order of the form; the first is <c>category</c>.</summary>
    public static IReadOnlyList<BulkColumn> Of(RegisterPack pack, Category category)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(category);
        var columns = new List<BulkColumn> { new("category", true, null) };
        columns.AddRange((category.Group == ClaimantGroup.Person ? Person : Entity).Concat(Always).Select(name => new BulkColumn(name.TrimEnd('*'), name[^1] == '*', null)));
        foreach (var asked in category.Asks)
        {
            columns.AddRange(asked.Field switch
            {
                "account" => [new("account", asked.IsRequired, null)],
                "when" => When.Select(name => new BulkColumn(name, asked.IsRequired && name == "from", null)),
                "where" => Where.Select(name => new BulkColumn(name, asked.IsRequired && name == "settlement", null)),
                "property" => [new("property", asked.IsRequired, "property")],
                "registry-number" => [new("registry_number", asked.IsRequired, "registry-number")],
                "person" => [new("person_family_name", asked.IsRequired, null), new("person_given_name", asked.IsRequired, null), new("person_born", false, null)],
                "means" or "relation" => [new(asked.Field, asked.IsRequired, asked.Field)],
                "amount" => [new("amount", asked.IsRequired, "amount"), new("currency", false, null)],
                _ when pack.Field(asked.Field) is { Kind: not FormFieldKind.BuiltIn } => [new BulkColumn(asked.Field, asked.IsRequired, asked.Field)],
                _ => Array.Empty<BulkColumn>(),
            });
        }
        var isAddressNeeded = category.Asks.Any(asked => asked is { Field: "address", IsRequired: true });
        return [.. columns.Select(column => isAddressNeeded && column.Name is "street" or "house" ? column with { IsNeeded = isAddressNeeded } : column)];
    }
}

/// <summary>One column.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="IsNeeded">Whether its cells must be filled.</param>
/// <param name="Field">The field of the pack that says what it holds; null for the columns that every register has.</param>
public sealed record BulkColumn(string Name, bool IsNeeded, string? Field);
