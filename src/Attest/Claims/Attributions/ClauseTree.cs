using Attest.Language;

namespace Attest.Claims.Attributions;

/// <summary>The dependency trees of a text, by tokens of the whole text: who governs a token, and which stretch a token governs.</summary>
internal sealed class ClauseTree
{
    // Deeper nesting than this is a misreading; a climb stops there.
    private const int MostSteps = 64;

    private readonly ParsedText _parsed;
    private readonly int[] _heads;
    private readonly TokenRange[] _subtrees;

    /// <summary>Reads heads and stretches of every sentence once.</summary>
    public ClauseTree(ParsedText parsed)
    {
        _parsed = parsed;
        var tokens = parsed.Tokens;
        _heads = new int[tokens.Length];
        _subtrees = new TokenRange[tokens.Length];
        for (var number = 0; number < parsed.SentenceCount; number++)
        {
            var (first, last) = (parsed[number].First, parsed[number].Last);
            for (var i = first; i < last; i++)
            {
                _heads[i] = tokens[i].Relation == Relation.None || tokens[i].Head < 0 ? -1 : first + tokens[i].Head;
                _subtrees[i] = new TokenRange(i, i + 1);
            }
            for (var i = first; i < last; i++)
            {
                var above = _heads[i];
                for (var steps = 0; above >= 0 && steps < MostSteps && !_subtrees[above].Contains(i); steps++)
                {
                    _subtrees[above] = new TokenRange(Math.Min(_subtrees[above].First, i), Math.Max(_subtrees[above].Last, i + 1));
                    above = _heads[above];
                }
            }
        }
    }

    /// <summary>The token that governs another; -1 for a root.</summary>
    public int Head(int token) => _heads[token];

    /// <summary>How a token depends on its head.</summary>
    public Relation RelationOf(int token) => _parsed.Tokens[token].Relation;

    /// <summary>From the first to the last token that a token governs, itself included.</summary>
    public TokenRange Subtree(int token) => _subtrees[token];

    /// <summary>The child of <paramref name="head"/> that a token stands under; -1 where it stands elsewhere.</summary>
    public int ChildAbove(int token, int head)
    {
        for (var steps = 0; token >= 0 && steps < MostSteps; steps++)
        {
            if (_heads[token] == head)
            {
                return token;
            }
            token = _heads[token];
        }
        return -1;
    }

    /// <summary>The first child with one of two relations; -1 where there is none.</summary>
    public int Child(int head, Relation relation, Relation or = Relation.None)
    {
        for (var k = _subtrees[head].First; k < _subtrees[head].Last; k++)
        {
            if (_heads[k] == head && (RelationOf(k) == relation || (or != Relation.None && RelationOf(k) == or)))
            {
                return k;
            }
        }
        return -1;
    }

    /// <summary>The word that heads the subject of a verb, its own or the one it shares with the verb that it is coordinated with or subordinate to; -1 where there is none.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="shared">Whether it is another verb's subject.</param>
    public int Subject(int verb, out bool shared)
    {
        shared = false;
        for (var steps = 0; verb >= 0 && steps < MostSteps; steps++)
        {
            if (Child(verb, Relation.Nsubj, shared ? Relation.NsubjPass : Relation.None) is var subject && subject >= 0)
            {
                return subject;
            }
            if (RelationOf(verb) is not (Relation.Conj or Relation.Advcl or Relation.Xcomp))
            {
                return -1;
            }
            shared = true;
            verb = _heads[verb];
        }
        return -1;
    }

    /// <summary>Whether no relative, adverbial, participial or reported clause within a stretch stands between a token and the clause that the stretch is.</summary>
    public bool IsInMainClause(int token, TokenRange stretch)
    {
        for (var steps = 0; token >= 0 && stretch.Contains(token) && steps < MostSteps; steps++)
        {
            if (RelationOf(token) is Relation.Advcl or Relation.AdvclRelcl or Relation.Acl or Relation.AclRelcl or Relation.Ccomp && stretch.Contains(_heads[token]))
            {
                return false;
            }
            token = _heads[token];
        }
        return true;
    }
}
