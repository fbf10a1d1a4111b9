namespace Attest.Language.Network;

/// <summary>Relations by their names in treebanks: <c>nsubj:pass</c>.</summary>
internal static class RelationNames
{
    private static readonly string[] Names = [.. Enum.GetValues<Relation>().Select(Write)];

    /// <summary>The name that treebanks use.</summary>
    public static string Of(Relation relation) => Names[(int)relation];

    /// <summary>The relation of that name; the one before the colon where the whole is not known.</summary>
    public static Relation Parse(string name)
    {
        var found = Array.IndexOf(Names, name);
        if (found < 0 && name.IndexOf(':', StringComparison.Ordinal) is var colon && colon > 0)
        {
            found = Array.IndexOf(Names, name[..colon]);
        }
        return found < 0 ? Relation.Dep : (Relation)found;
    }

    // NsubjPass → nsubj:pass
    private static string Write(Relation relation)
    {
        var name = relation.ToString();
        var second = 1;
        while (second < name.Length && !char.IsUpper(name[second]))
        {
            second++;
        }
        return second == name.Length ? name.ToLowerInvariant() : $"{name[..second].ToLowerInvariant()}:{name[second..].ToLowerInvariant()}";
    }
}
