namespace Attest.Web.Tests.Hostile.Walking;

/// <summary>What became of one field of one route.</summary>
internal sealed class FieldFate
{
    /// <summary>Whether something hostile was sent in it.</summary>
    public bool WasTried { get; set; }

    /// <summary>Whether it takes any words.</summary>
    public bool TakesWords { get; set; }

    /// <summary>Whether it is one of what the page offers.</summary>
    public bool IsChoice { get; set; }

    /// <summary>The row that says what else it takes; null for none.</summary>
    public ClosedField? Row { get; set; }

    /// <summary>Whether the page fills it in and nobody types it.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Why its words were refused last.</summary>
    public string Refusal { get; set; } = "";

    /// <summary>What is still to be done for it; null where it was filled, or takes nothing of anybody's.</summary>
    /// <param name="field">Its name.</param>
    /// <param name="planting">What was sent.</param>
    public string? Missing(string field, Planting planting)
    {
        if (!WasTried)
        {
            return "was never filled.";
        }
        if (!TakesWords && Row?.Form is null)
        {
            return Row is not null || IsChoice ? null : $"refuses words, and no row says what it takes instead: {Refusal}";
        }
        return IsChoice || planting.Had(field).Count > 0 ? null : $"never took anything hostile: {Refusal}";
    }
}
