using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attest.Archive.Formats;

/// <summary>A judgement as JSON, as the matter behind the ledger's commitment holds it and <c>attest incidents ID --json</c> writes it.</summary>
public static class JudgementJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<Verdict>(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>One line of UTF-8, without an end of line.</summary>
    public static byte[] Write(Judgement judgement) => JsonSerializer.SerializeToUtf8Bytes(judgement, Options);

    /// <summary>Reads one line.</summary>
    /// <exception cref="FormatException">It is no judgement.</exception>
    public static Judgement Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<Judgement>(line, Options) ?? throw new JsonException("found null.");
        }
        catch (JsonException fault)
        {
            throw new FormatException($"Reading a judgement from JSON: {fault.Message}", fault);
        }
    }
}
