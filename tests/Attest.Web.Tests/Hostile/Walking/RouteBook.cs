using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Tests.Hostile.Walking;

/// <summary>The routes of a site, as it states them itself.</summary>
internal sealed class RouteBook
{
    private readonly List<(string Method, string Route, TemplateMatcher Matcher, int Gaps)> _routes;

    /// <summary>Reads the routes of a site.</summary>
    public RouteBook(WebApplication site) => _routes =
    [
        .. from endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
           where method != "HEAD"
           let route = endpoint.RoutePattern.RawText!
           let gaps = endpoint.RoutePattern.Parameters.Count
           orderby gaps, route.Length descending
           select (method, route, new TemplateMatcher(TemplateParser.Parse(route.TrimStart('/')), []), gaps),
    ];

    /// <summary>The routes of a method, in order.</summary>
    public IEnumerable<string> Of(string method) => _routes.Where(route => route.Method == method).Select(route => route.Route).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The route that an address leads to, the most exact first; null where there is none.</summary>
    public string? Find(string method, string address)
    {
        var path = address.Split('?', '#')[0];
        return _routes.FirstOrDefault(route => route.Method == method && route.Matcher.TryMatch(path, [])).Route;
    }

    /// <summary>The part of a route before its first gap, and what fills that gap in an address; null where it has none.</summary>
    public static (string Before, string Key)? KeyOf(string route, string address)
    {
        var (parts, given) = (route.Split('/'), address.Split('?', '#')[0].Split('/'));
        var gap = Array.FindIndex(parts, part => part.StartsWith('{'));
        return gap < 1 || gap >= given.Length ? null : (parts[gap - 1], given[gap]);
    }
}
