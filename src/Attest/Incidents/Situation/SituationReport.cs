namespace Attest.Incidents.Situation;

/// <summary>What was reported on one day, under the headings of a situation report; every statement with the claims that it rests on.</summary>
/// <param name="Day">The day of publication, by UTC.</param>
/// <param name="Sections">The headings under which something stands, in their order.</param>
/// <param name="Tolls">Incidents with people killed, injured, missing or captured, the greatest first.</param>
/// <param name="Disputes">Open contradictions that stand on this day.</param>
public sealed record SituationReport(
    DateOnly Day, IReadOnlyList<SituationSection> Sections, IReadOnlyList<SituationEntry> Tolls, IReadOnlyList<SituationDispute> Disputes)
{
    /// <summary>Incidents with people killed, injured, missing or captured that are not among <see cref="Tolls"/>.</summary>
    public int TollsLeftOut { get; init; }

    /// <summary>Open contradictions that are not among <see cref="Disputes"/>.</summary>
    public int DisputesLeftOut { get; init; }

    /// <summary>Incidents of the day that were not looked at, because weightier ones are more than enough; they stand under no heading and in no number of those left out.</summary>
    public long NotLookedAt { get; init; }

    /// <summary>Whether nothing was reported.</summary>
    public bool IsEmpty => Sections.Count == 0;
}

/// <summary>One heading.</summary>
/// <param name="Topic">The heading.</param>
/// <param name="Entries">Its incidents, the weightiest first.</param>
/// <param name="LeftOut">How many more there are than are shown.</param>
public sealed record SituationSection(SituationTopic Topic, IReadOnlyList<SituationEntry> Entries, int LeftOut);

/// <summary>One incident as it stood at the end of the day.</summary>
/// <param name="Incident">The incident, of the claims published by then.</param>
/// <param name="Voices">Who says so and who denies it, those named first.</param>
public sealed record SituationEntry(Incident Incident, IReadOnlyList<SituationVoice> Voices);

/// <summary>What one speaker, or one publisher in its own voice, says of an incident.</summary>
/// <param name="Speaker">Who; null for a publisher's own voice.</param>
/// <param name="Side">Party or state; null where not known.</param>
/// <param name="Publisher">Who published it; null where not known.</param>
/// <param name="Leading">The claim that says it best: newest, and of the event itself where there is one.</param>
/// <param name="Figures">The newest figure of each measure that this voice gives.</param>
/// <param name="Denies">Whether it says that this did not happen.</param>
public sealed record SituationVoice(string? Speaker, string? Side, string? Publisher, Claim Leading, IReadOnlyList<Claim> Figures, bool Denies);

/// <summary>A disagreement with both claims.</summary>
/// <param name="Incident">Where it stands.</param>
/// <param name="Contradiction">In what they disagree.</param>
/// <param name="First">The earlier claim.</param>
/// <param name="Second">The later claim.</param>
public sealed record SituationDispute(Incident Incident, Contradiction Contradiction, Claim First, Claim Second);
