using Attest.Claims.Nations;
using Attest.Packs;

namespace Attest.Claims.Places;

/// <summary>Whose a place is by the stated policy of the packs, and what they say of the dispute.</summary>
internal sealed class BorderPolicy(Knowledge known)
{
    // States at war with each other over the place: only a place that the gazetteer puts in one of them can be the disputed one.
    private readonly HashSet<string> _parties = [.. known.Parties.Select(party => NationTable.World.Find(party)?.Nation.Iso).OfType<string>()];
    private readonly Dictionary<int, (string? Country, string? Disputed)> _found = [];

    /// <summary>The state that a place belongs to, and what is said of the dispute; null for that where there is none.</summary>
    public (string? Country, string? Disputed) Of(GazetteerEntry entry)
    {
        if (!_found.TryGetValue(entry.Row, out var border))
        {
            var disputed = known.DisputedPlace(entry.Name) ?? (entry.Region.Length > 0 ? known.DisputedPlace(entry.Region) : null);
            border = disputed is not null && (entry.Country.Length == 0 || entry.Country == disputed.Belongs || _parties.Contains(entry.Country))
                ? (disputed.Belongs, disputed.Note)
                : (entry.Country.Length == 0 ? null : entry.Country, null);
            _found.Add(entry.Row, border);
        }
        return border;
    }
}
