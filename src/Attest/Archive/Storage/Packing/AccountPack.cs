using Attest.Incidents.Linking;

namespace Attest.Archive.Storage.Packing;

/// <summary>How the accounts view keeps an account, beside its id, its order and its report.</summary>
/// <remarks>Every other member of <see cref="Account"/> is written and read here: a new one wants its two lines and a new number of the views (<see cref="Schema.ViewsVersion"/>).</remarks>
internal static class AccountPack
{
    public static byte[] Write(Account account)
    {
        var pack = new PackWriter();
        pack.Number((long)account.Type);
        pack.Text(account.Kind);
        pack.Double(account.Lead);
        pack.Flag(account.IsTelling);
        pack.Text(account.Place?.Anchor);
        if (account.Place is { } place)
        {
            pack.Text(place.Name);
            pack.Text(place.Region);
            pack.Double(place.Position.Latitude);
            pack.Double(place.Position.Longitude);
            pack.Double(place.RadiusKm);
            pack.Flag(place.IsSettlement);
        }
        pack.List(account.Nearby, pack.Text);
        pack.Count(account.First);
        pack.Count(account.Last);
        pack.List(account.Days, day => pack.Number(day));
        pack.Count(account.Published);
        pack.List(account.Modes, pack.Text);
        pack.Text(account.Actor);
        pack.Decimal(account.Killed);
        pack.Decimal(account.Wounded);
        pack.List(account.Terms, term =>
        {
            pack.Text(term.Text);
            // Two decimals, as a term is made.
            pack.Number((long)Math.Round(term.Weight * 100));
        });
        pack.Text(account.Copy);
        pack.Flag(account.HasVictims);
        pack.Number(account.Item);
        return pack.ToArray();
    }

    /// <summary>The account.</summary>
    /// <exception cref="FormatException">These are other bytes.</exception>
    public static Account Read(string id, string order, string report, ReadOnlySpan<byte> content)
    {
        var pack = new PackReader(content);
        return new Account(
            id, order, report, (EventType)pack.Int(), pack.Needed(), pack.Double(), pack.Flag(), Place(ref pack), pack.Texts(), pack.Count(null), pack.Count(null), Days(ref pack), pack.Count(null), pack.Texts(), pack.Text(),
            pack.Decimal(), pack.Decimal(), Terms(ref pack), pack.Text(), pack.Flag(), pack.Int());
    }

    private static AccountPlace? Place(ref PackReader pack) => pack.Text() is { } anchor
        ? new AccountPlace(anchor, pack.Needed(), pack.Text(), new GeoPoint(pack.Double(), pack.Double()), pack.Double(), pack.Flag())
        : null;

    private static int[] Days(ref PackReader pack)
    {
        var days = new int[pack.Count()];
        for (var i = 0; i < days.Length; i++)
        {
            days[i] = pack.Int();
        }
        return days;
    }

    private static Term[] Terms(ref PackReader pack)
    {
        var terms = new Term[pack.Count()];
        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] = new Term(pack.Needed(), pack.Number() / 100.0);
        }
        return terms;
    }
}
