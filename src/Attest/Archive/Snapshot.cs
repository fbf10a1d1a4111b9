namespace Attest.Archive;

/// <summary>A view that somebody froze: its content is kept under its digest and never changes.</summary>
/// <param name="Id">SHA-256 of the content, which is also its address.</param>
/// <param name="Kind">What sort of view it is.</param>
/// <param name="Address">The address of the view on the site, from the root on.</param>
/// <param name="Title">What it is called.</param>
/// <param name="PublishedBy">The moment of publication that the view was asked as of; null for all.</param>
/// <param name="RecordedBy">The moment of recording that the view was asked as of; null for all.</param>
/// <param name="Author">Who froze it.</param>
/// <param name="At">When: without moments that were asked of, both clocks stood here.</param>
public sealed record Snapshot(Sha256 Id, SnapshotKind Kind, string Address, string Title, DateTimeOffset? PublishedBy, DateTimeOffset? RecordedBy, string Author, DateTimeOffset At)
{
    /// <summary>What of it everybody may see; null where that is nothing.</summary>
    public OpenForm? Open { get; init; }

    /// <summary>That it is no longer shown, with who decided it and why; null while it is. It holds for what everybody may see of it, too.</summary>
    public SnapshotDecision? Withdrawal { get; init; }
}

/// <summary>A frozen view as everybody may see it.</summary>
/// <param name="Id">SHA-256 of its content: that of the whole where nothing is hidden.</param>
/// <param name="Title">What it is called.</param>
public sealed record OpenForm(Sha256 Id, string Title)
{
    /// <summary>That this form is no longer shown; null while it is.</summary>
    public SnapshotDecision? Withdrawal { get; init; }
}

/// <summary>That somebody withdrew a snapshot, or took that back: an entry of the ledger, never changed. Its digest stays, and proves whoever has its bytes.</summary>
/// <param name="Id">Its name, for ever.</param>
/// <param name="Digest">What is no longer shown: the digest of a whole, or of a form that everybody may see.</param>
/// <param name="IsWithdrawn">Whether it was withdrawn; false where it is shown again.</param>
/// <param name="Reason">Why.</param>
/// <param name="Author">Who decided.</param>
/// <param name="At">When.</param>
public sealed record SnapshotDecision(string Id, Sha256 Digest, bool IsWithdrawn, string Reason, string Author, DateTimeOffset At);

/// <summary>A view that can be frozen.</summary>
public enum SnapshotKind
{
    /// <summary>One incident.</summary>
    Incident,

    /// <summary>A tally.</summary>
    Tally,

    /// <summary>A series.</summary>
    Series,

    /// <summary>The live page, narrowed or not.</summary>
    Incidents,

    /// <summary>A search.</summary>
    Search,

    /// <summary>A day's situation report.</summary>
    Situation,

    /// <summary>Which places and days were reported on.</summary>
    Coverage,

    /// <summary>The incidents of the map.</summary>
    Map,

    /// <summary>What each measure comes to.</summary>
    Tallies,

    /// <summary>All series, narrowed or not.</summary>
    AllSeries,

    /// <summary>The list of reports.</summary>
    Reports,

    /// <summary>One report with what was read in it.</summary>
    Report,

    /// <summary>Those who are quoted.</summary>
    Speakers,

    /// <summary>What one speaker says.</summary>
    Speaker,

    /// <summary>Posts of the desk, or one.</summary>
    Posts,
}

/// <summary>The content of a view that is to be frozen.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Content">Its content: canonical JSON in UTF-8.</param>
public sealed record FrozenContent(string Title, byte[] Content);
