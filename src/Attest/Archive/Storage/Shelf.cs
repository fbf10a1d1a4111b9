using System.Buffers.Binary;

namespace Attest.Archive.Storage;

/// <summary>Bytes that are kept of incidents whose numbers are neighbours, in the order of their numbers: what a sum over very many reads lies in few rows.</summary>
/// <remarks>Hot: a tally goes through every shelf of its kind. Each entry is a byte for its place on the shelf, four for its length, and its bytes.</remarks>
internal ref struct Shelf
{
    /// <summary>Incidents to a shelf.</summary>
    public const int Size = 64;

    private const int HeadBytes = 1 + sizeof(int);

    private ReadOnlySpan<byte> _left;

    // One more than the place, so that a shelf without anything begins before the first.
    private int _place;

    /// <summary>A shelf to be gone through.</summary>
    /// <param name="content">All of it; empty where there is none.</param>
    public Shelf(ReadOnlySpan<byte> content) => _left = content;

    /// <summary>The place on the shelf of the entry that was met last.</summary>
    public int Place => _place - 1;

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Entry { get; private set; }

    /// <summary>The shelf of an incident.</summary>
    public static long Of(long number) => number / Size;

    /// <summary>Its place there.</summary>
    public static int PlaceOf(long number) => (int)(number % Size);

    /// <summary>Goes to the next entry; false at the end.</summary>
    public bool Next()
    {
        if (_left.IsEmpty)
        {
            return false;
        }
        var length = _left.Length < HeadBytes ? int.MaxValue : BinaryPrimitives.ReadInt32LittleEndian(_left[1..]);
        if ((uint)length > _left.Length - HeadBytes)
        {
            throw Packing.PackReader.Damaged();
        }
        _place = _left[0] + 1;
        Entry = _left.Slice(HeadBytes, length);
        _left = _left[(HeadBytes + length)..];
        return true;
    }

    /// <summary>Goes to an entry that comes after the one met last; false where there is none.</summary>
    public bool Find(int place)
    {
        while (Place < place && Next())
        {
        }
        return Place == place;
    }

    /// <summary>The shelf with an entry in place of the one that was there.</summary>
    /// <param name="content">The shelf.</param>
    /// <param name="place">The entry's place on it.</param>
    /// <param name="entry">Its bytes; empty takes it out.</param>
    public static byte[] With(ReadOnlySpan<byte> content, int place, ReadOnlySpan<byte> entry)
    {
        var shelf = new Shelf(content);
        var (before, after) = (content.Length, content.Length);
        while (shelf.Next())
        {
            if (shelf.Place >= place)
            {
                after = content.Length - shelf._left.Length;
                before = after - HeadBytes - shelf.Entry.Length;
                after = shelf.Place == place ? after : before;
                break;
            }
        }
        var changed = new byte[before + (entry.IsEmpty ? 0 : HeadBytes + entry.Length) + content.Length - after];
        content[..before].CopyTo(changed);
        content[after..].CopyTo(changed.AsSpan(changed.Length - (content.Length - after)));
        if (!entry.IsEmpty)
        {
            changed[before] = (byte)place;
            BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(before + 1), entry.Length);
            entry.CopyTo(changed.AsSpan(before + HeadBytes));
        }
        return changed;
    }
}
