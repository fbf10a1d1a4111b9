using System.Globalization;
using System.Text;
using Attest.Archive.Storage;
using Attest.Register.Heads;
using Attest.Register.Storage;

namespace Attest.Register.EvidencePacks;

/// <summary>Checks that the entries in a pack are the ledger's: that each is unchanged, what it stands for is what it committed to, and its way leads to the root of the head.</summary>
internal static class PackProofs
{
    // 32 bytes in base 64.
    private const int NodeLetters = 44;

    /// <summary>Checks them.</summary>
    /// <returns>The head that they lead to; null where the pack has none.</returns>
    /// <exception cref="FormatException">Something is missing or malformed.</exception>
    public static LedgerHead? Check(PackedProofs proofs, List<string> faults)
    {
        RequireWhole(proofs);
        var (key, nodes) = (Convert.FromBase64String(proofs.Key), proofs.Nodes.Select(Convert.FromBase64String).ToList());
        if (LedgerHead.Read(proofs.Head) is not { } head)
        {
            faults.Add("The head in proofs.json is no head of a register’s ledger.");
            return null;
        }
        if (!head.IsSignedBy(key))
        {
            faults.Add($"The head of the ledger in proofs.json (size {Number(head.Size)}, root {head.RootText}) was changed: its signature does not hold.");
        }
        PackedEntry? before = null;
        foreach (var entry in proofs.Entries)
        {
            CheckEntry(entry, before, faults);
            CheckPath(entry, head, nodes, faults);
            before = entry;
        }
        foreach (var entry in proofs.Names)
        {
            CheckEntry(entry, before: null, faults);
            CheckPath(entry, head, nodes, faults);
            if (entry.Kind != RegisterEntry.AccountNamed)
            {
                faults.Add($"{Name(entry)} is no name of an account.");
            }
        }
        if (before is not null && before.Position != head.Size)
        {
            faults.Add($"{Name(before)} is the last of the pack, and the head’s last entry is {Number(head.Size)}: an entry was left out at the end.");
        }
        return head;
    }

    private static void RequireWhole(PackedProofs proofs)
    {
        if (proofs is not { Head: not null, Key: not null, Nodes: not null, Entries: [_, ..], Names: not null } || proofs.Nodes.Contains(null!) || proofs.Nodes.Any(node => node.Length != NodeLetters)
            || proofs.Entries.Concat(proofs.Names).Any(entry => entry is not { Kind: not null, RecordedAt: not null, Body: not null, Previous: not null, Hash: not null, Path: not null } || HasGap(entry.Matter) || HasGap(entry.Trail)))
        {
            throw new FormatException("proofs.json lacks what it must hold.");
        }
    }

    private static bool HasGap(PackedMatter? matter) => matter is { Commitment: null } or { Salt: null } or { Content: null };

    private static void CheckEntry(PackedEntry packed, PackedEntry? before, List<string> faults)
    {
        var entry = ProvenClaim.Entry(packed);
        if (entry.ComputeHash() is var hash && hash != entry.Hash)
        {
            faults.Add($"{Name(packed)} was changed: its fields give the hash {hash}, it says {entry.Hash}.");
        }
        if (before is not null && (entry.Position <= before.Position || (entry.Position == before.Position + 1 && entry.Previous != before.Hash)))
        {
            faults.Add($"{Name(packed)} does not follow entry {Number(before.Position)}.");
        }
        foreach (var (matter, named) in new[] { (packed.Matter, entry.MatterOf()), (packed.Trail, entry.Trail()) })
        {
            if (matter is not null && (matter.Commitment != named || Commitment.Of(Convert.FromBase64String(matter.Salt), Encoding.UTF8.GetBytes(matter.Content)) != named))
            {
                faults.Add($"What {Name(packed)} stands for was changed.");
            }
        }
    }

    private static void CheckPath(PackedEntry packed, LedgerHead head, List<byte[]> nodes, List<string> faults)
    {
        if (packed.Path.Any(place => place < 0 || place >= nodes.Count)
            || MerkleTree.RootOf(MerkleTree.Leaf(packed.Hash), packed.Position - 1, head.Size, packed.Path.Select(place => nodes[place])) is not { } root || !root.AsSpan().SequenceEqual(head.Root.Span))
        {
            faults.Add($"{Name(packed)} is not in the ledger of the head: it was forged, or its way to the root was changed.");
        }
    }

    private static string Name(PackedEntry entry) => $"Ledger entry {Number(entry.Position)}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
