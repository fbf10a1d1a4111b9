using System.Globalization;
using System.Text;
using System.Text.Json;
using Attest.Intake.Dates;
using Attest.Intake.PlainText;

namespace Attest.Intake.ReportLines;

/// <summary>Report lines → reports: one JSON object a line. The original of each is the UTF-8 of its text, so that one story from two publishers is one original.</summary>
internal static class ReportLinesReader
{
    private const int LongestAddress = 8 * 1024;

    /// <summary>Reads each line; those that are blank are passed over, those that are broken are refused with their number.</summary>
    public static IEnumerable<IntakeResult> Read(IntakeInput input)
    {
        var bytes = input.Bytes;
        if (TextDecoder.HasUtf16Mark(bytes.Span))
        {
            var decoded = TextDecoder.Decode(bytes.Span);
            if (decoded.Text is null)
            {
                yield return new IntakeResult.Refused(input.Path, $"Reading {input.Path}: {decoded.Fault}");
                yield break;
            }
            bytes = Encoding.UTF8.GetBytes(decoded.Text);
        }
        else if (bytes.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }
        var number = 0;
        var any = false;
        while (!bytes.IsEmpty)
        {
            number++;
            var length = bytes.Span.IndexOf((byte)'\n');
            var line = length < 0 ? bytes : bytes[..length];
            bytes = length < 0 ? ReadOnlyMemory<byte>.Empty : bytes[(length + 1)..];
            if (line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }
            any = true;
            yield return ReadLine(line, string.Create(CultureInfo.InvariantCulture, $"{input.Path}:{number}"), input);
        }
        if (!any)
        {
            yield return new IntakeResult.Refused(input.Path, $"Reading {input.Path}: found no lines, expected one report a line as JSON. Give a file that holds reports, or leave this one out.");
        }
    }

    private static IntakeResult ReadLine(ReadOnlyMemory<byte> line, string path, IntakeInput input)
    {
        IntakeResult Refuse(string found) => new IntakeResult.Refused(path, $"Reading {path}: {found}");

        if (line.Length > InputForms.LongestText)
        {
            return Refuse($"found a line of {line.Length} bytes, expected at most {InputForms.LongestText}. Split the report.");
        }
        if (TextDecoder.FirstFault(line.Span, out _) is >= 0 and var fault)
        {
            return Refuse($"found a byte that is not UTF-8 (0x{line.Span[fault]:X2} at position {fault} of the line). Save the line anew as UTF-8.");
        }
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return Refuse("found JSON that is no object, expected {\"url\", \"title\", \"publisher\", \"published\", \"language\", \"text\"}. Put one report on the line.");
            }
            return TextOf(json.RootElement, out var text) is { } missing ? Refuse(missing) : ReportAssembly.Assemble(Found(json.RootElement, text, path, input));
        }
        catch (JsonException broken)
        {
            return Refuse($"found broken JSON at byte {broken.BytePositionInLine ?? 0} of the line, expected one object. Mend the line or leave it out.");
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair can't be turned into bytes and back.
            return Refuse("found a broken \\u escape (half a surrogate pair), expected whole characters. Mend the line or leave it out.");
        }
    }

    // Null and the text, or what is wrong with it.
    private static string? TextOf(JsonElement line, out string text)
    {
        text = "";
        if (!line.TryGetProperty("text", out var member) || member.ValueKind != JsonValueKind.String)
        {
            return "found no member “text”, expected the report's text as a string. Add it or leave the line out.";
        }
        // Two marks would make one be taken for the bytes' own when they are read again.
        text = member.GetString()!.TrimStart('\uFEFF');
        if (string.IsNullOrWhiteSpace(text))
        {
            return "found an empty “text”, expected the report's text. Add it or leave the line out.";
        }
        return text.Contains('\0', StringComparison.Ordinal) ? "found a NUL character in “text”, expected text. Mend the line or leave it out." : null;
    }

    private static FoundReport Found(JsonElement line, string text, string path, IntakeInput input)
    {
        var notices = new List<Notice>();
        var url = StringOf(line, "url", notices);
        var address = url is null || url.Length > LongestAddress ? null : DocumentAddress.Parse(url);
        if (url is not null && address is null)
        {
            notices.Add(new Notice("bad-url", "The line's “url” is no address of http or https; the report is named by its line instead."));
        }
        var written = StringOf(line, "published", notices);
        var published = WrittenDate.InField(written);
        if (written is not null && published is null)
        {
            notices.Add(new Notice("bad-date", $"The line's “published” ({Short(written)}) is no date in ISO 8601; it was passed over."));
        }
        return new FoundReport(path, text, Encoding.UTF8.GetBytes(text), PlainTextReader.MediaType, input)
        {
            Address = address,
            Title = StringOf(line, "title", notices),
            Publisher = StringOf(line, "publisher", notices),
            Published = published,
            DeclaredLanguage = StringOf(line, "language", notices),
            Notices = notices,
        };
    }

    private static string? StringOf(JsonElement line, string name, List<Notice> notices)
    {
        if (!line.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
        {
            return null;
        }
        if (member.ValueKind != JsonValueKind.String)
        {
            notices.Add(new Notice("bad-member", $"The line's “{name}” is no string; it was passed over."));
            return null;
        }
        return string.IsNullOrWhiteSpace(member.GetString()) ? null : member.GetString()!.Trim();
    }

    private static string Short(string value) => value.Length <= 40 ? value : value[..40] + "…";
}
