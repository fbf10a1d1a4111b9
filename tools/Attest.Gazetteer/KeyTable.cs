using System.Text;
using static Attest.Claims.Places.GazetteerLayout;

namespace Attest.Gazetteer;

/// <summary>Names and the rows that bear them, written as a sorted, front-coded table.</summary>
internal sealed class KeyTable
{
    private readonly Dictionary<string, SortedDictionary<int, bool>> _rows = new(StringComparer.Ordinal);

    /// <summary>Number of names.</summary>
    public int Count => _rows.Count;

    /// <summary>Notes that a row bears a name; an empty name is left out.</summary>
    public void Add(string key, int row, bool isFirstName)
    {
        if (key.Length is 0 or > 90)
        {
            return;
        }
        if (!_rows.TryGetValue(key, out var rows))
        {
            _rows.Add(key, rows = []);
        }
        rows[row] = isFirstName || rows.GetValueOrDefault(row);
    }

    /// <summary>The offsets of the blocks, and the blocks.</summary>
    public (byte[] Index, byte[] Blocks) Write()
    {
        var keys = _rows.Keys.Select(key => (Key: key, Bytes: Encoding.UTF8.GetBytes(key))).ToArray();
        Array.Sort(keys, (left, right) => left.Bytes.AsSpan().SequenceCompareTo(right.Bytes));
        List<byte> index = [], blocks = [];
        byte[] previous = [];
        for (var i = 0; i < keys.Length; i++)
        {
            if (i % KeysInBlock == 0)
            {
                index.AddRange(BitConverter.GetBytes(blocks.Count));
                previous = [];
            }
            var bytes = keys[i].Bytes;
            var shared = bytes.AsSpan().CommonPrefixLength(previous);
            Varint(blocks, shared);
            Varint(blocks, bytes.Length - shared);
            blocks.AddRange(bytes[shared..]);
            var rows = _rows[keys[i].Key];
            Varint(blocks, rows.Count);
            var last = 0;
            foreach (var (row, isFirstName) in rows)
            {
                Varint(blocks, ((row - last) << 1) | (isFirstName ? 1 : 0));
                last = row;
            }
            previous = bytes;
        }
        return ([.. index], [.. blocks]);
    }

    /// <summary>Appends a number by sevens of bits, the lowest first.</summary>
    internal static void Varint(List<byte> data, int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            data.Add((byte)(value | 0x80));
        }
        data.Add((byte)value);
    }
}
