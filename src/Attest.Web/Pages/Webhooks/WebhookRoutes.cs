using System.Globalization;
using Attest.Web.Accounts;
using Attest.Web.Serving;
using Attest.Web.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.Webhooks;

/// <summary>The addresses that editors have told of what changes. Everybody sees their own, administrators all.</summary>
internal static class WebhookRoutes
{
    private const long MostBytes = 16 * 1024;

    /// <summary><c>GET /webhooks</c>, one of them with its log, and their forms.</summary>
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/webhooks", PageResults.ReadOnly, (string? filter, HttpContext context, Actor actor, WebhookBook book, CancellationToken cancel) =>
            ListAsync(context, actor, book, WebhookForm.None with { Filter = filter ?? "" }, null, null, null, cancel)).ForAccount(Role.Editor);
        routes.MapPost("/webhooks", AddAsync).ForAccount(Role.Editor).TakesForm(MostBytes);
        routes.MapMethods("/webhooks/{id}", PageResults.ReadOnly, ShowAsync).ForAccount(Role.Editor);
        routes.MapPost("/webhooks/{id}/pause", (string id, Actor actor, WebhookBook book, CancellationToken cancel) => ChangeAsync(id, actor, book, "", webhook => book.PauseAsync(webhook.Id, WebhookBook.PausedByHand, cancel), cancel)).ForAccount(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/webhooks/{id}/resume", ResumeAsync).ForAccount(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/webhooks/{id}/remove", RemoveAsync).ForAccount(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/webhooks/{id}/test", TestAsync).ForAccount(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/webhooks/{id}/deliveries/{delivery}/again", (string id, string delivery, Actor actor, WebhookBook book, CancellationToken cancel) =>
            ChangeAsync(id, actor, book, "#log", webhook => book.SendAgainAsync(webhook.Id, delivery, cancel), cancel)).ForAccount(Role.Editor).TakesForm(MostBytes);
    }

    /// <summary>The address of the form that makes one for a list, for links.</summary>
    public static string ToMake(string address) => $"/webhooks?filter={Uri.EscapeDataString(address)}#new-webhook";

    private static async Task<IResult> AddAsync(HttpContext context, Actor actor, WebhookBook book, WebhookOptions options, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var given = new WebhookForm(form["name"].ToString().Trim(), form["address"].ToString().Trim(), form["filter"].ToString().Trim(), [.. form["kind"].OfType<string>()], form["near"].ToString().Trim(), form["km"].ToString().Trim());
        var (order, fault) = given.Read(options.AllowPrivate);
        if (fault is not null)
        {
            return await ListAsync(context, actor, book, given, fault, null, null, cancel);
        }
        if (await book.AddAsync(actor.Account!, order!, Caller.SiteOf(context.Request), cancel) is not var (id, secret))
        {
            return await ListAsync(context, actor, book, given, $"You have {WebhookBook.MostOfAccount} webhooks already. Remove those that you no longer need.", null, null, cancel);
        }
        // The secret is shown here and never again, so this answer is the page itself.
        return await ListAsync(context, actor, book, WebhookForm.None, null, secret, id, cancel);
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext context, Actor actor, WebhookBook book, CancellationToken cancel) => await book.FindAsync(actor.Account!, id, cancel) is { } listed
        ? PageResults.Show<WebhookPage>(new { Listed = listed, Deliveries = await book.DeliveriesAsync(id, WebhookBook.MostKept, cancel), Token = Forms.TokenFor(context) })
        : PageResults.Refuse(Refusal.NoWebhook);

    private static async Task<IResult> ResumeAsync(string id, HttpContext context, Actor actor, WebhookBook book, CancellationToken cancel)
    {
        var withAll = (await context.Request.ReadFormAsync(cancel))["missed"] != "drop";
        return await ChangeAsync(id, actor, book, "", webhook => book.ResumeAsync(webhook.Id, withAll, cancel), cancel);
    }

    private static async Task<IResult> TestAsync(string id, HttpContext context, Actor actor, WebhookBook book, WebhookSender sender, CancellationToken cancel)
    {
        if (await book.FindAsync(actor.Account!, id, cancel) is not { } listed)
        {
            return PageResults.Refuse(Refusal.NoWebhook);
        }
        if (!sender.TryBeginTest(listed.Webhook.Id, out var wait))
        {
            context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return PageResults.Refuse(Refusal.TooManyTests);
        }
        await sender.TestAsync(listed.Webhook, cancel);
        return new SeeOther($"/webhooks/{listed.Webhook.Id}#log");
    }

    private static async Task<IResult> RemoveAsync(string id, Actor actor, WebhookBook book, CancellationToken cancel)
    {
        if (await book.FindAsync(actor.Account!, id, cancel) is not { } listed)
        {
            return PageResults.Refuse(Refusal.NoWebhook);
        }
        await book.RemoveAsync(listed.Webhook.Id, cancel);
        return new SeeOther("/webhooks");
    }

    private static async Task<IResult> ChangeAsync(string id, Actor actor, WebhookBook book, string fragment, Func<WebhookRow, Task> change, CancellationToken cancel)
    {
        if (await book.FindAsync(actor.Account!, id, cancel) is not { } listed)
        {
            return PageResults.Refuse(Refusal.NoWebhook);
        }
        await change(listed.Webhook);
        return new SeeOther($"/webhooks/{listed.Webhook.Id}{fragment}");
    }

    private static async Task<IResult> ListAsync(HttpContext context, Actor actor, WebhookBook book, WebhookForm form, string? fault, string? secret, string? made, CancellationToken cancel) =>
        new RazorComponentResult<WebhooksPage>(new { Webhooks = await book.AllAsync(actor.Account!, cancel), Form = form, Fault = fault, Secret = secret, Made = made, Token = Forms.TokenFor(context) })
        {
            StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}
