namespace Attest.Claims.Events.Choices;

/// <summary>Weighs options by their signs; what the rules say has a lead, so that only clear cases are decided against them.</summary>
/// <param name="weigher">What tells how well an option fits.</param>
internal sealed class Weighing(IWeigher weigher)
{
    // Set where what the other articles teach of an article and the nine marked reports, on which the rules were made, both gain (MODELS.md).
    private const float KeptLead = 2f, PlaceLead = 0.5f, TimeLead = 1.25f, StatusLead = 1.25f;

    // A day that the rules borrow from the sentence before or from the item's news is often left out by one reader and given by the next: it stays unless much speaks against it.
    private const float NoTimeLag = 1.75f;

    /// <summary>The signs of the option at hand, to be filled before <see cref="Of"/>.</summary>
    public SignBag Signs { get; } = new();

    /// <summary>The weight of an option.</summary>
    /// <param name="draft">The event.</param>
    /// <param name="choice">What is chosen.</param>
    /// <param name="option">The option; null for none.</param>
    /// <param name="isRules">Whether it is what the rules say.</param>
    public float Of(DraftEvent draft, Choice choice, object? option, bool isRules) => weigher.Weigh(draft, choice, option, Signs) + (isRules ? Lead(choice) : choice == Choice.Time && option is null && draft.TimeIsInferred ? -NoTimeLag : 0);

    private static float Lead(Choice choice) => choice switch
    {
        Choice.Kept => KeptLead,
        Choice.Place => PlaceLead,
        Choice.Time => TimeLead,
        Choice.Status => StatusLead,
        _ => 0,
    };
}
