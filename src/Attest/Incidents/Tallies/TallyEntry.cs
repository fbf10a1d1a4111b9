namespace Attest.Incidents.Tallies;

/// <summary>What one incident is to one tally.</summary>
/// <param name="First">The first day that it can have been on; null where no report dates it to within a month.</param>
/// <param name="Last">The last such day.</param>
/// <param name="Toll">What it adds; null for nothing.</param>
/// <param name="IsUndated">Whether it has figures that count and is not added for want of a date.</param>
/// <param name="IsMixed">Whether it has figures of a whole and of a sort that may be its part.</param>
/// <param name="LeftOut">Figures of the measure that do not count, by reason.</param>
/// <param name="Claims">Ids of the claims that the toll is made of, by publication.</param>
/// <param name="Figures">Number of the figures asked for, whether or not they count.</param>
/// <param name="Sideless">Of them those of which nobody says of which side they are.</param>
/// <param name="Unsourced">Of them those for which nobody is named.</param>
public sealed record TallyEntry(
    DateOnly? First, DateOnly? Last, Toll? Toll, bool IsUndated, bool IsMixed, IReadOnlyDictionary<LeftOut, int> LeftOut, IReadOnlyList<string> Claims, int Figures, int Sideless, int Unsourced);
