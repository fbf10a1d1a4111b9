using System.Globalization;
using Attest.Archive.Storage;
using Attest.Register.EvidencePacks;
using Attest.Register.Heads;

namespace Attest.Register.Storage;

/// <summary>Whether what the ledger published of itself is so: heads, and which entries it said that a damage claim has when an evidence pack was made. It is shown each entry once, in their order.</summary>
internal sealed class PublishedCheck(RegisterKeys keys)
{
    private readonly MerkleTree.Growing _tree = new();
    private readonly Dictionary<string, List<(long Position, string Hash)>> _ofPacked = new(StringComparer.Ordinal);
    private long _size;
    private byte[]? _key;

    /// <summary>What is not so, each in a sentence.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Says of which damage claim a pack was made, before its first entry is shown.</summary>
    public void Expect(string id) => _ofPacked.TryAdd(id, []);

    /// <summary>Looks at an entry that begins a pack, before it is shown as the others are.</summary>
    public void TakePack(LedgerEntry entry, byte[] trail)
    {
        try
        {
            var (pack, known) = (RegisterJson.Read<PackTrail>(trail), _ofPacked[entry.DamageClaim() ?? ""]);
            if (!pack.Entries.SequenceEqual(known.Select(one => one.Position)) || pack.Hashes != ProvenClaim.HashesOf(known.Select(one => one.Hash)))
            {
                Faults.Add(Invariant($"Ledger entry {entry.Position}: the evidence pack that it begins tells of other entries than the damage claim had."));
            }
        }
        catch (FormatException)
        {
            Faults.Add(Invariant($"Ledger entry {entry.Position}: what it says of an evidence pack can't be read."));
        }
    }

    /// <summary>Takes in the next entry.</summary>
    public void Take(LedgerEntry entry)
    {
        if (entry.Kind == RegisterEntry.HeadPublished)
        {
            CheckHead(entry);
        }
        if (entry.DamageClaim() is { } id && _ofPacked.TryGetValue(id, out var entries))
        {
            entries.Add((entry.Position, entry.Hash));
        }
        try
        {
            _tree.Add(MerkleTree.Leaf(entry.Hash));
        }
        catch (FormatException)
        {
            // A hash that is none is told of by the chain.
            _tree.Add(MerkleTree.Leaf(Ledger.Genesis));
        }
        _size++;
    }

    private void CheckHead(LedgerEntry entry)
    {
        if (entry.Note() is not { } note || LedgerHead.Read(note) is not { } head || head.Size != _size || !head.Root.Span.SequenceEqual(_tree.Root()))
        {
            Faults.Add(Invariant($"Ledger entry {entry.Position}: the head that it published is not the one of the entries before it."));
        }
        else if (!head.IsSignedBy(_key ??= PublicKey()))
        {
            Faults.Add(Invariant($"Ledger entry {entry.Position}: the signature of the head that it published does not hold."));
        }
    }

    private byte[] PublicKey()
    {
        using var key = keys.Signer();
        return key.ExportSubjectPublicKeyInfo();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
