using System.Globalization;
using Attest.Register.DamageClaims;
using Attest.Register.Receipts;
using Attest.Register.Web.Access;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Attest.Register.Web.Pages.DamageClaims;

/// <summary>One damage claim: what its claimant, its examiner and the board see of it, and what each can do.</summary>
internal static class DamageClaimRoutes
{
    private const long MostBytes = 64 * 1024;

    // After a start the incidents of a large archive are made ready for many seconds; a page says so and does not wait.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Its page, its receipt, its trail, its evidence pack, and the forms of its steps.</summary>
    public static void MapDamageClaims(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/register/damage-claims/{id}", PageResults.ReadOnly, ([FromQuery(Name = "handed-in")] string? handedIn, string id, RoomDoor door, CancellationToken cancel) => ShowAsync(id, null, "", [], handedIn is not null, door, cancel)).ForRoom(RoomAudience.ItsParties);
        routes.MapMethods("/register/damage-claims/{id}/receipt", PageResults.ReadOnly, ReceiptAsync).ForRoom(RoomAudience.ItsParties);
        routes.MapMethods("/register/damage-claims/{id}/receipt.json", PageResults.ReadOnly, ReceiptFileAsync).ForRoom(RoomAudience.ItsParties);
        routes.MapMethods("/register/damage-claims/{id}/trail", PageResults.ReadOnly, TrailAsync).ForRoom(RoomAudience.ItsTrail);
        routes.MapPost("/register/damage-claims/{id}/appeal", (string id, RoomDoor door, CancellationToken cancel) =>
            OwnStepAsync(id, door, (form, actor) => door.Register.AppealAsync(actor, id, form["words"], cancel), cancel)).ForRoom(RoomAudience.ItsClaimant).TakesForm(MostBytes);
        routes.MapPost("/register/damage-claims/{id}/withdraw", (string id, RoomDoor door, CancellationToken cancel) =>
            OwnStepAsync(id, door, (form, actor) => door.Register.WithdrawAsync(actor, id, form["words"], cancel), cancel)).ForRoom(RoomAudience.ItsClaimant).TakesForm(MostBytes);
        routes.MapPost("/register/damage-claims/{id}/assign", (string id, RoomDoor door, CancellationToken cancel) =>
            StepAsync(id, door, (form, actor) => door.Register.AssignAsync(actor, id, form["examiner"], cancel), cancel)).ForRoom(RoomAudience.Board).TakesForm(MostBytes);
        routes.MapPost("/register/damage-claims/{id}/return", (string id, RoomDoor door, CancellationToken cancel) =>
            StepAsync(id, door, (form, actor) => door.Register.ReturnAsync(actor, id, form.All("reason"), form["words"], Seen(form), cancel), cancel)).ForRoom(RoomAudience.ItsExaminers).TakesForm(MostBytes);
        routes.MapPost("/register/damage-claims/{id}/resume", (string id, RoomDoor door, CancellationToken cancel) =>
            StepAsync(id, door, (form, actor) => door.Register.ResumeAsync(actor, id, form["words"], cancel), cancel)).ForRoom(RoomAudience.Board).TakesForm(MostBytes);
        routes.MapPost("/register/damage-claims/{id}/propose", (string id, RoomDoor door, CancellationToken cancel) =>
            StepAsync(id, door, (form, actor) => door.Register.ProposeAsync(actor, id, Decision(form), Reasons(form), form["words"], Seen(form), cancel), cancel)).ForRoom(RoomAudience.ItsExaminer).TakesForm(MostBytes);
        routes.MapPost("/register/damage-claims/{id}/decide", (string id, RoomDoor door, CancellationToken cancel) =>
            StepAsync(id, door, (form, actor) => door.Register.DecideAsync(actor, id, Decision(form), Reasons(form), form["words"], Seen(form), cancel), cancel)).ForRoom(RoomAudience.Board).TakesForm(MostBytes);
        routes.MapPost("/register/damage-claims/{id}/pack", PackAsync).ForRoom(RoomAudience.ItsParties).TakesForm(MostBytes);
    }

