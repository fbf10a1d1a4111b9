using Attest.Web.Accounts;
using Attest.Web.Pages.Desk;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.Incidents;

/// <summary>The pages of incidents.</summary>
internal static class IncidentRoutes
{
    /// <summary><c>GET /incidents/{id}</c>.</summary>
    public static void MapIncidents(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/incidents/{id}", PageResults.ReadOnly, OneAsync).ForReading().AnswersMoments();
    }

    private static async Task<IResult> OneAsync(string id, HttpContext context, CurrentActor current, AskedMoment then, Publication publication, CommentBook comments, WriteAccess access, CancellationToken cancel)
    {
        if (await (then.IsNow ? publication.IncidentAsync(id, cancel) : publication.IncidentAsync(id, then.PublishedBy, then.RecordedBy, cancel)) is not { } incident)
        {
            return PageResults.Refuse(then.IsNow ? Refusal.NoIncident : Refusal.NoIncidentThen);
        }
        if (incident.Id != id)
        {
            return Results.Redirect(then.At($"/incidents/{Uri.EscapeDataString(incident.Id)}"), permanent: false);
        }
        var titles = await publication.TitlesAsync(incident.Claims.Where(claim => claim.Report.Title is null).Select(claim => claim.Report.Id), cancel);
        var mayRead = then.IsNow && !publication.IsPublic && access.Intake is not null && current.Actor.Is(Role.Reader);
        return PageResults.Show<IncidentPage>(new
        {
            History = await publication.TollHistoryAsync(incident.Id, then.PublishedBy, then.RecordedBy, cancel), Incident = incident, Titles = titles,
            // What people say of it, decide and grade is told as it stands now alone.
            Discussion = then.IsNow ? await DiscussionAsync(incident.Id, context, current, publication, comments, cancel) : null, MayEdit = then.IsNow && access.IsOpen, MayRead = mayRead, Maps = mayRead ? await Api.ApiAnswer.MapsAsync(publication, incident.Claims, cancel) : null,
            Decided = then.IsNow ? await publication.DecidedOfAsync(incident.Id, cancel) : [],
            Grades = then.IsNow ? await publication.GradesAsync(cancel) : new Dictionary<(GradedKind Kind, string Source), Judgement>(),
        });
    }

    // For those who read the archive, not for visitors of a public site.
    private static async Task<Discussion?> DiscussionAsync(string incident, HttpContext context, CurrentActor current, Publication publication, CommentBook comments, CancellationToken cancel) =>
        !current.HasAccounts || !current.Actor.Is(Role.Reader) ? null : new Discussion(
            await comments.OnAsync([incident, .. await publication.AliasesAsync(incident, cancel)], cancel), current.Actor.Account, current.Actor.IsSignedIn ? Forms.TokenFor(context) : null);
}
