namespace Attest.Language;

/// <summary>Universal Dependencies relations with the subtypes that English treebanks use (universaldependencies.org/en/dep): NsubjPass is nsubj:pass.</summary>
public enum Relation : byte
{
    /// <summary>None known.</summary>
    None,

    /// <summary>The sentence's head, which depends on nothing.</summary>
    Root,

    /// <summary>Clause at a noun: forces defending the town.</summary>
    Acl,

    /// <summary>Relative clause: the bridge that fell.</summary>
    AclRelcl,

    /// <summary>Adverbial clause: fled when it burned.</summary>
    Advcl,

    /// <summary>Relative clause at a clause: it fell, which surprised nobody.</summary>
    AdvclRelcl,

    /// <summary>Adverb: heavily damaged.</summary>
    Advmod,

    /// <summary>Adjective at a noun: heavy fighting.</summary>
    Amod,

    /// <summary>Apposition: the governor, Viktor Danko.</summary>
    Appos,

    /// <summary>Auxiliary: has said.</summary>
    Aux,

    /// <summary>Auxiliary of a passive: was hit.</summary>
    AuxPass,

    /// <summary>Adposition or possessive 's at its noun: in Kharkiv.</summary>
    Case,

    /// <summary>Coordinating conjunction: and, or.</summary>
    Cc,

    /// <summary>First half of a paired conjunction: both, either.</summary>
    CcPreconj,

    /// <summary>Clause as object: said that it fell.</summary>
    Ccomp,

    /// <summary>Part of a compound: drone strike, three million.</summary>
    Compound,

    /// <summary>Particle of a verb: shot down.</summary>
    CompoundPrt,

    /// <summary>What is coordinated with a first one: tanks and guns.</summary>
    Conj,

    /// <summary>Copula: is ready.</summary>
    Cop,

    /// <summary>Clause as subject.</summary>
    Csubj,

    /// <summary>Clause as subject of a clause that is itself a predicate.</summary>
    CsubjOuter,

    /// <summary>Clause as subject of a passive.</summary>
    CsubjPass,

    /// <summary>Not told more exactly.</summary>
    Dep,

    /// <summary>Determiner: the town.</summary>
    Det,

    /// <summary>Determiner before another: all the towns.</summary>
    DetPredet,

    /// <summary>Interjection and the like.</summary>
    Discourse,

    /// <summary>Put before or after the clause it belongs to.</summary>
    Dislocated,

    /// <summary>Empty there or it.</summary>
    Expl,

    /// <summary>Part of a fixed expression: as well as.</summary>
    Fixed,

    /// <summary>Later part of a name without a head: Viktor Danko.</summary>
    Flat,

    /// <summary>Part of a word wrongly written apart.</summary>
    Goeswith,

    /// <summary>Indirect object: gave them shells.</summary>
    Iobj,

    /// <summary>Member of a list without syntax.</summary>
    List,

    /// <summary>Word that opens a clause: that, if, to.</summary>
    Mark,

    /// <summary>Noun at a noun: the mayor of Kharkiv.</summary>
    Nmod,

    /// <summary>Title or description before a name: President Lund.</summary>
    NmodDesc,

    /// <summary>Possessor: Kharkiv's mayor.</summary>
    NmodPoss,

    /// <summary>Noun at a noun without adposition: 10 miles an hour.</summary>
    NmodUnmarked,

    /// <summary>Subject.</summary>
    Nsubj,

    /// <summary>Subject of a clause that is itself a predicate.</summary>
    NsubjOuter,

    /// <summary>Subject of a passive: drones were downed.</summary>
    NsubjPass,

    /// <summary>Number at a noun: 44 drones.</summary>
    Nummod,

    /// <summary>Direct object.</summary>
    Obj,

    /// <summary>Noun at a verb with adposition: fell on Monday.</summary>
    Obl,

    /// <summary>Agent of a passive: hit by shells.</summary>
    OblAgent,

    /// <summary>Noun at a verb without adposition: fell last week.</summary>
    OblUnmarked,

    /// <summary>What is left where a predicate is left out.</summary>
    Orphan,

    /// <summary>Clause beside another without conjunction.</summary>
    Parataxis,

    /// <summary>Punctuation.</summary>
    Punct,

    /// <summary>What the speaker has put right.</summary>
    Reparandum,

    /// <summary>Who is spoken to.</summary>
    Vocative,

    /// <summary>Predicate whose subject stands outside: began to burn.</summary>
    Xcomp,
}
