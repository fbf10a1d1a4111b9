using Attest.Language.Network;

namespace Attest.Language.Names;

/// <summary>The network's labels and the stage's own lists → names of one text.</summary>
/// <remarks>A nationality or a weapon of the lists wins where the network sees no person, organisation or place of more words around it.</remarks>
internal sealed class NameFinder(string text, Token[] tokens, int[] sentences)
{
    private readonly List<NameMention> _names = [];
    private readonly List<NameMention> _listed = [];

    // Names that something was said to happen in or near.
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _where = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds the names of some sentences.</summary>
    /// <param name="first">Index of the token that the first label is for.</param>
    /// <param name="fromSentence">The first sentence.</param>
    /// <param name="toSentence">The one after the last.</param>
    /// <param name="labels">The network's label for each token.</param>
    /// <param name="certainties">How probable each label is.</param>
    /// <param name="set">What the labels mean.</param>
    public void Add(int first, int fromSentence, int toSentence, ReadOnlySpan<int> labels, ReadOnlySpan<float> certainties, NameSet set)
    {
        for (var sentence = fromSentence; sentence < toSentence; sentence++)
        {
            int start = sentences[sentence], end = sentences[sentence + 1];
            _listed.Clear();
            NameLists.Find(text, tokens, start, end, _listed);
            var listed = 0;
            for (var word = start; word < end;)
            {
                var last = End(labels, first, word, end, set);
                while (listed < _listed.Count && _listed[listed].First < word)
                {
                    listed++;
                }
                if (listed < _listed.Count && _listed[listed].First == word && _listed[listed].Last >= last)
                {
                    _names.Add(WithHead(_listed[listed], start));
                    word = _listed[listed].Last;
                    continue;
                }
                if (last > word && IsKept(set.Kinds[labels[word - first]]))
                {
                    var kind = set.Kinds[labels[word - first]];
                    if (last == word + 1 && word > start && IsWhere(word, start))
                    {
                        _where.Add(text.AsSpan(tokens[word].Start, tokens[word].End - tokens[word].Start));
                        kind = kind == NameKind.Person ? NameKind.Place : kind;
                    }
                    var from = kind == NameKind.Person ? AfterDemonyms(word, last) : word;
                    if (kind != NameKind.Person || Titles.End(tokens, from, last) < last)
                    {
                        _names.Add(WithHead(new NameMention(from, last, from, kind, Certainty(certainties[(from - first)..(last - first)])), start));
                    }
                    word = last;
                    continue;
                }
                word++;
            }
        }
    }

    /// <summary>All names, in the text's order, each name of one kind throughout.</summary>
    public NameMention[] Finish() => new NameHarmony(text, tokens, sentences, _where).Apply(_names);

    // "in Lyman", "the outskirts of Lyman": nobody is so spoken of.
    private bool IsWhere(int word, int sentence) => tokens[word - 1].Lemma switch
    {
        "in" or "near" or "outside" or "into" => true,
        "of" => word - 2 >= sentence && tokens[word - 2].Lemma is "outskirt" or "outskirts" or "village" or "town" or "city" or "suburb" or "settlement" or "port",
        _ => false,
    };

    private static float Certainty(ReadOnlySpan<float> certainties)
    {
        var least = 1f;
        foreach (var certainty in certainties)
        {
            least = Math.Min(least, certainty);
        }
        return least;
    }

    // "Belgian Prime Minister Maria Lund": the nationality is a name of its own.
    private int AfterDemonyms(int first, int last)
    {
        while (first < last && NameLists.IsDemonym(text.AsSpan(tokens[first].Start, tokens[first].End - tokens[first].Start)))
        {
            _names.Add(new NameMention(first, first + 1, first, NameKind.Demonym, 1f));
            first++;
        }
        return first;
    }

    // Things that GUM counts as objects are of any sort; weapons come from the lists.
    private static bool IsKept(NameKind kind) => kind is not NameKind.Equipment;

    private static int End(ReadOnlySpan<int> labels, int first, int word, int end, NameSet set)
    {
        var label = labels[word - first];
        if (!set.IsName[label] || !set.Begins[label])
        {
            return word;
        }
        var last = word + 1;
        while (last < end && set.Before[labels[last - first]] == label)
        {
            last++;
        }
        return last;
    }

    // The token whose own head lies outside the name.
    private NameMention WithHead(NameMention name, int sentence)
    {
        for (var token = name.First; token < name.Last; token++)
        {
            var head = tokens[token].Head < 0 ? -1 : sentence + tokens[token].Head;
            if (head < name.First || head >= name.Last)
            {
                return name with { Head = token };
            }
        }
        return name;
    }
}
