using System.Security.Cryptography;
using System.Text;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Storage;
using Attest.Register.Strings;

namespace Attest.Register;

/// <content>Drafts: what is being written and is nobody's business but its claimant's.</content>
public sealed partial class DamageRegister
{
    /// <summary>The most drafts that one account may have.</summary>
    public const int MostDrafts = 100;

    /// <summary>Begins a draft.</summary>
    /// <param name="actor">Whose it is.</param>
    /// <param name="statement">What is stated so far.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">The account has as many drafts as it may have.</exception>
    public Task<Draft> NewDraftAsync(Actor actor, Statement statement, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(statement);
        return WriteAsync(
            "Beginning a draft in the register of",
            ledger =>
            {
                if (_writer.Number("SELECT count(*) FROM drafts WHERE owner = $1", OwnerOf(actor)) >= MostDrafts)
                {
                    throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.most-drafts", MostDrafts);
                }
                var id = NewId();
                var key = ledger.Matter.NewLock(id);
                return Save(actor, id, key, statement, isCompletion: false);
            },
            cancel);
    }

    /// <summary>Saves a draft, or what a damage claim that was returned is being changed to.</summary>
    /// <param name="actor">Whose it is.</param>
    /// <param name="id">The draft or damage claim.</param>
    /// <param name="statement">What is stated now, all of it.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">There is no such draft of theirs, or what was submitted is not returned.</exception>
    public Task<Draft> SaveDraftAsync(Actor actor, string id, Statement statement, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(statement);
        return WriteAsync(
            "Saving a draft in the register of",
            ledger =>
            {
                var isCompletion = RequireWritable(_writer, actor, id);
                return Save(actor, id, Key(ledger.Matter, id), statement, isCompletion);
            },
            cancel);
    }

    /// <summary>One draft; of a damage claim that was returned, what it is being changed to, or else what was submitted.</summary>
    /// <exception cref="RegisterException">There is no such draft of theirs, or what was submitted is not returned.</exception>
    public Task<Draft> DraftAsync(Actor actor, string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return ReadAsync("Reading a draft in the register of", sql => DraftOf(sql, actor, id), cancel);
    }

    /// <summary>The account's drafts, the one saved last first; completions of returned damage claims among them.</summary>
    public Task<IReadOnlyList<Draft>> DraftsAsync(Actor actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return ReadAsync<IReadOnlyList<Draft>>(
            "Listing the drafts in the register of",
            sql => [.. sql.Rows("SELECT id FROM drafts WHERE owner = $1 ORDER BY saved_at DESC, id", row => row.GetString(0), OwnerOf(actor)).Select(id => DraftOf(sql, actor, id))],
            cancel);
    }

    private static readonly TimeSpan EarliestZone = TimeSpan.FromHours(14);

    /// <summary>Throws a draft away, with its evidence; of a returned damage claim only what it was being changed to.</summary>
    /// <exception cref="RegisterException">There is no such draft of theirs.</exception>
    public async Task DiscardDraftAsync(Actor actor, string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await WriteAsync(
            "Discarding a draft in the register of",
            ledger =>
            {
                if (RequireWritable(_writer, actor, id))
                {
                    return _writer.Run("DELETE FROM drafts WHERE id = $1", id);
                }
                var evidence = _writer.Rows("SELECT evidence FROM evidence WHERE id = $1", row => row.GetString(0), id);
                // What the ledger commits to is gone with the key, pieces that were taken back among it.
                if (_writer.Value("SELECT 1 FROM matter WHERE lock = $1 LIMIT 1", id) is not null)
                {
                    ledger.Append(RegisterEntry.DraftDiscarded, id, key: null, trail: null, matter: null);
                }
                evidence.AddRange(_writer.Rows("SELECT upload FROM uploads WHERE id = $1", row => row.GetString(0), id));
                ledger.Matter.Destroy(id);
                MarkRemoved(evidence);
                MarkTraces();
                return evidence.Count;
            },
            cancel);
        await TryRemoveFilesAsync("Discarding a draft in the register of");
        await TryEmptyLogAsync("Discarding a draft in the register of");
    }

    /// <summary>What is wrong with a draft, and what should be asked again, in the order of the form; empty where it can be submitted as it is.</summary>
    /// <param name="actor">Whose it is.</param>
    /// <param name="id">The draft.</param>
    /// <param name="language">Language of the sentences.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="RegisterException">There is no such draft of theirs.</exception>
    public Task<IReadOnlyList<Mistake>> CheckAsync(Actor actor, string id, string language, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return ReadAsync<IReadOnlyList<Mistake>>(
            "Checking a draft in the register of",
            sql =>
            {
                var draft = DraftOf(sql, actor, id);
                return CheckOf(sql, actor, id, draft.Statement, draft.Evidence.Count, language);
            },
            cancel);
    }

