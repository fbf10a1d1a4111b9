using System.Numerics;
using System.Security.Cryptography;

namespace Attest.Register.Storage;

/// <summary>Hashes of a Merkle tree and what proves that something is in it (RFC 9162, section 2.1).</summary>
/// <remarks>The leaves of the register's tree are the hashes of the ledger's entries, which tell nothing of what the entries hold.</remarks>
internal static class MerkleTree
{
    private const byte LeafMark = 0, NodeMark = 1;

    /// <summary>The hash of a leaf.</summary>
    /// <param name="entryHash">The hash of a ledger's entry, in hexadecimal digits.</param>
    /// <exception cref="FormatException">It is no such hash.</exception>
    public static byte[] Leaf(string entryHash) =>
        entryHash.Length == 2 * SHA256.HashSizeInBytes ? Hash(LeafMark, Convert.FromHexString(entryHash), []) : throw new FormatException($"Found a hash of {entryHash.Length} digits, expected {2 * SHA256.HashSizeInBytes}.");

    /// <summary>The hash of what stands over two others.</summary>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => Hash(NodeMark, left, right);

    /// <summary>How many of some leaves are left of where they are parted: the largest power of two below their number.</summary>
    /// <param name="leaves">How many; at least two.</param>
    public static long Split(long leaves) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)leaves - 1));

    /// <summary>The root that a leaf gives with its path (section 2.1.3.2).</summary>
    /// <param name="leaf">The hash of the leaf.</param>
    /// <param name="index">Its place, 0 for the first.</param>
    /// <param name="size">How many leaves the tree has.</param>
    /// <param name="path">The hashes beside its way up.</param>
    /// <returns>The root; null where the path is not as long as the way is.</returns>
    public static byte[]? RootOf(byte[] leaf, long index, long size, IEnumerable<byte[]> path)
    {
        if (index < 0 || index >= size)
        {
            return null;
        }
        var (at, last, hash) = (index, size - 1, leaf);
        foreach (var beside in path)
        {
            if (last == 0)
            {
                return null;
            }
            if (at % 2 == 1 || at == last)
            {
                hash = Node(beside, hash);
                while (at % 2 == 0 && at != 0)
                {
                    (at, last) = (at / 2, last / 2);
                }
            }
            else
            {
                hash = Node(hash, beside);
            }
            (at, last) = (at / 2, last / 2);
        }
        return last == 0 ? hash : null;
    }

    private static byte[] Hash(byte mark, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        Span<byte> whole = stackalloc byte[1 + (2 * SHA256.HashSizeInBytes)];
        whole[0] = mark;
        one.CopyTo(whole[1..]);
        other.CopyTo(whole[(1 + one.Length)..]);
        return SHA256.HashData(whole[..(1 + one.Length + other.Length)]);
    }

    /// <summary>A tree that leaves are added to one after another, and of which the root alone is asked.</summary>
    internal sealed class Growing
    {
        // The whole subtrees from the left, each with how many leaves it has: a power of two, and each less than the one before.
        private readonly Stack<(long Leaves, byte[] Hash)> _whole = new();

        /// <summary>Adds a leaf.</summary>
        public void Add(byte[] leaf)
        {
            var (leaves, hash) = (1L, leaf);
            while (_whole.TryPeek(out var left) && left.Leaves == leaves)
            {
                _whole.Pop();
                (leaves, hash) = (leaves * 2, Node(left.Hash, hash));
            }
            _whole.Push((leaves, hash));
        }

        /// <summary>The root of the leaves so far.</summary>
        public byte[] Root()
        {
            byte[]? root = null;
            foreach (var (_, hash) in _whole)
            {
                root = root is null ? hash : Node(hash, root);
            }
            return root ?? SHA256.HashData([]);
        }
    }
}
