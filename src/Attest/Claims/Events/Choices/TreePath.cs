namespace Attest.Claims.Events.Choices;

/// <summary>How a word hangs together with an event's: the shortest ways through the tree, each as a number.</summary>
internal static class TreePath
{
    /// <summary>The kind of way that is none of those that bind a word to an event.</summary>
    public const int Loose = 11;

    /// <summary>The way from an event's word to another of its sentence.</summary>
    /// <param name="words">The sentence.</param>
    /// <param name="node">The event's word.</param>
    /// <param name="other">The other.</param>
    /// <returns>A number for the way with its prepositions, and one for its kind alone.</returns>
    public static (int Exact, int Kind) Of(SentenceWords words, int node, int other)
    {
        var tree = words.Tree;
        if (other == node)
        {
            return (1, 1);
        }
        var head = tree.Head(other);
        if (tree.Subject(node) == other)
        {
            return (tree.IsPassive(node) ? 2 : 3, tree.IsPassive(node) ? 2 : 3);
        }
        if (tree.Object(node) == other)
        {
            return (4, 4);
        }
        if (head == node)
        {
            return (Mix(5, (int)tree.RelationOf(other), CaseOf(words, other)), 100 + (int)tree.RelationOf(other));
        }
        var above = tree.Head(node);
        if (above == other)
        {
            return (Mix(6, (int)tree.RelationOf(node), 0), 200 + (int)tree.RelationOf(node));
        }
        if (above >= 0 && tree.Subject(above) == other)
        {
            return (Mix(7, (int)tree.RelationOf(node), 0), 7);
        }
        if (above >= 0 && tree.Object(above) == other)
        {
            return (Mix(8, (int)tree.RelationOf(node), 0), 8);
        }
        if (head >= 0 && head == above)
        {
            return (Mix(9, (int)tree.RelationOf(other), CaseOf(words, other)), 9);
        }
        if (head >= 0 && tree.Head(head) == node)
        {
            return (Mix(10, ((int)tree.RelationOf(head) * 64) + (int)tree.RelationOf(other), CaseOf(words, other)), 10);
        }
        return (Mix(Loose, other < node ? 1 : 0, Math.Min(Math.Abs(other - node) / 4, 5)), Loose);
    }

    /// <summary>The preposition that governs a word; 0 where none does.</summary>
    public static int CaseOf(SentenceWords words, int token) => words.Tree.Child(token, Language.Relation.Case) is >= 0 and var preposition ? SignBag.Of(words.Lower[preposition]) : 0;

    private static int Mix(int kind, int one, int other) => unchecked((kind * 1000003) + (one * 8191) + other);
}
