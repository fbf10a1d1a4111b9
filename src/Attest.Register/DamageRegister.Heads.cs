using Attest.Archive;
using Attest.Archive.Storage;
using Attest.Register.Heads;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>Heads of the ledger: what is published of it, so that nothing up to there can be changed unseen. They tell how long the ledger is and nothing of what it holds.</content>
public sealed partial class DamageRegister
{
    private static readonly TimeSpan HeadEvery = TimeSpan.FromDays(1);

    private readonly LedgerTree _tree = new();

    /// <summary>The line that tells the key which signs this register's heads (C2SP signed-note).</summary>
    public string HeadKey => LedgerHead.KeyLine(PublicKey);

    private byte[] PublicKey
    {
        get
        {
            using var key = _keys.Signer();
            return key.ExportSubjectPublicKeyInfo();
        }
    }

    /// <summary>The heads that were published, the newest first: one a day on which something was entered, and one for each evidence pack.</summary>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many to give at most; at most <see cref="MostListed"/>.</param>
    /// <param name="cancel">Ends the query.</param>
    public Task<Page<LedgerHead>> HeadsAsync(string? cursor, int limit, CancellationToken cancel) => ReadAsync(
        "Listing the heads of the register of",
        sql =>
        {
            var heads = sql.Rows("SELECT note FROM heads WHERE size < $1 ORDER BY size DESC LIMIT $2", row => row.GetString(0), Before(cursor), Limit(limit) + 1).ConvertAll(note => LedgerHead.Read(note)!);
            var shown = heads.Take(Limit(limit)).ToList();
            return new Page<LedgerHead>(shown, heads.Count > shown.Count ? shown[^1].Size.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
        },
        cancel);

    /// <summary>The head that was published for a size; null where none was.</summary>
    /// <param name="size">How many entries the ledger had.</param>
    /// <param name="cancel">Ends the query.</param>
    public Task<LedgerHead?> HeadAsync(long size, CancellationToken cancel) =>
        ReadAsync("Looking for a head of the register of", sql => sql.Value("SELECT note FROM heads WHERE size = $1", size) is string note ? LedgerHead.Read(note) : null, cancel);

    /// <summary>Publishes a head of what was entered since the last, where that is a day ago.</summary>
    internal async Task PublishHeadWhereDueAsync(CancellationToken cancel)
    {
        var isDue = await ReadAsync(
            "Publishing a head of the register of",
            sql =>
            {
                _tree.Extend(sql);
                return IsHeadDue(sql);
            },
            cancel);
        if (isDue)
        {
            await WriteAsync("Publishing a head of the register of", ledger => IsHeadDue(_writer) && PublishHead(ledger, Newest(_writer)).Head is not null, cancel);
        }
    }

    private bool IsHeadDue(Sql sql)
    {
        var newest = Newest(sql);
        return sql.Rows("SELECT entry, note FROM heads ORDER BY size DESC LIMIT 1", row => (Entry: row.GetInt64(0), Note: row.GetString(1))) is [var last]
            ? newest > last.Entry && _clock.GetUtcNow() - LedgerHead.Read(last.Note)!.At >= HeadEvery
            : newest > 0;
    }

    private static long Newest(Sql sql) => sql.Number("SELECT coalesce(max(position), 0) FROM ledger");

    /// <summary>Publishes the head of the ledger as it stands within the caller's transaction.</summary>
    private (LedgerHead Head, LedgerTree.Sized Tree) PublishHead(RegisterLedger ledger, long size)
    {
        var tree = _tree.At(_writer, size);
        using var key = _keys.Signer();
        var head = LedgerHead.Sign(size, tree.Root(), _clock.GetUtcNow(), key);
        ledger.AppendHead(head.Note);
        return (head, tree);
    }
}
