using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Attest.Web.Api;

/// <summary>Bodies that programs send, read whole within a limit of size.</summary>
internal static class ApiBody
{
    // What comes a little over the limit is read to its end, so that its sender hears why it is refused and not only that the line broke.
    private const int FirstRoom = 64 * 1024, Grace = 64 * 1024;

    private static readonly string[] Charsets = ["utf-8", "us-ascii", "windows-1252", "iso-8859-1"];

    /// <summary>Lets a route take a body of at most so many bytes; every other takes none.</summary>
    public static TRoute TakesBody<TRoute>(this TRoute route, long mostBytes)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new BodyLimit(mostBytes + Grace));

    /// <summary>The bytes of a body, or why they are not taken; exactly one of the two is null.</summary>
    public static async Task<(byte[]? Bytes, Refusal? Refusal)> ReadAsync(HttpRequest request, int mostBytes, CancellationToken cancel)
    {
        if (request.ContentLength > mostBytes)
        {
            return (null, ApiRefusals.TooLarge(request.ContentLength, mostBytes));
        }
        var bytes = new byte[(int)(request.ContentLength + 1 ?? FirstRoom)];
        var length = 0;
        try
        {
            while (await request.Body.ReadAsync(bytes.AsMemory(length), cancel) is var count and > 0)
            {
                length += count;
                if (length > mostBytes)
                {
                    return (null, ApiRefusals.TooLarge(null, mostBytes));
                }
                if (length == bytes.Length)
                {
                    Array.Resize(ref bytes, Math.Min(bytes.Length * 2, mostBytes + 1));
                }
            }
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, ApiRefusals.TooLarge(null, mostBytes));
        }
        return (bytes[..length], null);
    }

    /// <summary>Why a body is not of a kind that is taken; null where it is.</summary>
    /// <param name="context">The request; where it is refused the answer lists what is taken.</param>
    /// <param name="types">The media types that are taken.</param>
    public static Refusal? Refused(HttpContext context, IReadOnlyList<string> types)
    {
        var headers = context.Request.Headers;
        var type = TypeOf(headers.ContentType);
        var charset = headers.ContentType.ToString().Split(';').Select(part => part.Trim()).FirstOrDefault(part => part.StartsWith("charset=", StringComparison.OrdinalIgnoreCase))?["charset=".Length..].Trim('"');
        var refusal = !types.Contains(type) ? ApiRefusals.WrongType(type, types)
            : headers.ContentEncoding.Count > 0 && headers.ContentEncoding != "identity" ? ApiRefusals.WrongType($"Content-Encoding: {headers.ContentEncoding}", ["a body that is not packed"])
            // Anything else would be read as other letters than were meant.
            : charset is not null && !Charsets.Contains(charset, StringComparer.OrdinalIgnoreCase) ? ApiRefusals.WrongType($"charset={charset}", Charsets)
            : null;
        if (refusal is not null)
        {
            context.Response.Headers["Accept-Post"] = string.Join(", ", types);
        }
        return refusal;
    }

    /// <summary>Whether the client asks for no more than the status and the headers (RFC 7240).</summary>
    public static bool PrefersMinimal(HttpRequest request) =>
        request.Headers["Prefer"].SelectMany(header => (header ?? "").Split([',', ';'])).Any(preference => preference.Trim().Equals("return=minimal", StringComparison.OrdinalIgnoreCase));

    /// <summary>The media type of a body in lower case, without parameters; null where none is named.</summary>
    public static string? TypeOf(string? contentType) => contentType?.Split(';')[0].Trim().ToLowerInvariant() is { Length: > 0 } type ? type : null;

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}

/// <summary>What was made of a body: the status, where it is, and the answer.</summary>
/// <param name="Status">201 where something is new, 200 where it was there.</param>
/// <param name="Location">The address of what was made.</param>
/// <param name="Body">The answer.</param>
internal sealed record Made(int Status, string Location, byte[] Body) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.Location = Location;
        response.Headers.CacheControl = "no-store";
        response.StatusCode = Status;
        if (ApiBody.PrefersMinimal(httpContext.Request))
        {
            response.Headers["Preference-Applied"] = "return=minimal";
            return;
        }
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }
}
