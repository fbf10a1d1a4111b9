namespace Attest.Claims.Figures;

/// <summary>A number as it stands in a text, before it is known what it measures.</summary>
/// <param name="First">Index of its first token, with hedges and currency.</param>
/// <param name="NumberFirst">Index of the first token of the number itself.</param>
/// <param name="Last">Index after its last token, with its unit.</param>
/// <param name="Low">Least value; null where open.</param>
/// <param name="High">Greatest value; null where open.</param>
/// <param name="Approximate">Whether the words blur it.</param>
/// <param name="Unit">What its unit measures; empty where it has none and counts.</param>
/// <param name="Form">How it is written.</param>
internal readonly record struct Quantity(int First, int NumberFirst, int Last, decimal? Low, decimal? High, bool Approximate, string Unit, NumberForm Form);

/// <summary>How a number is written.</summary>
internal enum NumberForm
{
    /// <summary>In digits.</summary>
    Digits,

    /// <summary>In words.</summary>
    Words,

    /// <summary>As the word one.</summary>
    One,

    /// <summary>As an open number: dozens, hundreds.</summary>
    Many,

    /// <summary>As a fraction.</summary>
    Part,

    /// <summary>As two: both, a pair, double.</summary>
    Pair,

    /// <summary>As nought: no, none.</summary>
    None,
}
