using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Attest.Web.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Attest.Web.Api;

/// <summary>Answers of the API: lines of the archive's formats, alone or as a page of a list, each with a tag by which it is not sent twice.</summary>
internal static class ApiAnswer
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>One thing.</summary>
    public static IResult One(byte[] line, string mediaType = Json) => Results.Bytes(line, mediaType, entityTag: new EntityTagHeaderValue($"\"{Sha256.Of(line).Hex[..32]}\""));

    /// <summary>A page of a list: <c>items</c>, <c>next</c> (the cursor of the next page; null on the last) and what else belongs to it.</summary>
    /// <param name="request">The request; the next page's address stands in the header Link.</param>
    /// <param name="items">The things, as lines.</param>
    /// <param name="next">Where the next page begins, as the archive has it; null where there is none.</param>
    /// <param name="more">Writes other members.</param>
    public static IResult Page(HttpRequest request, IEnumerable<byte[]> items, string? next, Action<Utf8JsonWriter>? more = null) => Page(request, items.Select(line => new ReadOnlyMemory<byte>(line)), next, more);

    /// <inheritdoc cref="Page(HttpRequest, IEnumerable{byte[]}, string?, Action{Utf8JsonWriter}?)"/>
    public static IResult Page(HttpRequest request, IEnumerable<ReadOnlyMemory<byte>> items, string? next, Action<Utf8JsonWriter>? more = null)
    {
        var cursor = next is null ? null : ApiQuery.Encode(next);
        if (cursor is not null)
        {
            var others = request.Query.Where(pair => pair.Key != "cursor").Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value.ToString()));
            request.HttpContext.Response.Headers.Link = $"<{QueryHelpers.AddQueryString(request.Path, others.Append(KeyValuePair.Create("cursor", (string?)cursor)))}>; rel=\"next\"";
        }
        return One(Write(json =>
        {
            Lines(json, "items", items);
            json.WriteString("next", cursor);
            more?.Invoke(json);
        }));
    }

    /// <summary>An object.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A member that is a list of lines.</summary>
    public static void Lines(Utf8JsonWriter json, string name, IEnumerable<byte[]> lines) => Lines(json, name, lines.Select(line => new ReadOnlyMemory<byte>(line)));

    private static void Lines(Utf8JsonWriter json, string name, IEnumerable<ReadOnlyMemory<byte>> lines)
    {
        json.WriteStartArray(name);
        foreach (var line in lines)
        {
            json.WriteRawValue(line.Span, skipInputValidation: true);
        }
        json.WriteEndArray();
    }

    /// <summary>How many in all and of which sort, as a header says it (RFC 9651, an integer with parameters): <c>120;no-place=100;no-day=20</c>.</summary>
    public static string Counts<T>(IReadOnlyDictionary<T, int> counts)
        where T : struct, Enum => string.Join(';', counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{WireNames<T>.Of(pair.Key)}={pair.Value}")).Prepend(counts.Values.Sum().ToString(CultureInfo.InvariantCulture)));

    /// <summary>The maps by which words of some claims are counted in code points.</summary>
    public static async Task<Func<Sha256, CodePointMap>> MapsAsync(Publication publication, IEnumerable<Claim> claims, CancellationToken cancel)
    {
        var maps = await publication.TextMapsAsync([.. claims.Select(claim => claim.Report.Id).Distinct()], cancel);
        return report => maps[report];
    }
}
