using System.Globalization;

namespace Attest.Web.Components;

/// <summary>Addresses within the site that lead to a report and to a stretch of its text.</summary>
public static class ReportAddress
{
    /// <summary>Characters of a report's text on one page of it; longer ones are shown in parts.</summary>
    public const int PartLength = 150_000;

    /// <summary>Number of parts that a report's text is shown in; at least 1.</summary>
    public static int Parts(Report report) => Math.Max(1, (report.Text.Length + PartLength - 1) / PartLength);

    /// <summary>A report.</summary>
    public static string Of(Sha256 report) => $"/reports/{report}";

    /// <summary>The words of a claim in the report that carries it; its record there, where the text is an excerpt in which nobody can count.</summary>
    public static string Of(Claim claim) => claim.Report.QuoteStart is null ? $"{Of(claim.Report.Id)}#claim-{claim.Id}" : claim.Words is [var first, ..] ? At(claim.Report.Id, first.Start) : Of(claim.Report.Id);

    /// <summary>What a search found.</summary>
    public static string Of(Archive.ReportHit hit) => hit.IsOfExcerpt ? Of(hit.Report.Id) : At(hit.Report.Id, hit.Start);

    /// <summary>A place in a report's text.</summary>
    public static string At(Sha256 report, int start)
    {
        var part = (start / PartLength) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"/reports/{report}{(part > 1 ? $"?part={part}" : "")}#at-{start}");
    }
}
