using System.Globalization;

namespace Attest.Claims.Figures;

/// <summary>Tells whether a figure is new in its period, cumulative since a start, or a stock (<c>scopes.tsv</c>).</summary>
internal static class Scopes
{
    // In tokens to either side of a figure.
    private const int Reach = 60;

    private static readonly PhraseTable<(FigureScope Scope, int Reach, bool IsBefore)> Phrases = new(Table.Rows("Claims/Figures/scopes.tsv").Select(row => (row[1], (Enum.Parse<FigureScope>(row[0], ignoreCase: true), int.Parse(row[2], CultureInfo.InvariantCulture), row[3] == "before"))));

    /// <summary>The scope by what is measured and by the words of the sentence nearest to the figure.</summary>
    /// <param name="words">The text.</param>
    /// <param name="measure">What is measured.</param>
    /// <param name="first">First token of the sentence.</param>
    /// <param name="last">Token after the sentence.</param>
    /// <param name="figure">First token of the figure.</param>
    /// <param name="end">Token after the figure.</param>
    public static FigureScope Of(Words words, Measure measure, int first, int last, int figure, int end)
    {
        if (measure is Measure.TroopsDeployed or Measure.Price or Measure.Distance or Measure.Speed or Measure.Countries or Measure.OpinionShare or Measure.PeopleCount)
        {
            return FigureScope.Stock;
        }
        var nearest = int.MaxValue;
        var scope = FigureScope.New;
        for (var k = Math.Max(first, figure - Reach); k < Math.Min(last, end + Reach); k++)
        {
            if (Phrases.At(words, k, last) is { } found)
            {
                var distance = k < figure ? figure - (k + found.Tokens) : k - end;
                if (distance < nearest && distance <= found.Value.Reach && (k < figure || !found.Value.IsBefore))
                {
                    (nearest, scope) = (distance, found.Value.Scope);
                }
                k += found.Tokens - 1;
            }
        }
        return scope;
    }
}
