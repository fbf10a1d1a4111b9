using System.Collections.Frozen;
using Attest.Claims.Attributions;
using Attest.Language;

namespace Attest.Claims.Figures;

/// <summary>Tells what a figure measures, from what is counted and from the words around it (<c>contexts.tsv</c>, <c>measures.tsv</c>).</summary>
internal sealed class MeasureReader
{
    // In tokens to either side: a predicate next to the figure outweighs one further on.
    private const int Near = 5;
    private const int Far = 28;

    private static readonly string[] ContextNames = [.. Table.Rows("Claims/Figures/contexts.tsv").Select(row => row[0]).Distinct()];

    private static readonly uint Price = 1u << Array.IndexOf(ContextNames, "price");
    private static readonly uint Captured = 1u << Array.IndexOf(ContextNames, "captured");
    private static readonly uint Opinion = 1u << Array.IndexOf(ContextNames, "opinion");
    private static readonly uint Lost = 1u << Array.IndexOf(ContextNames, "lost");
    private static readonly uint Pledged = 1u << Array.IndexOf(ContextNames, "pledged");
    private static readonly uint Change = 1u << Array.IndexOf(ContextNames, "change");

    private static readonly PhraseTable<uint> Contexts = new(
        Table.Rows("Claims/Figures/contexts.tsv").Select(row => (row[1], 1u << Array.IndexOf(ContextNames, row[0]))), (a, b) => a | b);

    private static readonly FrozenDictionary<string, Rules> ByCategory = Table.Rows("Claims/Figures/measures.tsv")
        .GroupBy(row => row[0], StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, Rules.Of, StringComparer.Ordinal);

    // A report that speaks so often of a poll gives its shares.
    private const int AboutPoll = 3;

    // In tokens: how far above a line of a list its heading ("losses of the day") may stand.
    private const int Heading = 300;

    // Words above a figure in its tree that may tell what happened to what it counts.
    private const int MostSteps = 7;

    private readonly Words _words;
    private readonly ClauseTree _tree;
    private readonly uint[] _contexts;
    private readonly int _polls;

    /// <summary>Marks the contexts of every token of a text.</summary>
    public MeasureReader(Words words, ClauseTree tree)
    {
        (_words, _tree) = (words, tree);
        _contexts = new uint[words.Count];
        for (var i = 0; i < words.Count; i++)
        {
            if (Contexts.At(words, i, words.Count) is { } found)
            {
                _polls += FigureWords.Poll.Contains(words[i]) ? 1 : 0;
                for (var k = i; k < i + found.Tokens; k++)
                {
                    _contexts[k] |= found.Value;
                }
            }
        }
    }

    /// <summary>What all of them are, where a figure counts those of them that were downed or hurt; null for another measure.</summary>
    public static Measure? WholeOf(Measure measure) => measure switch
    {
        Measure.DronesDowned => Measure.DronesLaunched,
        Measure.MissilesDowned => Measure.MissilesLaunched,
        Measure.PeopleKilled or Measure.PeopleWounded or Measure.PeopleMissing => Measure.PeopleCount,
        _ => null,
    };

    /// <summary>Whether "one" counts where this is measured: victims, losses and munitions; "one of the reasons" counts nothing.</summary>
    public static bool CountsSingles(Measure measure) => measure is not (Measure.Other or Measure.PeopleCount or Measure.Countries or Measure.TroopsDeployed or Measure.AttacksRepelled or Measure.FacilitiesDamaged);

    /// <summary>Whether two measures are of one family, so that figures in one list are the same side's.</summary>
    public static bool IsOneFamily(Measure one, Measure other) => one == other || Family(one) is var family && family != 0 && family == Family(other);

    /// <summary>The measure of a category within the family of another measure: vehicles beside tanks that were supplied are supplied; null where the tables know none.</summary>
    public static Measure? Like(string category, Measure measure)
    {
        foreach (var (_, own) in ByCategory[category].Ordered)
        {
            if (own == measure || (Family(own) == Family(measure) && Family(own) == LossFamily && category is not ("people" or "unnamed")))
            {
                return own;
            }
        }
        return null;
    }

    private const int LossFamily = 1;

    private static int Family(Measure measure) => measure switch
    {
        Measure.PersonnelLosses or Measure.TanksLost or Measure.VehiclesLost or Measure.AirDefenceLost or Measure.AircraftLost or Measure.EquipmentLost or Measure.DronesDowned or Measure.MissilesDowned => LossFamily,
        Measure.PeopleKilled or Measure.PeopleWounded or Measure.PeopleMissing => 2,
        Measure.DronesLaunched or Measure.MissilesLaunched => 3,
        Measure.EquipmentSupplied or Measure.MoneyPledged or Measure.MoneySpent => 4,
        Measure.BuildingsDamaged or Measure.FacilitiesDamaged => 5,
        _ => 0,
    };

