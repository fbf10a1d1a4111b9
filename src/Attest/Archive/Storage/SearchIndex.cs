using System.Globalization;
using System.Text;
using Attest.Incidents;

namespace Attest.Archive.Storage;

/// <summary>Keeps the words of the latest versions searchable, each update of a live page by itself, with the facets and days by which a search is narrowed. Call it within <see cref="Sql.Write"/>.</summary>
internal sealed class SearchIndex(Sql sql)
{
    /// <summary>Months of a long time that are named one by one.</summary>
    private const int MostMonths = 240;

    /// <summary>Days of a period that are asked for one by one; a longer one is asked for by months, and held against the exact days after.</summary>
    private const int MostDays = 62;

    /// <summary>Years that are asked for one by one; of a longer time all is held against the moment.</summary>
    private const int MostYears = 100;

    /// <summary>Takes the parts of a version in.</summary>
    /// <param name="position">The version's.</param>
    /// <param name="versionAt">When it was published.</param>
    /// <param name="reading">Its reading.</param>
    /// <param name="claims">Its claims.</param>
    public void Add(long position, string versionAt, Reading reading, IReadOnlyList<LinkedClaim> claims)
    {
        var report = reading.Report;
        foreach (var item in report.Items.Where(item => item.Kind != ItemKind.Boilerplate && item.Span.Length > 0))
        {
            var within = claims.Where(claim => item.Span.Contains(claim.Claim.Words[0].Start)).ToList();
            sql.Run(
                "INSERT INTO pieces (position, start, listed_at, title, body, speakers, places, facets, days) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                position, item.Span.Start, Moment.Write(report.Published) ?? "", item.Headline is { } headline ? headline.Of(report.Text) : report.Title ?? "", item.Span.Of(report.Text),
                string.Join(" / ", within.Select(claim => claim.Claim.Speaker).OfType<string>().Distinct(StringComparer.Ordinal)),
                string.Join(" / ", reading.Places.Where(place => item.Span.Contains(place.Span.Start)).Select(place => place.Name).OfType<string>().Distinct(StringComparer.Ordinal)),
                string.Join(' ', Facets.Of(report, within)), $"{(report.Published is { } published ? Days(published.Day, published.Day) : "")} {Told(versionAt)}");
            sql.Run(
                """
                INSERT INTO piece_words (rowid, title, body, speakers, places, facets, days)
                SELECT number, title, body, speakers, places, facets, days FROM pieces WHERE number = last_insert_rowid()
                """);
        }
    }

    /// <summary>Takes the parts of a version out.</summary>
    public void Remove(long position)
    {
        sql.Run(
            """
            INSERT INTO piece_words (piece_words, rowid, title, body, speakers, places, facets, days)
            SELECT 'delete', number, title, body, speakers, places, facets, days FROM pieces WHERE position = $1
            """,
            position);
        sql.Run("DELETE FROM pieces WHERE position = $1", position);
    }

    /// <summary>Takes an incident in as its row stands.</summary>
    public void AddIncident(long number) => sql.Run(
        "INSERT INTO incident_words (rowid, title, place, facets, days) SELECT number, title, place, facets, days FROM incidents WHERE number = $1", number);

    /// <summary>Takes an incident out as its row stands; before that is changed.</summary>
    public void RemoveIncident(long number) => sql.Run(
        "INSERT INTO incident_words (incident_words, rowid, title, place, facets, days) SELECT 'delete', number, title, place, facets, days FROM incidents WHERE number = $1", number);

    /// <summary>The words by which a time is found: its days and months, or for a long one its months alone; empty where an end is open.</summary>
    public static string Days(DateOnly? first, DateOnly? last)
    {
        if (first is not { } from || last is not { } to)
        {
            return "";
        }
        var words = new StringBuilder();
        var isLong = to.DayNumber - from.DayNumber > IncidentTable.LongDays;
        for (var day = from; !isLong && day <= to; day = day.AddDays(1))
        {
            words.Append(CultureInfo.InvariantCulture, $"d{day:yyyyMMdd} ");
        }
        for (var month = 0; month <= MonthsBetween(from, to) && month < MostMonths; month++)
        {
            words.Append(CultureInfo.InvariantCulture, $"{(isLong ? "l" : "m")}{FirstOf(from).AddMonths(month):yyyyMM} ");
        }
        return words.ToString().TrimEnd();
    }

    /// <summary>The words by which is found what had been published by a moment: its year, month and day.</summary>
    /// <param name="moment">When it was published, as <see cref="Moment"/> writes it.</param>
    public static string Told(string moment) => $"y{moment.AsSpan(0, 4)} o{moment.AsSpan(0, 4)}{moment.AsSpan(5, 2)} t{moment.AsSpan(0, 4)}{moment.AsSpan(5, 2)}{moment.AsSpan(8, 2)}";

    /// <summary>The part of an expression that narrows a search to what had been published by the end of a moment's day, so that it is walked to at once, however much came later.</summary>
    public string Until(DateTimeOffset moment)
    {
        var day = DateOnly.FromDateTime(moment.UtcDateTime);
        var first = int.Parse(((string)sql.Value("SELECT earliest FROM totals")!).AsSpan(0, 4), CultureInfo.InvariantCulture);
        if (day.Year - first > MostYears)
        {
            return "";
        }
        var years = Enumerable.Range(first, Math.Max(0, day.Year - first)).Select(year => string.Create(CultureInfo.InvariantCulture, $"y{year:0000}"));
        var months = Enumerable.Range(1, day.Month - 1).Select(month => string.Create(CultureInfo.InvariantCulture, $"o{day.Year:0000}{month:00}"));
        var days = Enumerable.Range(1, day.Day).Select(number => string.Create(CultureInfo.InvariantCulture, $"t{day.Year:0000}{day.Month:00}{number:00}"));
        return $" AND days : ({string.Join(" OR ", years.Concat(months).Concat(days))})";
    }

    /// <summary>The part of an expression that narrows a search as a filter asks; empty where it asks for nothing. A period is narrowed to months at least, and is to be held against the days after.</summary>
    public static string Narrowing(IncidentFilter filter, IEnumerable<long> facets)
    {
        var expression = new StringBuilder();
        foreach (var facet in facets)
        {
            expression.Append(CultureInfo.InvariantCulture, $" AND facets : \"{Facets.Unsigned(facet)}\"");
        }
        if (filter is { From: { } from, To: { } to } && from <= to && MonthsBetween(from, to) < MostMonths)
        {
            var words = new List<string>();
            for (var month = 0; month <= MonthsBetween(from, to); month++)
            {
                words.Add(string.Create(CultureInfo.InvariantCulture, $"l{FirstOf(from).AddMonths(month):yyyyMM}"));
                if (to.DayNumber - from.DayNumber > MostDays)
                {
                    words.Add(string.Create(CultureInfo.InvariantCulture, $"m{FirstOf(from).AddMonths(month):yyyyMM}"));
                }
            }
            for (var day = from; to.DayNumber - from.DayNumber <= MostDays && day <= to; day = day.AddDays(1))
            {
                words.Add(string.Create(CultureInfo.InvariantCulture, $"d{day:yyyyMMdd}"));
            }
            expression.Append(CultureInfo.InvariantCulture, $" AND days : ({string.Join(" OR ", words)})");
        }
        return expression.ToString();
    }

    private static int MonthsBetween(DateOnly from, DateOnly to) => ((to.Year - from.Year) * 12) + to.Month - from.Month;

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
