using Attest.Archive.Storage;

namespace Attest.Tests.Archive;

public sealed class ReportTitleTests
{
    [Theory]
    [InlineData("Two bridges were struck in the night.\nMore.", "Two bridges were struck in the night.")]
    [InlineData("VIEW VIDEO\n\nTwo bridges were struck in the night.", "Two bridges were struck in the night.")]
    [InlineData("Newsletter As news happens\nTwo bridges were struck in the night.", "Two bridges were struck in the night.")]
    [InlineData("WIRE —\nTwo bridges were struck in the night.", "Two bridges were struck in the night.")]
    [InlineData("HARBOURTOWN, 7 May (Wire) – Two bridges were struck in the night.", "Two bridges were struck in the night.")]
    [InlineData("Harbourtown, Northland WIRE — Two bridges were struck in the night.", "Two bridges were struck in the night.")]
    [InlineData("The mayor – a former pilot – said that two bridges were struck.", "The mayor – a former pilot – said that two bridges were struck.")]
    [InlineData("Bridges struck. Nobody hurt.", "Bridges struck. Nobody hurt.")]
    [InlineData("VIEW VIDEO", "VIEW VIDEO")]
    [InlineData("", "reports/one.txt")]
    public void A_report_without_a_headline_is_called_by_its_first_line_that_tells_something(string text, string title) => Assert.Equal(title, ReportTitle.Of(Report(text, null)));

    [Fact]
    public void A_headline_stands_for_its_report_however_short() => Assert.Equal("WIRE —", ReportTitle.Of(Report("Two bridges were struck in the night.", "WIRE —")));

    private static Report Report(string text, string? title) => new(
        Sha256.Of(text), Sha256.Of("document"), "reports/one.txt", null, title, null, null, PublishedFrom.Unknown, null, "en",
        new Original(Sha256.Of(text), "text/plain", text.Length), text, [new Item(new LocalId('i', 1), new TextSpan(0, text.Length), null, ItemKind.Article, null)]);
}
