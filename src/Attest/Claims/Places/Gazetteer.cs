using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using static Attest.Claims.Places.GazetteerLayout;

namespace Attest.Claims.Places;

/// <summary>The places that the product knows by name: gazetteer.bin, read in place. Safe for several threads; nothing is copied at start.</summary>
internal sealed unsafe class Gazetteer
{
    private static readonly Lazy<Gazetteer> LazyShipped = new(OpenShipped);
    private readonly byte* _data;
    private readonly int _length;
    private readonly int[] _offsets = new int[8];

    private Gazetteer(byte* data, int length)
    {
        _data = data;
        _length = length;
        var header = new ReadOnlySpan<byte>(data, Math.Min(length, HeaderSize));
        if (length < HeaderSize || !header[..8].SequenceEqual(Magic))
        {
            throw new InvalidDataException("Opening gazetteer.bin: it does not begin as this version expects; compile it anew with tools/Attest.Gazetteer.");
        }
        Count = Number(0);
        for (var i = 0; i < _offsets.Length; i++)
        {
            _offsets[i] = i < 7 ? Number(5 + i) : length;
        }
        int Number(int index) => BinaryPrimitives.ReadInt32LittleEndian(new ReadOnlySpan<byte>(_data + 8 + (4 * index), 4));
    }

    /// <summary>The gazetteer within this assembly.</summary>
    public static Gazetteer Shipped => LazyShipped.Value;

    /// <summary>Number of places.</summary>
    public int Count { get; }

    /// <summary>The rows that bear a folded name (<see cref="PlaceKey.Fold"/>), appended to <paramref name="rows"/>.</summary>
    /// <returns>Whether there are any.</returns>
    public bool Find(string folded, List<NamedRow> rows) => Find(folded, _offsets[3], _offsets[4], rows);

    /// <summary>The rows that bear a name with a skeleton (<see cref="PlaceKey.Skeleton"/>), appended to <paramref name="rows"/>.</summary>
    /// <returns>Whether there are any.</returns>
    public bool FindSkeleton(string skeleton, List<NamedRow> rows) => Find(skeleton, _offsets[5], _offsets[6], rows);

    /// <summary>The place in a row.</summary>
    public GazetteerEntry this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
            var data = Slice(HeaderSize + (row * RowSize), RowSize);
            var kind = data[18] >> 4;
            var number = BinaryPrimitives.ReadUInt32LittleEndian(data[9..]);
            var region = BinaryPrimitives.ReadUInt16LittleEndian(data[13..]);
            var name = String(Three(data));
            var country = Country(data[15]);
            var identifier = kind >= NumericKinds ? $"{Written(IdentifierKinds[kind])}:{String((int)number)}"
                : IdentifierKinds[kind] == PostalKind ? PostalIdentifier(country, number, name)
                : string.Create(CultureInfo.InvariantCulture, $"{Written(IdentifierKinds[kind])}:{number}");
            return new GazetteerEntry(
                row,
                name,
                identifier,
                country,
                region == 0 ? "" : String(BinaryPrimitives.ReadInt32LittleEndian(Slice(_offsets[1] + (4 * region), 4))),
                new GeoPoint(Degrees(Three(data[3..]), 90), Degrees(Three(data[6..]), 180)),
                PlaceFeature.All[data[16]],
                data[17] == 0 ? 0 : (long)Math.Round(Math.Pow(10, data[17] / StepsInDecade)),
                GazetteerLayout.Sources[data[18] & 15].Trust);
        }
    }

    /// <summary>Reads a number written by sevens of bits, the lowest first.</summary>
    private static int Varint(ReadOnlySpan<byte> data, ref int position)
    {
        int value = 0, shift = 0;
        while (true)
        {
            var part = data[position++];
            value |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
            shift += 7;
        }
    }

    private static int Three(ReadOnlySpan<byte> data) => data[0] | (data[1] << 8) | (data[2] << 16);

    private static double Degrees(int steps, int shift) => Math.Round((steps / StepsInDegree) - shift, 5);

    private static Gazetteer OpenShipped()
    {
        if (typeof(Gazetteer).Assembly.GetManifestResourceStream("Claims/Places/gazetteer.bin") is UnmanagedMemoryStream stream)
        {
            // The stream is a window on the mapped assembly, which stays for the life of the process.
            return new Gazetteer(stream.PositionPointer, checked((int)stream.Length));
        }
        throw new InvalidDataException("Opening gazetteer.bin: it is not among the resources of this build; build the project anew.");
    }

    private string Country(byte number) => number == 0 ? "" : Encoding.ASCII.GetString(Slice(_offsets[0] + (2 * number), 2));

    private string String(int offset)
    {
        var data = Slice(_offsets[2] + offset, _offsets[3] - _offsets[2] - offset);
        var position = 0;
        var length = Varint(data, ref position);
        return Encoding.UTF8.GetString(data.Slice(position, length));
    }

    private bool Find(string name, int index, int blocks, List<NamedRow> rows)
    {
        const int LongestName = 96;
        if (name.Length is 0 or > LongestName)
        {
            return false;
        }
        Span<byte> key = stackalloc byte[LongestName * 3];
        key = key[..Encoding.UTF8.GetBytes(name, key)];
        // The last block whose first key is not above the one sought.
        int low = 0, high = ((blocks - index) / 4) - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (FirstKey(index, blocks, middle).SequenceCompareTo(key) <= 0)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }
        return high >= 0 && FindInBlock(Block(index, blocks, low), key, rows);
    }

    private static bool FindInBlock(ReadOnlySpan<byte> block, ReadOnlySpan<byte> key, List<NamedRow> rows)
    {
        Span<byte> current = stackalloc byte[512];
        var position = 0;
        for (var i = 0; i < KeysInBlock && position < block.Length; i++)
        {
            var shared = Varint(block, ref position);
            var added = Varint(block, ref position);
            block.Slice(position, added).CopyTo(current[shared..]);
            position += added;
            var order = ((ReadOnlySpan<byte>)current[..(shared + added)]).SequenceCompareTo(key);
            if (order > 0)
            {
                return false;
            }
            var count = Varint(block, ref position);
            var row = 0;
            for (var j = 0; j < count; j++)
            {
                var step = Varint(block, ref position);
                row += step >> 1;
                if (order == 0)
                {
                    rows.Add(new NamedRow(row, (step & 1) == 1));
                }
            }
            if (order == 0)
            {
                return count > 0;
            }
        }
        return false;
    }

    private ReadOnlySpan<byte> FirstKey(int index, int blocks, int number)
    {
        var block = Block(index, blocks, number);
        var position = 1;
        var length = Varint(block, ref position);
        return block.Slice(position, length);
    }

    private ReadOnlySpan<byte> Block(int index, int blocks, int number)
    {
        var start = blocks + BinaryPrimitives.ReadInt32LittleEndian(Slice(index + (4 * number), 4));
        // The last block of a table may be short: what follows is another section.
        return Slice(start, (blocks == _offsets[4] ? _offsets[5] : _length) - start);
    }

    private ReadOnlySpan<byte> Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)start + length, _length, nameof(start));
        return new ReadOnlySpan<byte>(_data + start, length);
    }
}

/// <summary>A row that bears a name.</summary>
/// <param name="Row">The row.</param>
/// <param name="IsFirstName">Whether it is the row's own name and not an alternate.</param>
internal readonly record struct NamedRow(int Row, bool IsFirstName);
