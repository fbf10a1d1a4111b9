using Attest.Archive.Storage.Packing;
using Attest.Incidents;

namespace Attest.Archive.Storage;

/// <summary>Reads rows of the claims view as claims. What a claim shows of its report is read once a report.</summary>
/// <param name="sql">The archive; one query, or one transaction, of it.</param>
internal sealed class ClaimRows(Sql sql)
{
    /// <summary>What a query must give of each claim, before anything else.</summary>
    public const string Columns = "claims.claim, claims.member, claims.account, claims.position, claims.content";

    /// <summary>Number of <see cref="Columns"/>, which is where a query's own begin.</summary>
    public const int Own = 5;

    /// <summary>The same with what a claim shows of its report, for a query that joins <c>reports</c> anyway; a query's own begin at <see cref="OwnWithReport"/>.</summary>
    public const string ColumnsWithReport = Columns + ", reports.report, reports.head";

    /// <summary>Number of <see cref="ColumnsWithReport"/>.</summary>
    public const int OwnWithReport = Own + 2;

    private readonly Dictionary<long, ClaimReport> _reports = [];

    /// <summary>The claim of a row.</summary>
    public LinkedClaim Read(SqlRow row) => ClaimPack.Read(row.GetString(0), LocalId.Parse(row.GetString(1)), row.IsDBNull(2) ? null : row.GetString(2), ReportOf(row.GetInt64(3)), row.GetBlob(4));

    /// <summary>The claim of a row of <see cref="ColumnsWithReport"/>.</summary>
    public LinkedClaim ReadWithReport(SqlRow row)
    {
        var position = row.GetInt64(3);
        if (!_reports.ContainsKey(position))
        {
            _reports.Add(position, ClaimPack.Head(row.GetString(Own), row.GetBlob(Own + 1)));
        }
        return Read(row);
    }

    private ClaimReport ReportOf(long position)
    {
        if (!_reports.TryGetValue(position, out var report))
        {
            _reports.Add(position, report = sql.Rows("SELECT report, head FROM reports WHERE position = $1", row => ClaimPack.Head(row.GetString(0), row.GetBlob(1)), position)[0]);
        }
        return report;
    }
}
