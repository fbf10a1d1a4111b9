namespace Attest.Intake.Feeds;

/// <summary>What a feed says at one moment.</summary>
/// <param name="Title">What it calls itself; null where it does not.</param>
/// <param name="Link">The site that it is the feed of; null where it names none.</param>
/// <param name="Language">The language it says it is in; null where it does not.</param>
/// <param name="RefreshAfter">How long it asks to be left alone after a look; null where it does not.</param>
/// <param name="Entries">In its order, mostly the newest first; may be empty.</param>
/// <param name="IsMended">Whether it is broken as XML and was read nevertheless.</param>
public sealed record Feed(string? Title, Uri? Link, string? Language, TimeSpan? RefreshAfter, IReadOnlyList<FeedEntry> Entries, bool IsMended);

/// <summary>One entry of a feed.</summary>
/// <param name="Id">What the feed knows it by; its link or its digest where it gives no name. Never empty.</param>
/// <param name="Link">Its page; null where it has none.</param>
/// <param name="Title">Its headline as plain text; null where it has none.</param>
/// <param name="Publisher">Whose it is, where the entry says so itself.</param>
/// <param name="Published">When it was published; null where that is not said or is no date.</param>
/// <param name="Modified">When it was last changed; null likewise.</param>
/// <param name="Content">Its text as the feed gives it; null where it gives none.</param>
/// <param name="IsWhole">Whether <paramref name="Content"/> is the whole report, not an excerpt of the page.</param>
/// <param name="Stamp">Changes whenever the entry does.</param>
public sealed record FeedEntry(
    string Id, Uri? Link, string? Title, string? Publisher, PublicationTime? Published, PublicationTime? Modified, FeedContent? Content, bool IsWhole, Sha256 Stamp);

/// <summary>A text in a feed.</summary>
/// <param name="Text">Its characters.</param>
/// <param name="IsMarkup">Whether it is HTML; else plain text.</param>
public sealed record FeedContent(string Text, bool IsMarkup);

/// <summary>A feed, or why there is none; exactly one of the two is null.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Fault">What was found and what was expected, as the rest of a sentence: “found …, expected …”.</param>
public readonly record struct FeedResult(Feed? Feed, string? Fault);
