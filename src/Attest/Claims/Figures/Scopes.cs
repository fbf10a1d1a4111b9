namespace Attest.Claims.Figures;

/// <summary>Tells whether a figure is new in its period, cumulative since a start, or a stock.</summary>
internal static class Scopes
{
    /// <summary>The scope by what is measured and by the words of the sentence.</summary>
    public static FigureScope Of(Words words, Measure measure, int first, int last, int figure)
    {
        for (var k = first; k < last; k++)
        {
            if (words[k] == "since" || (words[k] == "so" && words[k + 1] == "far") || (words[k] is "in" && words[k + 1] is "total" or "all") || words[k] is "overall" or "altogether" || (words[k] == "total" && Math.Abs(k - figure) <= 4))
            {
                return measure is Measure.TroopsDeployed ? FigureScope.Stock : FigureScope.Cumulative;
            }
        }
        return measure is Measure.TroopsDeployed or Measure.Price or Measure.Distance or Measure.Speed or Measure.Countries or Measure.OpinionShare or Measure.PeopleCount ? FigureScope.Stock : FigureScope.New;
    }
}
