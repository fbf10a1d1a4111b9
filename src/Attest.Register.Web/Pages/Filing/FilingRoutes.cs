using System.Globalization;
using System.Text.Json;
using Attest.Register.DamageClaims;
using Attest.Register.Filing;
using Attest.Register.Web.Access;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attest.Register.Web.Pages.Filing;

/// <summary>Filing a damage claim, step by step; what is typed is kept as a draft.</summary>
internal static class FilingRoutes
{
    /// <summary>The most bytes of a step's form.</summary>
    internal const long MostBytes = 256 * 1024;

    /// <summary>The pages of a draft and their forms.</summary>
    public static void MapFiling(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/register/drafts", BeginAsync).ForRoom(RoomAudience.Claimants).TakesForm(MostBytes);
        routes.MapMethods("/register/drafts/{id}", PageResults.ReadOnly, GoOnAsync).ForRoom(RoomAudience.ItsClaimant);
        routes.MapMethods("/register/drafts/{id}/{step}", PageResults.ReadOnly, ShowAsync).ForRoom(RoomAudience.ItsClaimant);
        routes.MapPost("/register/drafts/{id}/{step}", SaveAsync).ForRoom(RoomAudience.ItsClaimant).TakesForm(MostBytes);
        routes.MapPost("/register/drafts/{id}/submit", SubmitAsync).ForRoom(RoomAudience.ItsClaimant).TakesForm(MostBytes);
        routes.MapPost("/register/drafts/{id}/discard", DiscardAsync).ForRoom(RoomAudience.ItsClaimant).TakesForm(MostBytes);
    }

    /// <summary>Address of a step.</summary>
    internal static string Address(string id, FilingStep step) => $"/register/drafts/{id}/{WireNames<FilingStep>.Of(step)}";

    private static async Task<IResult> BeginAsync(RoomDoor door, CancellationToken cancel)
    {
        var form = await door.FormAsync(cancel);
        var statement = form["for"] == "entity" ? Statement.Empty with { Entity = new Entity("") } : Statement.Empty with { Claimant = new Person("", "") };
        var draft = await door.Register.NewDraftAsync(door.Known, statement, cancel);
        return new SeeOther(Address(draft.Id, FilingStep.Who));
    }

    // Back to where it was left: the first step that has something missing, or the last.
    private static async Task<IResult> GoOnAsync(string id, RoomDoor door, CancellationToken cancel)
    {
        var draft = await door.Register.DraftAsync(door.Known, id, cancel);
        var mistakes = await door.Register.CheckAsync(door.Known, id, door.Language, cancel);
        var step = draft.IsCompletion ? FilingStep.Check : mistakes.Where(mistake => mistake.Stops).Select(mistake => FilingSteps.Holding(door.Register.Pack, mistake.Field)).DefaultIfEmpty(FilingStep.Check).Min();
        return new SeeOther(Address(id, step));
    }

    private static async Task<IResult> ShowAsync(string id, string step, RoomDoor door, CancellationToken cancel) => WireNames<FilingStep>.TryParse(step, out var known)
        ? await PageAsync(await door.Register.DraftAsync(door.Known, id, cancel), known, null, door, cancel)
        : RoomGate.Refuse(door, RoomGate.NotThere(door.Language));

    private static async Task<IResult> SaveAsync(string id, string step, RoomDoor door, CancellationToken cancel)
    {
        if (!WireNames<FilingStep>.TryParse(step, out var known) || known is FilingStep.Evidence or FilingStep.Check)
        {
            return RoomGate.Refuse(door, RoomGate.NotThere(door.Language));
        }
        var form = await door.FormAsync(cancel);
        var draft = await door.Register.DraftAsync(door.Known, id, cancel);
        var stated = StatementForm.Take(draft.Statement, known, form, door.Register.Pack);
        if (form.Has("saved") && form["saved"] != Mark(draft) && !IsSame(stated, draft.Statement))
        {
            // Another window saved it in between: what was typed here comes back, and nothing is lost unseen.
            return await PageAsync(draft with { Statement = stated }, known, door.View().Text("filing.other-window"), door, cancel);
        }
        draft = await door.Register.SaveDraftAsync(door.Known, id, stated, cancel);
        if (known == FilingStep.Where && form["go"] is "" or "next" && draft.Statement.Where is { Gazetteer.Length: 0 } && door.Register.Places.Read(draft.Statement.Where).MustChoose)
        {
            // Which place is meant is asked before anything else is, and never guessed.
            return new SeeOther($"{Address(id, known)}#offers");
        }
        var steps = FilingSteps.Of(door.Register.Pack, draft.Statement);
        return new SeeOther(form["go"] switch
        {
            "stay" => $"{Address(id, known)}#offers",
            "check" => Address(id, FilingStep.Check),
            "leave" => RegisterRoom.Home,
            _ => Address(id, steps.SkipWhile(one => one != known).Skip(1).FirstOrDefault(FilingStep.Check)),
        });
    }

    private static async Task<IResult> SubmitAsync(string id, RoomDoor door, CancellationToken cancel)
    {
        try
        {
            await door.Register.SubmitAsync(door.Known, id, cancel);
        }
        catch (RegisterException mistaken) when (mistaken.Kind == RegisterRefusal.Mistakes)
        {
            return await PageAsync(await door.Register.DraftAsync(door.Known, id, cancel), FilingStep.Check, door.View().Text("check.not-yet"), door, cancel);
        }
        catch (RegisterException gone) when (gone.Kind == RegisterRefusal.NotFound)
        {
            // Pressed twice: the first time it was submitted. To whom it is not, the register says so once more.
            await door.Register.ReceiptAsync(door.Known, id, cancel);
        }
        return new SeeOther($"/register/damage-claims/{id}/receipt");
    }

    private static async Task<IResult> DiscardAsync(string id, RoomDoor door, CancellationToken cancel)
    {
        await door.Register.DiscardDraftAsync(door.Known, id, cancel);
        return new SeeOther(RegisterRoom.Home);
    }

    /// <summary>By which a form tells which state of the draft it was made from.</summary>
    internal static string Mark(Draft draft) => draft.SavedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);

    private static bool IsSame(Statement one, Statement other) => JsonSerializer.Serialize(one) == JsonSerializer.Serialize(other);

    /// <summary>The page of a step, with why what was sent was not done.</summary>
    internal static async Task<IResult> PageAsync(Draft draft, FilingStep step, string? fault, RoomDoor door, CancellationToken cancel)
    {
        var uploads = step == FilingStep.Evidence ? await door.Register.UploadsAsync(door.Known, draft.Id, cancel) : [];
        var returned = draft.IsCompletion ? (await door.Register.DamageClaimAsync(door.Known, draft.Id, cancel)).Changes.LastOrDefault(change => change.Step == DamageStep.Return) : null;
        var reading = step is FilingStep.Where or FilingStep.Check ? door.Register.Places.Read(draft.Statement.Where) : PlaceReading.Missing;
        return new Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<FilingPage>(new
        {
            View = door.View(), Draft = draft, Step = step, Mistakes = await door.Register.CheckAsync(door.Known, draft.Id, door.Language, cancel), Uploads = uploads, Returned = returned, Fault = fault,
            Reading = reading, Labels = door.Register.Places.Labels(reading.Offers, door.Language),
        })
        { StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
    }
}
