using Attest.Register.DamageClaims;
using Attest.Register.Evidence;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>Looking at evidence, which its custody tells of, and taking it back.</content>
public sealed partial class DamageRegister
{
    // A browser has no program for it, so that nothing in it is run.
    private const string NeverOpened = "application/octet-stream";

    /// <summary>Opens the working copy of a piece; who did is entered in its custody, but for its claimant.</summary>
    /// <param name="actor">Its claimant, its examiner or the board.</param>
    /// <param name="id">The damage claim, or a draft.</param>
    /// <param name="evidence">The piece.</param>
    /// <param name="why">Why; may be empty.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">There is none that they may see, or it has no working copy.</exception>
    public async Task<OpenedEvidence> OpenWorkingCopyAsync(Actor actor, string id, string evidence, string why, CancellationToken cancel)
    {
        var (piece, key, isOwn) = await PieceAsync(actor, id, evidence, cancel);
        var copy = piece.WorkingCopy ?? throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.no-copy");
        if (!isOwn)
        {
            await EnterLookAsync(actor, $"{evidence}{EvidenceStore.CopySuffix}", ledger => EnterCustody(ledger, actor, isOwn: false, id, CustodyAct.WorkingCopyViewed, evidence, why, copy.Sha256.Hex), cancel);
        }
        return new OpenedEvidence(piece, copy.MediaType, piece.Name, copy.Bytes, OpenFile(evidence + EvidenceStore.CopySuffix, key, copy.Bytes));
    }

    /// <summary>Opens the original of a piece, to be downloaded; who did is entered in its custody, its claimant too.</summary>
    /// <param name="actor">Its claimant, its examiner or the board.</param>
    /// <param name="id">The damage claim, or a draft.</param>
    /// <param name="evidence">The piece.</param>
    /// <param name="why">Why; may be empty.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">There is none that they may see.</exception>
    public async Task<OpenedEvidence> OpenOriginalAsync(Actor actor, string id, string evidence, string why, CancellationToken cancel)
    {
        var (piece, key, isOwn) = await PieceAsync(actor, id, evidence, cancel);
        await WriteAsync("Entering a view in the register of", ledger => EnterCustody(ledger, actor, isOwn, id, CustodyAct.OriginalTaken, evidence, why, piece.Sha256.Hex), cancel);
        return new OpenedEvidence(piece, NeverOpened, piece.Name, piece.Bytes, OpenFile(evidence, key, piece.Bytes));
    }

    /// <summary>Takes a piece back that was not submitted: its bytes are destroyed, its custody says so. What was submitted once stays, also while a damage claim is completed.</summary>
    /// <exception cref="RegisterException">There is no such draft of theirs, or the piece was submitted.</exception>
    public async Task WithdrawEvidenceAsync(Actor actor, string id, string evidence, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await WriteAsync(
            "Taking back evidence in the register of",
            ledger =>
            {
                RequireTaking(_writer, actor, id);
                var piece = EvidenceOf(_writer, id).Find(one => one.Id == evidence) ?? throw NoPiece();
                if (Find(_writer, id) is { } row && Submitted(ledger.Matter, row).Evidence.Contains(evidence))
                {
                    throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.evidence-submitted");
                }
                EnterCustody(ledger, actor, isOwn: true, id, CustodyAct.WithdrawnBeforeSubmission, evidence, "", piece.Sha256.Hex);
                ledger.Append(RegisterEntry.EvidenceWithdrawn, id, key: null, trail: null, matter: null, evidence);
                MarkRemoved([evidence]);
                return true;
            },
            cancel);
        await TryRemoveFilesAsync("Taking back evidence in the register of");
    }

    private Task<(EvidencePiece Piece, byte[] Key, bool IsOwn)> PieceAsync(Actor actor, string id, string evidence, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return ReadAsync(
            "Opening evidence in the register of",
            sql =>
            {
                var isOwn = true;
                var row = Find(sql, id);
                if (row is null)
                {
                    RequireWritable(sql, actor, id);
                }
                else
                {
                    row = Readable(sql, actor, id);
                    isOwn = IsOwn(actor, row);
                }
                var piece = EvidenceOf(sql, id).Find(one => one.Id == evidence) ?? throw NoPiece();
                if (!isOwn && !Submitted(new MatterStore(sql, _keys), row!).Evidence.Contains(evidence))
                {
                    throw NoPiece();
                }
                return (piece, Key(new MatterStore(sql, _keys), id), isOwn);
            },
            cancel);
    }

    private EvidenceStream OpenFile(string name, byte[] key, long bytes) => Explain("Opening evidence in the register of", _files, () => _evidence.Open(name, key, bytes));

    private static RegisterException NoPiece() => RegisterException.Told(RegisterRefusal.NotFound, "refusal.no-piece");
}
