using Attest.Archive;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Pages.Live;

/// <summary>A filter as it stands in the address bar, so that a view can be shared: the same names on every page that lists incidents.</summary>
internal static class IncidentQueryText
{
    /// <summary>The names of the filters.</summary>
    public static readonly string[] Names = ["place", "from", "to", "type", "side", "status", "publisher", "measure", "conflict", "disputed"];

    /// <summary>Reads the filter of a request.</summary>
    /// <param name="query">The query of its address; empty values ask for nothing, unknown names are for others.</param>
    /// <param name="filter">What is asked for.</param>
    /// <param name="fault">What can't be read, as a sentence; empty where all can.</param>
    public static bool TryRead(IQueryCollection query, out IncidentFilter filter, out string fault)
    {
        filter = IncidentFilter.All;
        fault = "";
        foreach (var name in Names)
        {
            if (query[name] is not { Count: > 0 } values || values[0] is not { } value || value.Trim() is not { Length: > 0 } given)
            {
                continue;
            }
            if (values.Count > 1 || given.Length > 200 || Put(filter, name, given) is not { } wider)
            {
                fault = $"“{(given.Length > 60 ? given[..60] + "…" : given)}” {Fault(name)} “{name}”. {Expected(name)}";
                return false;
            }
            filter = wider;
        }
        return true;
    }

    /// <summary>The name by which what tells next to nothing is asked for, too (<c>all=yes</c>) or left out (<c>all=no</c>): pages leave it out unless they are asked, programs and exports are given it.</summary>
    public const string All = "all";

    /// <summary>Whether a page's list is to hold what tells next to nothing, too.</summary>
    public static bool AsksAll(IQueryCollection query) => query[All] == "yes";

    /// <summary>The filter of a list that holds only what tells something, or everything. What is disputed tells something, and who counts disputes finds as many in the list.</summary>
    public static IncidentFilter ForList(IncidentFilter filter, bool all) => all || filter.IsDisputed == true ? filter : filter with { IsSlight = false };

    /// <summary>The filter as a query, with a question mark before it where it asks for anything.</summary>
    public static string Write(IncidentFilter filter, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var parts = new List<(string Name, string? Value)>
        {
            ("place", filter.Place), ("from", filter.From is { } from ? AddressDay.Write(from) : null), ("to", filter.To is { } to ? AddressDay.Write(to) : null), ("type", filter.Type is { } type ? WireNames<EventType>.Of(type) : null), ("side", filter.Side),
            ("status", filter.Status is { } status ? WireNames<EventStatus>.Of(status) : null), ("publisher", filter.Publisher), ("measure", filter.Measure is { } measure ? WireNames<Measure>.Of(measure) : null),
            ("conflict", filter.Conflict), ("disputed", filter.IsDisputed == true ? "yes" : null),
        };
        parts.AddRange(more);
        return AddressQuery.Write([.. parts]);
    }

    private static IncidentFilter? Put(IncidentFilter filter, string name, string value) => name switch
    {
        "place" => filter with { Place = value },
        "side" => filter with { Side = value },
        "publisher" => filter with { Publisher = value },
        "conflict" => filter with { Conflict = value },
        "from" => AddressDay.TryRead(value, out var from) ? filter with { From = from } : null,
        "to" => AddressDay.TryRead(value, out var to) ? filter with { To = to } : null,
        "type" => WireNames<EventType>.TryParse(value.ToUpperInvariant(), out var type) ? filter with { Type = type } : null,
        "status" => WireNames<EventStatus>.TryParse(value, out var status) ? filter with { Status = status } : null,
        "measure" => WireNames<Measure>.TryParse(value, out var measure) ? filter with { Measure = measure } : null,
        "disputed" => value == "yes" ? filter with { IsDisputed = true } : null,
        _ => null,
    };

    private static string Fault(string name) => name switch
    {
        "from" or "to" => "is no day for",
        "type" or "status" or "measure" => "is none that can be asked for as",
        "disputed" => "is no answer to",
        _ => "can’t be asked for as",
    };

    private static string Expected(string name) => name switch
    {
        "from" or "to" => "A day is written as in 2023-09-13.",
        "type" => $"A type is one of {string.Join(", ", Enum.GetValues<EventType>().Select(WireNames<EventType>.Of))}.",
        "status" => $"A status is one of {string.Join(", ", Enum.GetValues<EventStatus>().Select(WireNames<EventStatus>.Of))}.",
        "measure" => "A measure is written as in people-killed.",
        "disputed" => "It can only be asked for as disputed=yes.",
        _ => "It is given once and in at most 200 characters.",
    };
}
