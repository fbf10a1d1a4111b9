using System.Globalization;
using Attest.Archive.Storage;

namespace Attest.Register.Storage;

/// <summary>The Merkle tree over the ledger: the root at a size, and the path of an entry to it. Safe for several threads.</summary>
/// <remarks>It keeps the hashes of whole tiles, 256 entries each: the ledger is only ever appended to, so that they stand. All else is computed as it is asked.</remarks>
internal sealed class LedgerTree
{
    private const int TileEntries = 256;

    private readonly Lock _turn = new();
    private readonly List<byte[]> _tiles = [];

    /// <summary>Takes in what was appended, as far as it fills tiles.</summary>
    /// <param name="sql">A durable state: what may still be undone must not be taken in.</param>
    public void Extend(Sql sql)
    {
        lock (_turn)
        {
            var (tile, held) = (new MerkleTree.Growing(), 0);
            foreach (var leaf in sql.Stream(string.Create(CultureInfo.InvariantCulture, $"SELECT hash FROM ledger WHERE position > {(long)_tiles.Count * TileEntries} ORDER BY position"), row => MerkleTree.Leaf(row.GetString(0))))
            {
                tile.Add(leaf);
                if (++held == TileEntries)
                {
                    _tiles.Add(tile.Root());
                    (tile, held) = (new MerkleTree.Growing(), 0);
                }
            }
        }
    }

    /// <summary>The tree at a size.</summary>
    /// <param name="sql">What to read the ledger from; the tree is asked while that state holds.</param>
    /// <param name="size">How many entries, from the first on; at least one, and no more than there are.</param>
    public Sized At(Sql sql, long size)
    {
        lock (_turn)
        {
            return new Sized(sql, [.. _tiles], size);
        }
    }

    /// <summary>The tree at one size.</summary>
    internal sealed class Sized(Sql sql, List<byte[]> tiles, long size)
    {
        private readonly Dictionary<(long From, long To), byte[]> _known = [];

        public byte[] Root() => Hash(0, size);

        /// <summary>The hashes beside the way of an entry to the root, from below.</summary>
        /// <param name="position">The entry's position, 1 for the first.</param>
        public List<byte[]> Path(long position)
        {
            var path = new List<byte[]>();
            Walk(position - 1, 0, size, path);
            return path;
        }

        private void Walk(long index, long from, long to, List<byte[]> path)
        {
            if (to - from == 1)
            {
                return;
            }
            var middle = from + MerkleTree.Split(to - from);
            if (index < middle)
            {
                Walk(index, from, middle, path);
                path.Add(Hash(middle, to));
            }
            else
            {
                Walk(index, middle, to, path);
                path.Add(Hash(from, middle));
            }
        }

        private byte[] Hash(long from, long to)
        {
            if (_known.TryGetValue((from, to), out var known))
            {
                return known;
            }
            if (to - from == TileEntries && from / TileEntries < tiles.Count)
            {
                return tiles[(int)(from / TileEntries)];
            }
            if (to - from == 1)
            {
                ReadTile(from / TileEntries * TileEntries);
                return _known[(from, to)];
            }
            var middle = from + MerkleTree.Split(to - from);
            return _known[(from, to)] = MerkleTree.Node(Hash(from, middle), Hash(middle, to));
        }

        private void ReadTile(long from)
        {
            var index = from;
            foreach (var leaf in sql.Rows("SELECT hash FROM ledger WHERE position > $1 AND position <= $2 ORDER BY position", row => MerkleTree.Leaf(row.GetString(0)), from, Math.Min(from + TileEntries, size)))
            {
                _known[(index, ++index)] = leaf;
            }
        }
    }
}
