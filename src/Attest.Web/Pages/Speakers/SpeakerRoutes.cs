using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.Speakers;

/// <summary>The pages of those who are quoted.</summary>
internal static class SpeakerRoutes
{
    private const int SpeakersAPage = 100, ClaimsAPage = 40;

    /// <summary><c>GET /speakers</c> and <c>GET /speakers/{id}</c>, also as of what had been published.</summary>
    public static void MapSpeakers(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/speakers", PageResults.ReadOnly, ListAsync).ForReading().AnswersMoments(recorded: false);
        routes.MapMethods("/speakers/{id}", PageResults.ReadOnly, OneAsync).ForReading().AnswersMoments(recorded: false);
    }

    /// <summary>The address of a speaker.</summary>
    public static string AddressOf(string key) => $"/speakers/{Uri.EscapeDataString(key)}";

    private static async Task<IResult> ListAsync(string? cursor, AskedMoment then, Publication publication, CancellationToken cancel)
    {
        try
        {
            var from = string.IsNullOrEmpty(cursor) ? null : cursor;
            var speakers = then.PublishedBy is { } by ? await publication.SpeakersAsync(by, from, SpeakersAPage, cancel) : await publication.SpeakersAsync(from, SpeakersAPage, cancel);
            var publishers = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var key in speakers.Items.Where(speaker => speaker.IsOfOnePublisher).Select(speaker => speaker.Key))
            {
                if (await publication.SpeakerClaimsAsync(key, null, 1, cancel) is { Items: [{ Claim.Report.Publisher: { } publisher }, ..] })
                {
                    publishers[key] = publisher;
                }
            }
            return PageResults.Show<SpeakersPage>(new { Speakers = speakers, Publishers = publishers, IsFirst = string.IsNullOrEmpty(cursor) });
        }
        catch (ArgumentException)
        {
            return PageResults.Refuse(Refusal.NoCursor);
        }
    }

    private static async Task<IResult> OneAsync(string id, string? cursor, AskedMoment then, Publication publication, WriteAccess access, CancellationToken cancel)
    {
        if (await publication.SpeakerAsync(id, then.PublishedBy, cancel) is not { } speaker)
        {
            return PageResults.Refuse(then.IsNow ? Refusal.NoSpeaker : Refusal.NoSpeakerThen);
        }
        try
        {
            var said = await publication.SpeakerClaimsAsync(id, then.PublishedBy, string.IsNullOrEmpty(cursor) ? null : cursor, ClaimsAPage, cancel);
            // What others say of them, as it stood.
            var ids = said.Items.Select(one => one.Incident).OfType<string>().Distinct(StringComparer.Ordinal);
            var incidents = then.PublishedBy is { } by ? await publication.IncidentsAsync(ids, by, cancel) : await publication.IncidentsAsync(ids, cancel);
            return PageResults.Show<SpeakerPage>(new { Speaker = speaker, Said = said, Incidents = incidents, IsFirst = string.IsNullOrEmpty(cursor), Grade = then.IsNow ? (await publication.GradesAsync(cancel)).GetValueOrDefault((GradedKind.Speaker, speaker.Key)) : null, MayGrade = then.IsNow && access.IsOpen });
        }
        catch (ArgumentException)
        {
            return PageResults.Refuse(Refusal.NoCursor);
        }
    }
}
