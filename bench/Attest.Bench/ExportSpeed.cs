using System.Diagnostics;
using System.Globalization;
using Attest.Archive;
using Attest.Archive.Exports;

namespace Attest.Bench;

/// <summary>How fast each export writes a whole archive, and how much memory it takes for it.</summary>
internal static class ExportSpeed
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);

    /// <summary>Prints the table. The archive is only read.</summary>
    /// <param name="folder">Its folder.</param>
    public static async Task PrintAsync(string folder)
    {
        await using var archive = await ReportArchive.OpenAsync(folder, TimeProvider.System, CancellationToken.None);
        var status = await archive.StatusAsync(CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{status.Claims} claims in {status.Incidents} incidents; load of the machine before: {SiteLoad.LoadAverage()}"));
        Console.WriteLine($"{"form",-22} {"MB",8} {"seconds",8} {"of CPU",7} {"claims/s",9} {"peak managed MB",16} {"peak process MB",16}");
        foreach (var format in Enum.GetValues<ExportFormat>())
        {
            await RowAsync(archive, format, null, status.Claims);
        }
        // Half-way through the ledger, so that many are made anew.
        var moments = await archive.ReportsAsync((int)(status.Documents / 2), 1, CancellationToken.None);
        await RowAsync(archive, ExportFormat.Jsonl, moments is [var half, ..] ? half.RecordedAt : null, status.Claims);
    }

    private static async Task RowAsync(ReportArchive archive, ExportFormat format, DateTimeOffset? recordedBy, long claims)
    {
        GC.Collect();
        using var stop = new CancellationTokenSource();
        var peak = Task.Run(async () =>
        {
            var (managed, process) = (0L, 0L);
            while (!stop.IsCancellationRequested)
            {
                (managed, process) = (Math.Max(managed, GC.GetTotalMemory(false)), Math.Max(process, Environment.WorkingSet));
                await Task.Delay(Every);
            }
            return (Managed: managed, Process: process);
        });
        using var self = Process.GetCurrentProcess();
        var (clock, before) = (Stopwatch.StartNew(), self.TotalProcessorTime);
        await using var incidents = await archive.OpenIncidentsAsync(IncidentFilter.All, null, recordedBy, CancellationToken.None);
        await using var output = new CountingStream();
        await ExportWriter.Of(new ExportHeader(format, null, incidents.RecordedBy)).WriteAllAsync(incidents.ReadAsync(CancellationToken.None), output, CancellationToken.None);
        var seconds = clock.Elapsed.TotalSeconds;
        self.Refresh();
        // On a machine that others use, too, the time of the processor tells more than the clock's.
        var ofProcessor = (self.TotalProcessorTime - before).TotalSeconds;
        await stop.CancelAsync();
        var (most, whole) = await peak;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{WireNames<ExportFormat>.Of(format) + (recordedBy is null ? "" : ", as of a moment"),-22} {output.Length / 1e6,8:0} {seconds,8:0.0} {ofProcessor,7:0.0} {claims / seconds,9:0} {most / 1e6,16:0} {whole / 1e6,16:0}"));
    }

    // Takes everything and keeps its length: a disk would be measured instead.
    private sealed class CountingStream : Stream
    {
        private long _length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position { get => _length; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => _length += count;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _length += buffer.Length;
            return ValueTask.CompletedTask;
        }
    }
}
