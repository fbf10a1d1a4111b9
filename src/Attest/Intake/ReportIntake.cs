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
        return FormOf(input) switch
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

    private static InputForm FormOf(IntakeInput input) => input.Form ?? InputForms.Of(input.Path, input.Bytes.Span);

    // What rules an input out before its form is looked at.
    private static string? Refusal(IntakeInput input)
    {
        var bytes = input.Bytes.Span;
        if (bytes.IsEmpty)
        {
            return $"Reading {input.Path}: the file is empty. Give a file that holds a report, or leave this one out.";
        }
        if (InputForms.TooLong(input.Path, bytes.Length, input.Form) is { } tooLong)
        {
            return tooLong;
        }
        return BinaryContent.Find(bytes, FormOf(input) == InputForm.WebPage) is { } found
            ? $"Reading {input.Path}: found {found}, expected text. Save the report as plain text, as a web page (.html) or as report lines (.jsonl)."
            : null;
    }
}

/// <summary>Bytes and what is known of them beforehand.</summary>
/// <param name="Path">Where they come from, as the user gave it; <c>-</c> for standard input. Its extension chooses the form.</param>
/// <param name="Bytes">The bytes as they were found.</param>
/// <param name="Published">The date of publication that the user gave; it outweighs all others.</param>
public sealed record IntakeInput(string Path, ReadOnlyMemory<byte> Bytes, PublicationTime? Published = null)
{
    /// <summary>The form, where it is known from elsewhere; null where name and bytes tell.</summary>
    public InputForm? Form { get; init; }

    /// <summary>The address that the one report in it was found at; it outweighs what the report calls its own. Null for report lines and where there is none.</summary>
    public Uri? Address { get; init; }

    /// <summary>What outweighs what the report says of itself.</summary>
    public ReportFacts Stated { get; init; } = ReportFacts.None;

    /// <summary>What holds where the report says nothing of itself.</summary>
    public ReportFacts Presumed { get; init; } = ReportFacts.None;

    /// <summary>How the bytes came here; null where they are a file of the user's.</summary>
    public Obtained? Obtained { get; init; }
}

/// <summary>What somebody else than the report says of it: its user, or the feed that names it. Null is: nothing.</summary>
/// <param name="Title">Its headline.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="Published">When.</param>
/// <param name="Modified">When its publisher last changed it.</param>
/// <param name="Language">The language it is in.</param>
public sealed record ReportFacts(string? Title = null, string? Publisher = null, PublicationTime? Published = null, PublicationTime? Modified = null, string? Language = null)
{
    /// <summary>Nothing is said.</summary>
    public static ReportFacts None { get; } = new();
}

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
