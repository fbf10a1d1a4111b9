namespace Attest.Claims.Nations;

/// <summary>A state, a people, or a body that takes sides as one.</summary>
/// <param name="Name">Its usual English name, which is also the name of its side: Ukraine, United States, NATO.</param>
/// <param name="Iso">ISO 3166-1 alpha-2 code; empty where it has none.</param>
public sealed record Nation(string Name, string Iso);

/// <summary>Which sort of word names a nation.</summary>
public enum NationWord
{
    /// <summary>Its name or a short form of it: Britain, UK.</summary>
    Name,

    /// <summary>Its adjective: British.</summary>
    Adjective,

    /// <summary>Its people: Britons.</summary>
    People,

    /// <summary>Its capital, which may stand for its government: London.</summary>
    Capital,

    /// <summary>A seat or organ that stands for its government: Downing Street.</summary>
    Seat,
}

/// <summary>Words of a text that name a nation.</summary>
/// <param name="Nation">Which.</param>
/// <param name="Word">By which sort of word.</param>
/// <param name="Start">Index of the first character, in what was searched.</param>
/// <param name="End">Index after the last.</param>
public readonly record struct NationMatch(Nation Nation, NationWord Word, int Start, int End);
