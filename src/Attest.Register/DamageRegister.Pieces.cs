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

    // The piece that an upload became: whoever sent it may not have got the answer.
    private Task<EvidencePiece?> FinishedAsync(Actor actor, string upload, CancellationToken cancel) => ReadAsync(
        "Reading an upload to the register of",
        sql => sql.Rows("SELECT id, matter FROM evidence WHERE evidence = $1", row => (Id: row.GetString(0), Matter: row.GetString(1)), upload) is [var found] && IsGiver(sql, actor, found.Id) ? PieceOf(new MatterStore(sql, _keys), found.Matter) : null,
        cancel);

    private bool IsGiver(Sql sql, Actor actor, string id) => Find(sql, id) is { } row ? IsOwn(actor, row) : sql.Value("SELECT owner FROM drafts WHERE id = $1", id) is byte[] owner && owner.AsSpan().SequenceEqual(OwnerOf(actor));

    // The same bytes are not kept twice; the upload of them ends.
    private async Task<EvidencePiece?> AlreadyAsync(Actor actor, Begun begun, Sha256 digest, CancellationToken cancel)
    {
        var there = await ReadAsync("Receiving evidence in the register of", sql => EvidenceOf(sql, begun.Id).Find(piece => piece.Sha256 == digest), cancel);
        if (there is null)
        {
            return null;
        }
        await WriteAsync(
            "Receiving evidence in the register of",
            ledger =>
            {
                HandIn(ledger, actor, RequireTaking(_writer, actor, begun.Id), there.Id);
                _writer.Run("DELETE FROM uploads WHERE upload = $1", begun.State.Id);
                MarkRemoved([begun.State.Id]);
                return true;
            },
            cancel);
        await TryRemoveFilesAsync("Receiving evidence in the register of");
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

    private async Task EnterPieceAsync(Actor actor, Begun begun, EvidencePiece piece, CancellationToken cancel)
    {
        try
        {
            await EnterShelvedAsync(actor, begun, piece, cancel);
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
        return true;
    }

    private Task<bool> EnterShelvedAsync(Actor actor, Begun begun, EvidencePiece piece, CancellationToken cancel) => WriteAsync(
            "Receiving evidence in the register of",
            ledger =>
            {
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
                return true;
            },
            cancel);

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
