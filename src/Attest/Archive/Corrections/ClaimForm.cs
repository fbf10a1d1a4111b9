using System.Collections.Frozen;
using Attest.Incidents;

namespace Attest.Archive.Corrections;

/// <summary>What can be put right in which claims, and how each value is written. Pure.</summary>
public static class ClaimForm
{
    private const int LongestName = 200;

    private static readonly FrozenSet<string> Subtypes = Table.Rows("Archive/Corrections/subtypes.tsv").Select(row => row[0]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Modes = Table.Rows("Archive/Corrections/modes.tsv").Select(row => row[0]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The fields of a figure, in the order of a form.</summary>
    public static IReadOnlyList<ClaimField> OfFigure { get; } =
        [ClaimField.Figure, ClaimField.Measure, ClaimField.Of, ClaimField.Side, ClaimField.Scope, ClaimField.Speaker, ClaimField.SpeakerSide, ClaimField.Modality, ClaimField.Place, ClaimField.Time];

    /// <summary>The fields of an event.</summary>
    public static IReadOnlyList<ClaimField> OfEvent { get; } =
        [ClaimField.Status, ClaimField.Type, ClaimField.Mode, ClaimField.Subtype, ClaimField.Actor, ClaimField.Target, ClaimField.Speaker, ClaimField.SpeakerSide, ClaimField.Modality, ClaimField.Place, ClaimField.Time];

    /// <summary>The fields of a statement that is neither.</summary>
    public static IReadOnlyList<ClaimField> OfStatement { get; } = [ClaimField.Speaker, ClaimField.SpeakerSide, ClaimField.Modality];

    /// <summary>ACLED's sub-event types that an event can have, by name, in order.</summary>
    public static IReadOnlyList<string> SubtypeNames { get; } = [.. Subtypes.Order(StringComparer.Ordinal)];

    /// <summary>The fields of a kind of claim.</summary>
    public static IReadOnlyList<ClaimField> FieldsOf(ClaimKind kind) => kind switch { ClaimKind.Figure => OfFigure, ClaimKind.Event => OfEvent, _ => OfStatement };

    /// <summary>A value as it is kept: what a person wrote, read and written again.</summary>
    /// <param name="field">The field.</param>
    /// <param name="text">What the person wrote; nothing stands for no value.</param>
    /// <param name="place">The place that the value names; null for any other field.</param>
    /// <exception cref="FormatException">It is no such value; the message says what is expected.</exception>
    public static string? Read(ClaimField field, string? text, out IncidentPlace? place)
    {
        place = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return field is ClaimField.Figure or ClaimField.Measure or ClaimField.Scope or ClaimField.Modality or ClaimField.Type or ClaimField.Status ? throw Expected(field, "nothing", "a value") : null;
        }
        var value = text.Trim();
        switch (field)
        {
            case ClaimField.Figure:
                var (low, high, approximate) = FigureText.Read(value);
                return FigureText.Write(low, high, approximate);
            case ClaimField.Measure:
                return Named<Measure>(field, value);
            case ClaimField.Scope:
                return Named<FigureScope>(field, value);
            case ClaimField.Modality:
                return Named<Modality>(field, value);
            case ClaimField.Status:
                return Named<EventStatus>(field, value);
            case ClaimField.Type:
                return Named<EventType>(field, value.ToUpperInvariant());
            case ClaimField.Mode:
                var modes = value.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(mode => mode.ToLowerInvariant()).Distinct().ToList();
                return modes.TrueForAll(Modes.Contains) ? string.Join(' ', modes) : throw Expected(field, value.Length <= LongestName ? value : value[..LongestName] + "…", $"some of {string.Join(", ", Modes.Order(StringComparer.Ordinal))}");
            case ClaimField.Subtype:
                return Subtypes.FirstOrDefault(name => name.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? throw Expected(field, value, $"one of {string.Join(", ", SubtypeNames)}");
            case ClaimField.Time:
                return IsTime(value) ? value : throw Expected(field, value, "a date, month, year or interval in ISO 8601, such as 2031-05-04, 2031-05 or 2031-05-04/2031-05-06");
            case ClaimField.Place:
                place = PlaceNames.Find(value) ?? throw Expected(field, value, "the name of a place that the gazetteer has, with its region or country after a comma where several bear it, or its key");
                return place.Gazetteer;
            default:
                return value.Length <= LongestName && !value.Any(char.IsControl) ? value : throw Expected(field, $"{value.Length} characters", $"a name of at most {LongestName} in one line");
        }
    }

    /// <summary>Holds a figure's number against its measure.</summary>
    /// <param name="says">All that the figure says, as it is written; what has no measure is held against that of none.</param>
    /// <exception cref="FormatException">Nothing of that measure can have the number; the message says what is expected.</exception>
    public static void CheckNumber(ClaimValues says)
    {
        ArgumentNullException.ThrowIfNull(says);
        if (says[ClaimField.Figure] is { } figure && FigureText.Read(figure) is var (low, high, _)
            && FigureBounds.Expected(says[ClaimField.Measure] is { } measure ? WireNames<Measure>.Parse(measure) : Measure.Other, low, high) is { } expected)
        {
            throw Expected(ClaimField.Figure, figure, expected);
        }
    }

    private static string Named<T>(ClaimField field, string value)
        where T : struct, Enum => WireNames<T>.TryParse(value, out var known) ? WireNames<T>.Of(known) : throw Expected(field, value, $"one of {string.Join(", ", Enum.GetValues<T>().Select(WireNames<T>.Of))}");

    private static bool IsTime(string value) => value.Split('/') is { Length: <= 2 } ends && Array.TrueForAll(ends, end => end.Length == 0 ? ends.Length == 2 : new TimeValue(end).Days.First is not null)
        && new TimeValue(value).Days is var (first, last) && (first is not null || last is not null) && !(first > last);

    private static FormatException Expected(ClaimField field, string found, string expected) =>
        new($"Reading {(field == ClaimField.Of ? "what is counted in" : $"the {WireNames<ClaimField>.Of(field).Replace('-', ' ')} of")} a claim: found {(found == "nothing" ? found : $"“{found}”")}, expected {expected}.");
}
