using System.Collections;

namespace Attest;

/// <summary>What a claim says, each thing as one written value: the form in which people see, correct and compare claims. In the order of <see cref="ClaimField"/>, each field once.</summary>
/// <remarks>How each value is written stands at its field. A null value says that nothing is known, or that the publisher says so itself.</remarks>
public sealed class ClaimValues : IReadOnlyList<FieldValue>, IEquatable<ClaimValues>
{
    private readonly FieldValue[] _values;

    /// <summary>The values in whatever order; of two for one field the later holds.</summary>
    public ClaimValues(IEnumerable<FieldValue> values)
    {
        var last = new SortedDictionary<ClaimField, FieldValue>();
        foreach (var value in values)
        {
            last[value.Field] = value;
        }
        _values = [.. last.Values];
    }

    /// <summary>No value.</summary>
    public static ClaimValues None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <inheritdoc/>
    public FieldValue this[int index] => _values[index];

    /// <summary>The value of a field; null where there is none or it is null.</summary>
    public string? this[ClaimField field] => Array.Find(_values, value => value.Field == field).Value;

    /// <summary>Whether there is a value for a field, be it null.</summary>
    public bool Has(ClaimField field) => Array.Exists(_values, value => value.Field == field);

    /// <summary>These with others in place of those of the same fields.</summary>
    public ClaimValues With(ClaimValues others) => new(this.Concat(others));

    /// <inheritdoc/>
    public IEnumerator<FieldValue> GetEnumerator() => ((IEnumerable<FieldValue>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ClaimValues? other) => other is not null && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClaimValues);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Aggregate(0, HashCode.Combine);
}

/// <summary>One thing that a claim says.</summary>
/// <param name="Field">Which.</param>
/// <param name="Value">As written; null for nothing.</param>
public readonly record struct FieldValue(ClaimField Field, string? Value);

/// <summary>What can be put right in a claim. The written name is the member's in kebab case.</summary>
public enum ClaimField
{
    /// <summary>How many: <c>8</c>, <c>6..8</c>, <c>6..</c>, <c>..8</c>, with <c>~</c> before it where it is approximate. Of a figure.</summary>
    Figure,

    /// <summary>What is measured, by its written name. Of a figure.</summary>
    Measure,

    /// <summary>What is counted, in words. Of a figure.</summary>
    Of,

    /// <summary>Who lost, launched, paid or deployed it. Of a figure.</summary>
    Side,

    /// <summary>new, cumulative or stock. Of a figure.</summary>
    Scope,

    /// <summary>Who says so, by name; null for the publisher.</summary>
    Speaker,

    /// <summary>The speaker's party or state.</summary>
    SpeakerSide,

    /// <summary>In which mode it is said, by its written name.</summary>
    Modality,

    /// <summary>Where it was, or was counted: a gazetteer key.</summary>
    Place,

    /// <summary>When it was, or over which time it counts: a date, month, year or interval in ISO 8601.</summary>
    Time,

    /// <summary>PLOVER's type. Of an event.</summary>
    Type,

    /// <summary>PLOVER's modes, with a space between two. Of an event.</summary>
    Mode,

    /// <summary>ACLED's sub-event type by name. Of an event.</summary>
    Subtype,

    /// <summary>Who did it. Of an event.</summary>
    Actor,

    /// <summary>To whom or what. Of an event.</summary>
    Target,

    /// <summary>Whether it happened, by its written name. Of an event.</summary>
    Status,
}
