namespace Attest.Intake.PlainText;

/// <summary>One plain text → one report. The text is the file's characters, unchanged but for a byte-order mark.</summary>
internal static class PlainTextReader
{
    /// <summary>What plain texts, and the texts of report lines, are archived as.</summary>
    public const string MediaType = "text/plain";

    /// <summary>Reads the one report.</summary>
    public static IntakeResult Read(IntakeInput input)
    {
        var decoded = TextDecoder.Decode(input.Bytes.Span);
        if (decoded.Text is not { } text)
        {
            return new IntakeResult.Refused(input.Path, $"Reading {input.Path}: {decoded.Fault}");
        }
        if (string.IsNullOrWhiteSpace(text))
        {
            return new IntakeResult.Refused(input.Path, $"Reading {input.Path}: found nothing but white space. Give a file that holds a report, or leave this one out.");
        }
        return ReportAssembly.Assemble(new FoundReport(input.Path, text, input.Bytes, MediaType, input)
        {
            Notices = decoded.IsWindows1252
                ? [new Notice("windows-1252", "The file is not UTF-8; it was read as Windows-1252. Where letters look wrong, save it anew as UTF-8.")]
                : [],
        });
    }
}
