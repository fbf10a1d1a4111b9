using Attest.Incidents.Linking;

namespace Attest.Archive.Storage;

/// <summary>Keeps which accounts are one incident, and under which id, while accounts and judgements come and go. Call it within <see cref="Sql.Write"/>.</summary>
/// <remarks>
/// An id is that of the account that founded the incident when it was born. It stays with the larger part of the accounts; where two ids meet in one incident the elder names it and the other
/// lives on as an alias; an alias whose own account is parted from the rest again names that part again.
/// </remarks>
internal sealed class IncidentViews(Sql sql, ViewCache cache)
{
    private readonly AccountShelf _shelf = new(sql, cache);
    private readonly JudgementTable _judgements = new(sql, cache);
    private readonly Successors _successors = new(sql);

    /// <summary>Takes accounts in and out.</summary>
    /// <param name="added">Accounts of a version that is the latest now.</param>
    /// <param name="removed">Those of the version before.</param>
    /// <param name="left">When these left.</param>
    /// <param name="position">The ledger's entry.</param>
    /// <returns>Units whose incident is to be assembled anew or removed.</returns>
    public IReadOnlyCollection<string> Change(IReadOnlyList<Account> added, IReadOnlyList<string> removed, LeftAt left, long position)
    {
        var gone = new GoneIncidents(sql);
        gone.Leave(removed, left);
        gone.Return(added.Select(account => account.Id));
        Succeed(added, removed);
        var before = removed.ToDictionary(id => id, UnitOf, StringComparer.Ordinal);
        var changed = new HashSet<string>(new Derivation(_shelf.At(position)).Apply(added, removed), StringComparer.Ordinal);
        var now = added.Select(account => account.Id).ToHashSet(StringComparer.Ordinal);
        changed.UnionWith(now);
        changed.UnionWith(BesideJudged([.. changed, .. removed], [.. before.Values.OfType<string>()]));
        var touched = Move(changed, [.. before.Where(one => !now.Contains(one.Key))], id => before.TryGetValue(id, out var unit) ? unit : UnitOf(id), position, left.Kept);
        _judgements.Lose(changed.Concat(removed), _successors.Now);
        Unalias(removed.Where(id => !now.Contains(id)));
        return touched;
    }

    /// <summary>Takes a judgement in.</summary>
    /// <param name="judgement">The judgement.</param>
    /// <param name="left">When what it parts was parted.</param>
    /// <param name="position">The ledger's entry.</param>
    /// <returns>Units whose incident is to be assembled anew or removed.</returns>
    public IReadOnlyCollection<string> Judge(Judgement judgement, LeftAt left, long position)
    {
        var concerned = judgement.Undoes is { } undone ? JudgementTable.Find(sql, undone)! : judgement;
        _judgements.Add(judgement, position);
        if (concerned.Verdict == Verdict.Resolved)
        {
            return [.. concerned.One.Concat(concerned.Other).Select(claim => UnitOf(claim.Account)).OfType<string>().Distinct(StringComparer.Ordinal)];
        }
        if (concerned.Verdict is not (Verdict.Same or Verdict.NotSame))
        {
            return [];
        }
        return Move(AccountsBeside(concerned.One.Concat(concerned.Other).Select(claim => _successors.Now(claim.Account)).OfType<string>(), []), [], UnitOf, position, left.Kept);
    }

    // Only of those that somebody judged or that name an incident is it asked.
    private void Succeed(IReadOnlyList<Account> added, IReadOnlyList<string> removed)
    {
        var (there, was) = (added.Select(account => account.Id).ToHashSet(StringComparer.Ordinal), removed.ToHashSet(StringComparer.Ordinal));
        _successors.Return(there);
        var gone = removed.Where(id => !there.Contains(id) && sql.Value(
            "SELECT 1 FROM judged WHERE account = $1 UNION ALL SELECT 1 FROM aliases WHERE alias = $1 UNION ALL SELECT 1 FROM successors WHERE successor = $1 LIMIT 1", id) is not null).Select(_shelf.Find).ToList();
        if (gone.Count > 0)
        {
            _successors.Find(gone, [.. added.Where(account => !was.Contains(account.Id))]);
        }
    }

    // An alias leads on while its own account, or what came after it, is where it leads to; else to what it was called after, or nowhere.
    private void Unalias(IEnumerable<string> gone)
    {
        foreach (var alias in gone.SelectMany(_successors.AliasesOf).Distinct(StringComparer.Ordinal))
        {
            if (_successors.Now(alias) is not { } now || UnitOf(now) is not { } unit || IdOf(unit) is not { } id)
            {
                sql.Run("DELETE FROM aliases WHERE alias = $1", alias);
            }
            else
            {
                sql.Run("UPDATE aliases SET id = $2 WHERE alias = $1 AND id <> $2", alias, id);
            }
        }
    }

