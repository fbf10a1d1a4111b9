namespace Attest.Incidents.Origins;

/// <summary>What a stretch of text says it was taken from: a news agency in its dateline or credit line, or a post that it forwards.</summary>
/// <param name="Key">The same in every report.</param>
/// <param name="Name">For a reader.</param>
/// <param name="Kind">Agency or post.</param>
public sealed record Credit(string Key, string Name, OriginKind Kind);
