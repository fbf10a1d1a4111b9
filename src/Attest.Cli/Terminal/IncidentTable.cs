using Attest.Archive;
using Attest.Web.Wording;
using Spectre.Console;

namespace Attest.Cli.Terminal;

/// <summary>Incidents as a table: when on the left; on the right what is claimed, its figures as ranges, and who says so.</summary>
/// <remarks>≠ marks what is disputed; the words beside it say what. 80 columns suffice.</remarks>
internal sealed class IncidentTable
{
    private const int WhenColumns = 15; // Wed 22 Mar 2023
    private const int LongestTitle = 200;

    private readonly IAnsiConsole _console;
    private readonly Grid _grid = new Grid()
        .AddColumn(new GridColumn { Width = WhenColumns, Padding = new Padding(0, 0, 2, 0) })
        .AddColumn(new GridColumn { Padding = new Padding(0) });

    /// <summary>Starts an empty table.</summary>
    public IncidentTable(IAnsiConsole console)
    {
        _console = console;
        _console.Profile.Width = Math.Min(_console.Profile.Width, ReadingPage.WidestPage);
    }

    /// <summary>Adds a row.</summary>
    public void Add(Incident incident)
    {
        var what = new Paragraph(Excerpt.Of(incident.Title, LongestTitle), Styles.Strong);
        var figures = string.Join('\n', Figures(incident));
        if (figures.Length > 0)
        {
            what.Append($"\n{figures}", Styles.Figure);
        }
        what.Append($"\n{Origins(incident)}\n").Append($"{incident.Id}\n", Styles.Quiet);
        _grid.AddRow(new Text(incident.Date is { } date ? Moments.Of(date) : "no date"), what);
    }

    /// <summary>Writes the table, and what the archive holds and what of it is unread.</summary>
    public void Write(ArchiveStatus status)
    {
        if (_grid.Rows.Count > 0)
        {
            _console.Write(_grid);
        }
        var unread = status.Unread == 0 ? "" : $", {Numbers.Of(status.Unread)} of them in a language that is not read";
        _console.Write(new Text(
            $"{Numbers.Count(status.Incidents, "incident")}, {Numbers.Of(status.Disputed)} disputed, from {Numbers.Count(status.Reports, "report")}{unread}.\n"));
    }

    private static IEnumerable<string> Figures(Incident incident)
    {
        var open = incident.Contradictions.Where(contradiction => contradiction.State == ContradictionState.Open).ToList();
        foreach (var (measure, toll) in incident.Toll.OrderBy(pair => pair.Key))
        {
            var disputed = open.Exists(contradiction => contradiction.Measure == measure) ? " ≠ disputed" : "";
            yield return $"{Names.Of(measure)} {Numbers.Range(toll.Low, toll.High)}{disputed}";
        }
        foreach (var kind in open.Where(contradiction => contradiction.Kind != ContradictionKind.Count).Select(contradiction => contradiction.Kind).Distinct().Order())
        {
            yield return $"{Names.Of(kind, measure: null)} ≠ disputed";
        }
    }

    private static string Origins(Incident incident)
    {
        var known = incident.Origins.Where(origin => origin.IsKnown).ToList();
        var sides = known.Select(origin => origin.Side).Distinct().ToList();
        var oneSide = known.Count > 1 && sides is [{ } side] ? $" (all {side})" : "";
        var copied = incident.Origins.Count == known.Count ? "" : $", {Numbers.Count(incident.Origins.Count - known.Count, "copied text")} of no stated source";
        var unsourced = incident.Unsourced == 0 ? "" : $", {Numbers.Of(incident.Unsourced)} unsourced";
        return $"{Numbers.Count(known.Count, "known origin")}{oneSide}{copied}{unsourced} · {Numbers.Count(incident.Reports, "report")}";
    }
}
