using System.Globalization;

namespace Attest;

/// <summary>Names one member of one reading, such as <c>a1</c> for its first attribution. Means nothing outside that reading.</summary>
/// <param name="Kind">i item, s speaker, a attribution, p place, t time, f figure, e event, c casualty.</param>
/// <param name="Number">1 for the first of its kind.</param>
public readonly record struct LocalId(char Kind, int Number)
{
    /// <summary>The kind and the number, as written in a reading.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}{Number}");

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is not a letter followed by a number.</exception>
    public static LocalId Parse(string text) =>
        text.Length > 1 && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new LocalId(text[0], number)
            : throw new FormatException($"Reading a local id: found “{text}”, expected a letter followed by a number, such as a1.");
}
