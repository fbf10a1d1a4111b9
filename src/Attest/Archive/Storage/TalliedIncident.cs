using System.Buffers.Binary;
using Attest.Incidents;
using Attest.Incidents.Tallies;

namespace Attest.Archive.Storage;

/// <summary>What every tally asks of an incident, whatever it sums: its days, and when it was told of and kept; and, kept apart, its places.</summary>
/// <param name="entry">As <see cref="Write"/> gave it.</param>
internal readonly ref struct TalliedIncident(ReadOnlySpan<byte> entry)
{
    /// <summary>The day of what is not dated: after all others.</summary>
    public const int Undated = 4_000_000;

    private const int BoundsAt = 2 * sizeof(int), Bytes = BoundsAt + (4 * sizeof(long));

    private readonly ReadOnlySpan<byte> _entry = entry;

    /// <summary>The first day that it can have been on, as a number, or <see cref="Undated"/>.</summary>
    public int First => BinaryPrimitives.ReadInt32LittleEndian(_entry);

    /// <summary>The last.</summary>
    public int Last => BinaryPrimitives.ReadInt32LittleEndian(_entry[sizeof(int)..]);

    /// <summary>Whether it stands as it is now at a moment of both clocks, in ticks.</summary>
    public bool StandsAt(long told, long kept) => Bound(1) <= told && Bound(3) <= kept;

    /// <summary>Whether something was known of it then.</summary>
    public bool IsKnownAt(long told, long kept) => Bound(0) <= told && Bound(2) <= kept;

    /// <summary>Whether an incident may be asked for by a place.</summary>
    /// <param name="places">As <see cref="WritePlaces"/> gave them.</param>
    /// <param name="place">The place's facet.</param>
    public static bool IsAt(ReadOnlySpan<byte> places, long place)
    {
        for (; places.Length >= sizeof(long); places = places[sizeof(long)..])
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(places) == place)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The bytes that say by which places an incident may be asked for; empty for none.</summary>
    public static byte[] WritePlaces(Incident incident)
    {
        var places = PlaceNames.Of(incident.Place).Select(Facets.OfPlace).Distinct().Order().ToList();
        var entry = new byte[places.Count * sizeof(long)];
        for (var i = 0; i < places.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(i * sizeof(long)), places[i]);
        }
        return entry;
    }

    /// <summary>The bytes that say all this but its places.</summary>
    public static byte[] Write(Incident incident, ToldBounds bounds)
    {
        var entry = new byte[Bytes];
        var days = TallyReader.DaysOf(incident);
        BinaryPrimitives.WriteInt32LittleEndian(entry, days?.First.DayNumber ?? Undated);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(sizeof(int)), days?.Last.DayNumber ?? Undated);
        PutBounds(entry, bounds.ToldFrom, bounds.ToldTo, bounds.KeptFrom, bounds.KeptTo);
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