    /// <summary>Whether a token is a word for rising or falling.</summary>
    public static bool IsChange(Words words, int token) => Contexts.At(words, token, token + 1) is { Value: var contexts } && (contexts & Change) != 0;

    /// <summary>The measure of a figure and whether a word around it, not only what is counted, decided it.</summary>
    /// <param name="category">What is counted.</param>
    /// <param name="number">Its first token.</param>
    /// <param name="end">The token after what is counted.</param>
    /// <param name="first">First token of the sentence.</param>
    /// <param name="last">Token after the sentence.</param>
    /// <param name="isLine">Whether it stands in a line of a list, under a heading that tells what happened.</param>
    public (Measure Measure, bool Decided) Of(string category, int number, int end, int first, int last, bool isLine = false)
    {
        var rules = ByCategory[category];
        var mask = rules.Mask;
        if (category == "percent" && (_polls >= AboutPoll || (_words[end] == "of" && CountNoun.IsNationals(_words, end + 1))))
        {
            return rules.Choose(Opinion);
        }
        if (category == "money" && (Right(end, Math.Min(last, end + 2), Price, number) & Price) != 0)
        {
            // "$1 billion each" is a price, whoever spends it.
            return rules.Choose(Price);
        }
        if (category == "percent" && _words[end] == "of" && _polls == 0 && !IsOfPeople(end + 1, last))
        {
            // "0.3% of output to support growth": nobody was asked.
            mask &= ~Opinion;
        }
        if (category is "drones" or "missiles" && IsStriking(number, end))
        {
            // "Two missiles struck a mill": they came, and nobody brought them down.
            return rules.Choose(0);
        }
        // Losses further on are other things' than drones and missiles.
        // "Released" of a report far off frees nobody.
        var distant = (category is "drones" or "missiles" ? mask & ~Lost : mask) & ~Captured;
        var inside = 0u;
        for (var k = number; k < end; k++)
        {
            inside |= _contexts[k] & mask;
        }
        var context = category is "people" or "troops" && inside != 0 ? inside
            : Above(end - 1, number, end, mask) is var above && above != 0 ? above
            : category == "money" && OfPhrase(end, last) is var told && told != 0 ? told
            : Right(end, Math.Min(last, end + Near), mask, number) is var near && near != 0 ? near
            : Left(number, Math.Max(first, number - Near), mask) is var before && before != 0 ? before
            : isLine && (mask & Lost) != 0 && HeadingOf(first, last) >= 0 ? Lost
            : Right(end, Math.Min(last, end + Far), distant, number) is var far && far != 0 ? far
            : Left(number, Math.Max(first, category == "percent" ? RelativeBefore(number, first) : number - Far), distant);
        return rules.Choose(context);
    }

    // The subject of a verb that does something to something else.
    private bool IsStriking(int number, int end)
    {
        for (var k = number; k < end; k++)
        {
            if (_tree.RelationOf(k) == Relation.Nsubj && _tree.Head(k) is var verb && verb >= end && _words.Parsed.Tokens[verb].Tag == UniversalTag.Verb && _tree.Child(verb, Relation.Obj) >= 0)
            {
                return true;
            }
        }
        return false;
    }

    private bool IsOfPeople(int from, int last)
    {
        for (var k = from; k < Math.Min(last, from + Near); k++)
        {
            if (CountNoun.At(_words, k, last) is { } noun)
            {
                return noun.Category is "people" or "unnamed";
            }
        }
        return false;
    }

    // "A $40 billion aid bill", "$3 billion in funding": the noun that the sum qualifies, or that it is of.
    private uint OfPhrase(int end, int last)
    {
        for (var k = _words[end] is "in" or "of" or "worth" or "-" ? end + 1 : end; k < Math.Min(last, end + Near); k++)
        {
            if (_words.Parsed.Tokens[k].Tag is not (UniversalTag.Noun or UniversalTag.Adj or UniversalTag.Propn or UniversalTag.Adv) && _words.Parsed.Tokens[k].PennTag is not ("VBN" or "VBG") && _words[k] is not ("-" or "of"))
            {
                return 0;
            }
            if ((_contexts[k] & Pledged) != 0 && _words.Parsed.Tokens[k].Tag == UniversalTag.Noun)
            {
                return Pledged;
            }
        }
        return 0;
    }

