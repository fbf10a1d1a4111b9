using System.Buffers.Binary;
using System.Text;

namespace Attest.Register.EvidencePacks;

/// <summary>A ZIP of files as they are, unpacked by every program, of which each byte follows from the names and contents: so any byte that is changed is found (APPNOTE.TXT 6.3.10, sections 4.3 and 4.4).</summary>
/// <remarks>No single file is near 4 GB long; a whole that is longer has the fields of Zip64 for where its files begin (sections 4.3.14, 4.3.15 and 4.5.3), and no others.</remarks>
internal static class StoredZip
{
    public const uint LocalMark = 0x04034B50, CentralMark = 0x02014B50, EndMark = 0x06054B50, LargeEndMark = 0x06064B50, LargeEndPlaceMark = 0x07064B50;
    public const int LocalBytes = 30, CentralBytes = 46, EndBytes = 22, LargeEndBytes = 56, LargeEndPlaceBytes = 20, LargePlaceBytes = 12;

    // Stands where a place does not fit, and says that it is told elsewhere.
    private const uint Elsewhere = uint.MaxValue;

    private const ushort Version = 20, LargeVersion = 45, Utf8Names = 0x0800, FirstDay = 0x0021, LargeField = 0x0001;

    /// <summary>A file of it.</summary>
    /// <param name="Name">Its path within.</param>
    /// <param name="Bytes">Its length.</param>
    /// <param name="Check">Its cyclic redundancy check.</param>
    internal sealed record Entry(string Name, long Bytes, uint Check);

    /// <summary>What stands before a file.</summary>
    public static byte[] Local(Entry entry)
    {
        var name = Encoding.UTF8.GetBytes(entry.Name);
        var header = new byte[LocalBytes + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, LocalMark);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), Version);
        Common(header.AsSpan(6), entry, name.Length);
        name.CopyTo(header, LocalBytes);
        return header;
    }

    /// <summary>What stands behind all files.</summary>
    public static byte[] End(IReadOnlyList<Entry> entries)
    {
        using var end = new MemoryStream();
        long at = 0;
        foreach (var entry in entries)
        {
            var name = Encoding.UTF8.GetBytes(entry.Name);
            var isLarge = at >= Elsewhere;
            var header = new byte[CentralBytes + name.Length + (isLarge ? LargePlaceBytes : 0)];
            BinaryPrimitives.WriteUInt32LittleEndian(header, CentralMark);
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), isLarge ? LargeVersion : Version);
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), isLarge ? LargeVersion : Version);
            Common(header.AsSpan(8), entry, name.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), isLarge ? Elsewhere : (uint)at);
            name.CopyTo(header, CentralBytes);
            if (isLarge)
            {
                var place = header.AsSpan(CentralBytes + name.Length);
                BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(30), LargePlaceBytes);
                BinaryPrimitives.WriteUInt16LittleEndian(place, LargeField);
                BinaryPrimitives.WriteUInt16LittleEndian(place[2..], sizeof(long));
                BinaryPrimitives.WriteInt64LittleEndian(place[4..], at);
            }
            end.Write(header);
            at += LocalBytes + name.Length + entry.Bytes;
        }
        var directory = end.Length;
        if (at >= Elsewhere)
        {
            LargeEnd(end, entries.Count, directory, at);
        }
        var last = new byte[EndBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(last, EndMark);
        BinaryPrimitives.WriteUInt16LittleEndian(last.AsSpan(8), checked((ushort)entries.Count));
        BinaryPrimitives.WriteUInt16LittleEndian(last.AsSpan(10), checked((ushort)entries.Count));
        BinaryPrimitives.WriteUInt32LittleEndian(last.AsSpan(12), checked((uint)directory));
        BinaryPrimitives.WriteUInt32LittleEndian(last.AsSpan(16), at >= Elsewhere ? Elsewhere : (uint)at);
        end.Write(last);
        return end.ToArray();
    }

    /// <summary>The entry that a local header tells of; null where it is none.</summary>
    public static Entry? ReadLocal(Stream file)
    {
        var header = new byte[LocalBytes];
        if (file.ReadAtLeast(header, LocalBytes, throwOnEndOfStream: false) < LocalBytes || BinaryPrimitives.ReadUInt32LittleEndian(header) != LocalMark)
        {
            return null;
        }
        var name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26))];
        return file.ReadAtLeast(name, name.Length, throwOnEndOfStream: false) < name.Length ? null
            : new Entry(Encoding.UTF8.GetString(name), BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(22)), BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(14)));
    }

    private static void LargeEnd(MemoryStream end, int entries, long directory, long at)
    {
        var large = new byte[LargeEndBytes + LargeEndPlaceBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(large, LargeEndMark);
        BinaryPrimitives.WriteInt64LittleEndian(large.AsSpan(4), LargeEndBytes - 12);
        BinaryPrimitives.WriteUInt16LittleEndian(large.AsSpan(12), LargeVersion);
        BinaryPrimitives.WriteUInt16LittleEndian(large.AsSpan(14), LargeVersion);
        BinaryPrimitives.WriteInt64LittleEndian(large.AsSpan(24), entries);
        BinaryPrimitives.WriteInt64LittleEndian(large.AsSpan(32), entries);
        BinaryPrimitives.WriteInt64LittleEndian(large.AsSpan(40), directory);
        BinaryPrimitives.WriteInt64LittleEndian(large.AsSpan(48), at);
        var place = large.AsSpan(LargeEndBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(place, LargeEndPlaceMark);
        BinaryPrimitives.WriteInt64LittleEndian(place[8..], at + directory);
        BinaryPrimitives.WriteUInt32LittleEndian(place[16..], 1);
        end.Write(large);
    }

    // What both headers have in common, from the flags on.
    private static void Common(Span<byte> header, Entry entry, int nameLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header, Utf8Names);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], FirstDay);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], entry.Check);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], checked((uint)entry.Bytes));
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], checked((uint)entry.Bytes));
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], checked((ushort)nameLength));
    }
}
