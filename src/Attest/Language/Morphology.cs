namespace Attest.Language;

/// <summary>The inflections that claims are read from, by the names of universaldependencies.org/u/feat.</summary>
[Flags]
public enum Morphology : ushort
{
    /// <summary>Not inflected, or not tagged.</summary>
    None = 0,

    /// <summary>Number=Sing: drone, he, says.</summary>
    Singular = 1,

    /// <summary>Number=Plur: drones, they.</summary>
    Plural = 2,

    /// <summary>Tense=Past: said, killed.</summary>
    Past = 4,

    /// <summary>Tense=Pres: says, firing.</summary>
    Present = 8,

    /// <summary>VerbForm=Fin: says, will.</summary>
    Finite = 16,

    /// <summary>VerbForm=Inf: to hold.</summary>
    Infinitive = 32,

    /// <summary>VerbForm=Part: damaged, having.</summary>
    Participle = 64,

    /// <summary>VerbForm=Ger: after shelling it.</summary>
    Gerund = 128,

    /// <summary>Voice=Pass: was hit.</summary>
    Passive = 256,

    /// <summary>Mood=Imp: stop.</summary>
    Imperative = 512,

    /// <summary>Person=1: we, am.</summary>
    FirstPerson = 1024,

    /// <summary>Person=2: you.</summary>
    SecondPerson = 2048,

    /// <summary>Person=3: she, says.</summary>
    ThirdPerson = 4096,
}