    private bool HasVerb(int first, int last)
    {
        for (var k = first; k < Math.Min(last, first + Far); k++)
        {
            if (_words.Parsed.Tokens[k].Tag is UniversalTag.Verb or UniversalTag.Aux)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The word that tells of losses in the heading above a line of a list; -1 where there is none.</summary>
    /// <param name="first">First token of the line.</param>
    /// <param name="last">Token after it.</param>
    public int HeadingOf(int first, int last)
    {
        if (HasVerb(first, last))
        {
            return -1;
        }
        for (var k = first - 1; k >= Math.Max(0, first - Heading); k--)
        {
            if ((_contexts[k] & Lost) != 0)
            {
                return k;
            }
        }
        return -1;
    }

    // What the tree says: the participle that qualifies what is counted, then the verb or noun that governs it, up to the clause that somebody says.
    private uint Above(int node, int from, int to, uint mask)
    {
        for (var steps = 0; node >= 0 && steps < MostSteps; steps++)
        {
            var own = Children(node, -1, from, mask, qualifying: true);
            if (own != 0)
            {
                return own;
            }
            if (_tree.RelationOf(node) is Relation.Ccomp or Relation.Parataxis or Relation.Root || (_tree.RelationOf(node) == Relation.Advcl && steps > 0 && _tree.Child(node, Relation.Mark) >= 0))
            {
                // "It must be rebuilt as he signs a $20 billion bill": a clause with a conjunction of its own.
                return 0;
            }
            var child = node;
            node = _tree.Head(node);
            if (node < 0)
            {
                return 0;
            }
            if ((node < from || node >= to) && (_contexts[node] & mask) != 0)
            {
                return _contexts[node] & mask;
            }
            if (_words.Parsed.Tokens[node].Tag is UniversalTag.Verb or UniversalTag.Aux && Children(node, child, from, mask, qualifying: false) is var beside && beside != 0)
            {
                return beside;
            }
        }
        return 0;
    }

    // "soldiers captured near the river"; beside a verb its subject, object and complement: "the death toll stood at 45", "40 people lost their lives".
    private uint Children(int head, int except, int from, uint mask, bool qualifying)
    {
        var range = _tree.Subtree(head);
        for (var k = Math.Max(range.First, head - Far); k < Math.Min(range.Last, head + Far); k++)
        {
            if (k != except && (_contexts[k] & mask) != 0 && _tree.Head(k) == head && (qualifying
                ? k > head && _tree.RelationOf(k) is Relation.Acl or Relation.AclRelcl || (k > from && k < head && _tree.RelationOf(k) is Relation.Amod)
                : _tree.RelationOf(k) is Relation.Nsubj or Relation.NsubjPass or Relation.Obj or Relation.Xcomp or Relation.CompoundPrt))
            {
                return _contexts[k] & mask;
            }
        }
        return 0;
    }

    private uint Right(int from, int to, uint mask, int number)
    {
        for (var k = from; k < to; k++)
        {
            if ((_contexts[k] & mask) != 0)
            {
                return _contexts[k] & mask;
            }
            if (k > from && (_words[k] is "where" or "whose"))
            {
                // "Three guards at the prison where he died": told of something else.
                return 0;
            }
            if (k > from + Near && (_words[k] == ";" || _words.Parsed.Tokens[k].Tag == UniversalTag.Sconj))
            {
                return 0;
            }
            // Within reach of a verb only: another clause has its own.
            if (to - from <= Near && (_words[k] is ";" or "." || (_words.Is(k, WordClass.Coordinator) && (k > from || IsOtherClause(k + 1, to, mask)))))
            {
                return 0;
            }
        }
        return 0;
    }

    // "killing one person and injuring 33": what follows the coordinator at once is told of the next figure.
    private bool IsOtherClause(int from, int to, uint mask) =>
        from < to && (_contexts[from] & mask) != 0 && _words.Parsed.Tokens[from].Tag is UniversalTag.Verb or UniversalTag.None;

    // "Cut its deliveries to the port, which took 80% of them": what was cut is told of another clause.
    private int RelativeBefore(int number, int first)
    {
        for (var k = number - 1; k > Math.Max(first, number - Far); k--)
        {
            if (_words[k] is "which" or "who" && _words[k - 1] == ",")
            {
                return k;
            }
        }
        return number - Far;
    }

    private uint Left(int from, int to, uint mask)
    {
        for (var k = from - 1; k >= to; k--)
        {
            if ((_contexts[k] & mask) != 0)
            {
                return _contexts[k] & mask;
            }
            if (k < from - Near && _words[k] == ";")
            {
                return 0;
            }
        }
        return 0;
    }

    private sealed record Rules((uint Context, Measure Measure)[] Ordered, Measure Otherwise, uint Mask)
    {
        public static Rules Of(IEnumerable<string[]> rows)
        {
            var ordered = new List<(uint, Measure)>();
            var otherwise = Measure.Other;
            foreach (var row in rows)
            {
                var measure = WireNames<Measure>.Parse(row[2]);
                if (row[1].Length == 0)
                {
                    otherwise = measure;
                }
                else
                {
                    ordered.Add((1u << Array.IndexOf(ContextNames, row[1]), measure));
                }
            }
            return new Rules([.. ordered], otherwise, ordered.Aggregate(0u, (mask, rule) => mask | rule.Item1));
        }

        public (Measure Measure, bool Decided) Choose(uint context)
        {
            foreach (var (bit, measure) in Ordered)
            {
                if ((context & bit) != 0)
                {
                    return (measure, true);
                }
            }
            return (Otherwise, Ordered.Length == 0);
        }
    }
}
