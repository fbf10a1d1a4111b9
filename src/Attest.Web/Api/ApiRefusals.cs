using Attest.Web.Serving;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Api;

/// <summary>Why a request of the API can't be answered; sent as problem details.</summary>
internal static class ApiRefusals
{
    /// <summary>More is asked than one machine may ask.</summary>
    public static Refusal TooMany { get; } = new(
        StatusCodes.Status429TooManyRequests, "Too many requests", "This machine has asked for more than it may within a short time.", "Wait as long as Retry-After says; RateLimit-Remaining says what is left.");

    /// <summary>There is no claim with this id.</summary>
    public static Refusal NoClaim { get; } = new(
        StatusCodes.Status404NotFound, "There is no claim with this id", "A claim has its id while the latest version of its report holds its words and an incident has it.", "Look for it in the claims of an incident.");

    /// <summary>There is no such form.</summary>
    public static Refusal NoFormat { get; } = new(
        StatusCodes.Status404NotFound, "There is no export of this form", "Exports are jsonl, csv, geojson, acled and hxl.", "See /api for an example of each.");

    /// <summary>A parameter is not understood.</summary>
    /// <param name="fault">Which, as a sentence.</param>
    public static Refusal BadParameter(string fault) => new(StatusCodes.Status400BadRequest, "The request can't be understood", fault, "See /api for what can be asked.");
}
