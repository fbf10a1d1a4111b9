namespace Attest.Archive;

/// <summary>What waits for a person to look at it.</summary>
/// <param name="Reported">Readers' reports of errors that nobody decided yet.</param>
/// <param name="Doubtful">Claims of incidents that the reader is not sure of and nobody judged.</param>
/// <param name="Unread">Sentences with words of attack or casualties from which nothing was read and that nobody passed.</param>
/// <param name="Item">The entry asked for; null where there is none.</param>
public sealed record ReviewState(long Reported, long Doubtful, long Unread, ReviewItem? Item)
{
    /// <summary>All that waits.</summary>
    public long All => Reported + Doubtful + Unread;

    /// <summary>Where the next entry is found if this one is passed over; null where there is none.</summary>
    public ReviewPlace? Next { get; init; }

    /// <summary>Where the entry is found that was passed over last; null where none was.</summary>
    public ReviewPlace? Before { get; init; }
}

/// <summary>One entry of what waits.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="Claim">The claim; null for a sentence, and where an error is reported at words alone.</param>
/// <param name="Reported">The reader's report of an error; null for any other.</param>
/// <param name="Report">The report that holds the words.</param>
/// <param name="Title">Its headline, or else its first words.</param>
/// <param name="Before">The sentence before; may be empty.</param>
/// <param name="Sentence">The sentence.</param>
/// <param name="After">The sentence after; may be empty.</param>
/// <param name="Confidence">How sure the reader is of the claim, 0 to 1; null for any other.</param>
/// <param name="Start">Where the words start in the report, in code points; null for a claim.</param>
public sealed record ReviewItem(
    ReviewKind Kind, ClaimRecord? Claim, ListedJudgement? Reported, Sha256 Report, string Title, string Before, string Sentence, string After, double? Confidence, int? Start)
{
    /// <summary>What it is called while it waits: the id of the claim, of the reader's report, or the place of the sentence.</summary>
    public required string Name { get; init; }
}

/// <summary>Why something waits to be looked at.</summary>
public enum ReviewKind
{
    /// <summary>A reader reports an error.</summary>
    Reported,

    /// <summary>The reader is not sure of a claim.</summary>
    Claim,

    /// <summary>Nothing was read from a sentence with a word of attack or casualties.</summary>
    Sentence,
}

/// <summary>How often what was read was wrong, of what people judged.</summary>
/// <param name="Layer">What was read: figure, speaker, place, time and so on; null for claims as a whole.</param>
/// <param name="Side">The side that the claim's speaker or figure is of; null for all.</param>
/// <param name="Judged">Number of claims that people accepted, corrected or rejected; of a layer, of claims that hold and in which it was read or should have been.</param>
/// <param name="Wrong">Number of them in which this was put right, or, of claims as a whole, that were rejected.</param>
/// <param name="Missed">Number of claims that people had to add; 0 for a layer.</param>
public sealed record ErrorRate(ClaimField? Layer, string? Side, int Judged, int Wrong, int Missed);
