namespace Attest.Web.Components;

/// <summary>A piece of a quoted sentence.</summary>
/// <param name="Text">Its words.</param>
/// <param name="IsClaimed">Whether they are the words of a claim.</param>
internal sealed record QuotePiece(string Text, bool IsClaimed)
{
    /// <summary>The words of a claim itself, as far as its quote holds them; null where it holds none.</summary>
    public static string? WordsOf(Claim claim)
    {
        var words = string.Join(" … ", Of(claim.Report, claim.Words).Where(piece => piece.IsClaimed).Select(piece => piece.Text));
        return words.Length > 0 ? words : null;
    }

    /// <summary>Cuts a claim's quote at the words of claims.</summary>
    /// <param name="report">The report that the quote is from.</param>
    /// <param name="words">The claims' words, as claims count them; those outside the quote are left out.</param>
    public static IReadOnlyList<QuotePiece> Of(ClaimReport report, IEnumerable<TextSpan> words)
    {
        var quote = report.Quote;
        var offset = report.QuoteStart ?? 0;
        var pieces = new List<QuotePiece>();
        var position = 0;
        foreach (var span in words.Order())
        {
            int start = Math.Max(span.Start - offset, position), end = Math.Min(span.End - offset, quote.Length);
            if (end <= start)
            {
                continue;
            }
            if (start > position)
            {
                pieces.Add(new QuotePiece(quote[position..start], false));
            }
            pieces.Add(new QuotePiece(quote[start..end], true));
            position = end;
        }
        if (position < quote.Length)
        {
            pieces.Add(new QuotePiece(quote[position..], false));
        }
        return pieces;
    }
}
