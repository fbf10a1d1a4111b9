using System.Globalization;
using Attest.Archive;
using Attest.Web.Tests.Hostile.Walking;

namespace Attest.Web.Tests.Hostile;

/// <summary>What an archive has at the moment that a program can name: its claims, its incidents, what may be taken back.</summary>
/// <param name="archive">The archive.</param>
/// <param name="unread">The report that has words of which nothing was read.</param>
internal sealed class HostileFound(ReportArchive archive, Sha256 unread)
{
    private int _turn, _words;

    /// <summary>Claims of reports, by id.</summary>
    public IReadOnlyList<string> Claims { get; private set; } = [];

    /// <summary>Those of them that are figures.</summary>
    public IReadOnlyList<string> Figures { get; private set; } = [];

    /// <summary>Those of them that are events.</summary>
    public IReadOnlyList<string> Events { get; private set; } = [];

    /// <summary>Incidents, by id.</summary>
    public IReadOnlyList<string> Incidents { get; private set; } = [];

    /// <summary>Two claims that can't both hold.</summary>
    public (string? One, string? Other) Contradicting { get; private set; }

    /// <summary>An incident of several reports, and a claim of one of them.</summary>
    public (string? Incident, string? Claim) Divisible { get; private set; }

    /// <summary>A report with words of which nothing was read.</summary>
    public string Unread => unread.Hex;

    /// <summary>The next such words.</summary>
    public string NextWords() => string.Create(CultureInfo.InvariantCulture, $"{HostileSeeds.FirstUnread + (_words++ % HostileSeeds.MostUnread)} people");

    /// <summary>Posts that are shown or held, by id.</summary>
    public IReadOnlyList<string> Posts { get; private set; } = [];

    /// <summary>Somebody who published a report.</summary>
    public string? Publisher { get; private set; }

    /// <summary>A judgement that stands.</summary>
    public string? Undoable { get; private set; }

    /// <summary>A reader's report that waits.</summary>
    public string? Reported { get; private set; }

    /// <summary>The next of several, so that not always the same is asked for.</summary>
    public string? Next(IReadOnlyList<string> several) => several.Count == 0 ? null : several[_turn++ % several.Count];

    /// <summary>A name that nobody has.</summary>
    public string NewName() => $"somebody {(++_turn).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Looks again.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        var incidents = await archive.IncidentsAsync(0, 1000, cancel);
        Incidents = [.. incidents.Select(incident => incident.Id)];
        var claims = incidents.SelectMany(incident => incident.Claims).Where(claim => !claim.IsDerived && !claim.IsRejected).ToList();
        Figures = [.. claims.Where(claim => claim.Kind == ClaimKind.Figure).Select(claim => claim.Id)];
        Events = [.. claims.Where(claim => claim.Kind == ClaimKind.Event).Select(claim => claim.Id)];
        Claims = [.. Figures.Concat(Events)];
        Contradicting = incidents.SelectMany(incident => incident.Contradictions).Where(contradiction => contradiction.State == ContradictionState.Open).Select(contradiction => ((string?)contradiction.First, (string?)contradiction.Second)).FirstOrDefault();
        Divisible = incidents.Where(incident => incident.Claims.DistinctBy(claim => claim.Report.Id).Count() > 1).Select(incident => ((string?)incident.Id, (string?)incident.Claims.First(claim => !claim.IsDerived).Id)).FirstOrDefault();
        Posts = [.. (await archive.PostsAsync(PostList.All, null, 40, cancel)).Items.Where(post => post.State != PostState.Withdrawn).Select(post => post.Id).Take(8)];
        Publisher = claims.Select(claim => claim.Report.Publisher).FirstOrDefault(publisher => publisher?.Contains(HostileWords.Mark, StringComparison.Ordinal) == true);
        var judgements = (await archive.JudgementsAsync(JudgementFilter.All, null, 100, cancel)).Items.Select(listed => listed.Judgement).ToList();
        Undoable = judgements.Find(judgement => judgement is { UndoneBy: null, Verdict: Verdict.Accepted or Verdict.Rejected or Verdict.Corrected })?.Id;
        Reported = (await archive.JudgementsAsync(JudgementFilter.All with { Waiting = true }, null, 100, cancel)).Items.Select(listed => listed.Judgement.Id).FirstOrDefault();
    }
}