    // Accounts that a judgement may move where one of its own accounts moved.
    private HashSet<string> BesideJudged(List<string> changed, List<string> units)
    {
        if (_judgements.Standing.Count == 0)
        {
            return [];
        }
        var moved = changed.ToHashSet(StringComparer.Ordinal);
        var judged = _judgements.Standing.Select(judgement => judgement.One.Concat(judgement.Other).SelectMany(claim => new[] { claim.Account, _successors.Now(claim.Account) }).OfType<string>().ToList()).Where(accounts => accounts.Exists(moved.Contains)).ToList();
        return judged is [] ? [] : AccountsBeside(judged.SelectMany(accounts => accounts), units);
    }

    // All accounts in the units and in the founders' groups of some.
    private HashSet<string> AccountsBeside(IEnumerable<string> accounts, IEnumerable<string> units)
    {
        var beside = new HashSet<string>(StringComparer.Ordinal);
        foreach (var account in accounts.Distinct(StringComparer.Ordinal))
        {
            beside.UnionWith(sql.Rows(
                "SELECT account FROM accounts WHERE unit = (SELECT unit FROM accounts WHERE account = $1) OR home = (SELECT home FROM accounts WHERE account = $1)", row => row.GetString(0), account));
        }
        foreach (var unit in units.Distinct(StringComparer.Ordinal))
        {
            beside.UnionWith(sql.Rows("SELECT account FROM accounts WHERE unit = $1", row => row.GetString(0), unit));
        }
        return beside;
    }

    private SortedSet<string> Move(HashSet<string> changed, List<KeyValuePair<string, string?>> gone, Func<string, string?> unitBefore, long position, long recordedAt)
    {
        var unitNow = _judgements.Units(id => _shelf.MembershipOf(id)?.Home, _successors.Now);
        var moves = changed.Select(id => (Account: id, From: unitBefore(id), To: (string?)unitNow(id))).Concat(gone.Select(one => (Account: one.Key, From: one.Value, To: (string?)null))).ToList();
        var touched = new SortedSet<string>(moves.SelectMany(move => new[] { move.From, move.To }).OfType<string>(), StringComparer.Ordinal);
        // How many accounts of each unit are where now.
        var parts = touched.ToDictionary(unit => unit, _ => new Dictionary<string, long>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var unit in touched)
        {
            parts[unit][unit] = sql.Number("SELECT count(*) FROM accounts WHERE unit = $1", unit) - moves.Count(move => move.From == unit && move.To is not null && IsKeptUnder(move.Account, unit));
        }
        foreach (var move in moves.Where(move => move is { From: not null, To: not null }))
        {
            parts[move.From!][move.To!] = parts[move.From!].GetValueOrDefault(move.To!) + 1;
        }
        foreach (var move in moves.Where(move => move.To is not null))
        {
            sql.Run("UPDATE accounts SET unit = $2 WHERE account = $1", move.Account, move.To);
        }
        if (moves.Exists(move => move is { From: not null, To: not null } && move.From != move.To))
        {
            var were = IdsOf(touched);
            Name(parts, position);
            KeepMoved(moves, were, IdsOf(touched), recordedAt);
        }
        else
        {
            Name(parts, position);
        }
        return touched;
    }

    private Dictionary<string, string> IdsOf(SortedSet<string> units) => units.Select(unit => (Unit: unit, Id: IdOf(unit))).Where(one => one.Id is not null).ToDictionary(one => one.Unit, one => one.Id!, StringComparer.Ordinal);

