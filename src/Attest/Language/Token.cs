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

/// <summary>The seventeen universal parts of speech, and none before tagging.</summary>
public enum UniversalTag : byte
{
#pragma warning disable CS1591 // universaldependencies.org/u/pos defines each
    None, Adj, Adp, Adv, Aux, Cconj, Det, Intj, Noun, Num, Part, Pron, Propn, Punct, Sconj, Sym, Verb, X,
#pragma warning restore CS1591
}

/// <summary>The inflections that claims are read from.</summary>
[Flags]
public enum Morphology : ushort
{
#pragma warning disable CS1591 // universaldependencies.org/u/feat defines each
    None = 0, Singular = 1, Plural = 2, Past = 4, Present = 8, Finite = 16, Infinitive = 32, Participle = 64, Gerund = 128,
    Passive = 256, Imperative = 512, FirstPerson = 1024, SecondPerson = 2048, ThirdPerson = 4096,
#pragma warning restore CS1591
}

/// <summary>Universal Dependencies relations with the subtypes that English treebanks use.</summary>
public enum Relation : byte
{
#pragma warning disable CS1591 // universaldependencies.org/en/dep defines each
    None, Root, Acl, AclRelcl, Advcl, AdvclRelcl, Advmod, Amod, Appos, Aux, AuxPass, Case, Cc, CcPreconj, Ccomp, Compound, CompoundPrt, Conj, Cop, Csubj,
    CsubjOuter, CsubjPass, Dep, Det, DetPredet, Discourse, Dislocated, Expl, Fixed, Flat, Goeswith, Iobj, List, Mark, Nmod, NmodDesc, NmodPoss, NmodUnmarked, Nsubj,
    NsubjOuter, NsubjPass, Nummod, Obj, Obl, OblAgent, OblUnmarked, Orphan, Parataxis, Punct, Reparandum, Vocative, Xcomp,
#pragma warning restore CS1591
}
