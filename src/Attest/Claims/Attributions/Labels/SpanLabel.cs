namespace Attest.Claims.Attributions.Labels;

/// <summary>What a token is in an attribution, and whether it begins it or goes on.</summary>
internal enum SpanLabel : byte
{
    Outside, SourceBegin, SourceInside, CueBegin, CueInside, ContentBegin, ContentInside,
}

/// <summary>The three parts of an attribution.</summary>
internal enum SpanRole : byte
{
    None, Source, Cue, Content,
}

/// <summary>How labels and roles go together.</summary>
internal static class SpanLabels
{
    /// <summary>Number of labels.</summary>
    public const int Count = 7;

    /// <summary>The part that a label is of.</summary>
    public static SpanRole Role(this SpanLabel label) => (SpanRole)(((int)label + 1) / 2);

    /// <summary>Whether a label begins a span.</summary>
    public static bool Begins(this SpanLabel label) => ((int)label & 1) == 1;

    /// <summary>The label of a part's first token, or of one after it.</summary>
    public static SpanLabel Of(SpanRole role, bool begins) => role == SpanRole.None ? SpanLabel.Outside : (SpanLabel)(((int)role * 2) - (begins ? 1 : 0));

    /// <summary>Whether one label can follow another: what goes on must go on from the same part.</summary>
    public static bool CanFollow(SpanLabel before, SpanLabel label) => label == SpanLabel.Outside || label.Begins() || before.Role() == label.Role();
}