    // The latest day that has begun anywhere: what is filed at night, of that night, is not in the future.
    private DateOnly Today => DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime + EarliestZone);

    private List<Mistake> CheckOf(Sql sql, Actor actor, string id, Statement statement, int evidence, string language)
    {
        var mistakes = _check.Check(statement, evidence, Today, language).ToList();
        if (sql.Value("SELECT 1 FROM uploads WHERE id = $1", id) is not null)
        {
            mistakes.Add(new Mistake("evidence", "uploads-unfinished", RegisterWords.Of("uploads-unfinished", language), Stops: true));
        }
        if (Pack.Find(statement.Category) is not null)
        {
            mistakes.AddRange(FiledAlready(sql, actor, id, statement, language));
        }
        return mistakes;
    }

    // Only the claimant's own are told: that somebody else filed from an address is nobody's business but an examiner's.
    private IEnumerable<Mistake> FiledAlready(Sql sql, Actor actor, string id, Statement statement, string language)
    {
        var own = KeyHits(sql, statement, Places.Resolve(statement.Where), id, [OverlapKind.Property, OverlapKind.Address])
            .Where(row => IsOwn(actor, row) && row.State is not (DamageState.Withdrawn or DamageState.Erased) && row.Category == statement.Category).Select(row => row.Number).Distinct(StringComparer.Ordinal).Take(3).ToList();
        if (own.Count > 0)
        {
            yield return new Mistake("property", "filed-already", RegisterWords.Of("filed-already", language, string.Join(", ", own)), Stops: false);
        }
    }

    private Draft Save(Actor actor, string id, byte[] key, Statement statement, bool isCompletion)
    {
        var now = _clock.GetUtcNow();
        _writer.Run(
            """
            INSERT INTO drafts (id, owner, saved_at, is_completion, sealed) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (id) DO UPDATE SET saved_at = excluded.saved_at, sealed = excluded.sealed
            """,
            id, OwnerOf(actor), Moment.Write(now), isCompletion ? 1 : 0, RegisterKeys.Seal(key, RegisterJson.Write(new DraftRecord(actor.Account, statement)), DraftBound(id)));
        return new Draft(id, statement, now, EvidenceOf(_writer, id), isCompletion);
    }

    private Draft DraftOf(Sql sql, Actor actor, string id)
    {
        var matter = new MatterStore(sql, _keys);
        if (sql.Rows("SELECT owner, saved_at, is_completion, sealed FROM drafts WHERE id = $1", row => (Owner: row.GetBytes(0), SavedAt: row.GetString(1), IsCompletion: row.GetInt64(2) == 1, Sealed: row.GetBytes(3)), id) is [var found]
            && found.Owner.AsSpan().SequenceEqual(OwnerOf(actor)))
        {
            var record = RegisterJson.Read<DraftRecord>(RegisterKeys.Unseal(Key(matter, id), found.Sealed, DraftBound(id)));
            return new Draft(id, record.Statement, Moment.Read(found.SavedAt), EvidenceOf(sql, id), found.IsCompletion);
        }
        if (Find(sql, id) is { } row && Transitions.IsReturned(row.State) && IsOwn(actor, row))
        {
            return new Draft(id, Submitted(matter, row).Statement, Moment.Read(row.ChangedAt), EvidenceOf(sql, id), IsCompletion: true);
        }
        throw NotFound(id);
    }

    /// <summary>That somebody may write to a draft or a returned damage claim.</summary>
    /// <returns>Whether it is a completion.</returns>
    private bool RequireWritable(Sql sql, Actor actor, string id)
    {
        if (Find(sql, id) is { } row)
        {
            return !IsOwn(actor, row) ? throw NotFound(id)
                : Transitions.IsReturned(row.State) ? true
                : throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.not-returned", row.Number, row.State);
        }
        return sql.Value("SELECT owner FROM drafts WHERE id = $1", id) is byte[] owner && owner.AsSpan().SequenceEqual(OwnerOf(actor)) ? false : throw NotFound(id);
    }

    /// <summary>That somebody may give evidence: to a draft, and to their damage claim until it is decided.</summary>
    /// <returns>The damage claim; null for a draft.</returns>
    private ClaimRow? RequireTaking(Sql sql, Actor actor, string id)
    {
        if (Find(sql, id) is { } row)
        {
            return !IsOwn(actor, row) ? throw NotFound(id)
                : Transitions.TakesEvidence(row.State) ? row
                : throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.takes-no-evidence", row.Number, row.State);
        }
        RequireWritable(sql, actor, id);
        return null;
    }

    private static byte[] Key(MatterStore matter, string id) => matter.KeyOf(id) ?? throw NotFound(id);

    internal static byte[] DraftBound(string id) => Encoding.UTF8.GetBytes($"draft {id}");

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));
}
