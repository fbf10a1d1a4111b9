namespace Attest.Incidents.Origins;

/// <summary>Groups passages that are near-copies of one another. The groups don't depend on the order: whatever is joined by a chain of copies is one text.</summary>
internal sealed class CopiedPassages
{
    // No incident that a reader can take in has more wordings of one matter; beyond it, each is compared with its neighbours in the order of signatures.
    private const int MostWordings = 512;

    private readonly Dictionary<string, int> _group = new(StringComparer.Ordinal);
    private readonly List<int> _parent = [];

    /// <summary>Groups signatures.</summary>
    /// <param name="signatures">May repeat; the order tells nothing.</param>
    public CopiedPassages(IEnumerable<string> signatures)
    {
        var distinct = signatures.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < distinct.Count; i++)
        {
            _group.Add(distinct[i], i);
            _parent.Add(i);
            for (var j = Math.Max(0, i - MostWordings); j < i; j++)
            {
                if (TextSignature.Likeness(distinct[i], distinct[j]) >= TextSignature.CopyLikeness)
                {
                    Join(i, j);
                }
            }
        }
    }

    /// <summary>The number of a signature's group.</summary>
    public int GroupOf(string signature) => Root(_group[signature]);

    private int Root(int member)
    {
        while (_parent[member] != member)
        {
            member = _parent[member] = _parent[_parent[member]];
        }
        return member;
    }

    // The lower number leads, which is the one that sorts first.
    private void Join(int left, int right)
    {
        var (first, second) = (Root(left), Root(right));
        _parent[Math.Max(first, second)] = Math.Min(first, second);
    }
}
