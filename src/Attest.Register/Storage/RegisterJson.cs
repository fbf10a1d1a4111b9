using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attest.Register.Storage;

/// <summary>How the register writes what it keeps: JSON, members in the order of their types, enumerations by their written names, nothing for what is not stated.</summary>
internal static class RegisterJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new WireNameConverters(), new Sha256Converter() },
    };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <exception cref="FormatException">It is no such thing.</exception>
    public static T Read<T>(ReadOnlySpan<byte> content)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(content, Options) ?? throw new FormatException($"Reading a {typeof(T).Name}: found nothing.");
        }
        catch (JsonException fault)
        {
            throw new FormatException($"Reading a {typeof(T).Name}: {fault.Message}", fault);
        }
    }

    private sealed class WireNameConverters : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(WireNameConverter<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class WireNameConverter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            WireNames<T>.TryParse(reader.GetString() ?? "", out var value) ? value : throw new JsonException($"Found “{reader.GetString()}”, expected a {typeof(T).Name}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(WireNames<T>.Of(value));
    }

    private sealed class Sha256Converter : JsonConverter<Sha256>
    {
        public override Sha256 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Sha256 value, JsonSerializerOptions options) => writer.WriteStringValue(value.Hex);
    }
}
