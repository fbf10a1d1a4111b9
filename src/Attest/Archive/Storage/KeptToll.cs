using Attest.Archive.Storage.Packing;
using Attest.Incidents.Tallies;

namespace Attest.Archive.Storage;

/// <summary>What one incident is to one tally, as it is kept.</summary>
internal readonly ref struct KeptToll
{
    private const int Counts = 1, Undated = 2, Mixed = 4, LeavesOut = 8, Approximate = 16;

    /// <summary>The bytes of an entry without a figure.</summary>
    public static readonly byte[] Nothing = Write(new TallyEntry(null, null, null, false, false, new Dictionary<LeftOut, int>(), [], 0, 0, 0), []);

    private readonly ReadOnlySpan<byte> _rest;
    private readonly byte _flags;

    /// <summary>Reads the bytes that <see cref="Write"/> gave.</summary>
    public KeptToll(ReadOnlySpan<byte> entry)
    {
        var pack = new PackReader(entry);
        _flags = pack.Byte();
        if ((_flags & Counts) != 0)
        {
            Toll = new KeptRange(pack.Decimal(), pack.Decimal(), pack.Decimal(), (_flags & Approximate) != 0);
        }
        (Figures, Sideless, Unsourced) = (pack.Int(), pack.Int(), pack.Int());
        _rest = pack.Rest;
    }

    /// <summary>What it adds; null for nothing.</summary>
    public KeptRange? Toll { get; }

    /// <inheritdoc cref="TallyEntry.IsUndated"/>
    public bool IsUndated => (_flags & Undated) != 0;

    /// <inheritdoc cref="TallyEntry.IsMixed"/>
    public bool IsMixed => (_flags & Mixed) != 0;

    /// <inheritdoc cref="TallyEntry.Figures"/>
    public int Figures { get; }

    /// <inheritdoc cref="TallyEntry.Sideless"/>
    public int Sideless { get; }

    /// <inheritdoc cref="TallyEntry.Unsourced"/>
    public int Unsourced { get; }

    /// <summary>Adds up the figures that do not count, by reason; not those that another side or claimant has.</summary>
    public void LeaveOut(TallySum sum)
    {
        if ((_flags & LeavesOut) == 0)
        {
            return;
        }
        var pack = new PackReader(_rest);
        for (var left = pack.Count(); left > 0; left--)
        {
            sum.Leave((LeftOut)pack.Int(), pack.Int());
        }
    }

    /// <summary>Which of the incident's claims it is made of.</summary>
    public IReadOnlyList<int> Made()
    {
        var pack = new PackReader(_rest);
        for (var left = (_flags & LeavesOut) == 0 ? 0 : pack.Count(); left > 0; left--)
        {
            _ = (pack.Int(), pack.Int());
        }
        var made = new int[pack.Count()];
        for (var i = 0; i < made.Length; i++)
        {
            made[i] = pack.Int();
        }
        return made;
    }

    /// <summary>The bytes of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="made">Which of the incident's claims it is made of.</param>
    public static byte[] Write(TallyEntry entry, IReadOnlyList<int> made)
    {
        var leftOut = entry.LeftOut.Where(pair => pair.Key < LeftOut.UnknownSide).ToList();
        var pack = new PackWriter();
        pack.Byte((byte)((entry.Toll is null ? 0 : Counts) | (entry.IsUndated ? Undated : 0) | (entry.IsMixed ? Mixed : 0) | (leftOut is [] ? 0 : LeavesOut) | (entry.Toll is { Approximate: true } ? Approximate : 0)));
        if (entry.Toll is { } toll)
        {
            pack.Decimal(toll.Low);
            pack.Decimal(toll.High);
            pack.Decimal(toll.Shown);
        }
        pack.Number(entry.Figures);
        pack.Number(entry.Sideless);
        pack.Number(entry.Unsourced);
        if (leftOut is not [])
        {
            pack.List(leftOut, pair =>
            {
                pack.Number((int)pair.Key);
                pack.Number(pair.Value);
            });
        }
        pack.List(made, index => pack.Number(index));
        return pack.ToArray();
    }
}

/// <summary>A toll without the words of its rule.</summary>
/// <param name="Low">As <see cref="Toll.Low"/>.</param>
/// <param name="High">As <see cref="Toll.High"/>.</param>
/// <param name="Shown">As <see cref="Toll.Shown"/>.</param>
/// <param name="IsApproximate">As <see cref="Toll.Approximate"/>.</param>
internal readonly record struct KeptRange(decimal? Low, decimal? High, decimal? Shown, bool IsApproximate);
