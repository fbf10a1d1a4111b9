using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.Desk;

/// <summary>The forms by which people who sign in talk about an incident.</summary>
internal static class CommentRoutes
{
    private const long MostBytes = 64 * 1024;

    /// <summary>Forms alone: comments stand on the incident's page.</summary>
    public static void MapComments(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/incidents/{id}/comments", AddAsync).ForAccount(Role.Reader).TakesForm(MostBytes);
        routes.MapPost("/comments/{id}/remove", RemoveAsync).ForAccount(Role.Reader).TakesForm(MostBytes);
    }

    private static async Task<IResult> AddAsync(string id, HttpContext context, Actor actor, Publication publication, CommentBook comments, CancellationToken cancel)
    {
        if (await publication.IncidentAsync(id, cancel) is not { } incident)
        {
            return PageResults.Refuse(Refusal.NoIncident);
        }
        var text = (await context.Request.ReadFormAsync(cancel))["text"].ToString().ReplaceLineEndings("\n").Trim();
        return text.Length is 0 or > CommentBook.Longest
            ? PageResults.Refuse(Refusal.NoComment(CommentBook.Longest))
            : new SeeOther($"/incidents/{Uri.EscapeDataString(incident.Id)}#comment-{await comments.AddAsync(actor.Account!, incident.Id, text, cancel)}");
    }

    private static async Task<IResult> RemoveAsync(string id, Actor actor, CommentBook comments, CancellationToken cancel) =>
        await comments.RemoveAsync(actor.Account!, id, cancel) is { } incident ? new SeeOther($"/incidents/{Uri.EscapeDataString(incident)}#comments") : PageResults.Refuse(Refusal.NoAccount);
}
