namespace Attest.Claims.Attributions;

/// <summary>Who says what in a report.</summary>
/// <param name="Attributions">In the text's order of content; may be empty.</param>
/// <param name="Speakers">In the order of first mention; every speaker and link of a chain is among them, at its number.</param>
public sealed record AttributionResult(IReadOnlyList<Attribution> Attributions, IReadOnlyList<Speaker> Speakers);
