namespace Attest.Sources;

/// <summary>Something that is looked at again and again for reports, because its user named it.</summary>
/// <param name="Id">Twelve hexadecimal digits, made from the address.</param>
/// <param name="Address">What is looked at.</param>
/// <param name="AllowPrivate">Whether addresses that are not public may be connected to on its behalf.</param>
/// <param name="AddedAt">When it was added.</param>
/// <param name="Name">What it calls itself; null before it was looked at and where it has no name.</param>
/// <param name="Form">What it was found to be.</param>
/// <param name="Health">What came of the looks at it so far.</param>
public sealed record Source(string Id, SourceAddress Address, bool AllowPrivate, DateTimeOffset AddedAt, string? Name, SourceForm Form, SourceHealth Health);

/// <summary>What a source was found to be.</summary>
public enum SourceForm
{
    /// <summary>It was not looked at yet.</summary>
    Unknown,

    /// <summary>A feed, whose entries are reports or lead to them.</summary>
    Feed,

    /// <summary>A page, which is a report itself.</summary>
    Page,

    /// <summary>A folder, whose files are reports.</summary>
    Folder,
}

/// <summary>How a source fares.</summary>
/// <param name="LookedAt">When it was last looked at; null for never.</param>
/// <param name="SucceededAt">When a look last succeeded; null for never.</param>
/// <param name="NextAt">When it is looked at next; null where it is gone for good.</param>
/// <param name="Failures">Number of failed looks since the last that succeeded.</param>
/// <param name="Fault">Why the last look failed; null where it did not.</param>
/// <param name="Reports">Number of reports and new versions that came from it.</param>
/// <param name="Waiting">Number of its entries that the last look left for the next.</param>
public sealed record SourceHealth(DateTimeOffset? LookedAt, DateTimeOffset? SucceededAt, DateTimeOffset? NextAt, int Failures, string? Fault, long Reports, int Waiting);

/// <summary>What one look at a source came to.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Succeeded">Whether the source itself could be read; single entries of it may have failed.</param>
/// <param name="Message">What was found, a short sentence.</param>
public sealed record PastLook(DateTimeOffset At, bool Succeeded, string Message);

/// <summary>An entry of a source from which no report could be made.</summary>
/// <param name="Entry">Its address or path.</param>
/// <param name="Fault">Why.</param>
/// <param name="WillRetry">Whether it is tried again before it changes.</param>
public sealed record FailedEntry(string Entry, string Fault, bool WillRetry);
