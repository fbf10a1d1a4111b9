using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Attest.Register.Evidence;

/// <summary>A film of which only what is seen and heard is left (ISO/IEC 14496-12): the tracks of pictures and sound with the boxes that they are played by. All else becomes free space and zeroes, so that nothing else moves.</summary>
/// <remarks>The table <c>film-boxes.tsv</c> says what is needed. What a camera writes into the pictures and sounds themselves stays.</remarks>
internal sealed class FilmCopy
{
    private const int MostBoxes = 10_000;
    private const int LongestTable = 8 << 20;
    private const int MostStretches = 1_000_000;

    private const string Pictures = "vide", Sound = "soun";

    // What a box of these types holds is a description; the others are empty space or hints for players.
    private static readonly string[] Descriptions = ["udta", "meta", "uuid", "XMP_", "trak"];

    // From 1904 on, as QuickTime counts.
    private static readonly DateTimeOffset Epoch = new(1904, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<(string In, string Box), string> Needed =
        Table.Rows(typeof(FilmCopy).Assembly, "Evidence/film-boxes.tsv").ToDictionary(row => (row[0], row[1]), row => row[2]);

    private readonly Stream _film;
    private readonly FactList _facts;
    private readonly List<BlankedStretch> _blanked = [];
    private readonly List<(long Start, long End)> _samples = [], _contents = [];
    private int _boxes;
    private string _track = "";
    private bool _isInParts, _hasOtherTracks;

    private FilmCopy(Stream film, FactList facts) => (_film, _facts) = (film, facts);

    /// <summary>The stretches of the film that are to be blanked, in order.</summary>
    /// <param name="film">The film; can be sought.</param>
    /// <param name="facts">Gets what the film says of itself.</param>
    /// <exception cref="InvalidDataException">The boxes do not fit each other, or what is not to be shown can't be told from the rest.</exception>
    public static List<BlankedStretch> Blanked(Stream film, FactList facts)
    {
        try
        {
            return new FilmCopy(film, facts).Run();
        }
        catch (Exception fault) when (fault is EndOfStreamException or ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("A box of the film is cut off.", fault);
        }
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

    private List<BlankedStretch> Run()
    {
        foreach (var box in Boxes(0, _film.Length))
        {
            switch (Needed.GetValueOrDefault(("", box.Type)))
            {
                case null:
                    Free(box);
                    break;
                case "samples":
                    _contents.Add((box.Content, box.End));
                    break;
                case "open":
                    _isInParts |= box.Type == "moof";
                    Open(box, box.Type);
                    break;
            }
        }
        if (_boxes == 0)
        {
            throw new InvalidDataException("The film has no boxes.");
        }
        BlankContents();
        _blanked.Sort((one, other) => one.Start.CompareTo(other.Start));
        return _blanked;
    }

    private void Open(Box parent, string path)
    {
        foreach (var box in Boxes(parent.Content, parent.End))
        {
            switch (Needed.GetValueOrDefault((path, box.Type)))
            {
                case null:
                    Tell(box);
                    Free(box);
                    break;
                case "open" when box.Type == "trak" && (_track = HandlerOf(box)) is not (Pictures or Sound):
                    _hasOtherTracks = true;
                    Free(box);
                    break;
                case "open":
                    if (box.Type == "stbl")
                    {
                        TakeSamples(box);
                    }
                    Open(box, box.Type);
                    break;
                case "times":
                    BlankTimes(box);
                    break;
                case "name":
                    Zero(box.Content + 24, box.End);
                    break;
                case "coders" when _track == Pictures:
                    BlankCoders(box);
                    break;
            }
        }
    }

    private string HandlerOf(Box track) =>
        Find(track, "mdia") is { } media && Find(media, "hdlr") is { } handler && handler.End - handler.Content >= 12 ? Text(handler.Content + 8, 4) : "";

    private Box? Find(Box parent, string type)
    {
        foreach (var box in Boxes(parent.Content, parent.End))
        {
            if (box.Type == type)
            {
                return box;
            }
        }
        return null;
    }

    // Where the samples of a track lie: chunks, each of so many samples, each so long.
    private void TakeSamples(Box table)
    {
        var (toChunks, sizes, wide) = (Content(Find(table, "stsc")), Content(Find(table, "stsz")), Find(table, "co64"));
        var chunks = Content(wide ?? Find(table, "stco"));
        if (Find(table, "stz2") is not null)
        {
            throw new InvalidDataException("The film keeps the lengths of its samples in a way that is not known.");
        }
        if (toChunks.Length == 0 || sizes.Length == 0 || chunks.Length == 0)
        {
            return;
        }
        var (same, count, runs, places) = (Number(sizes, 4), Number(sizes, 8), Number(toChunks, 4), Number(chunks, 4));
        // QuickTime counts sound that is not packed by 1 for all that is heard at once.
        same = same == 1 && _track == Sound && Find(table, "stsd") is { } coders && coders.End - coders.Content >= 36 ? FrameBytes(Bytes(coders.Content + 8 + 8 + 16, 4)) : same;
        var (sample, run) = (0L, 0L);
        for (var chunk = 0L; chunk < places && sample < count && runs > 0; chunk++)
        {
            while (run + 1 < runs && Number(toChunks, (int)(8 + (12 * (run + 1)))) <= chunk + 1)
            {
                run++;
            }
            var start = wide is null ? Number(chunks, (int)(8 + (4 * chunk))) : checked((long)BinaryPrimitives.ReadUInt64BigEndian(chunks.AsSpan((int)(8 + (8 * chunk)))));
            var taken = Math.Min(Number(toChunks, (int)(12 + (12 * run))), count - sample);
            var length = same * taken;
            for (var index = same > 0 ? taken : 0; index < taken; index++)
            {
                length += Number(sizes, (int)(12 + (4 * (sample + index))));
            }
            sample += taken;
            Keep(start, checked(start + length));
        }
    }

    private static long FrameBytes(byte[] channelsAndBits) =>
        Math.Max(1, BinaryPrimitives.ReadUInt16BigEndian(channelsAndBits) * ((BinaryPrimitives.ReadUInt16BigEndian(channelsAndBits.AsSpan(2)) + 7) / 8));

    private void Keep(long start, long end)
    {
        if (_samples.Count > 0 && _samples[^1].End == start)
        {
            _samples[^1] = (_samples[^1].Start, end);
        }
        else if (start < end)
        {
            _samples.Add(_samples.Count < MostStretches ? (start, end) : throw new InvalidDataException("The film is cut into too many pieces."));
        }
    }

    // Of a film in one part nothing is left but the samples of its tracks; of one in many parts, as streams are recorded, that can't be told so easily.
    private void BlankContents()
    {
        if (_isInParts)
        {
            if (_hasOtherTracks)
            {
                throw new InvalidDataException("The film has tracks that are not to be shown among those that are.");
            }
            return;
        }
        _samples.Sort();
        var next = 0;
        foreach (var (start, end) in _contents.Order())
        {
            var at = start;
            for (; next < _samples.Count && _samples[next].Start < end; next++)
            {
                Zero(at, Math.Min(end, _samples[next].Start));
                at = Math.Max(at, _samples[next].End);
            }
            Zero(at, end);
        }
    }

    private void BlankTimes(Box box)
    {
        var version = Bytes(box.Content, 1)[0];
        var (length, seconds) = version == 1 ? (16, checked((long)BinaryPrimitives.ReadUInt64BigEndian(Bytes(box.Content + 4, 8)))) : (8, Number(Bytes(box.Content + 4, 4), 0));
        if (box.Type == "mvhd" && seconds is > 0 and < int.MaxValue * 4L)
        {
            _facts.Add("made", (Epoch + TimeSpan.FromSeconds(seconds)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC");
        }
        Zero(box.Content + 4, Math.Min(box.End, box.Content + 4 + length));
    }

    // Entries of pictures hold the maker and the coder's name (ISO/IEC 14496-12, 12.1.3).
    private void BlankCoders(Box box)
    {
        foreach (var entry in Boxes(box.Content + 8, box.End))
        {
            if (entry.End - entry.Content >= 78)
            {
                Zero(entry.Content + 12, entry.Content + 16);
                Zero(entry.Content + 42, entry.Content + 74);
            }
        }
    }

    private void Tell(Box box)
    {
        if (box.Type != "udta")
        {
            return;
        }
        foreach (var said in Boxes(box.Content, box.End))
        {
            if (said.Type == "\u00A9xyz" && said.End - said.Content > 4)
            {
                _facts.Add("position", Text(said.Content + 4, (int)Math.Min(64, said.End - said.Content - 4)));
            }
        }
    }

    private void Free(Box box)
    {
        if (Descriptions.Contains(box.Type))
        {
            _facts.Add("description", "the film describes itself; the original has it");
        }
        // A long box keeps its length behind its type.
        _blanked.Add(new(box.Start + 4, box.Start + 8, IsType: true));
        Zero(box.Content, box.End);
    }

    private void Zero(long start, long end)
    {
        if (start < end)
        {
            _blanked.Add(new(start, end, IsType: false));
        }
    }

    private IEnumerable<Box> Boxes(long start, long end)
    {
        while (end - start >= 8)
        {
            if (++_boxes > MostBoxes)
            {
                throw new InvalidDataException("The film has too many boxes.");
            }
            long length = Number(Bytes(start, 4), 0);
            var (type, header) = (Text(start + 4, 4), 8);
            if (length == 1)
            {
                (length, header) = (checked((long)BinaryPrimitives.ReadUInt64BigEndian(Bytes(start + 8, 8))), 16);
            }
            length = length == 0 ? end - start : length;
            if (length < header || length > end - start)
            {
                throw new InvalidDataException("A box of the film is cut off.");
            }
            yield return new Box(type, start, start + header, start + length);
            start += length;
        }
    }

    private byte[] Content(Box? box) => box is not { } found ? [] : found.End - found.Content <= LongestTable ? Bytes(found.Content, (int)(found.End - found.Content)) : throw new InvalidDataException("A table of the film is too long.");

    private byte[] Bytes(long start, int length)
    {
        var bytes = new byte[length];
        _film.Position = start;
        _film.ReadExactly(bytes);
        return bytes;
    }

    private string Text(long start, int length) => Encoding.Latin1.GetString(Bytes(start, length));

    private static long Number(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));

    /// <summary>A box: where it begins, where what it holds begins, and where it ends.</summary>
    private readonly record struct Box(string Type, long Start, long Content, long End);
}

/// <summary>A stretch of a film that is blanked.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, itself left out.</param>
/// <param name="IsType">Whether it is a box's type, which becomes that of free space.</param>
internal readonly record struct BlankedStretch(long Start, long End, bool IsType);
