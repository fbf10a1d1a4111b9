using Attest.Incidents.Linking;
using Attest.Incidents.Situation;

namespace Attest.Archive;

/// <summary>The archive can't be used: the folder, the disk or another process stands in the way. The message says what to do.</summary>
public sealed class ArchiveException : Exception
{
    /// <inheritdoc/>
    public ArchiveException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public ArchiveException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <inheritdoc/>
    public ArchiveException()
    {
    }
}

/// <summary>What recording a reading came to.</summary>
/// <param name="Report">The report.</param>
/// <param name="Kind">Whether anything changed.</param>
/// <param name="CopyOf">An earlier report of another document with the same original; null where there is none.</param>
public sealed record RecordOutcome(Sha256 Report, RecordKind Kind, Sha256? CopyOf);

/// <summary>What a recorded report is to those before it.</summary>
public enum RecordKind
{
    /// <summary>The first version of its document.</summary>
    New,

    /// <summary>A changed version of a document that was there.</summary>
    NewVersion,

    /// <summary>It was there already; nothing changed.</summary>
    Unchanged,
}

/// <summary>A report as it is kept.</summary>
/// <param name="Reading">What was read in it.</param>
/// <param name="RecordedAt">When it was recorded here.</param>
/// <param name="Versions">All versions of its document, the oldest first, this one among them.</param>
/// <param name="Copies">Reports of other documents with the same original.</param>
/// <param name="Incidents">For each event or figure (its local id): the incident that it belongs to.</param>
public sealed record ArchivedReport(
    Reading Reading,
    DateTimeOffset RecordedAt,
    IReadOnlyList<ReportSummary> Versions,
    IReadOnlyList<ReportSummary> Copies,
    IReadOnlyDictionary<LocalId, string> Incidents)
{
    /// <summary>For each event, figure and bare statement (by its attribution): its claims, in the text's order; several for an event that is mentioned again. Empty for an earlier version.</summary>
    public ILookup<LocalId, string> Claims { get; init; } = Array.Empty<(LocalId, string)>().ToLookup(row => row.Item1, row => row.Item2);

    /// <summary>Whether it is the latest version of its document.</summary>
    public bool IsLatest => Versions[^1].Id == Reading.Report.Id;
}

/// <summary>What a list shows of a report.</summary>
/// <param name="Id">The report.</param>
/// <param name="Title">Its headline, or else its first words.</param>
/// <param name="Publisher">Who published it; null where not known.</param>
/// <param name="Published">When; null where not known.</param>
/// <param name="RecordedAt">When it was recorded here.</param>
/// <param name="Url">Its address; null for a plain file.</param>
/// <param name="Language">ISO 639-1 code.</param>
/// <param name="IsRead">Whether claims were read from it.</param>
/// <param name="Attributions">Number of attributions read.</param>
/// <param name="Figures">Number of figures read.</param>
/// <param name="Events">Number of events read.</param>
/// <param name="IsLatest">Whether it is the latest version of its document.</param>
public sealed record ReportSummary(
    Sha256 Id, string Title, string? Publisher, PublicationTime? Published, DateTimeOffset RecordedAt, string? Url, string Language, bool IsRead,
    int Attributions, int Figures, int Events, bool IsLatest);

/// <summary>Counts of what an archive keeps.</summary>
/// <param name="Documents">Addresses.</param>
/// <param name="Reports">Versions of them.</param>
/// <param name="Originals">Distinct bytes.</param>
/// <param name="Unread">Reports in a language that is not read.</param>
/// <param name="Claims">Event mentions and figures of the latest versions, and bare statements in them that somebody judged.</param>
/// <param name="Incidents">Incidents.</param>
/// <param name="Disputed">Incidents with an open contradiction.</param>
/// <param name="Publishers">Distinct publishers.</param>
/// <param name="LedgerEntries">Entries of the ledger.</param>
public sealed record ArchiveStatus(long Documents, long Reports, long Originals, long Unread, long Claims, long Incidents, long Disputed, long Publishers, long LedgerEntries);

/// <summary>What <c>attest verify</c> found.</summary>
/// <param name="Originals">Number of originals whose bytes were read and hashed.</param>
/// <param name="Spans">Number of spans compared with the bytes.</param>
/// <param name="LedgerEntries">Number of ledger entries whose hash was computed.</param>
/// <param name="Faults">Each thing found wrong, as a sentence that names it; empty when all is well.</param>
public sealed record Verification(long Originals, long Spans, long LedgerEntries, IReadOnlyList<string> Faults)
{
    /// <summary>What could not be compared, and why, as sentences; nothing is wrong with it. Often empty.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}

/// <summary>Why an incident is what it is.</summary>
/// <param name="Id">Its permanent id.</param>
/// <param name="Aliases">Ids of incidents that became part of it, the eldest first.</param>
/// <param name="Members">Its accounts, each what one report tells of the occurrence; that by which it was founded first.</param>
/// <param name="Accounts">What is to be said of each account that is named here.</param>
/// <param name="Decisions">Each comparison that was made: those that joined first, by score.</param>
/// <param name="Judgements">What people decided of its accounts, the oldest first, those taken back among them.</param>
public sealed record IncidentHistory(
    string Id, IReadOnlyList<string> Aliases, IReadOnlyList<string> Members, IReadOnlyDictionary<string, AccountSummary> Accounts, IReadOnlyList<LinkDecision> Decisions,
    IReadOnlyList<Judgement> Judgements);

/// <summary>What a list shows of one report's account of an occurrence.</summary>
/// <param name="Id">The account.</param>
/// <param name="Report">Its report.</param>
/// <param name="Title">The report's headline, or else its first words.</param>
/// <param name="Publisher">Who published it; null where not known.</param>
/// <param name="Published">When; null where not known.</param>
/// <param name="Quote">The sentence of its first claim.</param>
/// <param name="Claims">Its claims by name, in the text's order; never empty.</param>
public sealed record AccountSummary(string Id, Sha256 Report, string Title, string? Publisher, PublicationTime? Published, string Quote, IReadOnlyList<string> Claims);

/// <summary>A day's situation report with the days beside it that have one.</summary>
/// <param name="Report">The report; it may be empty.</param>
/// <param name="Earlier">The nearest earlier day on which something was published that was read; null where there is none.</param>
/// <param name="Later">The nearest later one.</param>
public sealed record DaySituation(SituationReport Report, DateOnly? Earlier, DateOnly? Later);
