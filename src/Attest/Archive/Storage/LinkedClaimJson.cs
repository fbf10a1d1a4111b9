using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Attest.Incidents;

namespace Attest.Archive.Storage;

/// <summary>How the claims view keeps what linking needs: by the properties of <see cref="LinkedClaim"/>, so that linking may add to them. Never leaves the archive.</summary>
internal static class LinkedClaimJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(LinkedClaim claim) => JsonSerializer.Serialize(claim, Options);

    /// <summary>The claim, marked where a judgement rejects it.</summary>
    public static LinkedClaim Read(string json, IReadOnlySet<string> rejected) => Read(json) is var claim && rejected.Contains(claim.Claim.Id) ? Reject(claim) : claim;

    /// <summary>The claim, marked where it is rejected.</summary>
    public static LinkedClaim Read(string json, bool isRejected) => isRejected ? Reject(Read(json)) : Read(json);

    /// <summary>The claim as a judgement leaves it that rejects it.</summary>
    public static LinkedClaim Reject(LinkedClaim claim) => claim with { Claim = claim.Claim with { IsRejected = true } };

    public static LinkedClaim Read(string json) => JsonSerializer.Deserialize<LinkedClaim>(json, Options)!;
}
