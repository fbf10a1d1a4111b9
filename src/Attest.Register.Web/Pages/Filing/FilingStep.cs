using Attest.Register.DamageClaims;
using Attest.Register.Packs;

namespace Attest.Register.Web.Pages.Filing;

/// <summary>The steps of filing, in their order; their names stand in addresses.</summary>
public enum FilingStep
{
    /// <summary>Who files.</summary>
    Who,

    /// <summary>Under which category.</summary>
    Category,

    /// <summary>What happened, and when.</summary>
    What,

    /// <summary>Where.</summary>
    Where,

    /// <summary>The person, the property, the amount.</summary>
    Details,

    /// <summary>Evidence.</summary>
    Evidence,

    /// <summary>What was found, and the way to submit it.</summary>
    Check,
}

/// <summary>Which steps a draft has, and which fields stand in each.</summary>
public static class FilingSteps
{
    /// <summary>The steps that a draft has: one without fields of its category is left out. While no category is chosen, those that any has.</summary>
    public static IReadOnlyList<FilingStep> Of(RegisterPack pack, Statement statement)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(statement);
        return [.. Enum.GetValues<FilingStep>().Where(step => step is FilingStep.Who or FilingStep.Category or FilingStep.Check
            || (pack.Find(statement.Category) is { } category ? FieldsOf(pack, category, step).Count > 0 : step != FilingStep.Details && pack.Categories.Any(any => FieldsOf(pack, any, step).Count > 0)))];
    }

    /// <summary>The step that a field stands in.</summary>
    /// <param name="pack">The rules.</param>
    /// <param name="field">The field's id, as a mistake names it.</param>
    public static FilingStep Holding(RegisterPack pack, string field)
    {
        ArgumentNullException.ThrowIfNull(pack);
        return field switch
        {
            "claimant" => FilingStep.Who,
            "category" => FilingStep.Category,
            "account" or "when" or "means" => FilingStep.What,
            "where" or "address" => FilingStep.Where,
            "evidence" => FilingStep.Evidence,
            _ => pack.Field(field)?.Part switch
            {
                "when" => FilingStep.What,
                "where" => FilingStep.Where,
                _ => FilingStep.Details,
            },
        };
    }

    /// <summary>The fields that a category asks for in a step, in the pack's order.</summary>
    public static IReadOnlyList<AskedField> FieldsOf(RegisterPack pack, Category? category, FilingStep step) =>
        category is null ? [] : [.. category.Asks.Where(asked => Holding(pack, asked.Field) == step)];
}
