using System.IO.Compression;
using System.Text;

namespace Attest.Register.Evidence;

/// <summary>Finds out what a file is and whether it is taken. It unpacks nothing to the disk and runs nothing.</summary>
internal static class ContentInspector
{
    private const int MostEntries = 5000;
    private const long MostUnpacked = 256L << 20;

    /// <summary>What a file is.</summary>
    /// <param name="content">The file; can be sought.</param>
    /// <returns>What it is.</returns>
    /// <exception cref="RegisterException">It is refused; the message says why and what to do.</exception>
    public static ContentType Inspect(Stream content)
    {
        var head = new byte[(int)Math.Min(ContentType.HeadBytes, content.Length)];
        content.Position = 0;
        content.ReadExactly(head);
        if (ContentType.RefusedAs(head) is { } what)
        {
            throw Refusal(what, "a photograph, a video, a PDF or another document", what.StartsWith("an archive", StringComparison.Ordinal) ? "Unpack it and give the files in it one by one." : "If it shows something, give a photograph or a PDF of that.");
        }
        if (ContentType.Find(head) is { } type)
        {
            return type;
        }
        if (head.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            return Packed(content);
        }
        return IsText(head, content) ? NotMarkup(head)
            : throw Refusal("content of no known kind", "a photograph, a video, a PDF or another document", "Save it as a PDF or take a photograph of it, and give that.");
    }

    /// <summary>A refusal of a file.</summary>
    public static RegisterException Refusal(string found, string expected, string todo) =>
        new(RegisterRefusal.RefusedFile, $"Receiving a file: found {found}, expected {expected}. {todo} Nothing of it was kept.");

    // Office documents are packed; any other archive is refused, and so is what would unpack to far more than it is.
    private static ContentType Packed(Stream content)
    {
        try
        {
            content.Position = 0;
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MostEntries || archive.Entries.Sum(entry => entry.CompressedLength) > content.Length)
            {
                throw Bomb();
            }
            var names = archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var type = names.Contains("[Content_Types].xml") && names.Contains("word/document.xml") ? Office("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word document")
                : names.Contains("[Content_Types].xml") && names.Contains("xl/workbook.xml") ? Office("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel table")
                : names.Contains("mimetype") && names.Contains("content.xml") ? Office("application/vnd.oasis.opendocument.text", "OpenDocument")
                : throw Refusal("an archive (ZIP)", "a photograph, a video, a PDF or another document", "Unpack it and give the files in it one by one.");
            if (names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase) || name.Contains("/embeddings/", StringComparison.OrdinalIgnoreCase)))
            {
                throw Refusal("a document with programs or other files in it", "one without", "Save it as a PDF and give that.");
            }
            CountUnpacked(archive);
            return type;
        }
        catch (InvalidDataException)
        {
            throw Refusal("a damaged archive or document", "a whole document", "Open it, save it as a PDF, and give that.");
        }
    }

    // What an entry says of its length can be a lie, so that it is counted.
    private static void CountUnpacked(ZipArchive archive)
    {
        var (buffer, total) = (new byte[81920], 0L);
        foreach (var entry in archive.Entries)
        {
            using var unpacked = entry.Open();
            while (unpacked.Read(buffer) is > 0 and var read)
            {
                if ((total += read) > MostUnpacked)
                {
                    throw Bomb();
                }
            }
        }
    }

    private static RegisterException Bomb() => Refusal("a packed file that unpacks to far more than it is", "a document", "Save it as a PDF and give that.");

    private static ContentType Office(string mediaType, string name) => ContentType.Text with { MediaType = mediaType, Name = name };

    private static bool IsText(byte[] head, Stream content)
    {
        if (head.AsSpan().ContainsAnyInRange((byte)0, (byte)8) || head.AsSpan().ContainsAnyInRange((byte)14, (byte)31))
        {
            return false;
        }
        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
        text.Fallback = DecoderFallback.ExceptionFallback;
        var letters = new char[ContentType.HeadBytes];
        var buffer = new byte[ContentType.HeadBytes];
        content.Position = 0;
        try
        {
            while (content.Read(buffer) is > 0 and var read)
            {
                if (buffer.AsSpan(0, read).Contains((byte)0))
                {
                    return false;
                }
                text.GetChars(buffer.AsSpan(0, read), letters, flush: content.Position == content.Length);
            }
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static ContentType NotMarkup(byte[] head)
    {
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return text.StartsWith('<') || text.Contains("<script", StringComparison.OrdinalIgnoreCase) || text.Contains("<svg", StringComparison.OrdinalIgnoreCase) || text.Contains("<html", StringComparison.OrdinalIgnoreCase)
            ? throw Refusal("a page or drawing that can hold a script", "a photograph, a video, a PDF or another document", "Print it as a PDF, or take a picture of the screen, and give that.")
            : ContentType.Text;
    }
}
