using System.Globalization;
using Attest.Register.DamageClaims;
using Attest.Register.Web.Access;
using Attest.Register.Web.Pages.DamageClaims;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Net.Http.Headers;

namespace Attest.Register.Web.Pages.Filing;

/// <summary>Evidence: given by a plain form or piece by piece, looked at as a working copy, taken out as an original.</summary>
internal static class EvidenceRoutes
{
    // A little more than the register takes, so that it is the register that says what is too large.
    private const long MostBytes = 1100L * 1024 * 1024;
    // More than the register takes of one file: that there is more says that it is too large.
    private const long MostFile = 260L * 1024 * 1024;
    private const long MostChunk = 16L * 1024 * 1024;

    /// <summary>A file that is shown runs nothing and loads nothing, whatever is in it.</summary>
    private const string Sandbox = "default-src 'none'; sandbox; frame-ancestors 'none'";

    /// <summary>The routes of evidence and of uploads.</summary>
    public static void MapEvidence(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/register/drafts/{id}/evidence", ReceiveAsync).ForRoom(RoomAudience.ItsClaimant).TakesBytes(MostBytes);
        routes.MapPost("/register/drafts/{id}/evidence/{evidence}/withdraw", WithdrawAsync).ForRoom(RoomAudience.ItsClaimant).TakesForm(FilingRoutes.MostBytes);
        routes.MapPost("/register/drafts/{id}/evidence/{evidence}/hand-in", HandInAsync).ForRoom(RoomAudience.ItsClaimant).TakesForm(FilingRoutes.MostBytes);
        routes.MapPost("/register/drafts/{id}/uploads", BeginAsync).ForRoom(RoomAudience.ItsClaimant).TakesForm(FilingRoutes.MostBytes);
        routes.MapMethods("/register/uploads/{upload}", PageResults.ReadOnly, StateAsync).ForRoom(RoomAudience.ItsClaimant);
        routes.MapPut("/register/uploads/{upload}", AppendAsync).ForRoom(RoomAudience.ItsClaimant).TakesBytes(MostChunk);
        routes.MapPost("/register/uploads/{upload}/finish", FinishAsync).ForRoom(RoomAudience.ItsClaimant).TakesForm(FilingRoutes.MostBytes);
        routes.MapPost("/register/uploads/{upload}/cancel", CancelAsync).ForRoom(RoomAudience.ItsClaimant).TakesForm(FilingRoutes.MostBytes);
        routes.MapMethods("/register/damage-claims/{id}/evidence/{evidence}/view", PageResults.ReadOnly, ViewAsync).ForRoom(RoomAudience.ItsParties);
        routes.MapPost("/register/damage-claims/{id}/evidence/{evidence}/original", OriginalAsync).ForRoom(RoomAudience.ItsParties).TakesForm(FilingRoutes.MostBytes);
    }

