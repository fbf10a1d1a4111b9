using System.Globalization;
using System.Text;
using Attest.Archive.Formats;
using Attest.Archive.Storage;
using Attest.Incidents;

namespace Attest.Bench;

/// <summary>What adding costs as an archive grows: invented reports, as many a day as the day before, are added one by one to an archive on disk.</summary>
/// <remarks>
/// Timed is the filling of the views: linking, the incidents' making, lists and search included. What comes before (reading, the ledger, packing) and after (waiting for the disk) is not; the time is that
/// of the processor, all threads together. A first archive is filled and thrown away, so that no row holds the start of the program. With a folder to keep, what is left there is an archive like any other.
/// </remarks>
internal static class LinkingScale
{
    private const int RowEvery = 10, FirstRow = 1000, Window = 1000, WarmUp = 10_000;

    public static void Print(int mostClaims, string? keep)
    {
        InTemporary(folder => Fill(folder, WarmUp, print: false));
        Console.WriteLine($"{"claims",10}{"reports",10}{"incidents",11}{"claims/s",10}{"ms a report",13}{"managed MB",12}{"database MB",13}");
        if (keep is null)
        {
            InTemporary(folder => Fill(folder, mostClaims, print: true));
        }
        else
        {
            Fill(keep, mostClaims, print: true);
        }
    }

    private static void InTemporary(Action<string> work)
    {
        var folder = Directory.CreateTempSubdirectory("attest-linking-").FullName;
        try
        {
            work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Fill(string folder, int mostClaims, bool print)
    {
        var files = new ArchiveFolder(Path.GetFullPath(folder));
        using var sql = files.Open();
        // A bench that is broken off is begun anew.
        sql.Script("PRAGMA synchronous = OFF;");
        var (linker, cache) = (new IncidentLinker(), new ViewCache());
        long claims = 0, next = FirstRow;
        var recent = new Queue<(TimeSpan Time, long Claims)>();
        for (var number = 0; claims < mostClaims; number++)
        {
            var (time, added) = Add(sql, files, linker, cache, InventedReports.Make(number), number);
            claims += added;
            recent.Enqueue((time, added));
            if (recent.Count > Math.Max(Window / 10, Math.Min(Window, number / 2)))
            {
                recent.Dequeue();
            }
            if (print && (claims >= next || claims >= mostClaims))
            {
                next *= RowEvery;
                Row(sql, files, claims, number + 1, recent);
            }
        }
        sql.Script("PRAGMA wal_checkpoint(TRUNCATE);");
    }

    private static (TimeSpan Time, long Claims) Add(Sql sql, ArchiveFolder files, IncidentLinker linker, ViewCache cache, Reading made, int number)
    {
        var content = ReadingJson.Write(made);
        var reading = ReadingJson.Read(content);
        var matter = Matter.Seal(content);
        var original = files.Originals.PathOf(reading.Report.Original.Sha256.Hex);
        Directory.CreateDirectory(Path.GetDirectoryName(original)!);
        File.WriteAllBytes(original, Encoding.UTF8.GetBytes(reading.Report.Text));
        return sql.Write(() =>
        {
            var ledger = new Ledger(sql);
            var recordedAt = reading.Report.Published!.Value.Earliest.AddMinutes(20).AddSeconds(number % 60);
            ledger.Append(Ledger.ReportArchived, recordedAt, Ledger.ReportArchivedBody(reading.Report));
            new Matter(sql).Store(matter);
            var entry = ledger.Append(Ledger.ReadingRecorded, recordedAt, Ledger.ReadingRecordedBody(reading, matter.Commitment));
            var start = Environment.CpuUsage.TotalTime;
            new ReportViews(sql, linker, cache).Add(entry, matter.Commitment, reading);
            var time = Environment.CpuUsage.TotalTime - start;
            return (time, sql.Number("SELECT count(*) FROM claims WHERE position = $1", entry.Position));
        });
    }

    private static void Row(Sql sql, ArchiveFolder files, long claims, int reports, Queue<(TimeSpan Time, long Claims)> recent)
    {
        var seconds = recent.Sum(one => one.Time.TotalSeconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{claims,10:N0}{reports,10:N0}{sql.Number("SELECT incidents FROM totals"),11:N0}{recent.Sum(one => one.Claims) / seconds,10:N0}{1000 * seconds / recent.Count,13:F2}{GC.GetTotalMemory(forceFullCollection: true) / 1e6,12:F1}{new FileInfo(files.Database).Length / 1e6,13:F0}"));
    }
}
