using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Attest.Web.Serving;

/// <summary>A form with files, read part by part as it comes, so that no file is kept anywhere on the way.</summary>
public sealed class UploadForm
{
    private const int LongestValue = 64 * 1024;
    private const int LongestBoundary = 100;

    private readonly MultipartReader _reader;

    private UploadForm(MultipartReader reader) => _reader = reader;

    /// <summary>Whether a request is a form with files.</summary>
    public static bool Is(HttpRequest request) => BoundaryOf(request) is not null;

    /// <summary>The form of a request.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static UploadForm Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new UploadForm(new MultipartReader(BoundaryOf(request) ?? throw new InvalidDataException("Reading an upload: found no form with files."), request.Body));
    }

    /// <summary>The next part; null after the last. What was not read of the one before is passed over.</summary>
    /// <exception cref="InvalidDataException">The form is malformed, or a field is too long.</exception>
    public async Task<UploadPart?> NextAsync(CancellationToken cancel)
    {
        while (await _reader.ReadNextSectionAsync(cancel) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var said))
            {
                continue;
            }
            var field = HeaderUtilities.RemoveQuotes(said.Name).ToString();
            var file = HeaderUtilities.RemoveQuotes(said.FileNameStar.HasValue ? said.FileNameStar : said.FileName).ToString();
            if (said.IsFileDisposition() || file.Length > 0)
            {
                return new UploadPart(field, file, "", section.Body);
            }
            return new UploadPart(field, null, await ValueAsync(section.Body, cancel), Stream.Null);
        }
        return null;
    }

    private static async Task<string> ValueAsync(Stream body, CancellationToken cancel)
    {
        var bytes = new byte[LongestValue + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return length > LongestValue ? throw new InvalidDataException("Reading an upload: found a field that is too long.") : Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { HasValue: true, Length: > 0 and <= LongestBoundary } boundary ? boundary.ToString() : null;
}

/// <summary>One part of a form with files.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="FileName">The file's name as it was sent, with whatever is in it; null for a field that holds no file, empty where no file was chosen.</param>
/// <param name="Value">What the field holds; empty for a file.</param>
/// <param name="Content">The file's bytes, to be read before the next part; empty for a field.</param>
public sealed record UploadPart(string Field, string? FileName, string Value, Stream Content);
