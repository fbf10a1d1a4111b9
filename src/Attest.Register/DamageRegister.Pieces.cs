using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Evidence;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>What an upload becomes: a piece of evidence, once.</content>
public sealed partial class DamageRegister
{
    // The name that a file came with, where it does not end as what the file is.
    private const string GivenName = "given name";

    // The piece that an upload became, or whose bytes it was: whoever sent it may not have got the answer.
    private Task<EvidencePiece?> FinishedAsync(Actor actor, string upload, CancellationToken cancel) => ReadAsync(
        "Reading an upload to the register of",
        sql => sql.Rows("SELECT id, matter FROM evidence WHERE evidence = coalesce((SELECT evidence FROM same_uploads WHERE upload = $1), $1)", row => (Id: row.GetString(0), Matter: row.GetString(1)), upload) is [var found] && IsGiver(sql, actor, found.Id) ? PieceOf(new MatterStore(sql, _keys), found.Matter) : null,
        cancel);

    private bool IsGiver(Sql sql, Actor actor, string id) => Find(sql, id) is { } row ? IsOwn(actor, row) : sql.Value("SELECT owner FROM drafts WHERE id = $1", id) is byte[] owner && owner.AsSpan().SequenceEqual(OwnerOf(actor));

    private async Task<EvidencePiece?> AlreadyAsync(Actor actor, Begun begun, Sha256 digest, CancellationToken cancel)
    {
        var there = await WriteAsync("Receiving evidence in the register of", ledger => Joined(ledger, actor, begun, digest), cancel);
        if (there is not null)
        {
            await TryRemoveFilesAsync("Receiving evidence in the register of");
        }
        return there;
    }

    // The same bytes are not kept twice: the upload of them ends, and is known on as the piece that is there.
    private EvidencePiece? Joined(RegisterLedger ledger, Actor actor, Begun begun, Sha256 digest)
    {
        var row = RequireTaking(_writer, actor, begun.Id);
        if (_writer.Value("SELECT 1 FROM uploads WHERE upload = $1", begun.State.Id) is null)
        {
            throw NoUpload();
        }
        if (EvidenceOf(_writer, begun.Id).Find(piece => piece.Sha256 == digest) is not { } there)
        {
            return null;
        }
        HandIn(ledger, actor, row, there.Id);
        _writer.Run("DELETE FROM uploads WHERE upload = $1", begun.State.Id);
        _writer.Run("INSERT INTO same_uploads (upload, id, evidence, finished_at) VALUES ($1, $2, $3, $4)", begun.State.Id, begun.Id, there.Id, Moment.Write(_clock.GetUtcNow()));
        MarkRemoved([begun.State.Id]);
        return there;
    }

    private async Task<Sha256> DigestAsync(Begun begun, RunningUpload running, CancellationToken cancel)
    {
        if (running.Length != begun.Bytes)
        {
            await using var content = _evidence.OpenIncoming(begun.State.Id, begun.Key, begun.Bytes);
            running.Restart(0);
            await running.TakeInAsync(content, cancel);
        }
        return new Sha256(Convert.ToHexStringLower(running.Digest.GetCurrentHash()));
    }

    private async Task<EvidencePiece> MakePieceAsync(Actor actor, Begun begun, Sha256 digest, CancellationToken cancel)
    {
        var upload = begun.State.Id;
        await using var content = _evidence.OpenIncoming(upload, begun.Key, begun.Bytes);
        var type = await Task.Run(() => ContentInspector.Inspect(content), cancel);
        var copy = await new WorkingCopies(_evidence, upload, begun.Key).MakeAsync(content, type, cancel);
        var name = FileName.For(begun.Record.Name, type);
        var facts = name == begun.Record.Name ? copy.Facts : [new EvidenceFact(GivenName, begun.Record.Name), .. copy.Facts];
        return new EvidencePiece(
            upload, name, type.MediaType, type.Kind, begun.Bytes, digest, _clock.GetUtcNow(), actor.Account, begun.Record.Description,
            copy.Copy is null ? EvidenceShowing.Download : type.Showing, copy.Copy, facts, copy.Notices);
    }

