using System.Globalization;
using Attest.Archive;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>The role book: who is examiner, board or auditor.</content>
public sealed partial class DamageRegister
{
    /// <summary>What an account is to the register; a claimant where nothing was said.</summary>
    public Task<RegisterRole> RoleOfAsync(string account, CancellationToken cancel) => ReadAsync(
        "Looking up a role in the register of",
        sql => sql.Value("SELECT role FROM roles WHERE account = $1", account) is string role ? WireNames<RegisterRole>.Parse(role) : RegisterRole.Claimant,
        cancel);

    /// <summary>Somebody with their role, to be handed to the other methods.</summary>
    /// <param name="account">The account's key.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="isAdministrator">Whether it administers the site.</param>
    /// <param name="cancel">Ends the query.</param>
    public async Task<Actor> ActorAsync(string account, string name, bool isAdministrator, CancellationToken cancel) => new(account, await RoleOfAsync(account, cancel), isAdministrator) { Name = name };

    /// <summary>Everybody who has a role beside that of a claimant, by their accounts' keys; <see cref="NamesAsync"/> tells the names.</summary>
    /// <exception cref="RegisterException">The actor is neither administrator, board nor auditor.</exception>
    public Task<IReadOnlyList<RoleHolder>> RolesAsync(Actor actor, CancellationToken cancel)
    {
        RequireRolesShown(actor);
        return ReadAsync<IReadOnlyList<RoleHolder>>(
            "Listing the roles in the register of",
            sql => sql.Rows("SELECT account, role, given_by, given_at FROM roles ORDER BY account", row => new RoleHolder(row.GetString(0), WireNames<RegisterRole>.Parse(row.GetString(1)), row.GetString(2), Moment.Read(row.GetString(3)))),
            cancel);
    }

    /// <summary>Every role that was given, and taken by giving that of a claimant, the newest first: who was something for a while is seen as well as who is.</summary>
    /// <param name="actor">An administrator, the board or an auditor.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most; at most <see cref="MostListed"/>.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="RegisterException">The actor is none of these.</exception>
    public Task<Page<RoleChange>> RoleChangesAsync(Actor actor, string? cursor, int limit, CancellationToken cancel)
    {
        RequireRolesShown(actor);
        return ReadAsync(
            "Listing the roles in the register of",
            sql =>
            {
                var matter = new MatterStore(sql, _keys);
                var rows = sql.Rows("SELECT entry, at, trail FROM role_changes WHERE entry < $1 ORDER BY entry DESC LIMIT $2", row => (Entry: row.GetInt64(0), At: row.GetString(1), Trail: row.GetString(2)), Before(cursor), Limit(limit) + 1);
                return new Page<RoleChange>(
                    [.. rows.Take(Limit(limit)).Select(row => Own<RoleRecord>(matter, row.Trail) is var role ? new RoleChange(row.Entry, Moment.Read(row.At), role.Account, role.Role, role.By, role.Why) : null!)],
                    rows.Count > Limit(limit) ? rows[Limit(limit) - 1].Entry.ToString(CultureInfo.InvariantCulture) : null);
            },
            cancel);
    }

    /// <summary>Makes somebody examiner, board or auditor, or a claimant like everybody. What was assigned to them stays so until the board assigns it anew.</summary>
    /// <param name="actor">An administrator.</param>
    /// <param name="account">To whom: the account's key.</param>
    /// <param name="role">Which.</param>
    /// <param name="why">Why; kept in the ledger's trail.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">The actor is no administrator, or the name is empty.</exception>
    public Task GiveRoleAsync(Actor actor, string account, RegisterRole role, string why, CancellationToken cancel) => GiveRoleAsync(actor, account, account, role, why, cancel);

    /// <summary>The same for an account that has a name beside its key.</summary>
    /// <param name="actor">An administrator.</param>
    /// <param name="account">The account's key.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="role">Which.</param>
    /// <param name="why">Why; kept in the ledger's trail.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">The actor is no administrator, or the key is empty.</exception>
    public Task GiveRoleAsync(Actor actor, string account, string name, RegisterRole role, string why, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator)
        {
            throw NotAllowed(actor, new TextKey("word.administrator"));
        }
        if (string.IsNullOrWhiteSpace(account))
        {
            throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.role-nameless");
        }
        return WriteAsync(
            "Giving a role in the register of",
            ledger =>
            {
                Name(ledger, actor, isOwn: false);
                Name(ledger, account, name);
                return ledger.AppendOwn(RegisterEntry.RoleGiven, RegisterJson.Write(new RoleRecord(account, role, actor.Account, why)));
            },
            cancel);
    }

    private static void RequireRolesShown(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator && actor.Role is not (RegisterRole.Board or RegisterRole.Auditor))
        {
            throw NotAllowed(actor, new TextKey("word.administrator"), RegisterRole.Board, RegisterRole.Auditor);
        }
    }

    private static RegisterException NotAllowed(Actor actor, params IReadOnlyList<object> expected) => RegisterException.Told(RegisterRefusal.NotAllowed, "refusal.other-role", actor.Role, expected);
}

/// <summary>Somebody with a role.</summary>
/// <param name="Account">The account.</param>
/// <param name="Role">The role.</param>
/// <param name="GivenBy">Who gave it.</param>
/// <param name="GivenAt">When.</param>
public sealed record RoleHolder(string Account, RegisterRole Role, string GivenBy, DateTimeOffset GivenAt);

/// <summary>That somebody was given a role, or was made a claimant like everybody again.</summary>
/// <param name="Entry">The position of its entry in the register's ledger.</param>
/// <param name="At">When.</param>
/// <param name="Account">The account.</param>
/// <param name="Role">Which role.</param>
/// <param name="By">Who gave it.</param>
/// <param name="Why">Why, in their words; empty where none were given.</param>
public sealed record RoleChange(long Entry, DateTimeOffset At, string Account, RegisterRole Role, string By, string Why);
