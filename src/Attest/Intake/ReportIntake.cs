using Attest.Intake.PlainText;
using Attest.Intake.ReportLines;
using Attest.Intake.WebPages;

namespace Attest.Intake;

/// <summary>Bytes → reports: the first stage. Pure: it is given bytes and gives reports and failures, and never opens a file itself.</summary>
/// <remarks>One input can hold many reports (report lines). A broken part is a failure beside the good ones; nothing throws on content.</remarks>
public sealed class ReportIntake
{
    /// <summary>Reads every report in one input.</summary>
    public IEnumerable<IntakeResult> Read(IntakeInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (Refusal(input) is { } refusal)
        {
            return [new IntakeResult.Refused(input.Path, refusal)];
        }
        return InputForms.Of(input.Path, input.Bytes.Span) switch
        {
            InputForm.ReportLines => ReportLinesReader.Read(input),
            InputForm.WebPage => [WebPageReader.Read(input)],
            _ => [PlainTextReader.Read(input)],
        };
    }

    /// <summary>The text of an archived original, read again exactly as it was when it was taken in; what <c>verify</c> compares spans with.</summary>
    /// <param name="mediaType">As <see cref="Original.MediaType"/> says.</param>
    /// <param name="original">The archived bytes.</param>
    /// <returns>Null where these bytes hold no text, so that no report can have been made of them.</returns>
    public static string? TextOf(string mediaType, ReadOnlySpan<byte> original) => mediaType == WebPageReader.MediaType
        ? WebPageReader.TextOf(original)
        : TextDecoder.Decode(original).Text;

    // What rules an input out before its form is looked at.
    private static string? Refusal(IntakeInput input)
    {
        var bytes = input.Bytes.Span;
        if (bytes.IsEmpty)
        {
            return $"Reading {input.Path}: the file is empty. Give a file that holds a report, or leave this one out.";
        }
        if (InputForms.TooLong(input.Path, bytes.Length) is { } tooLong)
        {
            return tooLong;
        }
        return BinaryContent.Find(bytes, InputForms.Of(input.Path, bytes) == InputForm.WebPage) is { } found
            ? $"Reading {input.Path}: found {found}, expected text. Save the report as plain text, as a web page (.html) or as report lines (.jsonl)."
            : null;
    }
}

/// <summary>Bytes and what is known of them beforehand.</summary>
/// <param name="Path">Where they come from, as the user gave it; <c>-</c> for standard input. Its extension chooses the form.</param>
/// <param name="Bytes">The bytes as they were found.</param>
/// <param name="Published">The date of publication that the user gave; it outweighs all others.</param>
public sealed record IntakeInput(string Path, ReadOnlyMemory<byte> Bytes, PublicationTime? Published = null);

/// <summary>One report, or one part of an input from which none could be made.</summary>
public abstract record IntakeResult
{
    private IntakeResult()
    {
    }

    /// <summary>A report with what intake noticed about it.</summary>
    /// <param name="Report">The report.</param>
    /// <param name="Original">The bytes that its <see cref="Report.Original"/> names.</param>
    /// <param name="Notices">What intake noticed; may be empty.</param>
    public sealed record Accepted(Report Report, ReadOnlyMemory<byte> Original, IReadOnlyList<Notice> Notices) : IntakeResult;

    /// <summary>A part of the input that is no report.</summary>
    /// <param name="Path">The input, for report lines with the line's number: <c>FILE:LINE</c>.</param>
    /// <param name="Message">What was being done, what was found, what was expected and what to do.</param>
    public sealed record Refused(string Path, string Message) : IntakeResult;
}
