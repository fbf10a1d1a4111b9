using System.Security.Cryptography;
using System.Text;
using Attest.Register.Packs;

namespace Attest.Register.Filing;

/// <summary>A CSV file of damage claims that was looked through to its end before a row of it is filed: half of a file that can't be read would be worse than none.</summary>
/// <param name="Digest">SHA-256 of its bytes, by which the same file is known again.</param>
/// <param name="Rows">How many rows stand under the headings.</param>
public sealed record BulkTable(Sha256 Digest, int Rows)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Looks through a file.</summary>
    /// <param name="csv">The file; it is read to its end.</param>
    /// <param name="pack">The rules, whose columns it must have.</param>
    /// <exception cref="RegisterException">It is empty, a spreadsheet, in another encoding than UTF-8, or a heading is not known.</exception>
    internal static BulkTable Of(Stream csv, RegisterPack pack)
    {
        using var looked = new LookedThrough(csv);
        try
        {
            using var text = Reader(looked);
            using var rows = CsvRows.Read(text).GetEnumerator();
            if (!rows.MoveNext())
            {
                throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.bulk-empty");
            }
            var headings = rows.Current.Cells;
            var count = 0;
            while (rows.MoveNext())
            {
                count++;
            }
            if (looked.IsPacked || looked.HasNulls)
            {
                throw looked.IsPacked ? Spreadsheet() : NotUtf8();
            }
            // What is wrong with the headings is told only of what can be read.
            _ = new BulkReader(headings, pack);
            return new BulkTable(looked.Digest(), count);
        }
        catch (DecoderFallbackException)
        {
            throw looked.IsPacked ? Spreadsheet() : NotUtf8();
        }
    }

    /// <summary>The letters of such a file; what is no UTF-8 is a fault and never another letter.</summary>
    internal static StreamReader Reader(Stream csv) => new(csv, Strict, detectEncodingFromByteOrderMarks: false, leaveOpen: true);

    private static RegisterException Spreadsheet() => RegisterException.Told(RegisterRefusal.NotPossible, "refusal.bulk-spreadsheet");

    private static RegisterException NotUtf8() => RegisterException.Told(RegisterRefusal.NotPossible, "refusal.bulk-not-utf8");

    // What is read through it is digested, and looked at for what no text has.
    private sealed class LookedThrough(Stream inner) : Stream
    {
        private static readonly byte[] Packed = [0x50, 0x4B, 0x03, 0x04];

        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly List<byte> _head = new(Packed.Length);

        public bool HasNulls { get; private set; }

        public bool IsPacked => _head.SequenceEqual(Packed);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public Sha256 Digest() => new(Convert.ToHexStringLower(_hash.GetHashAndReset()));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            var bytes = buffer[..read];
            _hash.AppendData(bytes);
            HasNulls |= bytes.Contains((byte)0);
            for (var at = 0; at < read && _head.Count < Packed.Length; at++)
            {
                _head.Add(bytes[at]);
            }
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _hash.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
