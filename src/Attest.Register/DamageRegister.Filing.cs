using System.Globalization;
using System.Text;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Receipts;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>Submitting, and the proof of it.</content>
public sealed partial class DamageRegister
{
    /// <summary>Submits a draft, or what completes a damage claim that was returned: all of it is in the register on return, or none of it.</summary>
    /// <param name="actor">Whose it is.</param>
    /// <param name="id">The draft.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <returns>Its receipt.</returns>
    /// <exception cref="RegisterException">There is no such draft of theirs, or mistakes stand in the way.</exception>
    public Task<Receipt> SubmitAsync(Actor actor, string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return WriteAsync(
            "Submitting a damage claim to the register of",
            ledger =>
            {
                RequireWritable(_writer, actor, id);
                var draft = DraftOf(_writer, actor, id);
                if (CheckOf(_writer, actor, id, draft.Statement, draft.Evidence.Count, "en").Where(mistake => mistake.Stops).ToList() is [_, ..] mistakes)
                {
                    throw RegisterException.Told(RegisterRefusal.Mistakes, "refusal.mistakes", mistakes.Select(mistake => mistake.Code).ToList());
                }
                if (!draft.IsCompletion)
                {
                    RequireFewToday(actor);
                }
                return Submit(ledger, actor, draft);
            },
            cancel);
    }

    /// <summary>The receipt of what was submitted last.</summary>
    /// <exception cref="RegisterException">There is no such damage claim that they may read, or it was not submitted yet.</exception>
    public Task<Receipt> ReceiptAsync(Actor actor, string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return LookAsync("Reading a receipt in the register of", actor, id, ReceiptOf, cancel);
    }

    /// <summary>Whether a receipt is this register's: it holds in itself, and its entry stands in the ledger as it says. That the chain holds from there on is for <see cref="VerifyAsync"/>.</summary>
    /// <returns>What is wrong, in plain sentences; empty where it holds.</returns>
    public Task<IReadOnlyList<string>> CheckReceiptAsync(Receipt receipt, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return ReadAsync<IReadOnlyList<string>>("Checking a receipt with the register of", sql => ReceiptFaults(sql, receipt), cancel);
    }

    private Receipt Submit(RegisterLedger ledger, Actor actor, Draft draft)
    {
        var (step, number, sequence, from, to) = Find(_writer, draft.Id) is { } row
            ? (DamageStep.Complete, row.Number, row.Sequence, row.State, Transitions.Find(row.State, DamageStep.Complete)!.To)
            : NextNumber() is var next ? (DamageStep.Submit, next.Number, next.Sequence, DamageState.Draft, DamageState.Submitted) : default;
        var key = Key(ledger.Matter, draft.Id);
        Append(ledger, actor, draft.Id, key, new StepTrail(number, sequence, step, from, to, StepTrail.ClaimantWord, RegisterRole.Claimant, [], null, null, null), "",
            new SubmittedRecord(number, actor.Account, draft.Statement, Places.Resolve(draft.Statement.Where), [.. draft.Evidence.Select(piece => piece.Id)]));
        _writer.Run("DELETE FROM drafts WHERE id = $1", draft.Id);
        return ReceiptOf(_writer, Find(_writer, draft.Id)!);
    }

    private (string Number, long Sequence) NextNumber()
    {
        var sequence = _writer.Number("SELECT coalesce(max(sequence), 0) + 1 FROM damage_claims");
        return (string.Create(CultureInfo.InvariantCulture, $"{Pack.Prefix}-{_clock.GetUtcNow().Year}-{sequence:000000}"), sequence);
    }

    private static LedgerEntry Append(RegisterLedger ledger, Actor actor, string id, byte[]? key, StepTrail trail, string words, SubmittedRecord? submitted) => ledger.Append(
        RegisterEntry.StepTaken, id, key, RegisterJson.Write(trail), key is null ? null : RegisterJson.Write(new StepMatter(actor.Account, words, submitted)));

    private Receipt ReceiptOf(Sql sql, ClaimRow row)
    {
        var entry = EntryAt(sql, row.Submitted) ?? throw new InvalidDataException($"The ledger has no entry {row.Submitted}.");
        var matter = Opened(new MatterStore(sql, _keys), row);
        return new Receipt(
            row.Id, row.Number, Moment.Read(entry.RecordedAt), entry.Position, entry.Hash, entry.Kind, entry.Body, entry.Previous, Convert.ToBase64String(matter.Salt), Encoding.UTF8.GetString(matter.Content));
    }

    private static IReadOnlyList<string> ReceiptFaults(Sql sql, Receipt receipt) =>
        ReceiptFile.Check(receipt) is { Count: > 0 } faults ? faults
        : EntryAt(sql, receipt.Entry) is not { } entry ? [$"The receipt names entry {receipt.Entry}; the ledger has no such entry."]
        : entry.Hash != receipt.EntryHash || entry.ComputeHash() != entry.Hash ? [$"The receipt names the hash {receipt.EntryHash} for entry {receipt.Entry}; the ledger has the hash {entry.ComputeHash()}."]
        : [];

    private static LedgerEntry? EntryAt(Sql sql, long position) =>
        sql.Rows("SELECT position, kind, recorded_at, body, previous, hash FROM ledger WHERE position = $1", ReadEntry, position) is [var entry] ? entry : null;

    private static LedgerEntry ReadEntry(SqlRow row) => new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5));

    private static MatterStore.Opened Opened(MatterStore matter, ClaimRow row) =>
        row.Statement is { } commitment && matter.Find(commitment) is { } found ? found : throw new InvalidDataException($"What was filed as {row.Number} is missing.");

    private static SubmittedRecord Submitted(MatterStore matter, ClaimRow row) =>
        RegisterJson.Read<StepMatter>(Opened(matter, row).Content).Submitted ?? throw new InvalidDataException($"What was filed as {row.Number} holds no statement.");
}
