using Attest.Archive;
using Attest.Web.Accounts;
using Attest.Web.Api;
using Attest.Web.Pages.Desk;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.Snapshots;

/// <summary>Views that were frozen: each under an address that never changes.</summary>
internal static class SnapshotRoutes
{
    private const long MostBytes = 64 * 1024;
    private const int SnapshotsAPage = 50;

    /// <summary>Their pages, their data, and the form that freezes a view.</summary>
    public static void MapSnapshots(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/snapshots", PageResults.ReadOnly, ListAsync).ForReading();
        routes.MapMethods("/snapshots/{id}", PageResults.ReadOnly, OneAsync).ForReading();
        routes.MapMethods("/snapshots/{id}.json", PageResults.ReadOnly, DataAsync).ForReading();
        routes.MapPost("/snapshots/{id}/withdraw", (string id, HttpContext context, SnapshotShelf shelf, CancellationToken cancel) => DecideAsync(id, shelf.WithdrawAsync, context, cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/snapshots/{id}/restore", (string id, HttpContext context, SnapshotShelf shelf, CancellationToken cancel) => DecideAsync(id, shelf.RestoreAsync, context, cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapMethods("/freeze", PageResults.ReadOnly, (string? address, HttpContext context, DeskDoor door, CancellationToken cancel) => FormAsync(address ?? "", null, context, door, cancel)).ForRole(Role.Editor);
        routes.MapPost("/freeze", FreezeAsync).ForRole(Role.Editor).TakesForm(MostBytes);
    }

    private static async Task<IResult> ListAsync(string? after, Actor actor, SnapshotShelf shelf, CancellationToken cancel)
    {
        try
        {
            return PageResults.Show<SnapshotsPage>(new { Snapshots = await shelf.ListAsync(after, SnapshotsAPage, actor.Is(Role.Reader), cancel) });
        }
        catch (ArgumentException)
        {
            return PageResults.Refuse(Refusal.PastTheEnd);
        }
    }

    private static async Task<IResult> OneAsync(string id, HttpContext context, Actor actor, Publication publication, SnapshotShelf shelf, DeskDoor door, CancellationToken cancel)
    {
        if (await shelf.FindAsync(id, actor.Is(Role.Reader), cancel) is not { } shown)
        {
            return PageResults.Refuse(Refusal.NoSnapshot);
        }
        if (shown.Id.Hex != id)
        {
            return new SeeOther($"/snapshots/{shown.Id}");
        }
        var (site, view) = ($"{Caller.SchemeOf(context.Request)}://{context.Request.Host}", await door.ViewAsync(context, cancel));
        if (shown.Gone is { } gone)
        {
            return new RazorComponentResult<GoneSnapshotPage>(new { Shown = shown, Gone = gone, Site = site, View = view }) { StatusCode = StatusCodes.Status410Gone };
        }
        var (content, now) = (await FrozenContentView.ReadAsync(shown.Content, publication, cancel), await shelf.NowAsync(shown, cancel));
        return PageResults.Show<SnapshotPage>(new
        {
            Shown = shown, Frozen = content, Changes = FrozenDifference.Between(shown.Content, now.Content?.Content, now.IsTooLong), Site = site, View = view,
        });
    }

    private static async Task<IResult> DataAsync(string id, Actor actor, SnapshotShelf shelf, CancellationToken cancel) => await shelf.FindAsync(id, actor.Is(Role.Reader), cancel) switch
    {
        null => PageResults.Refuse(Refusal.NoSnapshot),
        var shown when shown.Id.Hex != id => new SeeOther($"/snapshots/{shown.Id}.json"),
        { Gone: { } gone } => PageResults.Refuse(Refusal.SnapshotGone(gone.Reason)),
        var shown => ApiAnswer.One(shown.Content),
    };

    private static async Task<IResult> FormAsync(string address, string? fault, HttpContext context, DeskDoor door, CancellationToken cancel) =>
        new RazorComponentResult<FreezePage>(new { Address = address, Fault = fault, View = await door.ViewAsync(context, cancel) }) { StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };

    private static async Task<IResult> FreezeAsync(HttpContext context, Actor actor, DeskDoor door, SnapshotShelf shelf, CancellationToken cancel)
    {
        var form = await DeskForm.OfAsync(context, cancel);
        var (snapshot, fault) = await shelf.FreezeAsync(form["address"], actor.Name, cancel);
        return snapshot is not null ? new SeeOther($"/snapshots/{snapshot.Id}") : await FormAsync(form["address"], fault, context, door, cancel);
    }

    private static async Task<IResult> DecideAsync(string id, Func<string, Decision, CancellationToken, Task<string?>> decide, HttpContext context, CancellationToken cancel)
    {
        var form = await DeskForm.OfAsync(context, cancel);
        return await decide(id, form.Decision(), cancel) is { } fault ? PageResults.Refuse(Refusal.NotJudged(fault, form["reason"])) : new SeeOther($"/snapshots/{id}");
    }
}
