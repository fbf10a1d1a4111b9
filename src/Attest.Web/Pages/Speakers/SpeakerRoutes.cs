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

    /// <summary><c>GET /speakers</c> and <c>GET /speakers/{id}</c>.</summary>
    public static void MapSpeakers(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/speakers", PageResults.ReadOnly, ListAsync).ForReading();
        routes.MapMethods("/speakers/{id}", PageResults.ReadOnly, OneAsync).ForReading();
    }

    /// <summary>The address of a speaker.</summary>
    public static string AddressOf(string key) => $"/speakers/{Uri.EscapeDataString(key)}";

    private static async Task<IResult> ListAsync(string? cursor, Publication publication, CancellationToken cancel)
    {
        try
        {
            var speakers = await publication.SpeakersAsync(string.IsNullOrEmpty(cursor) ? null : cursor, SpeakersAPage, cancel);
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

    private static async Task<IResult> OneAsync(string id, string? cursor, Publication publication, WriteAccess access, CancellationToken cancel)
    {
        if (await publication.SpeakerAsync(id, cancel) is not { } speaker)
        {
            return PageResults.Refuse(Refusal.NoSpeaker);
        }
        try
        {
            var said = await publication.SpeakerClaimsAsync(id, string.IsNullOrEmpty(cursor) ? null : cursor, ClaimsAPage, cancel);
            var incidents = await publication.IncidentsAsync(said.Items.Select(one => one.Incident).OfType<string>(), cancel);
            return PageResults.Show<SpeakerPage>(new { Speaker = speaker, Said = said, Incidents = incidents, IsFirst = string.IsNullOrEmpty(cursor), Grade = (await publication.GradesAsync(cancel)).GetValueOrDefault((GradedKind.Speaker, speaker.Key)), MayGrade = access.IsOpen });
        }
        catch (ArgumentException)
        {
            return PageResults.Refuse(Refusal.NoCursor);
        }
    }
}
