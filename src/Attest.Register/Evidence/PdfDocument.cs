using System.Collections.Frozen;
using System.IO.Compression;

namespace Attest.Register.Evidence;

/// <summary>Looks into PDFs: that one holds no script, no program that it starts, no other file, and nothing that is played or sent when it is opened.</summary>
/// <remarks>
/// Every byte is looked at, whatever the document says of where its parts are: readers repair what is wrong in different ways, so that nothing is believed that could hide a part. Object streams, in which dictionaries are packed (ISO 32000-2, 7.5.7), are unpacked in memory, piece by piece and up to a bound.
/// What can't be looked into (encrypted, or packed otherwise than by Flate) is refused and said so. The table is <c>pdf-refused.tsv</c>.
/// </remarks>
internal sealed class PdfDocument
{
    private const long MostUnpacked = 128L << 20;
    private const int PieceBytes = 64 * 1024, StartBytes = 32, LongestName = 128, LongestWord = 16;
    private const string Closed = "closed", Flate = "FlateDecode";

    private static readonly FrozenDictionary<string, string> Refused =
        Table.Rows(typeof(PdfDocument).Assembly, "Evidence/pdf-refused.tsv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    private static ReadOnlySpan<byte> Blanks => " \t\r\n\f\0"u8;

    private readonly Stream _content;
    private long _unpacked;

    private PdfDocument(Stream content) => _content = content;

    /// <summary>Looks into a PDF.</summary>
    /// <param name="content">The file; can be sought.</param>
    /// <exception cref="RegisterException">It is refused; the message says why and what to do.</exception>
    public static void Inspect(Stream content) => new PdfDocument(content).Look();

    private void Look()
    {
        var words = new Words(HandleName);
        var (buffer, from) = (new byte[PieceBytes], 0L);
        while (true)
        {
            _content.Position = from;
            var read = _content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            for (var at = 0; at < read; at++)
            {
                if (words.Take(buffer[at]))
                {
                    LookInto(from + at, words);
                    words.Forget();
                }
            }
            if (read < buffer.Length)
            {
                words.Take((byte)' ');
                return;
            }
            from += read;
        }
    }

    // Objects that are packed into a stream: what stands before it says how. What is not packed is looked at where it stands.
    private void LookInto(long keywordEnd, Words words)
    {
        var isFlate = words.Filters.Count > 0 && words.Filters.TrueForAll(filter => filter == Flate) && !words.HasPredictor;
        if (words.IsOfObjects && words.HasFilter && !isFlate)
        {
            throw Refusal(Closed);
        }
        if (isFlate)
        {
            try
            {
                Scan(keywordEnd, words);
            }
            catch (InvalidDataException)
            {
                // A reader may make something of it all the same.
                if (words.IsOfObjects)
                {
                    throw Refusal(Closed);
                }
            }
        }
    }

    private void Scan(long keywordEnd, Words words)
    {
        _content.Position = keywordEnd;
        var letter = _content.ReadByte();
        while (letter == ' ')
        {
            letter = _content.ReadByte();
        }
        // The keyword is followed by one end of line (7.3.8.1).
        if (letter == '\r' && _content.ReadByte() != '\n')
        {
            _content.Position--;
        }
        Stream unpacked = new ZLibStream(_content, CompressionMode.Decompress, leaveOpen: true);
        for (var times = 1; times < words.Filters.Count; times++)
        {
            unpacked = new ZLibStream(unpacked, CompressionMode.Decompress);
        }
        using (unpacked)
        {
            var (buffer, inner, isFirst) = (new byte[PieceBytes], new Words(HandleName), true);
            while (unpacked.Read(buffer.AsSpan(0, isFirst ? StartBytes : PieceBytes)) is > 0 and var read)
            {
                if (isFirst && !words.IsOfObjects && !BeginsAsObjects(buffer.AsSpan(0, read)))
                {
                    return;
                }
                isFirst = false;
                if ((_unpacked += read) > MostUnpacked)
                {
                    throw ContentInspector.Refusal("file.bomb");
                }
                foreach (var one in buffer.AsSpan(0, read))
                {
                    inner.Take(one);
                }
            }
            inner.Take((byte)' ');
        }
    }

    // Numbers and places of the objects stand before them (7.5.7), whatever the dictionary calls the stream.
    private static bool BeginsAsObjects(ReadOnlySpan<byte> start)
    {
        var rest = start.TrimStart(Blanks);
        for (var number = 0; number < 2; number++)
        {
            var digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits is 0 || (digits < 0 && number == 0))
            {
                return false;
            }
            rest = digits < 0 ? [] : rest[digits..];
            if (number == 0 && !Blanks.Contains(rest[0]))
            {
                return false;
            }
            rest = rest.TrimStart(Blanks);
        }
        return true;
    }

