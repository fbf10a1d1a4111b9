using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Attest.Archive;
using Attest.Web.Pages.Live;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Api;

/// <summary>What a request of the API asks for. A parameter that an address does not have is refused: a misspelt one would quietly ask for everything.</summary>
/// <param name="Filter">Which incidents.</param>
/// <param name="Cursor">Where to go on; null for the first page.</param>
/// <param name="Limit">How many to give.</param>
/// <param name="PublishedBy">Only what had been published by this moment; null for all.</param>
/// <param name="RecordedBy">Only what had been recorded by this moment; null for all.</param>
internal sealed record ApiQuery(IncidentFilter Filter, string? Cursor, int Limit, DateTimeOffset? PublishedBy, DateTimeOffset? RecordedBy)
{
    /// <summary>Whether it asks as of a moment.</summary>
    public bool IsAsOf => PublishedBy is not null || RecordedBy is not null;

    /// <summary>The filters of the site's lists.</summary>
    public static readonly string[] Filters = [.. IncidentQueryText.Names, IncidentQueryText.All];

    /// <summary>What lists take.</summary>
    public static readonly string[] Paging = ["cursor", "limit"];

    /// <summary>Both clocks.</summary>
    public static readonly string[] Clocks = ["publishedBy", "recordedBy"];

    /// <summary>Reads a request.</summary>
    /// <param name="operation">What is asked, with the parameters that it takes.</param>
    /// <param name="request">The request.</param>
    /// <param name="query">What it asks for.</param>
    /// <param name="refusal">Why it can't be answered; null where it can.</param>
    public static bool TryRead(ApiOperation operation, HttpRequest request, [NotNullWhen(true)] out ApiQuery? query, [NotNullWhen(false)] out Refusal? refusal)
    {
        (query, refusal) = (null, null);
        foreach (var (name, values) in request.Query)
        {
            refusal ??= !operation.Parameters.Contains(name) && Clocks.Contains(name) ? ApiRefusals.NoClock(name, ApiOperation.All.Where(other => other.Parameters.Contains(name)).Select(other => other.Path))
                : !operation.Parameters.Contains(name) ? ApiRefusals.BadParameter($"The address has the parameter “{Short(name)}”, {(operation.Parameters.Count == 0 ? "and takes none" : $"which is none of: {string.Join(", ", operation.Parameters.Order(StringComparer.Ordinal))}")}.")
                : values.Count > 1 ? ApiRefusals.BadParameter($"The parameter “{name}” is given {values.Count} times, expected once.")
                : OpenApiDocument.LongestOf(operation, name) is var longest && values[0]?.Length > longest ? ApiRefusals.BadParameter($"The parameter “{name}” has {values[0]!.Length} characters, expected at most {longest}.") : null;
        }
        if (refusal is not null)
        {
            return false;
        }
        var filter = IncidentFilter.All;
        if (operation.Parameters.Contains("place") && !IncidentQueryText.TryRead(request.Query, out filter, out var fault))
        {
            refusal = ApiRefusals.BadParameter(fault);
            return false;
        }
        if (filter.From > filter.To)
        {
            refusal = ApiRefusals.BadParameter("The day “from” comes after the day “to”, so that no day is asked for at all.");
            return false;
        }
        var (cursor, limit) = ((string?)null, operation.DefaultLimit);
        if (Given(request, "cursor") is { } place && (cursor = Decode(place)) is null)
        {
            refusal = ApiRefusals.BadParameter("The cursor is none that a page of this list gave.");
        }
        else if (Given(request, "limit") is { } many && (!int.TryParse(many, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1 || limit > operation.MostLimit))
        {
            refusal = ApiRefusals.BadParameter($"The limit is “{Short(many)}”, expected a number from 1 to {operation.MostLimit}.");
        }
        else if (Given(request, IncidentQueryText.All) is { } all && all is not ("yes" or "no"))
        {
            refusal = ApiRefusals.BadParameter($"The parameter all is “{Short(all)}”, expected yes or no: without it all is given.");
        }
        else if (!TryMoment(request, "publishedBy", out var published, out refusal) || !TryMoment(request, "recordedBy", out var recorded, out refusal))
        {
            return false;
        }
        else if (recorded is not null && request.HttpContext.RequestServices.GetRequiredService<Publication>().IsPublic)
        {
            refusal = Refusal.RecordWithheld;
        }
        else
        {
            query = new ApiQuery(Given(request, IncidentQueryText.All) == "no" ? IncidentQueryText.ForList(filter, all: false) : filter, cursor, limit, published, recorded);
            return true;
        }
        return false;
    }

    /// <summary>One parameter; null where it is empty or not given.</summary>
    public static string? Given(HttpRequest request, string name) => request.Query[name].ToString().Trim() is { Length: > 0 } given ? given : null;

    /// <summary>A place in a list as clients hold it: they are not to look into it.</summary>
    public static string Encode(string cursor) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(cursor));

    private static string? Decode(string cursor)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // A day counts to its end.
    private static bool TryMoment(HttpRequest request, string name, out DateTimeOffset? moment, [NotNullWhen(false)] out Refusal? refusal)
    {
        (moment, refusal) = (null, null);
        if (Given(request, name) is not { } given)
        {
            return true;
        }
        if (!PublicationTime.TryParse(given, out var time))
        {
            refusal = ApiRefusals.BadParameter($"The parameter {name} is “{Short(given)}”, expected a day such as 2023-09-13 or a moment such as 2023-09-13T10:00:00Z.");
            return false;
        }
        moment = time.Instant ?? time.EndOfDay;
        return true;
    }

    /// <summary>A text as a message shows it.</summary>
    public static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
