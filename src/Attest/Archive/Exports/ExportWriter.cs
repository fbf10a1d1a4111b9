using System.Buffers;

namespace Attest.Archive.Exports;

/// <summary>Writes incidents in one form. Pure: incidents in, bytes out, one at a time, so that any number of them takes the same room.</summary>
public abstract class ExportWriter
{
    private const int FlushAt = 64 * 1024;

    private readonly SortedDictionary<LeftOutReason, int> _leftOut = [];

    /// <summary>How many incidents were left out so far because the form has no room for them, by reason; empty for none, and for every form but <see cref="ExportFormat.Acled"/>.</summary>
    public IReadOnlyDictionary<LeftOutReason, int> LeftOut => _leftOut;

    /// <summary>The writer of a form.</summary>
    public static ExportWriter Of(ExportHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header.Format switch
        {
            ExportFormat.Jsonl => new JsonLinesWriter(header),
            ExportFormat.Csv => new ClaimRowsWriter(header),
            ExportFormat.Geojson => new GeoJsonWriter(header),
            ExportFormat.Acled => new AcledWriter(header),
            ExportFormat.Hxl => new HxlWriter(header),
            _ => new ClaimLinesWriter(header),
        };
    }

    /// <summary>What comes before the first incident.</summary>
    public abstract void Begin(IBufferWriter<byte> output);

    /// <summary>One incident.</summary>
    public abstract void Write(ExportedIncident incident, IBufferWriter<byte> output);

    /// <summary>One claim by itself.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="mapOf">The map of the text of a report that it is in.</param>
    /// <param name="output">Where it is written to.</param>
    /// <exception cref="NotSupportedException">The form is one of incidents.</exception>
    public virtual void Write(ListedClaim claim, Func<Sha256, CodePointMap> mapOf, IBufferWriter<byte> output) =>
        throw new NotSupportedException("Exporting a claim by itself: found a form of incidents, expected claims.");

    /// <summary>What comes after the last.</summary>
    public virtual void End(IBufferWriter<byte> output)
    {
    }

    /// <summary>Writes all of some incidents to a stream, which stays open.</summary>
    public Task WriteAllAsync(IAsyncEnumerable<ExportedIncident> incidents, Stream output, CancellationToken cancel) => WriteAllAsync(incidents, Write, output, cancel);

    /// <summary>Writes all of some claims to a stream, which stays open.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="mapOf">The map of the text of a report that a claim is in, asked for while it is at hand.</param>
    /// <param name="output">The stream.</param>
    /// <param name="cancel">Ends the writing.</param>
    /// <exception cref="NotSupportedException">The form is one of incidents.</exception>
    public Task WriteAllAsync(IAsyncEnumerable<ListedClaim> claims, Func<Sha256, CodePointMap> mapOf, Stream output, CancellationToken cancel) =>
        WriteAllAsync(claims, (claim, written) => Write(claim, mapOf, written), output, cancel);

    /// <summary>Counts an incident that the form has no room for.</summary>
    protected void Leave(LeftOutReason reason) => _leftOut[reason] = _leftOut.GetValueOrDefault(reason) + 1;

    private async Task WriteAllAsync<T>(IAsyncEnumerable<T> items, Action<T, IBufferWriter<byte>> write, Stream output, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(output);
        var written = new ArrayBufferWriter<byte>(2 * FlushAt);
        Begin(written);
        await foreach (var item in items.WithCancellation(cancel))
        {
            write(item, written);
            if (written.WrittenCount >= FlushAt)
            {
                await output.WriteAsync(written.WrittenMemory, cancel);
                written.ResetWrittenCount();
            }
        }
        End(written);
        await output.WriteAsync(written.WrittenMemory, cancel);
        await output.FlushAsync(cancel);
    }
}
