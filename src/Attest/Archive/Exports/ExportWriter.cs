using System.Buffers;

namespace Attest.Archive.Exports;

/// <summary>Writes incidents in one form. Pure: incidents in, bytes out, one at a time, so that any number of them takes the same room.</summary>
public abstract class ExportWriter
{
    private const int FlushAt = 64 * 1024;

    /// <summary>Incidents that the form has no room for and that were left out so far (docs/formats.md says which).</summary>
    public int LeftOut { get; protected set; }

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
            _ => new HxlWriter(header),
        };
    }

    /// <summary>What comes before the first incident.</summary>
    public abstract void Begin(IBufferWriter<byte> output);

    /// <summary>One incident.</summary>
    public abstract void Write(ExportedIncident incident, IBufferWriter<byte> output);

    /// <summary>What comes after the last.</summary>
    public virtual void End(IBufferWriter<byte> output)
    {
    }

    /// <summary>Writes all of some incidents to a stream, which stays open.</summary>
    public async Task WriteAllAsync(IAsyncEnumerable<ExportedIncident> incidents, Stream output, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        ArgumentNullException.ThrowIfNull(output);
        var written = new ArrayBufferWriter<byte>(2 * FlushAt);
        Begin(written);
        await foreach (var incident in incidents.WithCancellation(cancel))
        {
            Write(incident, written);
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
