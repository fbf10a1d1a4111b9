using System.Globalization;
using Attest.Archive;
using Attest.Incidents.Linking;
using Attest.Web.Wording;
using Spectre.Console;

namespace Attest.Cli.Terminal;

/// <summary>One incident: its reports with their claims, why they are together and others are not, and what people decided.</summary>
internal sealed class IncidentPage
{
    private const int LongestTitle = 200, LongestQuote = 160, LongestHeadline = 70, Reasons = 4;

    private readonly IAnsiConsole _console;

    /// <summary>A page on a console.</summary>
    public IncidentPage(IAnsiConsole console)
    {
        _console = console;
        _console.Profile.Width = Math.Min(_console.Profile.Width, ReadingPage.WidestPage);
    }

    /// <summary>Writes all of it.</summary>
    public void Write(Incident incident, IncidentHistory history)
    {
        Line(Excerpt.Of(incident.Title, LongestTitle), Styles.Strong);
        Line($"{incident.Id}{(history.Aliases is [] ? "" : $", also known as {string.Join(", ", history.Aliases)}")}", Styles.Quiet);
        foreach (var member in history.Members)
        {
            Report(history.Accounts[member], incident, history);
        }
        Comparisons("Together because", history, decision => decision.IsSame);
        Comparisons("Compared and kept apart", history, decision => !decision.IsSame);
        Judgements(history.Judgements);
    }

    private void Report(AccountSummary account, Incident incident, IncidentHistory history)
    {
        Line("");
        Line($"{Named(account)}", Styles.Strong);
        Line($"  “{Excerpt.Of(account.Quote, LongestQuote)}”");
        // A report with several accounts of one incident lists its claims once.
        if (history.Members.First(member => history.Accounts[member].Report == account.Report) != account.Id)
        {
            return;
        }
        foreach (var claim in incident.Claims.Where(claim => claim.Report.Id == account.Report))
        {
            var what = claim.Measure is { } measure ? $"{Names.Of(measure)} {Numbers.Range(claim.Low, claim.High)}" : "event";
            Line($"  {claim.Id}  {what}{(claim.Speaker is { } speaker ? $", says {Excerpt.Of(speaker, LongestHeadline)}" : "")}", Styles.Quiet);
        }
    }

    private void Comparisons(string heading, IncidentHistory history, Func<LinkDecision, bool> isMeant)
    {
        var meant = history.Decisions.Where(decision => isMeant(decision) && history.Accounts.ContainsKey(decision.One) && history.Accounts.ContainsKey(decision.Founder)).ToList();
        if (meant is [])
        {
            return;
        }
        Line("");
        Line(heading, Styles.Strong);
        foreach (var decision in meant)
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"  {decision.Score:0.00}  {Named(history.Accounts[decision.One])}"));
            Line($"        {Named(history.Accounts[decision.Founder])}");
            Line($"        {string.Join("; ", decision.Reasons.Take(Reasons))}", Styles.Quiet);
        }
    }

    private void Judgements(IReadOnlyList<Judgement> judgements)
    {
        if (judgements is [])
        {
            return;
        }
        Line("");
        Line("Judgements", Styles.Strong);
        foreach (var judgement in judgements)
        {
            Line($"  {judgement.Id}  {JudgementWords.Of(judgement.Verdict)}: {Excerpt.Of(judgement.Reason, LongestQuote)}");
            if (judgement.Changes.Count > 0)
            {
                Line($"        {Excerpt.Of(JudgementLines.Changes(judgement), LongestQuote)}");
            }
            Line($"        {Excerpt.Of(judgement.Author, LongestHeadline)}, {Moments.Of(judgement.At)}{(judgement.UndoneBy is { } by ? $"; undone by {by}" : "")}", Styles.Quiet);
        }
    }

    private static string Named(AccountSummary account) =>
        $"{(account.Published is { } published ? Moments.Of(published) : "no date")} · {(account.Publisher is { } publisher ? $"{Excerpt.Of(publisher, LongestHeadline)}: " : "")}{Excerpt.Of(account.Title, LongestHeadline)}";

    private void Line(string text, Style? style = null) => _console.Write(new Text(text + "\n", style));
}
