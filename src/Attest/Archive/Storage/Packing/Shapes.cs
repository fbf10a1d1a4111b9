namespace Attest.Archive.Storage.Packing;

/// <summary>Values that several packs hold.</summary>
internal static class Shapes
{
    public static void Time(this PackWriter pack, TimeValue? time) => pack.Text(time?.Iso);

    public static TimeValue? Time(this ref PackReader pack) => pack.Text() is { } iso ? new TimeValue(iso) : null;

    public static void Published(this PackWriter pack, PublicationTime? time)
    {
        pack.Byte((byte)(time is null ? 0 : time.Value.Instant is null ? 1 : 2));
        if (time is not { } known)
        {
            return;
        }
        pack.Number(known.Day.DayNumber);
        if (known.Instant is { } instant)
        {
            pack.Number(instant.Ticks);
            pack.Number((long)instant.Offset.TotalMinutes);
        }
    }

    public static PublicationTime? Published(this ref PackReader pack)
    {
        var kind = pack.Byte();
        if (kind == 0)
        {
            return null;
        }
        try
        {
            var day = DateOnly.FromDayNumber(pack.Int());
            return kind == 1 ? new PublicationTime(day) : new PublicationTime(day, new DateTimeOffset(pack.Number(), TimeSpan.FromMinutes(pack.Int())));
        }
        catch (ArgumentException)
        {
            throw PackReader.Damaged();
        }
    }

    public static void Place(this PackWriter pack, IncidentPlace? place)
    {
        pack.Text(place?.Name);
        if (place is null)
        {
            return;
        }
        pack.Text(place.Gazetteer);
        pack.Text(place.Country);
        pack.Text(place.Region);
        pack.Double(place.Position.Latitude);
        pack.Double(place.Position.Longitude);
        pack.Number((long)place.Kind);
        pack.Number(place.GeoPrecision);
        pack.Double(place.RadiusKm);
    }

    public static IncidentPlace? Place(this ref PackReader pack) => pack.Text() is { } name
        ? new IncidentPlace(name, pack.Needed(), pack.Text(), pack.Text(), new GeoPoint(pack.Double(), pack.Double()), (PlaceKind)pack.Int(), pack.Int(), pack.Double())
        : null;

    public static string Needed(this ref PackReader pack) => pack.Text() ?? throw PackReader.Damaged();

    public static void Count(this PackWriter pack, int? number)
    {
        pack.Flag(number is not null);
        if (number is { } known)
        {
            pack.Number(known);
        }
    }

    public static int? Count(this ref PackReader pack, int? none) => pack.Flag() ? pack.Int() : none;
}
