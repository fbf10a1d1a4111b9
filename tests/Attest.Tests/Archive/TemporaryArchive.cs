using Attest.Archive;
using Attest.Incidents;
using Microsoft.Data.Sqlite;

namespace Attest.Tests.Archive;

/// <summary>An archive in a folder of its own, removed with the test.</summary>
internal sealed class TemporaryArchive : IAsyncDisposable
{
    public static readonly IncidentLinker Linker = new();

    private TemporaryArchive(string folder, ReportArchive archive)
    {
        Folder = folder;
        Archive = archive;
    }

    public string Folder { get; }

    public ReportArchive Archive { get; private set; }

    public static async Task<TemporaryArchive> MakeAsync(string? folder = null)
    {
        folder ??= Directory.CreateTempSubdirectory("attest-test-").FullName;
        return new TemporaryArchive(folder, await OpenAsync(folder));
    }

    public static Task<ReportArchive> OpenAsync(string folder) => ReportArchive.OpenAsync(folder, new SteppingClock(), TestContext.Current.CancellationToken);

    public Task<RecordOutcome> RecordAsync(Reading reading) => RecordAsync(Archive, reading);

    public static Task<RecordOutcome> RecordAsync(ReportArchive archive, Reading reading) =>
        archive.RecordAsync(reading, SampleReadings.Original(reading), Linker, TestContext.Current.CancellationToken);

    public Task<Verification> VerifyAsync() => Archive.VerifyAsync(null, TestContext.Current.CancellationToken);

    public async Task ReopenAsync()
    {
        await Archive.DisposeAsync();
        Archive = await OpenAsync(Folder);
    }

    public string OriginalPath(Reading reading) =>
        Path.Combine(Folder, "originals", reading.Report.Original.Sha256.Hex[..2], reading.Report.Original.Sha256.Hex);

    /// <summary>Changes the database behind the archive's back.</summary>
    public void Tamper(string statements)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "attest.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    /// <summary>Every row of every view and of the ledger, as text, sorted.</summary>
    public IReadOnlyList<string> Rows(params string[] tables)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "attest.db")};Pooling=False");
        connection.Open();
        var rows = new List<string>();
        foreach (var table in tables is [] ? ["reports", "claims", "incidents"] : tables)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var values = Enumerable.Range(0, reader.FieldCount)
                    .Select(column => reader.GetValue(column) is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : reader.GetValue(column));
                rows.Add($"{table} | {string.Join(" | ", values)}");
            }
        }
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await Archive.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A minute later each time it is asked.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        private long _asked;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(Interlocked.Increment(ref _asked));
    }
}
