using System.Globalization;
using System.Text.Json;
using Attest.Web.Accounts;
using Attest.Web.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Api;

/// <summary><c>GET /api/v1/webhooks</c>: what somebody has told of what changes, and how that fares.</summary>
internal static class WebhookList
{
    /// <summary>Answers it.</summary>
    public static Task<IResult> AnswerAsync(HttpRequest request, Actor actor, WebhookBook book, CancellationToken cancel) => ApiRoutes.AnswerAsync(ApiOperation.Webhooks, request, async _ =>
    {
        var webhooks = await book.AllAsync(actor.Account!, cancel);
        return ApiAnswer.One(ApiAnswer.Write(json => ApiAnswer.Lines(json, "items", webhooks.Select(one => ApiAnswer.Write(webhook => Write(webhook, one))))));
    });

    private static void Write(Utf8JsonWriter json, ListedWebhook one)
    {
        json.WriteString("id", one.Webhook.Id);
        json.WriteString("name", one.Webhook.Name);
        json.WriteString("owner", one.Owner);
        // A path is often a credential: whoever holds a token that only reads has no use for it.
        json.WriteString("address", new Uri(one.Webhook.Address).GetLeftPart(UriPartial.Authority));
        json.WriteString("filter", one.Webhook.Filter);
        json.WriteStartArray("kinds");
        foreach (var kind in one.Webhook.Kinds.Split(' '))
        {
            json.WriteStringValue(kind);
        }
        json.WriteEndArray();
        json.WriteString("near", one.Webhook.Near);
        json.WritePropertyName("km");
        if (one.Webhook.NearKm is { } km)
        {
            json.WriteNumberValue(km);
        }
        else
        {
            json.WriteNullValue();
        }
        json.WriteString("paused", one.Webhook.Paused);
        json.WriteNumber("waiting", one.Waiting);
        json.WriteString("sequence", one.Webhook.Cursor.ToString(CultureInfo.InvariantCulture));
    }
}
