using Attest.Archive.Storage;

namespace Attest.Register.Storage;

/// <summary>Appends to the register's ledger, keeps what its commitments stand for and fills the views: all within the one transaction of the caller.</summary>
internal sealed class RegisterLedger(Sql sql, RegisterKeys keys, TimeProvider clock)
{
    private readonly Ledger _ledger = new(sql);
    private readonly RegisterViews _views = new(sql, keys);

    /// <summary>What the commitments stand for.</summary>
    public MatterStore Matter { get; } = new(sql, keys);

    /// <summary>Appends an entry about a damage claim.</summary>
    /// <param name="kind">What was learnt.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="key">Its key; null where there is no matter.</param>
    /// <param name="trail">What everybody who sees the trail may know; null for none.</param>
    /// <param name="matter">What is sealed under its key; null for none.</param>
    /// <param name="evidence">The piece of evidence; null for none.</param>
    public LedgerEntry Append(string kind, string id, byte[]? key, byte[]? trail, byte[]? matter, string? evidence = null)
    {
        var members = new List<(string, object)> { ("damageClaim", id) };
        if (evidence is not null)
        {
            members.Add(("evidence", evidence));
        }
        if (matter is not null)
        {
            members.Add(("matter", Matter.Store(id, key ?? throw new InvalidOperationException("Appending to the register: found matter and no key."), matter)));
        }
        if (trail is not null)
        {
            members.Add(("trail", Matter.StoreOwn(trail)));
        }
        return Append(kind, members, trail, matter);
    }

    /// <summary>Appends an entry that is about no damage claim.</summary>
    public LedgerEntry AppendOwn(string kind, byte[] trail) => Append(kind, [("trail", Matter.StoreOwn(trail))], trail, matter: null);

    /// <summary>Appends that a head was published.</summary>
    public LedgerEntry AppendHead(string note) => Append(RegisterEntry.HeadPublished, [("note", note)], trail: null, matter: null);

    /// <summary>Throws the views away and fills them anew from ledger and matter.</summary>
    public void Rebuild()
    {
        foreach (var table in RegisterSchema.ViewTables)
        {
            sql.Script($"DROP TABLE IF EXISTS {table}");
        }
        sql.Script(RegisterSchema.Views);
        foreach (var entry in _ledger.Entries())
        {
            _views.Apply(entry, Content(entry.Trail()), Content(entry.MatterOf()));
        }
        sql.Run("INSERT OR REPLACE INTO views_made (only, version) VALUES (1, $1)", RegisterSchema.ViewsVersion);
    }

    private byte[]? Content(string? commitment) => commitment is not null && Matter.Find(commitment) is { } found ? found.Content.ToArray() : null;

    private LedgerEntry Append(string kind, List<(string, object)> members, byte[]? trail, byte[]? matter)
    {
        var entry = _ledger.Append(kind, clock.GetUtcNow(), Ledger.Body([.. members]));
        _views.Apply(entry, trail, matter);
        return entry;
    }

}
