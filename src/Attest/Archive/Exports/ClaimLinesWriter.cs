using System.Buffers;
using Attest.Archive.Formats;

namespace Attest.Archive.Exports;

/// <summary>JSON Lines of claims, each with the incident that it belongs to and one member more that says what export it is of: the one form that has room for claims of no incident.</summary>
internal sealed class ClaimLinesWriter(ExportHeader header) : ExportWriter
{
    private readonly byte[] _end = JsonLinesWriter.End(header);

    public override void Begin(IBufferWriter<byte> output)
    {
    }

    public override void Write(ExportedIncident incident, IBufferWriter<byte> output)
    {
        foreach (var claim in incident.Incident.Claims)
        {
            Write(new ListedClaim(claim, incident.Incident), incident.MapOf, output);
        }
    }

    public override void Write(ListedClaim claim, Func<Sha256, CodePointMap> mapOf, IBufferWriter<byte> output)
    {
        output.Write(ListJson.Write(claim.Claim, claim.Incident?.Id, mapOf).AsSpan()[..^1]);
        output.Write(_end);
    }
}
