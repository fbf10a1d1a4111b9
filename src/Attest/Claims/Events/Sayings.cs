namespace Attest.Claims.Events;

/// <summary>Who says what in a report, asked by position.</summary>
/// <param name="attributions">In the text's order of content.</param>
/// <param name="speakers">An attribution's speaker is the one with its number.</param>
internal sealed class Sayings(IReadOnlyList<Attribution> attributions, IReadOnlyList<Speaker> speakers)
{
    private readonly SpanIndex<Attribution> _contents = new(attributions.SelectMany(said => said.Content, (said, content) => (content, said)));
    private readonly SpanIndex<Attribution> _sources = new(attributions.Where(said => said.Source is not null).Select(said => (said.Source!.Value, said)));
    private readonly SpanIndex<Attribution> _cues = new(attributions.Where(said => said.Cue is not null).Select(said => (said.Cue!.Value, said)));

    /// <summary>The attribution within whose content words stand, the innermost; null for the publisher's own voice.</summary>
    public Attribution? Around(TextSpan span) => _contents.Innermost(span);

    /// <summary>Who is meant by the words that name a source at a position; null where they name none.</summary>
    public Speaker? SourceAt(int position) => SpeakerOf(_sources.Innermost(new TextSpan(position, position + 1)));

    /// <summary>Where the words of saying stand within a sentence, in its order.</summary>
    public List<TextSpan> CuesIn(TextSpan sentence) => _cues.Within(sentence);

    /// <summary>Who says it; null where the text leaves it open.</summary>
    public Speaker? SpeakerOf(Attribution? said) => said?.Speaker is { } id && speakers[id.Number - 1] is { IsUnspecified: false } speaker ? speaker : null;

    /// <summary>Where the direct quotation begins that a position stands in; -1 where it stands in none.</summary>
    public int QuoteAt(int position) =>
        Around(new TextSpan(position, position + 1)) is { Quote: QuoteKind.Direct } said ? said.Content[0].Start : -1;
}
