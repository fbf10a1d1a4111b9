using Attest.Web.Api;
using Attest.Web.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Web.Serving;

/// <summary>Which clocks a page answers; one that states none is shown as it stands now and refuses both.</summary>
/// <param name="Published">Whether it answers as of what had been published.</param>
/// <param name="Recorded">Whether it answers as of what had been recorded here.</param>
internal sealed record AnsweredClocks(bool Published, bool Recorded);

/// <summary>Pages as of a moment: routes state which clocks they answer, and no page passes over one that it was asked.</summary>
internal static class AskedMoments
{
    private static readonly AnsweredClocks Neither = new(false, false);

    /// <summary>The page answers both clocks (<see cref="AskedMoment"/>), or one of them.</summary>
    public static TRoute AnswersMoments<TRoute>(this TRoute route, bool published = true, bool recorded = true)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new AnsweredClocks(published, recorded));

    /// <summary>Reads the moment of a page, or says why the page can't be shown as of it. It stands behind the gate, and before whatever keeps answers. Programs name the clocks otherwise (<see cref="ApiQuery.Clocks"/>).</summary>
    public static void UseAskedMoments(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (RefusalOf(context) is { } refusal)
        {
            await PageResults.Refuse(refusal).ExecuteAsync(context);
            return;
        }
        await next(context);
    });

    private static Refusal? RefusalOf(HttpContext context)
    {
        var request = context.Request;
        if (!(request.Query.ContainsKey(AskedMoment.Published) || request.Query.ContainsKey(AskedMoment.Recorded)) || context.GetEndpoint() is not RouteEndpoint endpoint || MachinePaths.IsApi(request.Path))
        {
            return null;
        }
        var answered = endpoint.Metadata.GetMetadata<AnsweredClocks>() ?? Neither;
        var moment = context.RequestServices.GetRequiredService<AskedMoment>();
        return !answered.Published && request.Query.ContainsKey(AskedMoment.Published) ? Refusal.NoClock(AskedMoment.Published, answered.Recorded)
            : !answered.Recorded && request.Query.ContainsKey(AskedMoment.Recorded) ? Refusal.NoClock(AskedMoment.Recorded, answered.Published)
            : !moment.TryRead(request, out var refusal) ? refusal
            : moment.RecordedBy is not null && context.RequestServices.GetRequiredService<Publication>().IsPublic ? Refusal.RecordWithheld
            : null;
    }
}
