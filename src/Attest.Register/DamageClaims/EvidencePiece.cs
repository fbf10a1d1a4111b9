namespace Attest.Register.DamageClaims;

/// <summary>One file that a claimant gave as evidence.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">The name that it was given under, without folders and control characters, ending as what it is by its content: a text called a program is none. Never a path.</param>
/// <param name="MediaType">What it is by its content, whatever its name says.</param>
/// <param name="Kind">Picture, video, sound or document.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">The digest of the bytes as they were given.</param>
/// <param name="ReceivedAt">When it was there whole.</param>
/// <param name="ReceivedBy">The account that gave it.</param>
/// <param name="Description">What it shows, in the giver's words; often empty.</param>
/// <param name="Showing">How a page may show it.</param>
/// <param name="WorkingCopy">The copy for showing, without the metadata of the original; null where there is none, and then only the original can be downloaded.</param>
/// <param name="Metadata">What the original says of itself: camera, time, position. Kept in the record, stripped from the working copy.</param>
/// <param name="Notices">What was found about it, in plain sentences; often none.</param>
public sealed record EvidencePiece(
    string Id,
    string Name,
    string MediaType,
    EvidenceKind Kind,
    long Bytes,
    Sha256 Sha256,
    DateTimeOffset ReceivedAt,
    string ReceivedBy,
    string Description,
    EvidenceShowing Showing,
    WorkingCopy? WorkingCopy,
    IReadOnlyList<EvidenceFact> Metadata,
    IReadOnlyList<string> Notices);

/// <summary>The copy of a piece of evidence that pages show.</summary>
/// <param name="MediaType">What it is.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its digest.</param>
public sealed record WorkingCopy(string MediaType, long Bytes, Sha256 Sha256);

/// <summary>Something that a file says of itself.</summary>
/// <param name="Name">Such as <c>taken</c> or <c>position</c>.</param>
/// <param name="Value">What it says; nobody has checked it.</param>
public sealed record EvidenceFact(string Name, string Value);

/// <summary>What sort of file a piece of evidence is.</summary>
public enum EvidenceKind
{
    /// <summary>A photograph or drawing.</summary>
    Picture,

    /// <summary>A film.</summary>
    Video,

    /// <summary>A recording of sound.</summary>
    Sound,

    /// <summary>A paper: PDF, a text, a table.</summary>
    Document,
}

/// <summary>How a page may show a piece of evidence.</summary>
public enum EvidenceShowing
{
    /// <summary>Its working copy as a picture.</summary>
    Picture,

    /// <summary>Its working copy in a player.</summary>
    Player,

    /// <summary>Not at all: only to be downloaded, under a type that no browser opens by itself.</summary>
    Download,
}

/// <summary>An upload: how far it is, and what it became.</summary>
/// <param name="Id">Its key, which becomes that of the piece of evidence.</param>
/// <param name="Name">The file's name, made harmless.</param>
/// <param name="Bytes">How long the whole is said to be.</param>
/// <param name="Received">How much is durable: go on sending from there.</param>
/// <param name="StartedAt">When it began; what is not finished within two days is removed.</param>
public sealed record UploadState(string Id, string Name, long Bytes, long Received, DateTimeOffset StartedAt)
{
    /// <summary>Whether all of it is there, so that it can be finished.</summary>
    public bool IsComplete => Received == Bytes;

    /// <summary>The piece of evidence that it became; null while it is not finished.</summary>
    public EvidencePiece? Piece { get; init; }
}

/// <summary>Bytes of a piece of evidence, opened by somebody whose name is in its custody since.</summary>
/// <param name="Piece">The piece.</param>
/// <param name="MediaType">The type to serve it under: for an original always one that no browser opens by itself.</param>
/// <param name="Name">The name to serve it under.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Content">The bytes, decrypted as they are read and each block checked; can be sought. Dispose of it.</param>
public sealed record OpenedEvidence(EvidencePiece Piece, string MediaType, string Name, long Bytes, Stream Content) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>One line of the chain of custody: who did what with which piece, when and why.</summary>
/// <param name="Entry">The position of its entry in the register's ledger.</param>
/// <param name="At">When.</param>
/// <param name="By">The account; <c>attest</c> for what the register did by itself.</param>
/// <param name="Role">As what they acted.</param>
/// <param name="Act">What was done.</param>
/// <param name="Evidence">Which piece; null for what was done with the damage claim as a whole.</param>
/// <param name="Why">Why, in words; empty where none were given.</param>
/// <param name="Digest">SHA-256 of the bytes concerned; null where there were none.</param>
public sealed record CustodyEntry(long Entry, DateTimeOffset At, string By, RegisterRole Role, CustodyAct Act, string? Evidence, string Why, string? Digest);

/// <summary>What can be done with evidence.</summary>
public enum CustodyAct
{
    /// <summary>It was received whole.</summary>
    Received,

    /// <summary>A working copy was made of it.</summary>
    WorkingCopyMade,

    /// <summary>Its working copy was looked at.</summary>
    WorkingCopyViewed,

    /// <summary>Its original was taken out.</summary>
    OriginalTaken,

    /// <summary>It was put into an evidence pack.</summary>
    Packed,

    /// <summary>Its giver took it back before the damage claim was submitted.</summary>
    WithdrawnBeforeSubmission,

    /// <summary>Its key was destroyed, so that nobody can read it any more.</summary>
    Destroyed,

    /// <summary>The damage claim was looked at by somebody other than its claimant.</summary>
    DamageClaimViewed,

    /// <summary>Its claimant's name stood in a list that somebody other looked at.</summary>
    Listed,
}
