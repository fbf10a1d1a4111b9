using Attest.Archive.Storage.Packing;
using Attest.Incidents;
using Attest.Incidents.Tallies;

namespace Attest.Archive.Storage;

/// <summary>Keeps what each incident adds to each tally, so that a tally is summed from shelves (<see cref="Shelf"/>) and no incident is made anew for it. Call it within <see cref="Sql.Write"/>.</summary>
internal sealed class TallyViews(Sql sql)
{
    /// <summary>Keeps an incident's tolls in place of those kept before.</summary>
    /// <param name="number">The incident's row.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="claims">Its claims, each with its origin resolved.</param>
    /// <param name="bounds">When it was told of and kept.</param>
    /// <param name="was">What was kept of it before; null for nothing.</param>
    public FiledTolls Put(long number, string unit, Incident incident, IReadOnlyList<LinkedClaim> claims, ToldBounds bounds, FiledTolls? was)
    {
        var indexes = Enumerable.Range(0, incident.Claims.Count).DistinctBy(i => incident.Claims[i].Id).ToDictionary(i => incident.Claims[i].Id, i => i, StringComparer.Ordinal);
        var (rows, whole) = (new Dictionary<long, byte[]>(), new Dictionary<Measure, int>());
        var made = new List<(List<LinkedClaim> Figures, byte[] Toll)>();
        foreach (var (query, figures) in TallyReader.Parts(claims))
        {
            whole.TryAdd(query.Measure, figures.Count);
            // What one side lost is often all that there is, and who says it says it of one side.
            var toll = made.Find(one => one.Figures.SequenceEqual(figures, ReferenceEqualityComparer.Instance)).Toll;
            if (toll is null)
            {
                var entry = TallyReader.Of(query.Measure, incident, figures, figures.Count == whole[query.Measure]);
                made.Add((figures, toll = KeptToll.Write(entry, [.. entry.Claims.Select(id => indexes[id])])));
            }
            rows.TryAdd(Facets.Tally(query), toll);
        }
        if (bounds.HasOlder)
        {
            // What only older versions count, or accounts that were moved to another incident, adds nothing now, and did as of a moment.
            foreach (var measure in OlderMeasures(unit, incident.Id).Where(measure => !whole.ContainsKey(measure)))
            {
                rows.Add(Facets.Tally(new TallyQuery(measure)), KeptToll.Nothing);
            }
        }
        var now = new FiledTolls([.. rows.Keys]);
        if (was is not null)
        {
            Remove(number, new FiledTolls([.. was.Variants.Except(now.Variants)]));
        }
        Place("tallied", null, number, rows.Count == 0 ? [] : TalliedIncident.Write(incident, bounds));
        Place("tallied_places", null, number, rows.Count == 0 ? [] : TalliedIncident.WritePlaces(incident));
        foreach (var (variant, toll) in rows)
        {
            Place("tolls", variant, number, toll);
        }
        return now;
    }

    /// <summary>Takes out all that is kept of an incident.</summary>
    public void Forget(long number, FiledTolls filed)
    {
        Remove(number, filed);
        Place("tallied", null, number, []);
        Place("tallied_places", null, number, []);
    }

    /// <summary>Tells that an incident may have been told of and kept earlier than was known.</summary>
    public void Reach(long number, long told, long kept)
    {
        if (sql.Value("SELECT content FROM tallied WHERE shelf = $1", Shelf.Of(number)) is byte[] content && new Shelf(content) is var shelf && shelf.Find(Shelf.PlaceOf(number)))
        {
            Place("tallied", null, number, new TalliedIncident(shelf.Entry).Since(told, kept));
        }
    }

    private void Remove(long number, FiledTolls filed)
    {
        foreach (var variant in filed.Variants)
        {
            Place("tolls", variant, number, []);
        }
    }

    // Most entries stay as they were when one report more tells of an incident.
    private void Place(string table, long? variant, long number, ReadOnlySpan<byte> entry)
    {
        var (shelf, which) = (Shelf.Of(number), variant is null ? "$1 IS NULL AND shelf = $2" : "variant = $1 AND shelf = $2");
        var was = sql.Value($"SELECT content FROM {table} WHERE {which}", variant, shelf) as byte[] ?? [];
        var now = Shelf.With(was, Shelf.PlaceOf(number), entry);
        if (now.AsSpan().SequenceEqual(was))
        {
            return;
        }
        if (now.Length == 0)
        {
            sql.Run($"DELETE FROM {table} WHERE {which}", variant, shelf);
        }
        else if (variant is null)
        {
            sql.Run($"INSERT INTO {table} (shelf, content) VALUES ($1, $2) ON CONFLICT (shelf) DO UPDATE SET content = excluded.content", shelf, now);
        }
        else
        {
            sql.Run("INSERT INTO tolls (variant, shelf, content) VALUES ($1, $2, $3) ON CONFLICT (variant, shelf) DO UPDATE SET content = excluded.content", variant, shelf, now);
        }
    }

    private List<Measure> OlderMeasures(string unit, string id) => sql.Rows(
        $"""
        {GoneIncidents.Ids}, {MovedAccounts.Documents}
        SELECT figures.measure FROM documents JOIN reports AS version ON version.document = documents.document AND version.recorded_to IS NOT NULL
            JOIN claims ON claims.position = version.position JOIN figures USING (number)
        UNION SELECT figures.measure FROM moved_accounts JOIN claims USING (account) JOIN figures USING (number) WHERE moved_accounts.id = $1 AND claims.recorded_to IS NULL
        """,
        row => WireNames<Measure>.Parse(row.GetString(0)), id, unit);
}

/// <summary>Under what an incident's tolls are kept.</summary>
/// <param name="Variants">What each is asked by (<see cref="Facets.Tally"/>).</param>
internal sealed record FiledTolls(IReadOnlyList<long> Variants)
{
    public byte[] Write()
    {
        var pack = new PackWriter();
        pack.List(Variants, pack.Number);
        return pack.ToArray();
    }

    public static FiledTolls Read(ReadOnlySpan<byte> variants)
    {
        var pack = new PackReader(variants);
        var read = new long[pack.Count()];
        for (var i = 0; i < read.Length; i++)
        {
            read[i] = pack.Number();
        }
        return new FiledTolls(read);
    }
}
