using Attest.Archive.Formats;

namespace Attest.Archive.Exports;

/// <summary>An incident on its way out: the line that <see cref="IncidentJson"/> writes, read only by those forms that need its members.</summary>
/// <param name="line">The line.</param>
/// <param name="mapOf">Gives the map of the text of a report that its claims are in; it holds while the incident is at hand.</param>
/// <param name="changedAt">When it last changed here.</param>
public sealed class ExportedIncident(ReadOnlyMemory<byte> line, Func<Sha256, CodePointMap> mapOf, DateTimeOffset changedAt)
{
    private Incident? _incident;

    /// <summary>An incident that is there already.</summary>
    public ExportedIncident(Incident incident, Func<Sha256, CodePointMap> mapOf, DateTimeOffset changedAt)
        : this(IncidentJson.Write(incident, mapOf), mapOf, changedAt) => (_incident, IsKept) = (incident, false);

    /// <summary>Whether it is as the archive keeps it now, and not made anew as it stood at a moment or as somebody may see it.</summary>
    public bool IsKept { get; } = true;

    /// <summary>The line in UTF-8, without an end of line.</summary>
    public ReadOnlyMemory<byte> Line => line;

    /// <summary>The map of the text of a report that its claims are in.</summary>
    public Func<Sha256, CodePointMap> MapOf => mapOf;

    /// <summary>When it last changed here.</summary>
    public DateTimeOffset ChangedAt => changedAt;

    /// <summary>The incident.</summary>
    public Incident Incident => _incident ??= IncidentJson.Read(line, mapOf);
}
