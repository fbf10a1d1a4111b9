namespace Attest;

/// <summary>That somebody says something: what is said, by which word, by whom, through whom.</summary>
/// <param name="Id">Its place in this reading.</param>
/// <param name="Content">What is said, in one or more pieces, in the text's order; never empty.</param>
/// <param name="Cue">The words that signal saying; null where only quotation marks do.</param>
/// <param name="Source">The words that name who says it; null where the text leaves it open.</param>
/// <param name="Speaker">Who that is, one who <see cref="Speaker.IsUnspecified"/> where words of saying name nobody; null only where <paramref name="Source"/> is.</param>
/// <param name="Via">The medium it was said on or relayed by, such as Telegram; null where the text names none.</param>
/// <param name="Chain">Who relays it, the outermost first; empty where the report relays it itself.</param>
/// <param name="Quote">In the speaker's own words, or the report's.</param>
/// <param name="Modality">In which mode it is said.</param>
/// <param name="Confidence">How sure the reader is that this is an attribution with these parts, 0 to 1.</param>
public sealed record Attribution(
    LocalId Id,
    IReadOnlyList<TextSpan> Content,
    TextSpan? Cue,
    TextSpan? Source,
    LocalId? Speaker,
    string? Via,
    IReadOnlyList<LocalId> Chain,
    QuoteKind Quote,
    Modality Modality,
    double Confidence)
{
    /// <summary>The picture that shows what is said; null where words say it.</summary>
    public Picture? Picture { get; init; }
}

/// <summary>Whose words the content of an attribution is in.</summary>
public enum QuoteKind
{
    /// <summary>Within quotation marks throughout.</summary>
    Direct,

    /// <summary>Without quotation marks.</summary>
    Indirect,

    /// <summary>Partly within them.</summary>
    Mixed,
}

/// <summary>In which mode something is said.</summary>
public enum Modality
{
    /// <summary>As a fact.</summary>
    Asserted,

    /// <summary>As not so.</summary>
    Denied,

    /// <summary>As not established: "it is unclear", "could not be verified".</summary>
    Unverified,

    /// <summary>As intended.</summary>
    Planned,

    /// <summary>As something that may be or may have been.</summary>
    Possible,

    /// <summary>As a question or a demand for an answer.</summary>
    Asked,
}

/// <summary>Somebody or something that says, one identity through a report.</summary>
/// <param name="Id">Its place in this reading.</param>
/// <param name="Name">A name in its fullest form in the report, or in full as the pack of the war spells it; for the unnamed, the words that the report has for them.</param>
/// <param name="Role">Office or occupation; null where the report gives none.</param>
/// <param name="Affiliation">Body or state spoken for; null where it is not known.</param>
/// <param name="Side">Party or state, as its pack names it; null where it is not known.</param>
/// <param name="Kind">Person, body, outlet, document, group or unknown.</param>
/// <param name="Named">Whether the report gives a name; false for "US officials".</param>
public sealed record Speaker(LocalId Id, string Name, string? Role, string? Affiliation, string? Side, SpeakerKind Kind, bool Named)
{
    /// <summary>What stands for the name of whoever the report leaves open: "it is feared that", "reportedly".</summary>
    public const string Unspecified = "unspecified";

    /// <summary>Whether the report leaves open who speaks.</summary>
    public bool IsUnspecified => !Named && Kind == SpeakerKind.Unknown && Name == Unspecified;
}

/// <summary>What sort of thing speaks.</summary>
public enum SpeakerKind
{
    /// <summary>A human being.</summary>
    Person,

    /// <summary>A ministry, army, company or other organisation.</summary>
    Body,

    /// <summary>A newspaper, agency or broadcaster.</summary>
    Outlet,

    /// <summary>A document, survey, video or image.</summary>
    Document,

    /// <summary>People spoken of together: officials, residents, analysts.</summary>
    Group,

    /// <summary>None of these could be told.</summary>
    Unknown,
}
