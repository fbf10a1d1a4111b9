using System.Text;

namespace Attest.Register.Evidence;

/// <summary>Finds out what a file is and whether it is taken. It unpacks nothing to the disk and runs nothing.</summary>
internal static class ContentInspector
{
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
            throw Refusal(what.StartsWith("archive", StringComparison.Ordinal) ? "file.archive" : "file.refused", new TextKey($"file-kind.{what}"));
        }
        if (ContentType.Find(head) is { } type)
        {
            if (type.MediaType == "application/pdf")
            {
                PdfDocument.Inspect(content);
            }
            return type;
        }
        if (head.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            return OfficeDocument.Inspect(content);
        }
        return IsText(head, content) ? NotMarkup(head) : throw Unknown();
    }

    /// <summary>A refusal of a file.</summary>
    /// <param name="key">Its text.</param>
    /// <param name="values">What stands in it.</param>
    public static RegisterException Refusal(string key, params IReadOnlyList<object> values) => RegisterException.Told(RegisterRefusal.RefusedFile, key, values);

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

    private static RegisterException Unknown() => Refusal("file.unknown");

    private static ContentType NotMarkup(byte[] head)
    {
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.Length == 0)
        {
            // What stands behind so many blanks is meant not to be seen.
            throw Unknown();
        }
        return text.StartsWith('<') || text.Contains("<script", StringComparison.OrdinalIgnoreCase) || text.Contains("<svg", StringComparison.OrdinalIgnoreCase) || text.Contains("<html", StringComparison.OrdinalIgnoreCase)
            ? throw Refusal("file.markup")
            : ContentType.Text;
    }
}
