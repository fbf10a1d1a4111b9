namespace Attest.Language;

/// <summary>The seventeen universal parts of speech (universaldependencies.org/u/pos), and none before tagging.</summary>
public enum UniversalTag : byte
{
    /// <summary>Not tagged.</summary>
    None,

    /// <summary>Adjective: large, Ukrainian, third.</summary>
    Adj,

    /// <summary>Adposition: in, of, near.</summary>
    Adp,

    /// <summary>Adverb: overnight, very, where.</summary>
    Adv,

    /// <summary>Auxiliary: was killed, has said, will be; also the copula.</summary>
    Aux,

    /// <summary>Coordinating conjunction: and, or, but.</summary>
    Cconj,

    /// <summary>Determiner: the, this, all.</summary>
    Det,

    /// <summary>Interjection: yes, oh.</summary>
    Intj,

    /// <summary>Common noun: drone, people.</summary>
    Noun,

    /// <summary>Numeral: 44, three, million.</summary>
    Num,

    /// <summary>Particle: not, possessive 's, to before an infinitive.</summary>
    Part,

    /// <summary>Pronoun: he, who, somebody, his.</summary>
    Pron,

    /// <summary>Proper noun: Kharkiv, Danko.</summary>
    Propn,

    /// <summary>Punctuation.</summary>
    Punct,

    /// <summary>Subordinating conjunction: that, if, because.</summary>
    Sconj,

    /// <summary>Symbol: $, %, +.</summary>
    Sym,

    /// <summary>Verb, but for auxiliaries: said, shelling.</summary>
    Verb,

    /// <summary>None of these: a foreign or broken-off word.</summary>
    X,
}
