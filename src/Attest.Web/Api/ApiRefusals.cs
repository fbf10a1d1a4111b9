using Attest.Web.Serving;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Api;

/// <summary>Why a request of the API can't be answered; sent as problem details.</summary>
internal static class ApiRefusals
{
    /// <summary>More is asked than one machine may ask.</summary>
    public static Refusal TooMany { get; } = new(
        StatusCodes.Status429TooManyRequests, "Too many requests", "This machine has asked for more than it may within a short time.", "Wait as long as Retry-After says; RateLimit-Remaining says what is left.");

    /// <summary>As many exports are under way as may be.</summary>
    public static Refusal TooManyExports { get; } = new(
        StatusCodes.Status429TooManyRequests, "Too many exports at once", $"One machine may have {ExportTurns.MostOfOne} exports under way, and all together {ExportTurns.MostInAll}.", "Take one to its end, then ask for the next.");

    /// <summary>More pages are asked for than one machine may ask for.</summary>
    public static Refusal TooManyPages { get; } = new(
        StatusCodes.Status429TooManyRequests, "Too many pages at once", "This machine has asked for more pages than it may within a short time, or has too many live streams open.", "Wait a moment, then load the page again.");

    /// <summary>There is no claim with this id.</summary>
    public static Refusal NoClaim { get; } = new(
        StatusCodes.Status404NotFound, "There is no claim with this id", "A claim has its id while the latest version of its report holds its words.", "Look for it in the claims of an incident, or in those of its report.");

    /// <summary>There is no such form.</summary>
    public static Refusal NoFormat { get; } = new(
        StatusCodes.Status404NotFound, "There is no export of this form", "Exports are jsonl, csv, geojson, acled, hxl and claims.", "See /api for an example of each.");

    /// <summary>A parameter is not understood.</summary>
    /// <param name="fault">Which, as a sentence.</param>
    public static Refusal BadParameter(string fault) => new(StatusCodes.Status400BadRequest, "The request can't be understood", fault, "See /api for what can be asked.");

    /// <summary>A body is longer than is taken.</summary>
    /// <param name="found">Its bytes, as far as they are told beforehand.</param>
    /// <param name="most">How many are taken.</param>
    public static Refusal TooLarge(long? found, long most) => new(
        StatusCodes.Status413PayloadTooLarge, "The body is too large", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Found {(found is { } bytes ? $"{bytes}" : $"more than {most}")} bytes, expected at most {most}."), "Send one report at a time, without pictures.");

    /// <summary>A body is of a form that is not taken.</summary>
    /// <param name="found">The media type; null where none is named.</param>
    /// <param name="expected">Those that are taken.</param>
    public static Refusal WrongType(string? found, IEnumerable<string> expected) => new(
        StatusCodes.Status415UnsupportedMediaType, "This kind of body is not taken", $"Found {(found is null ? "no Content-Type" : $"“{ApiQuery.Short(found)}”")}, expected {string.Join(", ", expected)}.", "See /api for a line to try of each.");

    /// <summary>A body is no JSON.</summary>
    /// <param name="fault">Where it breaks off.</param>
    public static Refusal NoJson(string fault) => new(StatusCodes.Status400BadRequest, "The body is no JSON", $"Reading the body as JSON: {fault}.", "Send one object in UTF-8, each of its members once.");

    /// <summary>A body does not hold what it must.</summary>
    /// <param name="fault">What was found and expected, as sentences.</param>
    public static Refusal BadBody(string fault) => new(StatusCodes.Status422UnprocessableEntity, "This was not taken", fault, "Nothing was changed. See /openapi/v1.json for what a body holds.");

    /// <summary>A key was used for another request before.</summary>
    public static Refusal KeyOfAnother { get; } = new(
        StatusCodes.Status422UnprocessableEntity, "The Idempotency-Key was used before", "Another request had the same key within the last day, and its content was another.", "Give each request a key of its own, and only its repetition the same.");

    /// <summary>The first request with this key is not through, or was cut off.</summary>
    public static Refusal KeyInUse { get; } = new(
        StatusCodes.Status409Conflict, "A request with this Idempotency-Key is under way", "It has not been answered yet; or this program was ended before it was, and whether it was taken is not known.",
        "Wait and repeat it. If that does not help, look for it in /api/v1/corrections before you send it again with another key.");

    /// <summary>A key is none.</summary>
    public static Refusal NoKey { get; } = new(
        StatusCodes.Status400BadRequest, "The Idempotency-Key is none", "Expected 1 to 200 printable letters of ASCII.", "Use a new UUID for each request.");

    /// <summary>An address does not tell of the past.</summary>
    /// <param name="name">The clock that was asked for.</param>
    /// <param name="those">The addresses that do.</param>
    public static Refusal NoClock(string name, IEnumerable<string> those) => new(
        StatusCodes.Status400BadRequest, "This is not kept as of a moment", $"The address has the parameter “{name}”, but what it gives is only known as it is now. {name} is taken by: {string.Join(", ", those)}.", "Ask one of those, or leave the parameter out.");
}
