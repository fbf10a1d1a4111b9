using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>Who may know of what.</content>
public sealed partial class DamageRegister
{
    /// <summary>What the views hold of a damage claim that was submitted.</summary>
    private sealed record ClaimRow(
        string Id, long Sequence, string Number, string Category, DamageState State, byte[]? Owner, string FiledAt, string ChangedAt, string? Region, string? Month, string? AssignedTo, string? AppealedAt, string? DecidedAt, string? Statement, long Submitted)
    {
        public const string Columns = "id, sequence, number, category, state, owner, filed_at, changed_at, region, month, assigned_to, appealed_at, decided_at, statement, submitted";

        public static ClaimRow Read(SqlRow row) => new(
            row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), WireNames<DamageState>.Parse(row.GetString(4)), row.IsDBNull(5) ? null : row.GetBytes(5), row.GetString(6), row.GetString(7),
            Text(row, 8), Text(row, 9), Text(row, 10), Text(row, 11), Text(row, 12), Text(row, 13), row.GetInt64(14));

        private static string? Text(SqlRow row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }

    private static ClaimRow? Find(Sql sql, string id) => sql.Rows($"SELECT {ClaimRow.Columns} FROM damage_claims WHERE id = $1", ClaimRow.Read, id) is [var row] ? row : null;

    private byte[] OwnerOf(Actor actor) => RegisterViews.OwnerDigest(_keys, actor.Account);

    private bool IsOwn(Actor actor, ClaimRow row) => row.Owner is { } owner && owner.AsSpan().SequenceEqual(OwnerOf(actor));

    /// <summary>A damage claim that was submitted, where the actor may read what is stated in it.</summary>
    /// <exception cref="RegisterException">There is none, or the actor may not know of it.</exception>
    private ClaimRow Readable(Sql sql, Actor actor, string id)
    {
        if (Find(sql, id) is { } row && (IsOwn(actor, row) || actor.Role == RegisterRole.Board || (actor.Role == RegisterRole.Examiner && row.AssignedTo == actor.Account)))
        {
            return row.State == DamageState.Erased ? throw Gone(row.Number) : row;
        }
        throw NotFound(id);
    }

    /// <summary>A damage claim whose trail the actor may see: who may read it, and auditors.</summary>
    private ClaimRow Traceable(Sql sql, Actor actor, string id) => actor.Role is RegisterRole.Auditor or RegisterRole.Board ? Find(sql, id) ?? throw NotFound(id) : Readable(sql, actor, id);

    private static RegisterException NotFound(string id) => RegisterException.Told(RegisterRefusal.NotFound, "refusal.not-found", Harmless(id));

    private static RegisterException Gone(string number) => RegisterException.Told(RegisterRefusal.NotFound, "refusal.erased", number);

    // What somebody typed must not come back as something else than a key.
    private static string Harmless(string id) => id.Length <= 40 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-') ? id : "…";
}
