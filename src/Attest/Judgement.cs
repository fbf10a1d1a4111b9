namespace Attest;

/// <summary>What a person decides: it outweighs every score and every reading, and can be undone.</summary>
/// <param name="Id">Its name, for ever.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="One">The claims on one side, or the one claim that is judged; empty for an undoing and a grade.</param>
/// <param name="Other">The claims on the other; empty where there is no other side.</param>
/// <param name="Undoes">The judgement that this one takes back; null for any other verdict.</param>
/// <param name="Reason">Why, in the person's words.</param>
/// <param name="Author">Who decided.</param>
/// <param name="At">When it was recorded.</param>
public sealed record Judgement(
    string Id, Verdict Verdict, IReadOnlyList<JudgedClaim> One, IReadOnlyList<JudgedClaim> Other, string? Undoes, string Reason, string Author, DateTimeOffset At)
{
    /// <summary>The judgement that took this one back; null while it stands.</summary>
    public string? UndoneBy { get; init; }

    /// <summary>What the claim says from now on, in those things that are put right; of an added claim all that it says. Empty for any other verdict.</summary>
    public ClaimValues Changes { get; init; } = ClaimValues.None;

    /// <summary>The places that values of it name by their gazetteer keys, each once.</summary>
    public IReadOnlyList<IncidentPlace> Places { get; init; } = [];

    /// <summary>The latest judgement of the same claim that its author had not seen; null where there was none.</summary>
    public string? Over { get; init; }

    /// <summary>Readers' reports of errors that it decides; empty where it decides none.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>In what two claims disagreed that no longer do; null unless the verdict is <see cref="Verdict.Resolved"/>.</summary>
    public ResolvedDispute? Dispute { get; init; }

    /// <summary>What somebody thinks of a source; null unless the verdict is <see cref="Verdict.Graded"/>.</summary>
    public SourceGrade? Grade { get; init; }

    /// <summary>Whether it judges one claim of one document, and so how that document's reading becomes views.</summary>
    public bool IsOfReading => Verdict is Verdict.Rejected or Verdict.Accepted or Verdict.Corrected or Verdict.Added;
}

/// <summary>A claim as a judgement names it, by words that a new version of its document may still hold.</summary>
/// <param name="Claim">The claim; empty where somebody reports an error at words that no claim was read from.</param>
/// <param name="Account">Its report's account of the occurrence, by which it is linked; empty for a claim that belongs to none.</param>
/// <param name="Words">Its words.</param>
public sealed record JudgedClaim(string Claim, string Account, string Words)
{
    /// <summary>Where the words stand; null in judgements that were made before it was kept.</summary>
    public ClaimAnchor? Anchor { get; init; }

    /// <summary>What the claim said when it was judged; empty where nothing was read.</summary>
    public ClaimValues Says { get; init; } = ClaimValues.None;
}

/// <summary>Where the words of a judged claim stand, so that they are found again in another version of the document and by another version of the reader.</summary>
/// <param name="Report">The report in which it was judged.</param>
/// <param name="Document">That report's document.</param>
/// <param name="Kind">What the claim is made of; null for words that somebody reports an error at.</param>
/// <param name="IsDerived">Whether its number is counted from people named or described.</param>
/// <param name="IsAdded">Whether a person had added it, so that it is there only as long as that stands.</param>
/// <param name="Start">Where the words start in that report's text, in code points; null where who asks is not shown that text.</param>
/// <param name="Before">What stands before them in their sentence, a few words at most.</param>
/// <param name="After">What stands after them in their sentence, a few words at most.</param>
public sealed record ClaimAnchor(Sha256 Report, Sha256 Document, ClaimKind? Kind, bool IsDerived, bool IsAdded, int? Start, string Before, string After);

/// <summary>A disagreement that a person resolved.</summary>
/// <param name="Kind">In what the claims disagree.</param>
/// <param name="Measure">The measure, for a count; else null.</param>
public sealed record ResolvedDispute(ContradictionKind Kind, Measure? Measure);

/// <summary>What a person thinks of a source, by the two scales of the Admiralty system (NATO AJP-2.1): it is shown beside what the source says and changes no number.</summary>
/// <param name="Kind">Publisher or speaker.</param>
/// <param name="Source">The publisher's name, or the root of what a speaker says.</param>
/// <param name="Name">The name to show.</param>
/// <param name="Reliability">Of the source: A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged.</param>
/// <param name="Credibility">Of what it says: 1 confirmed by others, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.</param>
public sealed record SourceGrade(GradedKind Kind, string Source, string Name, char Reliability, int Credibility)
{
    /// <summary>Both scales, such as <c>B2</c>.</summary>
    public string Code => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Reliability}{Credibility}");
}

/// <summary>What sort of source is graded.</summary>
public enum GradedKind
{
    /// <summary>Who publishes reports.</summary>
    Publisher,

    /// <summary>Who is quoted in them.</summary>
    Speaker,
}

/// <summary>What a person decides.</summary>
public enum Verdict
{
    /// <summary>Both speak of one occurrence.</summary>
    Same,

    /// <summary>They speak of two.</summary>
    NotSame,

    /// <summary>It can't be told; recorded and shown, and changes nothing.</summary>
    Unsure,

    /// <summary>The claim does not hold: it stays on view, counts for nothing, and what disagrees with it is resolved. There is no other side.</summary>
    Rejected,

    /// <summary>An earlier judgement no longer holds.</summary>
    Undone,

    /// <summary>The claim was read rightly, or holds as it was put right.</summary>
    Accepted,

    /// <summary>The claim says something else than was read.</summary>
    Corrected,

    /// <summary>The words make a claim that was not read.</summary>
    Added,

    /// <summary>Two claims that can't both hold no longer disagree, for the reason given; both count as before.</summary>
    Resolved,

    /// <summary>A source is as reliable, and what it says as credible, as the grade says.</summary>
    Graded,

    /// <summary>A reader thinks that something is wrong with a claim, or missing; it waits to be decided and changes nothing.</summary>
    Reported,

    /// <summary>What a reader reported is no error.</summary>
    Dismissed,
}
