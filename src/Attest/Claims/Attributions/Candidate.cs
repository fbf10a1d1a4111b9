namespace Attest.Claims.Attributions;

/// <summary>By which rule an attribution was found.</summary>
internal enum CandidateRule
{
    /// <summary>A word of saying after its source and before its content.</summary>
    Before,

    /// <summary>Content first, then its source and the word of saying, in either order.</summary>
    After,

    /// <summary>"According to" and its like.</summary>
    According,

    /// <summary>Hearsay without a source: "is said to", "it is believed that", "reportedly".</summary>
    Hearsay,

    /// <summary>A noun of saying: "fears that".</summary>
    Noun,

    /// <summary>A quotation that goes on from the one before, without words of its own.</summary>
    Continuation,
}

/// <summary>Who saw a candidate.</summary>
internal enum CandidateEvidence
{
    /// <summary>The rules alone.</summary>
    Rules,

    /// <summary>The labels alone.</summary>
    Labels,

    /// <summary>Rules and labels.</summary>
    Both,
}

/// <summary>What may be an attribution, in tokens, before it is decided and its speaker is known.</summary>
internal sealed class Candidate
{
    /// <summary>By which rule it was found.</summary>
    public required CandidateRule Rule { get; init; }

    /// <summary>Index of the sentence that its cue stands in.</summary>
    public required int Sentence { get; init; }

    /// <summary>The word of saying; null where there is none.</summary>
    public CueEntry? Entry { get; init; }

    /// <summary>Where the cue stands; empty where there is none.</summary>
    public TokenRange Cue { get; init; }

    /// <summary>The cue with its auxiliaries, negation and adverbs: "has also denied".</summary>
    public TokenRange Verb { get; set; }

    /// <summary>Who says it; empty where the text leaves it open.</summary>
    public TokenRange Source { get; set; }

    /// <summary>Who relays what the source says: the agency that cites or quotes it; empty where nobody does.</summary>
    public TokenRange Relayer { get; set; }

    /// <summary>What is said, in the text's order; never empty.</summary>
    public required List<TokenRange> Content { get; init; }

    /// <summary>Who is told, and where and when it is said: the words between cue and content or after the cue.</summary>
    public TokenRange Circumstance { get; init; }

    /// <summary>Index of the first token of the clause that this candidate opens: its connector or its source.</summary>
    public int ClauseStart { get; init; }

    /// <summary>Whether the source was taken over from the candidate before in the sentence.</summary>
    public bool InheritsSource { get; init; }

    /// <summary>Whether the form of the text fixes what is said, as speech between dashes and quotations of several sentences do: the labels do not bound it anew.</summary>
    public bool IsHeld { get; set; }

    /// <summary>In which mode it is said.</summary>
    public Modality Modality { get; set; }

    /// <summary>Who saw it: rules, labels or both.</summary>
    public CandidateEvidence Evidence { get; set; }

    /// <summary>How probable its source, cue and content are by the labels on the whole, 0 to 1; null where it stands within what another says, which is not labelled.</summary>
    public double? Certainty { get; set; }

    /// <summary>The candidate whose content this one stands in; null at the outermost.</summary>
    public Candidate? Outer { get; set; }

    /// <summary>From the content's first token to its last.</summary>
    public TokenRange Extent => new(Content[0].First, Content[^1].Last);
}
