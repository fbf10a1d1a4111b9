using System.Globalization;

namespace Attest.Archive.Storage;

/// <summary>Moments as the archive writes them: UTC, one width, sorted as text.</summary>
internal static class Moment
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static string? Write(PublicationTime? time) => time is { } known ? Write(known.Earliest) : null;

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
