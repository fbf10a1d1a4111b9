namespace Attest.Archive;

/// <summary>Who decides something of a claim, why, and what they had seen.</summary>
/// <param name="Reason">Why, in the person's words.</param>
/// <param name="Author">Who.</param>
public sealed record Decision(string Reason, string Author)
{
    /// <summary>The longest reason that is kept.</summary>
    public const int LongestReason = 4000;

    /// <summary>The longest name.</summary>
    public const int LongestAuthor = 200;

    /// <summary>How many judgements of the claim the person had seen; null where that is not known. What came since is replaced all the same, and the judgement names it.</summary>
    public int? Seen { get; init; }

    /// <summary>Readers' reports of errors that this decides.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    // Whatever is decided has a reason and an author.
    internal static Judgement Checked(Judgement judgement) =>
        IsWithin(judgement.Reason, LongestReason) is false ? throw new ArgumentException($"Recording a judgement: found a reason of {Length(judgement.Reason)} characters, expected 1 to {LongestReason}.", nameof(judgement))
        : IsWithin(judgement.Author, LongestAuthor) is false ? throw new ArgumentException($"Recording a judgement: found a name of {Length(judgement.Author)} characters for who decides, expected 1 to {LongestAuthor}.", nameof(judgement))
        : judgement;

    private static bool IsWithin(string text, int most) => !string.IsNullOrWhiteSpace(text) && text.Length <= most;

    private static int Length(string text) => text.Trim() is { Length: > 0 } ? text.Length : 0;
}

/// <summary>Words of a report that somebody chose.</summary>
/// <param name="Words">The words as they stand.</param>
/// <param name="Within">A stretch of the report that holds them, where they stand more than once; null for the whole report.</param>
/// <param name="Start">Where they start in the report's text, in code points; null where that is not known. Where the words do not stand there, it tells nothing.</param>
public sealed record ChosenWords(string Words, string? Within = null, int? Start = null);

/// <summary>A claim with what people decided of it.</summary>
/// <param name="Claim">The claim, as it stands.</param>
/// <param name="Report">Its report.</param>
/// <param name="Title">The report's headline, or else its first words.</param>
/// <param name="Member">The event, figure or attribution that it is in its reading.</param>
/// <param name="Incident">The incident that it belongs to; null for none.</param>
/// <param name="Says">What it says, field by field.</param>
/// <param name="WasRead">What the reader read; empty where a person added it.</param>
/// <param name="Places">The places that these name.</param>
/// <param name="Judgements">What was decided of it, and readers' reports of errors in it, the oldest first, those taken back among them.</param>
public sealed record ClaimRecord(
    Claim Claim, Sha256 Report, string Title, LocalId Member, string? Incident, ClaimValues Says, ClaimValues WasRead, IReadOnlyList<IncidentPlace> Places, IReadOnlyList<Judgement> Judgements);

/// <summary>A judgement in a list.</summary>
/// <param name="Judgement">The judgement.</param>
/// <param name="IsLost">Whether the words that it judges are no longer in the latest version of their document.</param>
/// <param name="AnsweredBy">For a reader's report of an error: the judgement that decides it; null while it waits.</param>
/// <param name="Title">The headline of the report whose claim it judges; null where it judges none.</param>
/// <param name="Incident">The incident that the claim belongs to now; null for none.</param>
public sealed record ListedJudgement(Judgement Judgement, bool IsLost, string? AnsweredBy, string? Title, string? Incident);

/// <summary>Which judgements are asked for.</summary>
/// <param name="Verdicts">Only these; empty for all.</param>
/// <param name="Lost">Only those whose words no longer stand.</param>
/// <param name="Waiting">Only readers' reports that nobody decided yet.</param>
/// <param name="Author">Only by this person; null for all.</param>
public sealed record JudgementFilter(IReadOnlyList<Verdict> Verdicts, bool Lost = false, bool Waiting = false, string? Author = null)
{
    /// <summary>Only what had been recorded by this moment, as it stood then; null for all.</summary>
    public DateTimeOffset? RecordedBy { get; init; }

    /// <summary>All judgements.</summary>
    public static JudgementFilter All { get; } = new([]);

    /// <summary>What changed what is told: no acceptance, no report of a reader, nothing that only undoes.</summary>
    public static JudgementFilter Corrections { get; } = new([Verdict.Corrected, Verdict.Added, Verdict.Rejected, Verdict.Same, Verdict.NotSame, Verdict.Resolved, Verdict.Graded]);
}
