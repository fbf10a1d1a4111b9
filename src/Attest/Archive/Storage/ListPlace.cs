namespace Attest.Archive.Storage;

/// <summary>The place of an incident in a list of the newest, as a number of its own that rises with it.</summary>
/// <remarks>The minute in which its newest report was published, then its weight, then its row: so a page of the list needs no sorting and a cursor is one number.</remarks>
internal static class ListPlace
{
    private const int RowBits = 24, WeightBits = 6;
    private const double StepsOfWeight = 4;

    /// <summary>The place; incidents without a dated report come after all others.</summary>
    public static long Of(Incident incident, long row)
    {
        var minute = incident.Newest is { } newest ? Math.Max(0, newest.Earliest.UtcTicks / TimeSpan.TicksPerMinute) : 0;
        var weight = (long)Math.Clamp(incident.Weight * StepsOfWeight, 0, (1 << WeightBits) - 1);
        return (((minute << WeightBits) | weight) << RowBits) | (row & ((1L << RowBits) - 1));
    }

    /// <summary>The minute of a place; the earliest there is for incidents without a dated report.</summary>
    public static DateTimeOffset MinuteOf(long place) =>
        new(Math.Clamp((place >> (RowBits + WeightBits)) * TimeSpan.TicksPerMinute, 0, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), TimeSpan.Zero);

    /// <summary>The place behind all incidents of a minute and before all that are older.</summary>
    public static long At(DateTimeOffset minute) => (minute.UtcTicks / TimeSpan.TicksPerMinute) << (RowBits + WeightBits);
}
