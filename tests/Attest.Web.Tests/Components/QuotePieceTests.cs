using Attest.Web.Components;

namespace Attest.Web.Tests.Components;

public sealed class QuotePieceTests
{
    [Theory]
    [InlineData(10, "12-14", "ab[cd]ef")]
    [InlineData(10, "10-16", "[abcdef]")]
    [InlineData(10, "8-12 14-99", "[ab]cd[ef]")]
    [InlineData(10, "12-14 11-13", "a[bc][d]ef")]
    [InlineData(10, "0-5 50-60", "abcdef")]
    [InlineData(null, "12-14", "abcdef")]
    [InlineData(null, "2-4", "ab[cd]ef")]
    public void The_words_of_a_claim_are_found_in_its_sentence(int? quoteStart, string spans, string expected)
    {
        var report = new ClaimReport(Sha256.Of("report"), null, null, null, null, "abcdef", quoteStart);
        var words = spans.Split(' ').Select(span => span.Split('-').Select(int.Parse).ToArray()).Select(ends => new TextSpan(ends[0], ends[1]));
        Assert.Equal(expected, string.Concat(QuotePiece.Of(report, words).Select(piece => piece.IsClaimed ? $"[{piece.Text}]" : piece.Text)));
    }
}
