using Attest.Archive.Formats;
using Attest.Archive.Storage;
using Attest.Incidents;

namespace Attest.Archive;

/// <summary>One folder that keeps originals, the ledger and the views built from it. Nothing acknowledged is ever lost.</summary>
/// <remarks>
/// One writer at a time, in this process or another; any number of readers. Each report is one transaction: its ledger entries and its views
/// stand together or not at all, and it is acknowledged only when both it and its original are durable.
/// Views use the latest version of each document: the one that its publisher changed last, or else published last, a version without a time
/// counting by when it was recorded here; of two with one time, the one recorded last.
/// </remarks>
public sealed partial class ReportArchive : IAsyncDisposable
{
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromHours(1);

    private readonly ArchiveFolder _files;
    private readonly TimeProvider _clock;
    private readonly Sql _writer;
    private readonly SemaphoreSlim _pen = new(1, 1);
    private readonly Readers _readers;
    private readonly ViewCache _cache = new();
    private readonly TallyShelves _shelves = new();
    private bool _closed;

    private ReportArchive(ArchiveFolder files, Sql writer, TimeProvider clock)
    {
        _files = files;
        _writer = writer;
        _clock = clock;
        _readers = new Readers(files.Database);
    }

    /// <summary>The folder, as an absolute path.</summary>
    public string Folder => _files.Path;

    /// <summary>Opens the archive in a folder, making it where there is none.</summary>
    /// <exception cref="ArchiveException">The folder can't be used; the message says why and what to do.</exception>
    public static Task<ReportArchive> OpenAsync(string folder, TimeProvider clock, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(clock);
        var files = new ArchiveFolder(Path.GetFullPath(folder));
        return Task.Run(
            () => ArchiveFaults.Explain("Opening", files.Path, () =>
            {
                var writer = files.Open();
                files.Originals.Sweep(clock.GetUtcNow() - LeftoverAge);
                return new ReportArchive(files, writer, clock);
            }),
            cancel);
    }

    /// <summary>Records a reading with the original that it was read from, links its claims, and returns when all of it is durable.</summary>
    /// <remarks>The same bytes at the same address again change nothing, whatever else is said of them.</remarks>
    /// <exception cref="ArchiveException">It can't be kept: the disk or another process stands in the way. Nothing of it is recorded then.</exception>
    /// <exception cref="ArgumentException">The bytes are not those that the reading names, or a span of it does not lie within its text.</exception>
    public Task<RecordOutcome> RecordAsync(Reading reading, ReadOnlyMemory<byte> original, IncidentLinker linker, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(linker);
        return WriteAsync($"Recording {reading.Report.Path} in", () => Record(reading, original.Span, linker), cancel);
    }

    /// <summary>Throws the views away and builds them anew from ledger and matter. Readers see the old ones until it is done.</summary>
    /// <exception cref="ArchiveException">A reading that the ledger names is missing or damaged; the views stay as they were.</exception>
    public Task RebuildAsync(IncidentLinker linker, IProgress<(long Done, long Total)>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(linker);
        return WriteAsync(
            "Rebuilding the views of",
            () =>
            {
                _cache.Clear();
                return _writer.Write(() => new Rebuild(_writer, _files.Path).Run(linker, progress, cancel));
            },
            cancel, needsViews: false);
    }

    /// <summary>Checks every stored span against the archived bytes, and the ledger's chain.</summary>
    /// <remarks>It looks at one state of the archive throughout; what is added meanwhile is not looked at.</remarks>
    public Task<Verification> VerifyAsync(IProgress<(long Done, long Total)>? progress, CancellationToken cancel) =>
        ReadAsync("Verifying", sql => new Verifier(sql, _files.Originals).Run(progress, cancel), cancel, needsViews: false);

    /// <summary>Waits for the report that is being recorded, then closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }
        await _pen.WaitAsync();
        _closed = true;
        _writer.Dispose();
        _readers.Dispose();
        // Whoever waited for it is told that the archive is closed.
        _pen.Release();
    }

    private RecordOutcome Record(Reading given, ReadOnlySpan<byte> original, IncidentLinker linker)
    {
        var digest = Sha256.Of(original);
        if (digest != given.Report.Original.Sha256)
        {
            throw new ArgumentException($"Recording {given.Report.Path}: the bytes have the digest {digest}, expected {given.Report.Original.Sha256}.", nameof(original));
        }
        if (Known(given.Report.Id) is { } unchanged)
        {
            return unchanged;
        }
        if (ReadingSpans.Outside(given) is { } outside)
        {
            throw new ArgumentException($"Recording {given.Report.Path}: {outside} does not lie within its text; a claim without its words is not stored.", nameof(given));
        }
        // Views are made of the reading as it will come back from the archive, now as in a rebuild.
        var content = ReadingJson.Write(given);
        var reading = ReadingJson.Read(content);
        var matter = Matter.Seal(content);
        _files.Originals.Store(digest.Hex, original);

        return _writer.Write(() =>
        {
            // Another process may have been quicker.
            if (Known(reading.Report.Id) is { } known)
            {
                return known;
            }
            var recordedAt = _clock.GetUtcNow();
            var ledger = new Ledger(_writer);
            ledger.Append(Ledger.ReportArchived, recordedAt, Ledger.ReportArchivedBody(reading.Report));
            new Matter(_writer).Store(matter);
            var entry = ledger.Append(Ledger.ReadingRecorded, recordedAt, Ledger.ReadingRecordedBody(reading, matter.Commitment));
            var hadVersions = _writer.Value("SELECT 1 FROM reports WHERE document = $1 LIMIT 1", reading.Report.Document.Hex) is not null;
            new ReportViews(_writer, linker, _cache).Add(entry, matter.Commitment, reading);
            return new RecordOutcome(reading.Report.Id, hadVersions ? RecordKind.NewVersion : RecordKind.New, CopyOf(reading.Report.Id));
        });
    }

    private RecordOutcome? Known(Sha256 report) => _writer.Value("SELECT 1 FROM reports WHERE report = $1", report.Hex) is null
        ? null
        : new RecordOutcome(report, RecordKind.Unchanged, CopyOf(report));

    private Sha256? CopyOf(Sha256 report) => _writer.Value("SELECT copy_of FROM reports WHERE report = $1", report.Hex) is string copyOf ? new Sha256(copyOf) : null;

    private async Task<T> WriteAsync<T>(string doing, Func<T> work, CancellationToken cancel, bool needsViews = true)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        await _pen.WaitAsync(cancel);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return await Task.Run(
                () => ArchiveFaults.Explain(doing, _files.Path, () =>
                {
                    if (needsViews)
                    {
                        _files.RequireViews(_writer);
                    }
                    return work();
                }),
                cancel);
        }
        finally
        {
            _pen.Release();
        }
    }

    private Task<T> ReadAsync<T>(string doing, Func<Sql, T> query, CancellationToken cancel, bool needsViews = true)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return Task.Run(
            () => ArchiveFaults.Explain(doing, _files.Path, () =>
            {
                return _readers.Use(sql =>
                {
                    if (needsViews)
                    {
                        _files.RequireViews(sql);
                    }
                    return sql.Read(() => query(sql));
                });
            }),
            cancel);
    }
}
