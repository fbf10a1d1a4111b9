using System.Globalization;

namespace Attest.Register.Matching;

/// <summary>How soon news tells of what happened: by it the day of the first report tells something of a day that no report states, as a bound and a likelihood and never as the day itself.</summary>
internal static class ToldAfter
{
    private static readonly double[] Shares = Read();

    /// <summary>The most days that are reckoned with; what is told later is not looked for by its report's day.</summary>
    public static int MostDays => Shares.Length - 1;

    /// <summary>The share of incidents that are first told so many days after they happened.</summary>
    /// <param name="days">From 0 to <see cref="MostDays"/>.</param>
    public static double Share(int days) => Shares[days];

    private static double[] Read()
    {
        var rows = Table.Rows(typeof(ToldAfter).Assembly, "Matching/told-after.tsv");
        if (rows.Where((row, days) => row[0] != days.ToString(CultureInfo.InvariantCulture)).Any())
        {
            throw new InvalidOperationException("Reading the table Matching/told-after.tsv: its days are expected to begin with 0 and to follow each other.");
        }
        return [.. rows.Select(row => double.Parse(row[1], CultureInfo.InvariantCulture))];
    }
}
