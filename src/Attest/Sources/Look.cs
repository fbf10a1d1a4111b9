using Attest.Sources.Adding;
using Attest.Sources.Fetching;

namespace Attest.Sources;

/// <summary>What a look at a source came to.</summary>
/// <param name="Form">What the source was found to be.</param>
/// <param name="Fault">Why it could not be read, as the rest of a sentence; null where it could.</param>
/// <param name="Added">What its entries came to.</param>
internal sealed record Look(SourceForm Form, string? Fault, AddTally Added)
{
    /// <summary>What it calls itself; null where that is not known.</summary>
    public string? Name { get; init; }

    /// <summary>How long it asks to be left alone; null where it does not.</summary>
    public TimeSpan? LeaveAlone { get; init; }

    /// <summary>Whether it is gone for good.</summary>
    public bool IsGone { get; init; }

    /// <summary>Number of entries that are left for the next look.</summary>
    public int Waiting { get; init; }

    /// <summary>To be shown at the next look; none where something is left, so that it is seen again.</summary>
    public Validators Validators { get; init; }

    /// <summary>A short sentence of it.</summary>
    public string Message => Fault is { } fault ? $"It {fault}."
        : $"{(Form == SourceForm.Unknown ? "Unchanged" : Added.ToString() is var tally && tally == "nothing" ? "Nothing new" : char.ToUpperInvariant(tally[0]) + tally[1..])}{(Waiting == 0 ? "" : $", {AddTally.Number(Waiting)} left for the next look")}.";
}
