using System.Buffers.Binary;
using Attest.Incidents;
using Attest.Incidents.Tallies;

namespace Attest.Archive.Storage;

/// <summary>What every tally asks of an incident, whatever it sums: its days, its places, and when it was told of and kept.</summary>
/// <param name="entry">As <see cref="Write"/> gave it.</param>
internal readonly ref struct TalliedIncident(ReadOnlySpan<byte> entry)
{
    /// <summary>The day of what is not dated: after all others.</summary>
    public const int Undated = 4_000_000;

    private const int BoundsAt = 2 * sizeof(int), PlacesAt = BoundsAt + (4 * sizeof(long));

    private readonly ReadOnlySpan<byte> _entry = entry;

    /// <summary>The first day that it can have been on, as a number, or <see cref="Undated"/>.</summary>
    public int First => BinaryPrimitives.ReadInt32LittleEndian(_entry);

    /// <summary>The last.</summary>
    public int Last => BinaryPrimitives.ReadInt32LittleEndian(_entry[sizeof(int)..]);

    /// <summary>Whether it stands as it is now at a moment of both clocks, in ticks.</summary>
    public bool StandsAt(long told, long kept) => Bound(1) <= told && Bound(3) <= kept;

    /// <summary>Whether something was known of it then.</summary>
    public bool IsKnownAt(long told, long kept) => Bound(0) <= told && Bound(2) <= kept;

    /// <summary>Whether it may be asked for by a place.</summary>
    /// <param name="place">The place's facet.</param>
    public bool IsAt(long place)
    {
        for (var left = _entry[PlacesAt..]; left.Length >= sizeof(long); left = left[sizeof(long)..])
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(left) == place)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The bytes that say all this.</summary>
    public static byte[] Write(Incident incident, ToldBounds bounds)
    {
        var places = PlaceNames.Of(incident.Place).Select(Facets.OfPlace).Distinct().Order().ToList();
        var entry = new byte[PlacesAt + (places.Count * sizeof(long))];
        var days = TallyReader.DaysOf(incident);
        BinaryPrimitives.WriteInt32LittleEndian(entry, days?.First.DayNumber ?? Undated);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(sizeof(int)), days?.Last.DayNumber ?? Undated);
        PutBounds(entry, bounds.ToldFrom, bounds.ToldTo, bounds.KeptFrom, bounds.KeptTo);
        for (var i = 0; i < places.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(PlacesAt + (i * sizeof(long))), places[i]);
        }
        return entry;
    }

    /// <summary>The bytes with what was told and kept earlier than was known.</summary>
    public byte[] Since(long told, long kept)
    {
        var entry = _entry.ToArray();
        PutBounds(entry, Math.Min(Bound(0), told), Bound(1), Math.Min(Bound(2), kept), Bound(3));
        return entry;
    }

    private long Bound(int which) => BinaryPrimitives.ReadInt64LittleEndian(_entry[(BoundsAt + (which * sizeof(long)))..]);

    private static void PutBounds(Span<byte> entry, params ReadOnlySpan<long> bounds)
    {
        for (var i = 0; i < bounds.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(entry[(BoundsAt + (i * sizeof(long)))..], bounds[i]);
        }
    }
}
