using Attest.Incidents;

namespace Attest.Archive.Storage;

/// <summary>The claims of incidents that were made anew lately: a day's incidents are made anew report by report, and reading their claims each time costs most of it.</summary>
/// <remarks>A claim that is kept is never changed; one that a transaction took back may be, so whoever sees one fail clears this. Two generations bound its size.</remarks>
internal sealed class ClaimCache
{
    private const int MostOfGeneration = 8192;

    private Dictionary<string, LinkedClaim> _now = new(StringComparer.Ordinal);
    private Dictionary<string, LinkedClaim> _before = new(StringComparer.Ordinal);

    /// <summary>The claim of an id; read where it is not here.</summary>
    public LinkedClaim Get(string id, Func<string, LinkedClaim> read)
    {
        if (_now.TryGetValue(id, out var claim))
        {
            return claim;
        }
        if (!_before.TryGetValue(id, out claim))
        {
            claim = read(id);
        }
        if (_now.Count >= MostOfGeneration)
        {
            (_before, _now) = (_now, new Dictionary<string, LinkedClaim>(StringComparer.Ordinal));
        }
        _now[id] = claim;
        return claim;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _now.Clear();
        _before.Clear();
    }
}