    private static async Task<IResult> ReceiveAsync(string id, HttpContext context, RoomDoor door, CancellationToken cancel)
    {
        if (!UploadForm.Is(context.Request))
        {
            return PageResults.Refuse(Refusal.For(StatusCodes.Status415UnsupportedMediaType));
        }
        // Whose it is, and whether it takes evidence, is asked before a byte is taken in.
        await door.Register.UploadsAsync(door.Known, id, cancel);
        var draft = await DraftOfAsync(id, door, cancel);
        var claim = draft is null ? await door.Register.DamageClaimAsync(door.Known, id, cancel) : null;
        var given = (draft?.Evidence ?? claim!.Evidence).Select(piece => piece.Id).ToHashSet(StringComparer.Ordinal);
        var submitted = (claim?.SubmittedEvidence ?? [.. given]).ToHashSet(StringComparer.Ordinal);
        var (isOurs, description, told, isHandedIn) = (false, "", new List<string>(), false);
        try
        {
            var form = UploadForm.Of(context.Request);
            while (await form.NextAsync(cancel) is { } part)
            {
                // The token is the form's first field: before it no byte of a file is looked at.
                isOurs |= part.Field == Forms.TokenField && await Forms.IsTokenRightAsync(context, part.Value);
                if (!isOurs)
                {
                    return PageResults.Refuse(Refusal.OldForm);
                }
                if (part.Field == "description")
                {
                    description = part.Value;
                }
                else if (part.FileName is { Length: > 0 } name)
                {
                    await using var file = await SpooledFile.TakeAsync(part.Content, MostFile, cancel);
                    try
                    {
                        var received = await door.Register.ReceiveAsync(door.Known, id, name, file, description, cancel);
                        var (isNew, isSubmittedNow) = (given.Add(received.Id), submitted.Add(received.Id));
                        isHandedIn |= !isNew && isSubmittedNow;
                        if (!isNew && !isSubmittedNow)
                        {
                            told.Add($"{Harmless(name)}: {door.View().Text("evidence.already", received.Name)}");
                        }
                    }
                    catch (RegisterException refused) when (refused.Kind == RegisterRefusal.RefusedFile)
                    {
                        told.Add($"{Harmless(name)}: {refused.In(door.Language)}");
                    }
                }
            }
        }
        catch (InvalidDataException)
        {
            return PageResults.Refuse(Refusal.For(StatusCodes.Status400BadRequest));
        }
        return await BackAsync(id, string.Join('\n', told), isHandedIn, door, cancel);
    }

    // To the page that the form stands on: a step of what is being written or completed, or the page of what was submitted.
    private static async Task<IResult> BackAsync(string id, string fault, bool isHandedIn, RoomDoor door, CancellationToken cancel)
    {
        if (await DraftOfAsync(id, door, cancel) is not { } draft)
        {
            return fault.Length == 0 ? new SeeOther($"/register/damage-claims/{id}{(isHandedIn ? "?handed-in=1" : "")}#evidence") : await DamageClaimRoutes.ShowAsync(id, fault, "", [], isHandedIn, door, cancel);
        }
        return fault.Length == 0 ? new SeeOther(FilingRoutes.Address(id, FilingStep.Evidence)) : await FilingRoutes.PageAsync(draft, FilingStep.Evidence, fault, door, cancel);
    }

    private static async Task<Draft?> DraftOfAsync(string id, RoomDoor door, CancellationToken cancel)
    {
        try
        {
            return await door.Register.DraftAsync(door.Known, id, cancel);
        }
        catch (RegisterException submitted) when (submitted.Kind == RegisterRefusal.NotFound)
        {
            return null;
        }
    }

    private static string Harmless(string name) => name[(name.LastIndexOfAny(['/', '\\']) + 1)..];

    private static async Task<IResult> WithdrawAsync(string id, string evidence, RoomDoor door, CancellationToken cancel)
    {
        await door.Register.WithdrawEvidenceAsync(door.Known, id, evidence, cancel);
        return await BackAsync(id, "", isHandedIn: false, door, cancel);
    }

    private static async Task<IResult> HandInAsync(string id, string evidence, RoomDoor door, CancellationToken cancel)
    {
        try
        {
            await door.Register.HandInAsync(door.Known, id, evidence, cancel);
        }
        catch (RegisterException refused) when (refused.Kind == RegisterRefusal.NotPossible)
        {
            return await DamageClaimRoutes.ShowAsync(id, refused.In(door.Language), "", [], isHandedIn: false, door, cancel);
        }
        return await BackAsync(id, "", isHandedIn: true, door, cancel);
    }

