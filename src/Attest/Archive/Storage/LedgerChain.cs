namespace Attest.Archive.Storage;

/// <summary>Goes along a ledger and finds where its chain does not hold: an entry missing, changed, or put in another place.</summary>
public sealed class LedgerChain
{
    private long _position;
    private string _previous = Ledger.Genesis;

    /// <summary>Looks at the next entry.</summary>
    /// <param name="entry">The entry after the one looked at last; the first of the ledger to begin with.</param>
    /// <returns>What is wrong, in plain sentences; none where it holds.</returns>
    public IEnumerable<string> Check(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var (position, previous) = (_position, _previous);
        (_position, _previous) = (entry.Position, entry.Hash);
        if (entry.Position != position + 1)
        {
            yield return FormattableString.Invariant($"Ledger entry {entry.Position} follows entry {position}: entries between them are missing.");
        }
        else if (entry.Previous != previous)
        {
            yield return FormattableString.Invariant($"Ledger entry {entry.Position} names {entry.Previous} as the hash of the entry before, which is {previous}.");
        }
        if (entry.ComputeHash() is var hash && hash != entry.Hash)
        {
            yield return FormattableString.Invariant($"Ledger entry {entry.Position} ({entry.Kind}) was changed: it holds the hash {entry.Hash}, its fields give {hash}.");
        }
    }
}