    private async Task<EvidencePiece> EnterPieceAsync(Actor actor, Begun begun, EvidencePiece piece, CancellationToken cancel)
    {
        try
        {
            return await EnterShelvedAsync(actor, begun, piece, cancel);
        }
        catch
        {
            await AloneAsync("Receiving evidence in the register of", () => _writer.Write(() => UnshelveUnnamed(piece.Id)), CancellationToken.None);
            throw;
        }
    }

    // Whether the entry is there is what decides, not how the writing of it ended.
    private bool UnshelveUnnamed(string upload)
    {
        if (_writer.Value("SELECT 1 FROM uploads WHERE upload = $1", upload) is not null)
        {
            _evidence.Unshelve(upload);
        }
        else if (_writer.Value("SELECT 1 FROM evidence WHERE evidence = $1", upload) is null)
        {
            // A step ended the upload, or the same bytes came in by another, while its working copy was made.
            _evidence.Remove(upload);
        }
        return true;
    }

    private Task<EvidencePiece> EnterShelvedAsync(Actor actor, Begun begun, EvidencePiece piece, CancellationToken cancel) => WriteAsync(
            "Receiving evidence in the register of",
            ledger =>
            {
                if (Joined(ledger, actor, begun, piece.Sha256) is { } there)
                {
                    return there;
                }
                var row = RequireTaking(_writer, actor, begun.Id);
                // The file stands under its name before the entry that names it is durable, and with the pen held, so that no other process puts it back meanwhile.
                _evidence.Shelve(piece.Id);
                var key = Key(ledger.Matter, begun.Id);
                ledger.Append(RegisterEntry.EvidenceReceived, begun.Id, key, trail: null, RegisterJson.Write(piece), piece.Id);
                EnterCustody(ledger, actor, isOwn: true, begun.Id, CustodyAct.Received, piece.Id, piece.Description, piece.Sha256.Hex);
                if (piece.WorkingCopy is { } copy)
                {
                    EnterCustody(ledger, new Actor("attest", RegisterRole.Claimant), isOwn: false, begun.Id, CustodyAct.WorkingCopyMade, piece.Id, "", copy.Sha256.Hex);
                }
                HandIn(ledger, actor, row, piece.Id);
                _writer.Run("DELETE FROM uploads WHERE upload = $1", piece.Id);
                return piece;
            },
            cancel);

    /// <summary>Hands a piece in that was given while a damage claim was to be completed and not submitted with it: it is part of the damage claim from then on. One that is handed in stays so.</summary>
    /// <param name="actor">Its claimant.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="evidence">The piece.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">There is no such piece of theirs, or the damage claim is decided or being completed: submitting it hands in what it has.</exception>
    public Task HandInAsync(Actor actor, string id, string evidence, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return WriteAsync(
            "Handing in evidence in the register of",
            ledger =>
            {
                var row = RequireTaking(_writer, actor, id);
                if (!EvidenceOf(_writer, id).Exists(piece => piece.Id == evidence))
                {
                    throw NoPiece();
                }
                if (row is null || Transitions.Find(row.State, DamageStep.AddEvidence) is null)
                {
                    throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.hand-in-by-submitting");
                }
                HandIn(ledger, actor, row, evidence);
                return true;
            },
            cancel);
    }

    // What is submitted and not decided has a piece with its receipt, by a step of its own; what is completed has it when it is submitted again.
    private void HandIn(RegisterLedger ledger, Actor actor, ClaimRow? row, string evidence)
    {
        if (row is not null && Transitions.Find(row.State, DamageStep.AddEvidence) is { } step && Submitted(ledger.Matter, row) is var submitted && !submitted.Evidence.Contains(evidence))
        {
            Append(
                ledger, actor, row.Id, Key(ledger.Matter, row.Id), new StepTrail(row.Number, row.Sequence, step.Step, row.State, step.To, StepTrail.ClaimantWord, RegisterRole.Claimant, [], null, null, null), "",
                submitted with { Evidence = [.. submitted.Evidence, evidence] });
        }
    }
}
