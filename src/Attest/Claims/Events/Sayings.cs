namespace Attest.Claims.Events;

/// <summary>Who says what in a report, asked by position.</summary>
/// <param name="attributions">In the text's order of content.</param>
/// <param name="speakers">An attribution's speaker is the one with its number.</param>
internal sealed class Sayings(IReadOnlyList<Attribution> attributions, IReadOnlyList<Speaker> speakers)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<Attribution> All => attributions;

    /// <summary>The attribution within whose content words stand, the innermost; null for the publisher's own voice.</summary>
    public Attribution? Around(TextSpan span)
    {
        Attribution? best = null;
        var length = int.MaxValue;
        foreach (var said in attributions)
        {
            foreach (var content in said.Content)
            {
                if (content.Contains(span) && content.Length < length)
                {
                    (best, length) = (said, content.Length);
                }
            }
        }
        return best;
    }

    /// <summary>Who is meant by the words that name a source at a position; null where they name none.</summary>
    public Speaker? SourceAt(int position)
    {
        foreach (var said in attributions)
        {
            if (said.Source is { } source && source.Contains(position))
            {
                return SpeakerOf(said);
            }
        }
        return null;
    }

    /// <summary>Who says it; null where the text leaves it open.</summary>
    public Speaker? SpeakerOf(Attribution? said) => said?.Speaker is { } speaker ? speakers[speaker.Number - 1] : null;

    /// <summary>Where the direct quotation begins that a position stands in; -1 where it stands in none.</summary>
    public int QuoteAt(int position) =>
        Around(new TextSpan(position, position + 1)) is { Quote: QuoteKind.Direct } said ? said.Content[0].Start : -1;
}
