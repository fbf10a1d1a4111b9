namespace Attest.Language;

/// <summary>One word or punctuation mark of a sentence, with its tag and its place in the tree. Universal Dependencies conventions.</summary>
/// <remarks>A struct in one array a text: millions are made, none is allocated by itself.</remarks>
public readonly record struct Token
{
    /// <summary>UTF-16 index of its first code unit in the text.</summary>
    public required int Start { get; init; }

    /// <summary>UTF-16 index after its last.</summary>
    public required int End { get; init; }

    /// <summary>Universal part of speech.</summary>
    public UniversalTag Tag { get; init; }

    /// <summary>Penn Treebank tag, as EWT and GUM use it; empty until tagged.</summary>
    public string PennTag { get; init; }

    /// <summary>Dictionary form; empty until tagged.</summary>
    public string Lemma { get; init; }

    /// <summary>Inflection.</summary>
    public Morphology Morphology { get; init; }

    /// <summary>Index within the sentence of the token that it depends on; -1 for the root.</summary>
    public int Head { get; init; }

    /// <summary>How it depends on its head.</summary>
    public Relation Relation { get; init; }

    /// <summary>Where it stands.</summary>
    public TextSpan Span => new(Start, End);
}
