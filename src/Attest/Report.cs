namespace Attest;

/// <summary>One version of a document: what was obtained, from whom, when it was published, and the text read from it.</summary>
/// <param name="Id">SHA-256 of the document's and the original's digests: the same bytes at the same address are the same report.</param>
/// <param name="Document">SHA-256 of the address without its fragment and tracking parts, or of the path: what versions have in common.</param>
/// <param name="Path">Where it was found, as the user gave it; for report lines <c>FILE:LINE</c>.</param>
/// <param name="Url">The address; null for a plain file.</param>
/// <param name="Title">The headline; null where none was found.</param>
/// <param name="Publisher">Who published it; null where it is not known.</param>
/// <param name="Published">When it was published; null where it is not known, and then nothing relative to it is resolved.</param>
/// <param name="PublishedFrom">Where <paramref name="Published"/> comes from.</param>
/// <param name="Modified">When its publisher last changed it; null where it does not say.</param>
/// <param name="Language">ISO 639-1 code of the text; <c>und</c> where it could not be told.</param>
/// <param name="Original">The archived bytes.</param>
/// <param name="Text">The text that was read; every span counts from its start.</param>
/// <param name="Items">The parts of <paramref name="Text"/>, in order and without overlap; empty only for an empty text.</param>
public sealed record Report(
    Sha256 Id,
    Sha256 Document,
    string Path,
    string? Url,
    string? Title,
    string? Publisher,
    PublicationTime? Published,
    PublishedFrom PublishedFrom,
    PublicationTime? Modified,
    string Language,
    Original Original,
    string Text,
    IReadOnlyList<Item> Items)
{
    /// <summary>When and how its bytes came here; null for a file that the user gave.</summary>
    public Obtained? Obtained { get; init; }

    /// <summary>The language that is read. Reports in another are archived, marked and shown as unread.</summary>
    public const string ReadLanguage = "en";

    /// <summary>The code of a language that can't be told, as where a text is too short.</summary>
    public const string UnknownLanguage = "und";

    /// <summary>Whether claims are read from it.</summary>
    public bool IsRead => Language == ReadLanguage;
}

/// <summary>Bytes as they were fetched or given; archived under their digest and never changed.</summary>
/// <param name="Sha256">Digest of the bytes.</param>
/// <param name="MediaType">Such as <c>text/plain</c> or <c>text/html</c>.</param>
/// <param name="Bytes">Their number.</param>
public sealed record Original(Sha256 Sha256, string MediaType, long Bytes);

/// <summary>When and how bytes came here.</summary>
/// <param name="At">When.</param>
/// <param name="By">How.</param>
/// <param name="From">The address that answered in the end, the watched folder, or the name of the uploaded file; null where there is none.</param>
/// <param name="Feed">The feed that named it; null where none did.</param>
public sealed record Obtained(DateTimeOffset At, ObtainedBy By, string? From, string? Feed);

/// <summary>How bytes came here.</summary>
public enum ObtainedBy
{
    /// <summary>A page was fetched.</summary>
    Page,

    /// <summary>A feed gave the whole text in its entry.</summary>
    Feed,

    /// <summary>A file appeared in a watched folder.</summary>
    Folder,

    /// <summary>Somebody pasted it.</summary>
    Paste,

    /// <summary>Somebody uploaded it.</summary>
    Upload,
}

/// <summary>Where the time of publication comes from.</summary>
public enum PublishedFrom
{
    /// <summary>The user said so.</summary>
    Option,

    /// <summary>The page or the report line says so in a field made for it.</summary>
    Metadata,

    /// <summary>The text says so, in a dateline.</summary>
    Text,

    /// <summary>It is not known.</summary>
    Unknown,
}

/// <summary>One update of a live page, or the whole of a plain article, or furniture between them.</summary>
/// <param name="Id">Its place in this report.</param>
/// <param name="Span">Where it stands in the text.</param>
/// <param name="Headline">Its own headline; null where it has none.</param>
/// <param name="Kind">Update, article or boilerplate.</param>
/// <param name="Published">When this item was published, where the page says so; else the report's time holds.</param>
public sealed record Item(LocalId Id, TextSpan Span, TextSpan? Headline, ItemKind Kind, PublicationTime? Published);

/// <summary>What a part of a report is.</summary>
public enum ItemKind
{
    /// <summary>An entry of a live page.</summary>
    Update,

    /// <summary>Running text of an article.</summary>
    Article,

    /// <summary>Adverts, appeals, teasers, side bars: shown, never read.</summary>
    Boilerplate,
}
