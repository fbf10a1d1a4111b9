using Attest.Incidents;
using Attest.Incidents.Origins;

namespace Attest.Archive.Storage;

/// <summary>Makes incidents anew as they stood at a moment of both clocks, each once, and no more than a page may cost.</summary>
/// <param name="sql">The archive; one transaction of it.</param>
/// <param name="publishedBy">Only what had been published by this moment; null for all.</param>
/// <param name="recordedBy">Only what had been recorded here by this moment; null for all.</param>
/// <param name="most">How many to make.</param>
internal sealed class IncidentsThen(Sql sql, DateTimeOffset? publishedBy, DateTimeOffset? recordedBy, int most)
{
    private static readonly IncidentLinker Linker = new();

    private readonly ClaimRows _rows = new(sql);
    private readonly string _published = Moment.Write(publishedBy ?? DateTimeOffset.MaxValue), _recorded = Moment.Write(recordedBy ?? DateTimeOffset.MaxValue);
    private readonly Dictionary<string, (Incident, List<LinkedClaim>)?> _made = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> _ids = [];
    private List<string>? _gone;

    /// <summary>The moment of publication in ticks; the greatest for none.</summary>
    public long Told { get; } = publishedBy?.UtcTicks ?? long.MaxValue;

    /// <summary>The moment of recording in ticks; the greatest for none.</summary>
    public long Kept { get; } = recordedBy?.UtcTicks ?? long.MaxValue;

    /// <summary>The ids of incidents that are no more and of which something was known at the moment (<see cref="GoneIncidents.StandingAt"/>).</summary>
    public IReadOnlyList<string> Gone => _gone ??= new GoneIncidents(sql).StandingAt(Told, Kept);

    /// <summary>Makes one that is there now.</summary>
    /// <param name="number">Its row.</param>
    /// <param name="made">As of one by its id.</param>
    /// <returns>False where as many were made as may be.</returns>
    public bool TryMake(long number, out (Incident Incident, List<LinkedClaim> Claims)? made)
    {
        if (!_ids.TryGetValue(number, out var id))
        {
            if (_made.Count >= most)
            {
                made = null;
                return false;
            }
            _ids.Add(number, id = (string)sql.Value("SELECT id FROM incidents WHERE number = $1", number)!);
        }
        return TryMake(id, out made);
    }

    /// <summary>Makes one.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="made">The incident with its claims, each with its origin resolved; null where nothing of it was known.</param>
    /// <returns>False where as many were made as may be.</returns>
    public bool TryMake(string id, out (Incident Incident, List<LinkedClaim> Claims)? made)
    {
        if (_made.TryGetValue(id, out made))
        {
            return true;
        }
        if (_made.Count >= most)
        {
            return false;
        }
        made = ReportArchive.ClaimsOf(sql, _rows, id, _published, _recorded) is [_, ..] claims && OriginFinder.Resolve(claims) is var resolved ? (Linker.AssembleResolved(id, resolved, []), resolved) : null;
        _made.Add(id, made);
        return true;
    }
}