    // What belonged to another incident until now.
    private void KeepMoved(List<(string Account, string? From, string? To)> moves, Dictionary<string, string> were, Dictionary<string, string> are, long recordedAt)
    {
        var table = new MovedAccounts(sql);
        foreach (var (account, from, to) in moves)
        {
            if (from is not null && to is not null && were.TryGetValue(from, out var was) && was != are.GetValueOrDefault(to))
            {
                table.Put(account, was, recordedAt);
            }
        }
        var looked = moves.Select(move => move.Account).ToHashSet(StringComparer.Ordinal);
        foreach (var (unit, was) in were.Where(one => are.TryGetValue(one.Key, out var now) && now != one.Value))
        {
            foreach (var account in sql.Rows("SELECT account FROM accounts WHERE unit = $1", row => row.GetString(0), unit).Where(account => !looked.Contains(account)))
            {
                table.Put(account, was, recordedAt);
            }
        }
        // Accounts of versions that were replaced go with the id that they are filed under: where it became another's, and where it became one's own again.
        var (idsBefore, idsNow) = (were.Values.ToHashSet(StringComparer.Ordinal), are.Values.ToHashSet(StringComparer.Ordinal));
        foreach (var id in idsBefore.Except(idsNow, StringComparer.Ordinal))
        {
            KeepFormer(id, id, recordedAt);
        }
        foreach (var id in idsNow.Except(idsBefore, StringComparer.Ordinal))
        {
            if (moves.Find(move => move.To is not null && move.From is not null && are.GetValueOrDefault(move.To) == id).From is { } from && were.TryGetValue(from, out var was))
            {
                KeepFormer(id, was, recordedAt);
            }
        }
    }

    private void KeepFormer(string filed, string was, long recordedAt)
    {
        foreach (var account in sql.Rows("SELECT account FROM former_accounts WHERE id = $1", row => row.GetString(0), filed))
        {
            new MovedAccounts(sql).Put(account, was, recordedAt);
        }
    }

    private string? IdOf(string unit) => sql.Value("SELECT id FROM identities WHERE unit = $1", unit) as string;

    // An account taken in anew has no unit in its row yet.
    private bool IsKeptUnder(string account, string unit) => UnitOf(account) == unit;

    private void Name(Dictionary<string, Dictionary<string, long>> parts, long position)
    {
        var heirs = new SortedDictionary<string, List<(string Id, long Born)>>(StringComparer.Ordinal);
        foreach (var (unit, now) in parts)
        {
            if (sql.Number("SELECT count(*) FROM accounts WHERE unit = $1", unit) > 0)
            {
                heirs.TryAdd(unit, []);
            }
            if (sql.Rows("SELECT id, born FROM identities WHERE unit = $1", row => (row.GetString(0), row.GetInt64(1)), unit) is not [var identity])
            {
                continue;
            }
            sql.Run("DELETE FROM identities WHERE unit = $1", unit);
            var own = UnitOf(identity.Item1);
            var largest = now.Where(part => part.Value > 0).OrderByDescending(part => part.Value).ThenByDescending(part => part.Key == own).ThenByDescending(part => part.Key == unit).ThenBy(part => part.Key, StringComparer.Ordinal).FirstOrDefault();
            if (largest.Key is { } heir)
            {
                heirs.TryAdd(heir, []);
                heirs[heir].Add(identity);
            }
        }
        foreach (var (unit, ids) in heirs.OrderByDescending(heir => heir.Value.Count > 0))
        {
            var (id, born) = ids is [] ? Own(unit, position) : ids.OrderBy(one => one.Born).ThenBy(one => one.Id, StringComparer.Ordinal).First();
            sql.Run("DELETE FROM aliases WHERE alias = $1", id);
            sql.Run("INSERT INTO identities (unit, id, born) VALUES ($1, $2, $3)", unit, id, born);
            foreach (var other in ids.Where(one => one.Id != id))
            {
                sql.Run("UPDATE aliases SET id = $2 WHERE id = $1", other.Id, id);
                sql.Run("INSERT INTO aliases (alias, id, born) VALUES ($1, $2, $3)", other.Id, id, other.Born);
            }
        }
    }

    // An alias whose account is here; or else the id of the first account that names no other incident.
    private (string Id, long Born) Own(string unit, long position) =>
        sql.Rows("SELECT alias, born FROM aliases JOIN accounts ON account = alias WHERE unit = $1 ORDER BY born, alias LIMIT 1", row => (row.GetString(0), row.GetInt64(1)), unit) is [var alias] ? alias
        : sql.Rows(
            "SELECT alias, born FROM accounts JOIN successors ON successor = accounts.account JOIN aliases ON alias = successors.account WHERE unit = $1 ORDER BY born, alias LIMIT 1", row => (row.GetString(0), row.GetInt64(1)), unit) is [var after] ? after
        : sql.Value(
            """
            SELECT account FROM accounts WHERE unit = $1 AND NOT EXISTS (SELECT 1 FROM identities WHERE id = account) AND NOT EXISTS (SELECT 1 FROM aliases WHERE alias = account) ORDER BY ord LIMIT 1
            """,
            unit) is string account ? (account, position)
        : (Sha256.Of(FormattableString.Invariant($"{unit} {position}")).Hex[..24], position);

    private string? UnitOf(string account) => sql.Value("SELECT unit FROM accounts WHERE account = $1", account) as string;
}
