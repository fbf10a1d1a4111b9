using System.Buffers;
using System.Text.Json;
using Attest.Archive.Formats;

namespace Attest.Archive.Exports;

/// <summary>JSON Lines: the lines of <see cref="IncidentJson"/>, each with one member more that says what export it is of. So a line tells it wherever it is taken to, and none is no incident.</summary>
internal sealed class JsonLinesWriter : ExportWriter
{
    private readonly byte[] _end;

    public JsonLinesWriter(ExportHeader header) => _end = End(header);

    /// <summary>The end of each line of an export: the member that says what it is, and the end of line.</summary>
    public static byte[] End(ExportHeader header)
    {
        var end = new ArrayBufferWriter<byte>();
        end.Write(",\"export\":"u8);
        using (var json = new Utf8JsonWriter(end, JsonShapes.OneLine))
        {
            Write(json, header);
        }
        end.Write("}\n"u8);
        return end.WrittenSpan.ToArray();
    }

    public override void Begin(IBufferWriter<byte> output)
    {
    }

    public override void Write(ExportedIncident incident, IBufferWriter<byte> output)
    {
        output.Write(incident.Line.Span[..^1]);
        output.Write(_end);
    }

    /// <summary>What an export says of itself, as an object.</summary>
    public static void Write(Utf8JsonWriter json, ExportHeader header)
    {
        json.WriteStartObject();
        json.WriteString("stamp", header.Stamp);
        json.WriteString("publishedBy", header.PublishedBy is null ? null : ExportHeader.Moment(header.PublishedBy));
        json.WriteString("recordedBy", header.RecordedBy is null ? null : ExportHeader.Moment(header.RecordedBy));
        json.WriteEndObject();
    }
}
