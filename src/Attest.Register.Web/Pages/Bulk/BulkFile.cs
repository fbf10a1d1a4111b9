using System.Text;
using System.Text.Unicode;
using Attest.Register.Web.Pages.Filing;

namespace Attest.Register.Web.Pages.Bulk;

/// <summary>Looks through a file before a line of it is filed: half of a file that can't be read to its end would be worse than none.</summary>
internal static class BulkFile
{
    /// <summary>The most bytes of one file.</summary>
    public const long MostBytes = 32L * 1024 * 1024;

    private static readonly byte[] Packed = [0x50, 0x4B, 0x03, 0x04];

    /// <summary>Why a file can't be read as CSV, the key of a text; null where it can. It stands at its first byte again.</summary>
    public static async Task<string?> FaultAsync(SpooledFile file, CancellationToken cancel)
    {
        if (file.Length == 0)
        {
            return "bulk.empty";
        }
        if (file.Length > MostBytes)
        {
            return "bulk.too-large";
        }
        var (buffer, kept, isFirst) = (new byte[81920], 0, true);
        while (await file.ReadAtLeastAsync(buffer.AsMemory(kept), buffer.Length - kept, throwOnEndOfStream: false, cancel) is var read && kept + read > 0)
        {
            var length = kept + read;
            if (isFirst && buffer.AsSpan(0, length).StartsWith(Packed))
            {
                return "bulk.spreadsheet";
            }
            isFirst = false;
            // A letter can be cut in two by the end of a piece: what is left of it waits for the next.
            var whole = read < buffer.Length - kept ? length : WholeLetters(buffer.AsSpan(0, length));
            if (!Utf8.IsValid(buffer.AsSpan(0, whole)) || buffer.AsSpan(0, whole).Contains((byte)0))
            {
                return "bulk.not-utf8";
            }
            buffer.AsSpan(whole, length - whole).CopyTo(buffer);
            kept = length - whole;
            if (read == 0)
            {
                break;
            }
        }
        file.Rewind();
        return null;
    }

    private static int WholeLetters(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= 4; back++)
        {
            if (Rune.DecodeFromUtf8(bytes[^back..], out _, out var used) == System.Buffers.OperationStatus.NeedMoreData && used == back)
            {
                return bytes.Length - back;
            }
        }
        return bytes.Length;
    }
}
