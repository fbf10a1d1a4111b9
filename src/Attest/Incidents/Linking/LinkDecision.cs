namespace Attest.Incidents.Linking;

/// <summary>What was decided of two accounts, and why.</summary>
/// <param name="One">The account that was compared.</param>
/// <param name="Founder">The founding account that it was compared with.</param>
/// <param name="Score">How likely they tell of one occurrence, 0 to 1.</param>
/// <param name="IsSame">Whether that was enough.</param>
/// <param name="Reasons">What moved the score most, in words, the weightiest first.</param>
public sealed record LinkDecision(string One, string Founder, double Score, bool IsSame, IReadOnlyList<string> Reasons);
