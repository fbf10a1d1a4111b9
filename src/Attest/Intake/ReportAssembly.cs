using System.Buffers;
using Attest.Intake.Dates;
using Attest.Intake.Items;
using Attest.Intake.Languages;

namespace Attest.Intake;

/// <summary>What one form found out about one report, before it is put together.</summary>
/// <param name="Path">As given; for report lines <c>FILE:LINE</c>.</param>
/// <param name="Text">Not blank.</param>
/// <param name="Original">The bytes to archive.</param>
/// <param name="MediaType">Of <paramref name="Original"/>.</param>
/// <param name="Input">What it was found in, with what others say of it.</param>
internal sealed record FoundReport(string Path, string Text, ReadOnlyMemory<byte> Original, string MediaType, IntakeInput Input)
{
    /// <summary>An address of http or https.</summary>
    public Uri? Address { get; init; }

    /// <summary>The headline, as metadata give it.</summary>
    public string? Title { get; init; }

    /// <summary>Who published it.</summary>
    public string? Publisher { get; init; }

    /// <summary>When, as metadata say.</summary>
    public PublicationTime? Published { get; init; }

    /// <summary>When it was last changed, as metadata say.</summary>
    public PublicationTime? Modified { get; init; }

    /// <summary>The language that the report says it is in: a hint.</summary>
    public string? DeclaredLanguage { get; init; }

    /// <summary>The lines of <see cref="Text"/>, where the form knows more of them than their shape; null otherwise.</summary>
    public IReadOnlyList<TextLine>? Lines { get; init; }

    /// <summary>What was noticed on the way.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

/// <summary>Puts a report together: language, date, items, names. The same for every form.</summary>
internal static class ReportAssembly
{
    // Embeddings, overrides and isolates (Unicode Standard Annex 9): with them a text can show other words and numbers than it holds.
    private static readonly SearchValues<char> DirectionMarks = SearchValues.Create("\u202A\u202B\u202D\u202E\u2066\u2067\u2068");

    /// <summary>The report with all that was noticed.</summary>
    public static IntakeResult.Accepted Assemble(FoundReport found)
    {
        var notices = new List<Notice>(found.Notices);
        var (stated, presumed) = (found.Input.Stated, found.Input.Presumed);
        var language = LanguageDetector.Detect(found.Text, stated.Language ?? found.DeclaredLanguage ?? presumed.Language);
        var lines = found.Lines ?? LineShape.LinesOf(found.Text);
        var isRead = language == Report.ReadLanguage;
        if (!isRead)
        {
            notices.Add(new Notice("unread-language", language == LanguageDetector.Unknown
                ? "The language could not be told; the report is kept and shown, but no claims are read from it."
                : $"The text is in {LanguageDetector.NameOf(language)} ({language}); the report is kept and shown, but no claims are read from it."));
        }
        var (published, from) = PublishedOf(found, lines);
        if (published is null)
        {
            notices.Add(new Notice("no-date", "No date of publication was found; what is dated relative to it stays open. Give one with --published."));
        }
        if (found.Text.AsSpan().IndexOfAny(DirectionMarks) is >= 0 and var mark)
        {
            notices.Add(new Notice("direction-marks", "The text holds characters that change the order in which it is shown; it is read in the order in which it is stored.", mark));
        }
        var original = new Original(Sha256.Of(found.Original.Span), found.MediaType, found.Original.Length);
        var address = found.Input.Address ?? found.Address;
        var document = DocumentAddress.DocumentOf(address, found.Path);
        var report = new Report(
            DocumentAddress.ReportOf(document, original.Sha256), document, found.Path, address?.AbsoluteUri,
            stated.Title ?? found.Title ?? presumed.Title ?? (isRead ? ItemCutter.TitleOf(found.Text, lines)?.Of(found.Text) : null),
            stated.Publisher ?? found.Publisher ?? presumed.Publisher, published, from, stated.Modified ?? found.Modified ?? presumed.Modified, language, original, found.Text,
            isRead ? ItemCutter.Cut(found.Text, lines) : ItemCutter.Whole(found.Text))
        {
            Obtained = found.Input.Obtained,
        };
        return new IntakeResult.Accepted(report, found.Original, notices);
    }

    private static (PublicationTime?, PublishedFrom) PublishedOf(FoundReport found, IReadOnlyList<TextLine> lines)
    {
        if (found.Input.Published is { } given)
        {
            return (given, PublishedFrom.Option);
        }
        if ((found.Input.Stated.Published ?? found.Published ?? found.Input.Presumed.Published) is { } said)
        {
            return (said, PublishedFrom.Metadata);
        }
        return DateInText.Find(found.Text, lines) is { } written ? (written, PublishedFrom.Text) : (null, PublishedFrom.Unknown);
    }
}
