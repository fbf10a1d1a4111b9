using Attest.Web.Marks;
using Attest.Web.Wording;

namespace Attest.Web.Pages.Incidents;

/// <summary>All figures of one measure of an incident, on one scale, by origin.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="Toll">The range over the claims that count; null where none does.</param>
/// <param name="Scale">The scale that all rows share.</param>
/// <param name="Groups">The rows by origin, in the incident's order of origins; what names no source comes last.</param>
/// <param name="Lanes">Columns of brackets beside the rows, each without overlap; may be empty.</param>
public sealed record FigureChart(
    Measure Measure, Toll? Toll, FigureScale Scale, IReadOnlyList<FigureGroup> Groups, IReadOnlyList<IReadOnlyList<Bracket>> Lanes)
{
    // Further brackets would crowd out the words; each disagreement is also told in the row and in its own section.
    private const int MostLanes = 3;

    /// <summary>A chart for each measure that the incident's claims give, in the order of the measures.</summary>
    public static IReadOnlyList<FigureChart> Of(Incident incident, SidePalette palette) =>
        [.. incident.Claims.Where(claim => claim.Measure is not null)
            .GroupBy(claim => claim.Measure!.Value)
            .OrderBy(measure => measure.Key)
            .Select(measure => Of(incident, measure.Key, [.. measure], palette))];

    private static FigureChart Of(Incident incident, Measure measure, IReadOnlyList<Claim> claims, SidePalette palette)
    {
        var disputes = incident.Contradictions.Where(contradiction => contradiction.Kind == ContradictionKind.Count).ToList();
        var superseded = disputes.Where(dispute => dispute.State == ContradictionState.Superseded).Select(dispute => dispute.First).ToHashSet();
        var groups = new List<FigureGroup>();
        foreach (var origin in incident.Origins.Cast<Origin?>().Append(null))
        {
            var look = palette.Of(origin?.Side);
            // Reports that relay one origin's very same figure are one row: the figure is one, however often it is printed.
            var rows = claims.Where(claim => claim.Origin == origin?.Id)
                .GroupBy(claim => (claim.IsPart, claim.Low, claim.High, claim.Approximate, claim.Status, claim.Modality, claim.Side, Superseded: superseded.Contains(claim.Id), claim.IsRejected))
                .OrderBy(same => same.Key.IsPart)
                .Select(same => new FigureRow([.. same], FigureMark.Of(same.First(), look, same.Key.Superseded || same.Key.IsRejected)))
                .ToList();
            if (rows.Count > 0)
            {
                groups.Add(new FigureGroup(origin, rows));
            }
        }
        var scale = FigureScale.Over(claims.Select(claim => (claim.Low, claim.High)), Names.IsCount(measure));
        return new FigureChart(measure, incident.Toll.GetValueOrDefault(measure), scale, groups, Lay(groups, disputes));
    }

    // Each bracket spans the lines from one of its rows to the other, the heads of groups counted; the first lane in which it fits takes it.
    private static List<IReadOnlyList<Bracket>> Lay(IReadOnlyList<FigureGroup> groups, IReadOnlyList<Contradiction> disputes)
    {
        var lineOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var line = 0;
        foreach (var group in groups)
        {
            line++;
            foreach (var row in group.Rows)
            {
                foreach (var claim in row.Claims)
                {
                    lineOf[claim.Id] = line;
                }
                line++;
            }
        }
        var lanes = new List<List<Bracket>>();
        var brackets = disputes.Where(dispute => lineOf.ContainsKey(dispute.First) && lineOf.ContainsKey(dispute.Second))
            .Select(dispute => (One: lineOf[dispute.First], Other: lineOf[dispute.Second], dispute.State))
            .Where(ends => ends.One != ends.Other)
            .Select(ends => new Bracket(Math.Min(ends.One, ends.Other), Math.Max(ends.One, ends.Other), ends.State))
            .Distinct()
            .OrderBy(bracket => bracket.Last - bracket.First).ThenBy(bracket => bracket.First);
        foreach (var bracket in brackets)
        {
            var lane = lanes.Find(taken => taken.TrueForAll(other => other.Last < bracket.First || bracket.Last < other.First));
            if (lane is null && lanes.Count < MostLanes)
            {
                lanes.Add(lane = []);
            }
            lane?.Add(bracket);
        }
        return [.. lanes];
    }
}

/// <summary>The figures that rest on one origin.</summary>
/// <param name="Origin">The origin; null for what names no source.</param>
/// <param name="Rows">Its figures, parts after wholes; never empty.</param>
public sealed record FigureGroup(Origin? Origin, IReadOnlyList<FigureRow> Rows);

/// <summary>One figure of one origin.</summary>
/// <param name="Claims">The claims that give it, the earliest first; never empty.</param>
/// <param name="Mark">How it is drawn.</param>
public sealed record FigureRow(IReadOnlyList<Claim> Claims, FigureMark Mark)
{
    /// <summary>The earliest claim that gives it.</summary>
    public Claim First => Claims[0];
}

/// <summary>Joins two rows that can't both hold.</summary>
/// <param name="First">Line of the upper row, from 0, the heads of groups counted.</param>
/// <param name="Last">Line of the lower row.</param>
/// <param name="State">Whether the contradiction still stands.</param>
public sealed record Bracket(int First, int Last, ContradictionState State);
