using System.Buffers.Binary;
using System.Text;

namespace Attest.Register.Evidence;

/// <summary>A film without the boxes that describe it (ISO/IEC 14496-12): where and with what it was taken. They become free space, so that nothing else moves.</summary>
internal static class FilmCopy
{
    private const int MostBoxes = 10_000;
    private const int MostDepth = 6;

    /// <summary>The stretches of the film that are to be blanked, in order.</summary>
    /// <exception cref="InvalidDataException">The boxes do not fit each other.</exception>
    public static List<BlankedStretch> Blanked(Stream film)
    {
        var found = new List<BlankedStretch>();
        var count = 0;
        Walk(film, 0, film.Length, 0, found, ref count);
        return count > 0 ? found : throw new InvalidDataException("The film has no boxes.");
    }

    /// <summary>Copies the film with those stretches blanked.</summary>
    public static async Task WriteAsync(Stream film, IReadOnlyList<BlankedStretch> blanked, Stream output, CancellationToken cancel)
    {
        var buffer = new byte[EvidenceBlocks.PlainBytes];
        film.Position = 0;
        long at = 0;
        var next = 0;
        while (await film.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            while (next < blanked.Count && blanked[next].End <= at)
            {
                next++;
            }
            for (var index = next; index < blanked.Count && blanked[index].Start < at + read; index++)
            {
                var (start, end, isType) = blanked[index];
                for (var place = Math.Max(start, at); place < Math.Min(end, at + read); place++)
                {
                    buffer[place - at] = isType ? "free"u8[(int)(place - start)] : (byte)0;
                }
            }
            await output.WriteAsync(buffer.AsMemory(0, read), cancel);
            at += read;
        }
    }

    private static void Walk(Stream film, long start, long end, int depth, List<BlankedStretch> found, ref int count)
    {
        var head = new byte[16];
        while (start + 8 <= end)
        {
            if (++count > MostBoxes || depth > MostDepth)
            {
                throw new InvalidDataException("The film has too many boxes.");
            }
            film.Position = start;
            film.ReadExactly(head, 0, 8);
            long length = BinaryPrimitives.ReadUInt32BigEndian(head);
            var (type, header) = (Encoding.Latin1.GetString(head, 4, 4), 8);
            if (length == 1)
            {
                film.ReadExactly(head, 8, 8);
                (length, header) = (checked((long)BinaryPrimitives.ReadUInt64BigEndian(head.AsSpan(8))), 16);
            }
            length = length == 0 ? end - start : length;
            if (length < header || start + length > end)
            {
                throw new InvalidDataException("A box of the film is cut off.");
            }
            if (type is "udta" or "meta" or "uuid" or "XMP_")
            {
                // A long box keeps its length behind its type.
                found.Add(new(start + 4, start + 8, IsType: true));
                found.Add(new(start + header, start + length, IsType: false));
            }
            else if (type is "moov" or "trak" or "mdia" or "moof" or "traf")
            {
                Walk(film, start + header, start + length, depth + 1, found, ref count);
            }
            start += length;
        }
    }
}

/// <summary>A stretch of a film that is blanked.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, itself left out.</param>
/// <param name="IsType">Whether it is a box's type, which becomes that of free space.</param>
internal readonly record struct BlankedStretch(long Start, long End, bool IsType);
