using Attest.Language;

namespace Attest.Tests.Claims;

/// <summary>Small hand-made reports for the tests of what is read in them.</summary>
internal static class ReportOf
{
    public static Report Text(string text, string? published = "2024-03-10") => new(
        Sha256.Of(text),
        Sha256.Of("sample"),
        "sample.txt",
        null,
        null,
        "Sample Wire",
        published is not null && PublicationTime.TryParse(published, out var time) ? time : null,
        published is null ? PublishedFrom.Unknown : PublishedFrom.Option,
        null,
        "en",
        new Original(Sha256.Of(text), "text/plain", text.Length),
        text,
        text.Length == 0 ? [] : [new Item(new LocalId('i', 1), new TextSpan(0, text.Length), null, ItemKind.Article, null)]);

    public static ParsedText Parsed(Report report) => new LanguageAnalyser().Analyse(report);
}
