using Attest.Web.Accounts;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.Desk;

/// <summary>Narrowed pages that people who sign in come back to; their links work for everybody.</summary>
internal static class ViewRoutes
{
    private const long MostBytes = 16 * 1024;

    // The pages that can be narrowed.
    private static readonly string[] Pages = ["/", "/map", "/search", "/since", "/sitrep", "/tallies", "/series", "/coverage", "/speakers", "/reports", "/posts"];

    /// <summary><c>GET /views</c>, its forms, and the links.</summary>
    public static void MapViews(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/views", PageResults.ReadOnly, (string? save, HttpContext context, Actor actor, ViewBook views, CancellationToken cancel) => ShowAsync(context, actor, views, "", save ?? "", null, cancel)).ForAccount(Role.Reader);
        routes.MapPost("/views", AddAsync).ForAccount(Role.Reader).TakesForm(MostBytes);
        routes.MapPost("/views/{id}/remove", async (string id, Actor actor, ViewBook views, CancellationToken cancel) =>
            await views.RemoveAsync(actor.Account!.Id, id, cancel) ? new SeeOther("/views") : PageResults.Refuse(Refusal.NoAccount)).ForAccount(Role.Reader).TakesForm(MostBytes);
        routes.MapMethods("/views/{id}", PageResults.ReadOnly, async (string id, ViewBook views, CancellationToken cancel) =>
            await views.AddressAsync(id, cancel) is { } address ? new SeeOther(address) : PageResults.Refuse(Refusal.NoView)).ForReading();
    }

    /// <summary>The address of the page that saves another, for links.</summary>
    public static string ToSave(string address) => $"/views?save={Uri.EscapeDataString(address)}";

    /// <summary>Whether an address, from the root on, is that of a page that can be saved.</summary>
    public static bool CanBeSaved(string address)
    {
        var end = address.IndexOfAny(['?', '#']);
        var path = end < 0 ? address : address[..end];
        return Pages.Any(page => path == page || (page.Length > 1 && path.StartsWith($"{page}/", StringComparison.Ordinal)));
    }

    private static async Task<IResult> AddAsync(HttpContext context, Actor actor, ViewBook views, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var (name, address) = (form["name"].ToString().Trim(), form["address"].ToString().Trim());
        var fault = name.Length is 0 or > ViewBook.LongestName || name.Any(char.IsControl) ? $"A view has a name of 1 to {ViewBook.LongestName} characters."
            : !IsView(context.Request, ref address) ? $"A view is a page of this site that can be narrowed, such as /?place=Kharkiv: one of {string.Join(", ", Pages)}."
            : (await views.OfAsync(actor.Account!.Id, cancel)).Count >= ViewBook.MostOfAccount ? $"You have saved {ViewBook.MostOfAccount} views already. Remove those that you no longer need."
            : null;
        if (fault is not null)
        {
            return await ShowAsync(context, actor, views, name, address, fault, cancel);
        }
        await views.AddAsync(actor.Account!, name, address, cancel);
        return new SeeOther("/views");
    }

    // An address that was copied from the browser's bar begins with this host.
    private static bool IsView(HttpRequest request, ref string address)
    {
        var host = $"{Caller.SchemeOf(request)}://{request.Host}";
        address = address.StartsWith($"{host}/", StringComparison.OrdinalIgnoreCase) ? address[host.Length..] : address;
        return address.Length <= ViewBook.LongestAddress && !address.Any(sign => char.IsControl(sign) || sign is '\\' || char.IsWhiteSpace(sign)) && CanBeSaved(address);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Actor actor, ViewBook views, string name, string address, string? fault, CancellationToken cancel) =>
        new RazorComponentResult<ViewsPage>(new { Views = await views.OfAsync(actor.Account!.Id, cancel), Name = name, Address = address, Fault = fault, Token = Forms.TokenFor(context) })
        {
            StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}
