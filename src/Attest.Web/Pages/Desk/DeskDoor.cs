using System.Globalization;
using Attest.Archive;
using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Attest.Web.Pages.Desk;

/// <summary>What the routes of the desk have in common: the desk itself, and who asks.</summary>
internal sealed class DeskDoor(Publishing.Desk desk, Publications publications, WriteAccess access, CurrentActor current, ReviewHolds holds, IOptions<AntiforgeryOptions> forms, TimeProvider clock)
{
    private const string ToldCookie = "attest-told";
    private static readonly TimeSpan ToldFor = TimeSpan.FromDays(90);

    // Several people may use one browser, and what one of them knows another does not.
    private string ToldTo => current.Actor.Account is { } account ? $"{ToldCookie}-{account.Id}" : ToldCookie;

    /// <summary>The archive as those who correct it see it.</summary>
    public Publishing.Desk Desk => desk;

    /// <summary>All that is kept.</summary>
    public Publication Whole => publications.Whole;

    /// <summary>The next of what waits to be looked at and nobody else has before them; it is held for whoever asks.</summary>
    public async Task<ReviewState> QueueAsync(ReviewKind? of, ReviewPlace after, CancellationToken cancel)
    {
        var queue = await desk.QueueAsync(of, after, holds.OfOthers(current.Actor.Account?.Id), cancel);
        holds.Hold(current.Actor.Account?.Id, queue.Item?.Name);
        return queue;
    }

    /// <summary>Who works here, told of each judgement and each edit of theirs that somebody replaced unseen until they say that they know.</summary>
    public async Task<DeskView> ViewAsync(HttpContext context, CancellationToken cancel)
    {
        var token = Forms.TokenFor(context, access);
        if (token is null)
        {
            return new DeskView(current.Actor.Is(Role.Reader), false, null, []);
        }
        var since = long.TryParse(context.Request.Cookies[ToldTo], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(ticks, TimeSpan.Zero) : DateTimeOffset.MinValue;
        var replaced = await desk.ReplacedAsync(current.Actor.Name, since, cancel);
        return new DeskView(current.Actor.Is(Role.Reader), current.Actor.Is(Role.Editor), token, replaced) { ReplacedEdits = await desk.ReplacedEditsAsync(current.Actor.Name, since, cancel) };
    }

    /// <summary>Keeps in the browser that its owner knows what was replaced up to a moment.</summary>
    /// <param name="context">The request.</param>
    /// <param name="until">The moment in ticks, as the page's form says it; anything else is passed over.</param>
    public void Told(HttpContext context, string until)
    {
        if (!long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > clock.GetUtcNow().UtcTicks)
        {
            return;
        }
        context.Response.Cookies.Append(ToldTo, ticks.ToString(CultureInfo.InvariantCulture), new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = Caller.IsSecure(context.Request), Path = "/", Expires = clock.GetUtcNow() + ToldFor, IsEssential = true,
        });
    }

    /// <summary>The token of forms that readers may send; null where none are answered.</summary>
    public string? ReaderToken(HttpContext context) => current.Actor.Is(Role.Reader) && forms.Value.FormFieldName == Forms.TokenField ? Forms.TokenFor(context) : null;
}
