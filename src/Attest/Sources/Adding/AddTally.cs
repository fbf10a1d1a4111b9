using System.Globalization;
using Attest.Archive;

namespace Attest.Sources.Adding;

/// <summary>What adding came to so far, in numbers.</summary>
public sealed class AddTally
{
    private int _added, _versions, _unchanged, _copies, _unread;

    /// <summary>Number of parts of inputs from which no report could be made.</summary>
    public int Refused { get; private set; }

    /// <summary>Number of reports that are in the archive, whether they are new or not.</summary>
    public int Reports => _added + _versions + _unchanged;

    /// <summary>Number of reports and versions that were not in the archive before.</summary>
    public int Fresh => _added + _versions;

    /// <summary>Whether there was anything at all.</summary>
    public bool Any => Reports + Refused > 0;

    /// <summary>Counts one outcome.</summary>
    public void Count(AddOutcome outcome)
    {
        if (outcome is not AddOutcome.Recorded { Outcome: var record, Reading: var reading })
        {
            Refused++;
            return;
        }
        switch (record.Kind)
        {
            case RecordKind.Unchanged:
                _unchanged++;
                return;
            case RecordKind.NewVersion:
                _versions++;
                break;
            default:
                _added++;
                break;
        }
        _copies += record.CopyOf is null ? 0 : 1;
        _unread += reading.Report.IsRead ? 0 : 1;
    }

    /// <summary>Counts a report that was fetched again and says the same as before.</summary>
    public void CountUnchanged() => _unchanged++;

    /// <summary>Counts what another counted.</summary>
    public void Add(AddTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (_added, _versions, _unchanged, _copies, _unread, Refused) =
            (_added + other._added, _versions + other._versions, _unchanged + other._unchanged, _copies + other._copies, _unread + other._unread, Refused + other.Refused);
    }

    /// <summary>Such as <c>2 new (1 a copy of another report), 1 new version, 3 unchanged, 1 refused</c>; “nothing” where there was nothing.</summary>
    public override string ToString()
    {
        var marks = string.Join(", ", Parts(
            (_copies, "with the same bytes as a report from elsewhere"), (_unread, "in a language that is not read")));
        var fresh = string.Join(", ", Parts((_added, "new"), (_versions, _versions == 1 ? "new version" : "new versions")));
        var all = Parts((_unchanged, "unchanged"), (Refused, "refused")).ToList();
        if (fresh.Length > 0)
        {
            all.Insert(0, marks.Length == 0 ? fresh : $"{fresh} (of these {marks})");
        }
        return all.Count == 0 ? "nothing" : string.Join(", ", all);
    }

    internal static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Parts(params IEnumerable<(int Count, string Words)> parts) =>
        parts.Where(part => part.Count > 0).Select(part => $"{Number(part.Count)} {part.Words}");
}