    private static void HandleName(string name)
    {
        if (Refused.TryGetValue(name, out var what))
        {
            throw Refusal(what);
        }
    }

    private static RegisterException Refusal(string what) => what == Closed ? ContentInspector.Refusal("file.pdf-closed") : ContentInspector.Refusal("file.pdf-active", new TextKey($"pdf-kind.{what}"));

    /// <summary>Reads names and keywords, byte for byte, within whatever they stand. It is hot: each byte of a file of 250 MB goes through it.</summary>
    private sealed class Words(Action<string> handle)
    {
        private readonly byte[] _name = new byte[LongestName], _word = new byte[LongestWord];
        private int _nameLength = -1, _wordLength;
        private bool _isAddress, _expectsFilter, _hasCount, _hasFirst, _isObjectStream;

        /// <summary>The filters of the stream that comes next, by their names.</summary>
        public List<string> Filters { get; } = [];

        public bool HasFilter { get; private set; }

        public bool HasPredictor { get; private set; }

        /// <summary>Whether the stream that comes next holds objects: it says so, or has what only such a one has.</summary>
        public bool IsOfObjects => _isObjectStream || (_hasCount && _hasFirst);

        /// <summary>Forgets what stood before a stream, once that is looked at.</summary>
        public void Forget()
        {
            Filters.Clear();
            _isObjectStream = false;
            EndDictionary();
        }

        /// <summary>Takes a byte.</summary>
        /// <returns>Whether the keyword ended before it that begins a stream.</returns>
        public bool Take(byte letter)
        {
            var isDelimiter = letter <= (byte)' ' || letter is (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'(' or (byte)')' or (byte)'{' or (byte)'}' or (byte)'%';
            if (!isDelimiter && letter != (byte)'/')
            {
                if (_nameLength >= 0)
                {
                    if (_nameLength < LongestName)
                    {
                        _name[_nameLength++] = letter;
                    }
                }
                else if (_wordLength < LongestWord)
                {
                    _word[_wordLength++] = letter;
                }
                return false;
            }
            var beginsStream = false;
            if (_nameLength > 0)
            {
                EndName();
            }
            else if (_nameLength < 0)
            {
                beginsStream = EndWord();
            }
            // An address on the web is words with slashes, and no names: after its scheme come two of them.
            _isAddress = letter == (byte)'/' && (_isAddress || (_nameLength < 0 && _wordLength > 1 && _word[_wordLength - 1] == (byte)':'));
            _nameLength = letter == (byte)'/' ? 0 : -1;
            _wordLength = 0;
            return beginsStream;
        }

        private bool EndWord()
        {
            var word = _word.AsSpan(0, _wordLength);
            if (word.EndsWith("obj"u8))
            {
                // It may stand in a remark: filters and the kind of stream are kept until there is one.
                EndDictionary();
            }
            return word.SequenceEqual("stream"u8);
        }

        private void EndDictionary() => (_expectsFilter, HasFilter, HasPredictor, _hasCount, _hasFirst) = (false, false, false, false, false);

        private void EndName()
        {
            if (_isAddress)
            {
                return;
            }
            var name = Decoded();
            switch (name)
            {
                case "ObjStm":
                    _isObjectStream = true;
                    break;
                case "N":
                    _hasCount = true;
                    break;
                case "First":
                    _hasFirst = true;
                    break;
                case "Filter":
                    HasFilter = true;
                    break;
                case "Predictor":
                    HasPredictor = true;
                    break;
                default:
                    handle(name);
                    break;
            }
            // The names behind /Filter are those of filters, up to the next key.
            if (_expectsFilter && (name.EndsWith("Decode", StringComparison.Ordinal) || name is "Fl" or "LZW" or "AHx" or "A85" or "RL" or "Crypt"))
            {
                Filters.Add(name == "Fl" ? Flate : name);
            }
            else
            {
                _expectsFilter = name == "Filter";
            }
        }

        // #4A stands for J (7.3.5).
        private string Decoded()
        {
            Span<char> letters = stackalloc char[LongestName];
            var length = 0;
            for (var at = 0; at < _nameLength; at++)
            {
                if (_name[at] == (byte)'#' && at + 2 < _nameLength && char.IsAsciiHexDigit((char)_name[at + 1]) && char.IsAsciiHexDigit((char)_name[at + 2]))
                {
                    letters[length++] = (char)Convert.FromHexString([(char)_name[at + 1], (char)_name[at + 2]])[0];
                    at += 2;
                }
                else
                {
                    letters[length++] = (char)_name[at];
                }
            }
            return new string(letters[..length]);
        }
    }
}
