using Attest.Archive;
using Attest.Register.DamageClaims;

namespace Attest.Register;

/// <content>The face of what is landed next, in this order; each member moves to a file of its own.</content>
public sealed partial class DamageRegister
{
    private readonly Evidence.EvidenceStore _evidence;
    private readonly ReportArchive? _archive;

    private HashSet<string> NamedFiles() => [];

    private Task ForgetAsync(IReadOnlyList<string> files, CancellationToken cancel) => Task.CompletedTask;

    private static RegisterException Later() => new RegisterException("Asking the register: found something that this build does not have yet. Use a newer one.");

    /// <summary>Begins an upload to a draft or a returned damage claim.</summary>
    /// <param name="actor">Whose it is.</param>
    /// <param name="id">The draft or damage claim.</param>
    /// <param name="name">The file's name, with or without folders.</param>
    /// <param name="bytes">How long the file is.</param>
    /// <param name="description">What it shows; may be empty.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">There is no such draft of theirs, or the file is empty or too large (<see cref="RegisterRefusal.RefusedFile"/>).</exception>
    public Task<UploadState> BeginUploadAsync(Actor actor, string id, string name, long bytes, string description, CancellationToken cancel) => throw Later();

    /// <summary>Appends bytes to an upload; durable on return.</summary>
    /// <param name="actor">Who began it.</param>
    /// <param name="upload">The upload.</param>
    /// <param name="offset">Where the bytes begin: how much the register has received, as <see cref="UploadStateAsync"/> says.</param>
    /// <param name="bytes">The bytes; read until they end.</param>
    /// <param name="cancel">Ends the work; what was received whole before is kept.</param>
    /// <exception cref="RegisterException">There is no such upload of theirs, it is at another place, or more comes than was said.</exception>
    public Task<UploadState> AppendUploadAsync(Actor actor, string upload, long offset, Stream bytes, CancellationToken cancel) => throw Later();

    /// <summary>How far an upload is.</summary>
    /// <exception cref="RegisterException">There is no such upload of theirs.</exception>
    public Task<UploadState> UploadStateAsync(Actor actor, string upload, CancellationToken cancel) => throw Later();

    /// <summary>The unfinished uploads to a draft or returned damage claim.</summary>
    public Task<IReadOnlyList<UploadState>> UploadsAsync(Actor actor, string id, CancellationToken cancel) => throw Later();

    /// <summary>Finishes an upload: looks what it is by its content, makes a working copy and enters it with its custody.</summary>
    /// <exception cref="RegisterException">It is not complete, or its content is refused (<see cref="RegisterRefusal.RefusedFile"/>); nothing of a refused file is kept.</exception>
    public Task<EvidencePiece> FinishUploadAsync(Actor actor, string upload, CancellationToken cancel) => throw Later();

    /// <summary>Receives a whole file at once: begins, appends and finishes.</summary>
    public Task<EvidencePiece> ReceiveAsync(Actor actor, string id, string name, Stream bytes, string description, CancellationToken cancel) => throw Later();

    /// <summary>Throws an unfinished upload away.</summary>
    public Task CancelUploadAsync(Actor actor, string upload, CancellationToken cancel) => throw Later();

    /// <summary>Takes a piece back from a draft or a returned damage claim: its bytes are destroyed, its custody says so.</summary>
    public Task WithdrawEvidenceAsync(Actor actor, string id, string evidence, CancellationToken cancel) => throw Later();

    /// <summary>Opens the working copy of a piece; who did is entered in its custody, but for its claimant.</summary>
    /// <exception cref="RegisterException">There is none that they may see, or it has no working copy.</exception>
    public Task<OpenedEvidence> OpenWorkingCopyAsync(Actor actor, string id, string evidence, string why, CancellationToken cancel) => throw Later();

    /// <summary>Opens the original of a piece, to be downloaded; who did is entered in its custody.</summary>
    /// <exception cref="RegisterException">There is none that they may see.</exception>
    public Task<OpenedEvidence> OpenOriginalAsync(Actor actor, string id, string evidence, string why, CancellationToken cancel) => throw Later();

    /// <summary>The damage claims that one may overlap with, the most alike first; for examiners and the board.</summary>
    public Task<IReadOnlyList<Overlap>> OverlapsAsync(Actor actor, string id, CancellationToken cancel) => throw Later();

    /// <summary>The damage claims of the same building and of the same strike, without those that the actor may not know of.</summary>
    public Task<IReadOnlyList<DamageGroup>> GroupsAsync(Actor actor, string id, CancellationToken cancel) => throw Later();

    /// <summary>The incidents that a damage claim can be held against, the best first, with how well that place and those days were covered.</summary>
    public Task<MatchResult> MatchesAsync(Actor actor, string id, CancellationToken cancel) => throw Later();

    /// <summary>The open statistics, small cells withheld; for everybody.</summary>
    public Task<StatisticsTable> StatisticsAsync(CancellationToken cancel) => throw Later();

    /// <summary>Writes the evidence pack of a damage claim as one ZIP; who did is entered in the custody of every piece in it.</summary>
    /// <param name="actor">Its examiner, the board, or its claimant.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="output">Where to; written from front to back, never sought.</param>
    /// <param name="why">Why.</param>
    /// <param name="cancel">Ends the work.</param>
    public Task WriteEvidencePackAsync(Actor actor, string id, Stream output, string why, CancellationToken cancel) => throw Later();

    /// <summary>Erases a damage claim: destroys its key, so that nothing stated or given can be read any more, and leaves a tombstone in the ledger.</summary>
    /// <param name="actor">Its claimant, the board or an administrator.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="why">Why, without names: it outlasts the erasure.</param>
    /// <param name="cancel">Ends the work.</param>
    public Task<DamageClaimChange> EraseAsync(Actor actor, string id, string why, CancellationToken cancel) => throw Later();
}
