using Attest.Incidents;
using Attest.Incidents.Linking;

namespace Attest.Archive.Storage;

/// <summary>Claims and accounts that were met lately: a day's incidents are linked and made anew report by report, and reading what they are made of each time costs most of it.</summary>
/// <remarks>It holds what the views held after one entry of the ledger, and is empty where another process, or a transaction that was taken back, came between. Bounded, however much is kept.</remarks>
internal sealed class ViewCache
{
    private const int MostOfGeneration = 8192;

    private long _position, _version;

    /// <summary>The judgements that stand and decide, the oldest first; null where they are not read yet.</summary>
    public IReadOnlyList<Judgement>? Standing { get; set; }

    /// <summary>The judgements that stand and resolve a contradiction, the oldest first; null where they are not read yet.</summary>
    public IReadOnlyList<Judgement>? Resolutions { get; set; }

    /// <summary>By their ids.</summary>
    public Recent<string, LinkedClaim> Claims { get; } = new(MostOfGeneration);

    /// <summary>By their ids.</summary>
    public Recent<string, Account> Accounts { get; } = new(MostOfGeneration);

    /// <summary>By the numbers of their rows.</summary>
    public Recent<long, FiledAccount> Filed { get; } = new(4 * MostOfGeneration);

    /// <summary>Goes on to an entry of the ledger.</summary>
    /// <param name="sql">The connection that writes.</param>
    /// <param name="position">The entry's position.</param>
    /// <param name="entries">How many entries of one transaction end with it.</param>
    public void Follow(Sql sql, long position, int entries)
    {
        // Rises when another connection writes.
        var version = sql.Number("PRAGMA data_version");
        if (position - entries != _position || version != _version)
        {
            Clear();
        }
        (_position, _version) = (position, version);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        (Standing, Resolutions) = (null, null);
        Claims.Clear();
        Accounts.Clear();
        Filed.Clear();
    }
}
