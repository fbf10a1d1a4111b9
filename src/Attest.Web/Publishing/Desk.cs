using Attest.Archive;
using Attest.Incidents;

namespace Attest.Web.Publishing;

/// <summary>The archive as those who correct it see it: the one door by which pages write judgements, and read what only they need. No route holds the archive itself.</summary>
internal sealed partial class Desk(ReportArchive archive)
{
    private static readonly IncidentLinker Linker = new();

    /// <summary>A claim with what was decided of it; null where there is none of that name in the latest versions.</summary>
    public Task<ClaimRecord?> ClaimAsync(string id, CancellationToken cancel) => archive.ClaimAsync(id, cancel);

    /// <summary>What became of a claim of whatever version; null where there never was one of that name.</summary>
    public Task<ClaimTrace?> TraceAsync(string id, CancellationToken cancel) => archive.TraceAsync(id, cancel);

    /// <summary>A report; null where there is none.</summary>
    public Task<ArchivedReport?> ReportAsync(string id, CancellationToken cancel) => archive.ReportAsync(id, cancel);

    /// <summary>An incident; null where there is none.</summary>
    public Task<Incident?> IncidentAsync(string id, CancellationToken cancel) => archive.IncidentAsync(id, cancel);

    /// <summary>What was decided of an incident's accounts; null where there is none.</summary>
    public Task<IncidentHistory?> HistoryAsync(string id, CancellationToken cancel) => archive.HistoryAsync(id, cancel);

    /// <summary>What waits to be looked at.</summary>
    public Task<ReviewState> QueueAsync(ReviewKind? of, ReviewPlace after, IReadOnlySet<string> held, CancellationToken cancel) => archive.QueueAsync(of, after, held, cancel);

    /// <summary>One judgement; null where there is none of that name.</summary>
    public Task<ListedJudgement?> JudgementAsync(string id, CancellationToken cancel) => archive.JudgementAsync(id, cancel);

    /// <summary>Judgements that came over somebody's since a moment.</summary>
    public Task<IReadOnlyList<ListedJudgement>> ReplacedAsync(string author, DateTimeOffset since, CancellationToken cancel) => archive.ReplacedAsync(author, since, cancel);

    public Task<Decided> AcceptAsync(string claim, Decision decision, CancellationToken cancel) => TryAsync(() => archive.AcceptAsync(claim, decision, Linker, cancel));

    public Task<Decided> RejectAsync(string claim, Decision decision, CancellationToken cancel) => TryAsync(() => archive.RejectAsync(claim, decision, Linker, cancel));

    public Task<Decided> CorrectAsync(string claim, IReadOnlyList<FieldValue> given, Decision decision, CancellationToken cancel) => TryAsync(() => archive.CorrectAsync(claim, given, decision, Linker, cancel));

    public Task<Decided> AddAsync(string report, ClaimKind kind, ChosenWords words, IReadOnlyList<FieldValue> given, Decision decision, CancellationToken cancel) =>
        TryAsync(() => archive.AddClaimAsync(report, kind, words, given, decision, Linker, cancel));

    public Task<Decided> PassAsync(string report, ChosenWords sentence, Decision decision, CancellationToken cancel) => TryAsync(() => archive.PassAsync(report, sentence, decision, Linker, cancel));

    public Task<Decided> ReportErrorAsync(string report, string? claim, ChosenWords? words, Decision decision, CancellationToken cancel) =>
        TryAsync(() => archive.ReportErrorAsync(report, claim, words, decision, Linker, cancel));

    public Task<Decided> DismissAsync(string reported, Decision decision, CancellationToken cancel) => TryAsync(() => archive.DismissAsync(reported, decision, Linker, cancel));

    public Task<Decided> UndoAsync(string judgement, Decision decision, CancellationToken cancel) => TryAsync(() => archive.UndoAsync(judgement, decision.Reason, decision.Author, Linker, cancel));

    public Task<Decided> MergeAsync(string incident, string other, Decision decision, CancellationToken cancel) =>
        TryAsync(() => archive.JudgeAsync(Verdict.Same, incident, other, decision.Reason, decision.Author, Linker, cancel));

    public Task<Decided> UnsureAsync(string incident, string other, Decision decision, CancellationToken cancel) =>
        TryAsync(() => archive.JudgeAsync(Verdict.Unsure, incident, other, decision.Reason, decision.Author, Linker, cancel));

    public Task<Decided> SplitAsync(string incident, IReadOnlyList<string> claims, Decision decision, CancellationToken cancel) =>
        TryAsync(() => archive.SplitAsync(incident, claims, decision.Reason, decision.Author, Linker, cancel));

    public Task<Decided> ResolveAsync(string claim, string other, Decision decision, CancellationToken cancel) => TryAsync(() => archive.ResolveAsync(claim, other, decision, Linker, cancel));

    public Task<Decided> GradeAsync(GradedKind kind, string source, char reliability, int credibility, Decision decision, CancellationToken cancel) =>
        TryAsync(() => archive.GradeAsync(kind, source, reliability, credibility, decision, Linker, cancel));

    // What can't be judged is told where it was asked, in the archive's words.
    private static async Task<Decided> TryAsync(Func<Task<Judgement>> judge)
    {
        try
        {
            return new Decided(await judge(), null);
        }
        catch (ArgumentException fault)
        {
            return new Decided(null, Words(fault));
        }
    }
}

/// <summary>What came of deciding something.</summary>
/// <param name="Judgement">The judgement; null where none could be made.</param>
/// <param name="Fault">Why not, as a sentence that says what to do; null where it could.</param>
internal sealed record Decided(Judgement? Judgement, string? Fault);
