namespace Attest.Archive;

/// <summary>What a search found.</summary>
/// <param name="Incidents">Incidents whose title or place has the words, the best first; on the first page only.</param>
/// <param name="Reports">Parts of reports that have the words, the best first, or the newest where there are very many.</param>
/// <param name="Next">Where the next page of reports begins; null where there is none.</param>
/// <param name="Terms">The words and phrases that were looked for, as they were understood; empty where the query has none.</param>
public sealed record SearchResult(IReadOnlyList<IncidentPin> Incidents, IReadOnlyList<ReportHit> Reports, string? Next, IReadOnlyList<string> Terms)
{
    /// <summary>Whether so many parts of reports have the words that they come as they were added, the last one first, and not by how well they fit.</summary>
    public bool IsNewestFirst { get; init; }
}

/// <summary>A part of a report that has the words.</summary>
/// <param name="Report">The report.</param>
/// <param name="Start">Where the part (an update, an article) starts in the report's text, in UTF-16.</param>
/// <param name="Words">Some of its words around those that were looked for.</param>
/// <param name="Matches">Where those stand in <paramref name="Words"/>, in UTF-16, in order; may be empty where only the title, a speaker or a place has them.</param>
public sealed record ReportHit(ReportSummary Report, int Start, string Words, IReadOnlyList<TextSpan> Matches)
{
    /// <summary>Whether who asks is shown an excerpt of the report alone, in which <see cref="Start"/> is no place.</summary>
    public bool IsOfExcerpt { get; init; }
}