    // The last step that stood on the page.
    private static long? Seen(RoomForm form) => long.TryParse(form["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var entry) ? entry : null;

    private static DamageStep Decision(RoomForm form) => form["decision"] == "record" ? DamageStep.Record : DamageStep.Refuse;

    // Reasons are for refusing; the boxes stand beside both.
    private static IReadOnlyList<string> Reasons(RoomForm form) => Decision(form) == DamageStep.Refuse ? form.All("reason") : [];

    /// <summary>The page of a damage claim as who asks sees it, with why something was not done, and whether evidence was handed in just now.</summary>
    internal static async Task<IResult> ShowAsync(string id, string? fault, string words, IReadOnlyList<string> reasons, bool isHandedIn, RoomDoor door, CancellationToken cancel)
    {
        var claim = await door.Register.DamageClaimAsync(door.Known, id, cancel);
        var steps = await door.Register.StepsAsync(door.Known, claim.Id, cancel);
        var isOwn = claim.Owner == door.Known.Account;
        var status = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        if (isOwn || door.Known.Role is not (RegisterRole.Examiner or RegisterRole.Board))
        {
            return new RazorComponentResult<OwnClaimPage>(new { View = door.View(), Claim = claim, Steps = steps, Fault = fault, Words = words, IsHandedIn = isHandedIn, Uploads = steps.Any(open => open.Step == DamageStep.AddEvidence) ? await door.Register.UploadsAsync(door.Known, claim.Id, cancel) : [] }) { StatusCode = status };
        }
        return new RazorComponentResult<ExaminedClaimPage>(new
        {
            View = door.View(), Claim = claim, Steps = steps, Fault = fault, Words = words, Reasons = reasons,
            Matches = await door.Register.MatchesAsync(door.Known, claim.Id, door.Language, Patience, cancel),
            Overlaps = await door.Register.OverlapsAsync(door.Known, claim.Id, door.Language, cancel),
            Groups = await door.Register.GroupsAsync(door.Known, claim.Id, cancel),
            Custody = (await door.Register.TrailAsync(door.Known, claim.Id, cancel)).Custody,
            Examiners = door.Known.Role == RegisterRole.Board ? (await door.Register.RolesAsync(door.Known, cancel)).Where(holder => holder.Role is RegisterRole.Examiner or RegisterRole.Board).Select(holder => holder.Account).ToList() : [],
        })
        { StatusCode = status };
    }

    // What was typed comes back with why it was not done.
    private static async Task<IResult> StepAsync(string id, RoomDoor door, Func<RoomForm, Actor, Task<DamageClaimChange>> step, CancellationToken cancel)
    {
        var form = await door.FormAsync(cancel);
        try
        {
            await step(form, door.Known);
        }
        catch (RegisterException refused) when (refused.Kind == RegisterRefusal.NotPossible)
        {
            return await ShowAsync(id, refused.In(door.Language), form["words"], form.All("reason"), isHandedIn: false, door, cancel);
        }
        return new SeeOther($"/register/damage-claims/{id}");
    }

    // Who examines it knows of it, and is told that this is not theirs whatever its state.
    private static async Task<IResult> OwnStepAsync(string id, RoomDoor door, Func<RoomForm, Actor, Task<DamageClaimChange>> step, CancellationToken cancel) =>
        (await door.Register.DamageClaimAsync(door.Known, id, cancel)).Owner == door.Known.Account
            ? await StepAsync(id, door, step, cancel)
            : throw new RegisterException(RegisterRefusal.NotAllowed, door.View().Text("own.not-yours"));

    private static async Task<IResult> ReceiptAsync(string id, RoomDoor door, CancellationToken cancel)
    {
        var receipt = await door.Register.ReceiptAsync(door.Known, id, cancel);
        return PageResults.Show<ReceiptPage>(new { View = door.View(), Receipt = receipt, Claim = await door.Register.DamageClaimAsync(door.Known, id, cancel), Faults = await door.Register.CheckReceiptAsync(receipt, cancel) });
    }

    private static async Task<IResult> ReceiptFileAsync(string id, RoomDoor door, CancellationToken cancel)
    {
        var receipt = await door.Register.ReceiptAsync(door.Known, id, cancel);
        return Results.File(ReceiptFile.Write(receipt), "application/json", $"{receipt.Number}.receipt.json");
    }

    private static async Task<IResult> TrailAsync(string id, RoomDoor door, CancellationToken cancel) =>
        PageResults.Show<ClaimTrailPage>(new { View = door.View(), Trail = await door.Register.TrailAsync(door.Known, id, cancel) });

    private static async Task<IResult> PackAsync(string id, RoomDoor door, CancellationToken cancel)
    {
        var why = (await door.FormAsync(cancel))["why"];
        var claim = await door.Register.DamageClaimAsync(door.Known, id, cancel);
        return new PackResult(door, claim, why);
    }

    // Whatever is refused is refused before the first byte, and told as a page.
    private sealed class PackResult(RoomDoor door, DamageClaim claim, string why) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var said = new ContentDispositionHeaderValue("attachment");
            said.SetHttpFileName($"{claim.Number}.zip");
            (response.ContentType, response.Headers.ContentDisposition, response.Headers.ContentSecurityPolicy) = ("application/zip", said.ToString(), "default-src 'none'; sandbox");
            try
            {
                await door.Register.WriteEvidencePackAsync(door.Known, claim.Id, response.Body, why, httpContext.RequestAborted);
            }
            catch (RegisterException refused) when (!response.HasStarted)
            {
                response.Headers.Remove("Content-Disposition");
                response.Headers.Remove("Content-Security-Policy");
                await RoomGate.Refuse(door, RoomGate.Of(refused, door.Language)).ExecuteAsync(httpContext);
            }
        }
    }
}