    private static Task<IResult> BeginAsync(string id, RoomDoor door, CancellationToken cancel) => AnswerAsync(door, async () =>
    {
        var form = await door.FormAsync(cancel);
        var bytes = long.TryParse(form["bytes"], NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : 0;
        return await door.Register.BeginUploadAsync(door.Known, id, form["name"], bytes, form["description"], form["attempt"], cancel);
    });

    private static Task<IResult> StateAsync(string upload, RoomDoor door, CancellationToken cancel) => AnswerAsync(door, () => door.Register.UploadStateAsync(door.Known, upload, cancel));

    private static Task<IResult> AppendAsync(string upload, HttpContext context, RoomDoor door, CancellationToken cancel) => AnswerAsync(door, async () =>
    {
        // A form of files brings its token in a field, which nobody looks for here.
        if (UploadForm.Is(context.Request))
        {
            throw new RegisterException(door.View().Text("evidence.no-part"));
        }
        var from = ContentRangeHeaderValue.TryParse(context.Request.Headers.ContentRange.ToString(), out var range) ? range.From : null;
        return from is { } offset
            ? await door.Register.AppendUploadAsync(door.Known, upload, offset, context.Request.Body, cancel)
            : throw new RegisterException(door.View().Text("evidence.no-part"));
    });

    // What arrived is looked at to its end, also when whoever sent it is gone: asked once more, it is there.
    private static async Task<IResult> FinishAsync(string upload, RoomDoor door, IHostApplicationLifetime life)
    {
        try
        {
            var piece = await door.Register.FinishUploadAsync(door.Known, upload, life.ApplicationStopping);
            return Results.Json(Told(piece, piece.Id != upload));
        }
        catch (RegisterException refused)
        {
            return Problem(refused, door.Language);
        }
    }

    private static async Task<IResult> CancelAsync(string upload, HttpContext context, RoomDoor door, CancellationToken cancel)
    {
        await door.Register.CancelUploadAsync(door.Known, upload, cancel);
        // Back to the page that the form stands on, which is of this site: a form from elsewhere was refused.
        return new SeeOther(Uri.TryCreate(context.Request.Headers.Referer.ToString(), UriKind.Absolute, out var page) && (page.AbsolutePath.StartsWith("/register/drafts/", StringComparison.Ordinal) || page.AbsolutePath.StartsWith("/register/damage-claims/", StringComparison.Ordinal)) ? page.AbsolutePath : RegisterRoom.Home);
    }

    // A script reads the answers: the state as JSON, a refusal as problem details.
    private static async Task<IResult> AnswerAsync(RoomDoor door, Func<Task<UploadState>> work)
    {
        try
        {
            var state = await work();
            return Results.Json(new { id = state.Id, name = state.Name, bytes = state.Bytes, received = state.Received, piece = state.Piece is { } piece ? Told(piece, isThereAlready: false) : null });
        }
        catch (RegisterException refused)
        {
            return Problem(refused, door.Language);
        }
    }

    private static object Told(EvidencePiece piece, bool isThereAlready) => new { id = piece.Id, name = piece.Name, mediaType = piece.MediaType, sha256 = piece.Sha256.Hex, isThereAlready };

    private static IResult Problem(RegisterException refused, string language)
    {
        var refusal = RoomGate.Of(refused, language);
        return Results.Problem(refusal.Message, statusCode: refusal.Status, title: refusal.Title);
    }

    private static async Task<IResult> ViewAsync(string id, string evidence, HttpContext context, RoomDoor door, CancellationToken cancel)
    {
        var opened = await door.Register.OpenWorkingCopyAsync(door.Known, id, evidence, "", cancel);
        return Give(context, opened, "inline");
    }

    private static async Task<IResult> OriginalAsync(string id, string evidence, HttpContext context, RoomDoor door, CancellationToken cancel)
    {
        var why = (await door.FormAsync(cancel))["why"];
        return Give(context, await door.Register.OpenOriginalAsync(door.Known, id, evidence, why, cancel), "attachment");
    }

    private static IResult Give(HttpContext context, OpenedEvidence opened, string disposition)
    {
        var said = new ContentDispositionHeaderValue(disposition);
        said.SetHttpFileName(opened.Name);
        var headers = context.Response.Headers;
        headers.ContentDisposition = said.ToString();
        headers.ContentSecurityPolicy = Sandbox;
        headers.XContentTypeOptions = "nosniff";
        return Results.Stream(opened.Content, disposition == "attachment" ? "application/octet-stream" : opened.MediaType, enableRangeProcessing: true);
    }
}
