namespace Attest.Claims.Events.Choices;

/// <summary>Leaves all as the rules have it.</summary>
internal sealed class RulesAlone : IWeigher
{
    /// <inheritdoc/>
    public float Weigh(DraftEvent draft, Choice choice, object? option, SignBag signs) =>
        choice == Choice.Kept && draft.Weakness is not Weakness.None ? float.NegativeInfinity : 0;
}
