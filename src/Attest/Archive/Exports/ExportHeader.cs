namespace Attest.Archive.Exports;

/// <summary>What an export says of itself, so that the same can be asked for again: it stands on every line or row, or once where a form has room for it.</summary>
/// <param name="Format">The form.</param>
/// <param name="PublishedBy">Only what had been published by this moment; null for all.</param>
/// <param name="RecordedBy">The archive as it stood at this moment; null for an empty one.</param>
/// <param name="IsPublic">Whether it holds what the public may see.</param>
public sealed record ExportHeader(ExportFormat Format, DateTimeOffset? PublishedBy, DateTimeOffset? RecordedBy, bool IsPublic = false)
{
    /// <summary>Of the forms: it rises when a column or member changes its meaning, not when one is added at the end.</summary>
    public const int Version = 1;

    /// <summary>Form, version, program, such as <c>csv/1 0.1.0+models:ab12cd</c>; <c>public</c> after it where that is what it holds.</summary>
    public string Stamp => FormattableString.Invariant($"{WireNames<ExportFormat>.Of(Format)}/{Version} {ReaderVersion.Current}{(IsPublic ? " public" : "")}");

    /// <summary>A moment in UTC as exports write it, to the fraction that the ledger keeps; empty for none.</summary>
    public static string Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
