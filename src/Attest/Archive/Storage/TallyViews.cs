using System.Globalization;
using Attest.Archive.Storage.Packing;
using Attest.Incidents;
using Attest.Incidents.Tallies;

namespace Attest.Archive.Storage;

/// <summary>Keeps what each incident adds to each tally, so that a tally is summed from rows and no incident is made anew for it. Call it within <see cref="Sql.Write"/>.</summary>
internal sealed class TallyViews(Sql sql)
{
    /// <summary>The day under which what is not dated is filed: after all others.</summary>
    public const int Undated = 4_000_000;

    /// <summary>Files an incident's tolls in place of those filed before.</summary>
    /// <param name="number">The incident's row.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="listed">Its place in the list.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="claims">Its claims, each with its origin resolved.</param>
    /// <param name="bounds">When it was told of and kept.</param>
    /// <param name="was">What was filed of it before; null for nothing.</param>
    public FiledTolls Put(long number, string unit, long listed, Incident incident, IReadOnlyList<LinkedClaim> claims, ToldBounds bounds, FiledTolls? was)
    {
        var day = TallyReader.DaysOf(incident)?.First.DayNumber ?? Undated;
        var rows = TallyReader.Queries(claims).Select(query => (Query: query, Variant: Facets.Tally(query.Measure, query.Side, query.Claimant), Entry: TallyReader.Of(query, incident, claims)!)).DistinctBy(row => row.Variant).ToList();
        if (bounds.HasOlder)
        {
            // What only older versions count, or accounts that were moved to another incident, adds nothing now, and did as of a moment.
            rows.AddRange(OlderMeasures(unit, incident.Id).Where(measure => rows.TrueForAll(row => row.Query.Measure != measure))
                .Select(measure => (new TallyQuery(measure), Facets.Tally(measure, null, null), new TallyEntry(null, TallyReader.DaysOf(incident)?.Last, null, false, false, new Dictionary<LeftOut, int>(), [], 0, 0, 0))).ToList());
        }
        var now = new FiledTolls(day, [.. rows.Select(row => row.Variant)]);
        if (was is not null)
        {
            Remove(number, was with { Variants = was.Day == day ? [.. was.Variants.Except(now.Variants)] : was.Variants });
        }
        if (rows is [])
        {
            return now;
        }
        var indexes = Enumerable.Range(0, incident.Claims.Count).DistinctBy(i => incident.Claims[i].Id).ToDictionary(i => incident.Claims[i].Id, i => i, StringComparer.Ordinal);
        foreach (var (_, variant, entry) in rows)
        {
            sql.Run(
                """
                INSERT OR REPLACE INTO tolls (variant, first, number, last, listed, low, high, shown, undated, mixed, figures, sideless, unsourced, left_out, made, told_from, told_to, kept_from, kept_to)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
                """,
                variant, day, number, entry.Last?.DayNumber ?? Undated, listed, (double?)entry.Toll?.Low, (double?)entry.Toll?.High, (double?)entry.Toll?.Shown, entry.IsUndated ? 1 : 0, entry.IsMixed ? 1 : 0, entry.Figures,
                entry.Sideless, entry.Unsourced, WriteLeftOut(entry.LeftOut), WriteIndexes(entry.Claims.Select(id => indexes[id])), bounds.ToldFrom, bounds.ToldTo, bounds.KeptFrom, bounds.KeptTo);
        }
        return now;
    }

    /// <summary>Takes out what is filed of an incident.</summary>
    public void Remove(long number, FiledTolls filed)
    {
        foreach (var variant in filed.Variants)
        {
            sql.Run("DELETE FROM tolls WHERE variant = $1 AND first = $2 AND number = $3", variant, filed.Day, number);
        }
    }

    /// <summary>The reasons of a row; only those that do not depend on what else is filed.</summary>
    public static IEnumerable<(LeftOut Reason, int Count)> ReadLeftOut(string text) =>
        text.Split(' ').Select(part => part.Split(':')).Select(pair => ((LeftOut)int.Parse(pair[0], CultureInfo.InvariantCulture), int.Parse(pair[1], CultureInfo.InvariantCulture)));

    /// <summary>Which of an incident's claims a toll is made of.</summary>
    public static IReadOnlyList<int> ReadIndexes(ReadOnlySpan<byte> made)
    {
        var pack = new PackReader(made);
        var indexes = new int[pack.Count()];
        for (var i = 0; i < indexes.Length; i++)
        {
            indexes[i] = pack.Int();
        }
        return indexes;
    }

    private static byte[] WriteIndexes(IEnumerable<int> indexes)
    {
        var pack = new PackWriter();
        pack.List([.. indexes], index => pack.Number(index));
        return pack.ToArray();
    }

    private static string? WriteLeftOut(IReadOnlyDictionary<LeftOut, int> leftOut) =>
        string.Join(' ', leftOut.Where(pair => pair.Key < LeftOut.UnknownSide).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{(int)pair.Key}:{pair.Value}"))) is { Length: > 0 } text ? text : null;

    private List<Measure> OlderMeasures(string unit, string id) => sql.Rows(
        $"""
        {GoneIncidents.Ids}, {MovedAccounts.Documents}
        SELECT figures.measure FROM documents JOIN reports AS version ON version.document = documents.document AND version.recorded_to IS NOT NULL
            JOIN claims ON claims.position = version.position JOIN figures USING (number)
        UNION SELECT figures.measure FROM moved_accounts JOIN claims USING (account) JOIN figures USING (number) WHERE moved_accounts.id = $1 AND claims.recorded_to IS NULL
        """,
        row => WireNames<Measure>.Parse(row.GetString(0)), id, unit);
}

/// <summary>Under what an incident's tolls are filed.</summary>
/// <param name="Day">The first day as a number, or <see cref="TallyViews.Undated"/>.</param>
/// <param name="Variants">What each is asked by (<see cref="Facets.Tally"/>).</param>
internal sealed record FiledTolls(long Day, IReadOnlyList<long> Variants)
{
    public byte[] Write()
    {
        var pack = new PackWriter();
        pack.List(Variants, pack.Number);
        return pack.ToArray();
    }

    public static FiledTolls Read(long day, ReadOnlySpan<byte> variants)
    {
        var pack = new PackReader(variants);
        var read = new long[pack.Count()];
        for (var i = 0; i < read.Length; i++)
        {
            read[i] = pack.Number();
        }
        return new FiledTolls(day, read);
    }
}
