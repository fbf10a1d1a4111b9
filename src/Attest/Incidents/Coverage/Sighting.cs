namespace Attest.Incidents.Coverage;

/// <summary>That a report speaks of a place: of what happened there on a day, or only by name.</summary>
/// <param name="Gazetteer">The place's entry.</param>
/// <param name="Name">Its English name.</param>
/// <param name="Region">First-level region; null where the entry has none.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code; null at sea.</param>
/// <param name="Day">The day that is told of; for a place that is only named, the day of publication.</param>
/// <param name="IsTold">Whether something is said to have happened there on that day.</param>
/// <param name="Origin">The known origin that says so; null where nobody is named, and for a place that is only named.</param>
public sealed record Sighting(string Gazetteer, string Name, string? Region, string? Country, DateOnly Day, bool IsTold, string? Origin)
{
    /// <summary>The city whose quarter or site it is; null where it is none.</summary>
    public string? City { get; init; }
}

/// <summary>A sentence with a word of attack or casualties from which nothing was read.</summary>
/// <param name="Span">The sentence.</param>
/// <param name="Word">The first such word, as it stands there.</param>
/// <param name="Quote">The sentence's words.</param>
public sealed record UnreadSentence(TextSpan Span, string Word, string Quote);

/// <summary>How well one place was covered on one day.</summary>
/// <param name="Gazetteer">The place's entry; null in a row of a place that was asked for by a name that no report has.</param>
/// <param name="Name">Its name.</param>
/// <param name="Region">First-level region; null where the entry has none.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code; null at sea.</param>
/// <param name="Day">The day.</param>
/// <param name="Telling">Reports that say what happened there that day.</param>
/// <param name="Origins">Known origins that they rest on.</param>
/// <param name="Naming">Reports published that day that only name the place.</param>
public sealed record DayCoverage(string? Gazetteer, string Name, string? Region, string? Country, DateOnly Day, int Telling, int Origins, int Naming)
{
    /// <summary>Whether nothing at all was heard: which is no sign of peace.</summary>
    public bool IsSilent => Telling == 0 && Naming == 0;
}
