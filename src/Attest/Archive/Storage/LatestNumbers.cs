namespace Attest.Archive.Storage;

/// <summary>Of very many incidents those with the latest days, without keeping all.</summary>
/// <param name="most">How many are wanted.</param>
internal sealed class LatestNumbers(int most)
{
    private const int LeastRoom = 1024, RoomForEach = 4;

    private readonly List<(int Day, long Number)> _found = [];
    private int _earliest = int.MinValue;
    private long _room = Math.Max(LeastRoom, (long)most * RoomForEach);

    /// <summary>Number of all that were met.</summary>
    public long Count { get; private set; }

    /// <summary>Meets one.</summary>
    public void Add(int day, long number)
    {
        Count++;
        if (most <= 0 || day < _earliest)
        {
            return;
        }
        _found.Add((day, number));
        if (_found.Count > _room)
        {
            Clear();
            _room = Math.Max(_room, (long)_found.Count * 2);
        }
    }

    /// <summary>The numbers of the latest, those of one day by their ids, the last first.</summary>
    /// <param name="idOf">Gives the id of a number.</param>
    public List<long> Listed(Func<long, string> idOf)
    {
        Clear();
        return [.. _found.Select(one => (one.Day, Id: idOf(one.Number), one.Number)).OrderByDescending(one => one.Day).ThenByDescending(one => one.Id, StringComparer.Ordinal).Take(most).Select(one => one.Number)];
    }

    // Of the last day that is wanted all stay: which of them are listed, their ids say.
    private void Clear()
    {
        if (_found.Count <= most)
        {
            return;
        }
        _found.Sort((one, other) => other.CompareTo(one));
        _earliest = _found[most - 1].Day;
        var wanted = _found.FindIndex(most, one => one.Day < _earliest);
        if (wanted >= 0)
        {
            _found.RemoveRange(wanted, _found.Count - wanted);
        }
    }
}
