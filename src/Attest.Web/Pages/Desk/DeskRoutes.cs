using System.Globalization;
using Attest.Archive;
using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.Desk;

/// <summary>Where people put right what was read, and where it is told what they put right.</summary>
internal static class DeskRoutes
{
    private const long MostBytes = 64 * 1024;
    private const int JudgementsAPage = 50, MostNear = 12;

    /// <summary>The pages of the desk; every form answers with 303 to a page.</summary>
    public static void MapDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/corrections", PageResults.ReadOnly, ListAsync).ForReading();
        routes.MapMethods("/corrections/{id}", PageResults.ReadOnly, OneAsync).ForReading();
        routes.MapMethods("/claims/{id}", PageResults.ReadOnly, ClaimAsync).ForRole(Role.Reader);
        routes.MapMethods("/reports/{id}/claim", PageResults.ReadOnly, AddFormAsync).ForRole(Role.Editor);
        routes.MapMethods("/reports/{id}/error", PageResults.ReadOnly, ErrorFormAsync).ForRole(Role.Reader);
        routes.MapMethods("/incidents/{id}/desk", PageResults.ReadOnly, (string id, string? other, string? with, HttpContext context, DeskDoor door, CancellationToken cancel) => IncidentAsync(id, other, with, null, context, door, cancel)).ForRole(Role.Editor);
        routes.MapMethods("/review", PageResults.ReadOnly, ReviewAsync).ForRole(Role.Editor);
        routes.MapMethods("/grade", PageResults.ReadOnly, (string? kind, string? source, HttpContext context, DeskDoor door, CancellationToken cancel) => GradeFormAsync(kind, source, null, null, context, door, cancel)).ForRole(Role.Editor);

        routes.MapPost("/claims/{id}/accept", (string id, HttpContext context, DeskDoor door, CancellationToken cancel) =>
            JudgeClaimAsync(id, context, door, (form, desk) => desk.AcceptAsync(id, form.Decision(DeskForm.NoReason), cancel), cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/claims/{id}/reject", (string id, HttpContext context, DeskDoor door, CancellationToken cancel) =>
            JudgeClaimAsync(id, context, door, (form, desk) => desk.RejectAsync(id, form.Decision(DeskForm.NoReason), cancel), cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/claims/{id}/correct", (string id, HttpContext context, DeskDoor door, CancellationToken cancel) =>
            JudgeClaimAsync(id, context, door, (form, desk) => desk.CorrectAsync(id, form.Values(), form.Decision(DeskForm.NoReason), cancel), cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/claims/{id}/error", (string id, HttpContext context, DeskDoor door, CancellationToken cancel) =>
            JudgeClaimAsync(id, context, door, (form, desk) => desk.ReportErrorAsync(form["report"], id, form.Words(), form.Decision(), cancel), cancel)).ForRole(Role.Reader).TakesForm(MostBytes).HeldBack();
        routes.MapPost("/reports/{id}/claim", AddAsync).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/reports/{id}/error", ErrorAsync).ForRole(Role.Reader).TakesForm(MostBytes).HeldBack();
        routes.MapPost("/judgements/{id}/undo", UndoAsync).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/judgements/{id}/dismiss", DismissAsync).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/incidents/{id}/merge", (string id, HttpContext context, DeskDoor door, CancellationToken cancel) =>
            EditAsync(id, context, door, (form, desk) => desk.MergeAsync(id, IncidentIn(form["other"]), form.Decision(), cancel), cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/incidents/{id}/split", (string id, HttpContext context, DeskDoor door, CancellationToken cancel) =>
            EditAsync(id, context, door, (form, desk) => desk.SplitAsync(id, form.All("claim"), form.Decision(), cancel), cancel)).ForRole(Role.Editor).TakesForm(MostBytes, IncidentDeskPage.MostAccounts + Forms.MostFields);
        routes.MapPost("/incidents/{id}/unsure", (string id, HttpContext context, DeskDoor door, CancellationToken cancel) =>
            EditAsync(id, context, door, (form, desk) => desk.UnsureAsync(id, IncidentIn(form["other"]), form.Decision(), cancel), cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/incidents/{id}/resolve", (string id, HttpContext context, DeskDoor door, CancellationToken cancel) =>
            EditAsync(id, context, door, (form, desk) => desk.ResolveAsync(form["one"], form["other"], form.Decision(), cancel), cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/grade", GradeAsync).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/review/told", async (HttpContext context, DeskDoor door, CancellationToken cancel) =>
        {
            var form = await DeskForm.OfAsync(context, cancel);
            door.Told(context, form["until"]);
            return new SeeOther(form.Next("/review"));
        }).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/review/accept", (HttpContext context, DeskDoor door, CancellationToken cancel) => JudgeNextAsync(context, door, (form, desk) => form["claim"] is { Length: > 0 } claim
            ? desk.AcceptAsync(claim, form.Decision(DeskForm.NoReason), cancel)
            : form.All("answers") is [{ Length: > 0 } reported] ? desk.DismissAsync(reported, form.Decision(DeskForm.NoReason), cancel) : desk.PassAsync(form["report"], form.Words() ?? new ChosenWords(""), form.Decision(DeskForm.NoReason), cancel), cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/review/reject", (HttpContext context, DeskDoor door, CancellationToken cancel) =>
            JudgeNextAsync(context, door, (form, desk) => desk.RejectAsync(form["claim"], form.Decision(DeskForm.NoReason), cancel), cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/review/correct", (HttpContext context, DeskDoor door, CancellationToken cancel) =>
            JudgeNextAsync(context, door, (form, desk) => desk.CorrectAsync(form["claim"], form.Values(), form.Decision(DeskForm.NoReason), cancel), cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/review/undo", (HttpContext context, DeskDoor door, CancellationToken cancel) =>
            JudgeNextAsync(context, door, (form, desk) => desk.UndoAsync(form["judgement"], form.Decision(DeskForm.NoReason), cancel), cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
    }

    private static async Task<IResult> ListAsync(string? of, string? after, HttpContext context, DeskDoor door, Publication publication, CancellationToken cancel)
    {
        var view = await door.ViewAsync(context, cancel);
        var (asked, filter) = Listed(view.MayRead || of == "lost" ? of : "");
        try
        {
            return PageResults.Show<CorrectionsPage>(new { Judgements = await publication.JudgementsAsync(filter, after, JudgementsAPage, cancel), View = view, Of = asked });
        }
        catch (ArgumentException)
        {
            return PageResults.Refuse(Refusal.PastTheEnd);
        }
    }

    /// <summary>Which judgements a list holds, by the name that it has in an address; corrections for any other.</summary>
    internal static (string Of, JudgementFilter Filter) Listed(string? of) => of switch
    {
        "waiting" => (of, JudgementFilter.All with { Waiting = true }),
        "lost" => (of, JudgementFilter.All with { Lost = true }),
        "decisions" => (of, JudgementFilter.All),
        _ => ("", JudgementFilter.Corrections),
    };

    private static async Task<IResult> OneAsync(string id, HttpContext context, DeskDoor door, Publication publication, CancellationToken cancel) =>
        await publication.JudgementAsync(id, cancel) is { } listed
            ? PageResults.Show<CorrectionsPage>(new { Judgements = new Page<ListedJudgement>([listed], null), View = await door.ViewAsync(context, cancel), One = true })
            : PageResults.Refuse(Refusal.NoJudgement);

    private static async Task<IResult> ClaimAsync(string id, string? over, string? was, HttpContext context, DeskDoor door, CancellationToken cancel)
    {
        if (await door.Desk.ClaimAsync(id, cancel) is { } record)
        {
            return await ShowClaimAsync(record, over, was, null, "", context, door, cancel);
        }
        return await door.Desk.TraceAsync(id, cancel) switch
        {
            { Now: { } now } => new SeeOther($"/claims/{Uri.EscapeDataString(now)}?was={Uri.EscapeDataString(id)}{(over is null ? "" : $"&over={Uri.EscapeDataString(over)}")}"),
            { } trace => PageResults.Refuse(Refusal.WordsGone(trace.Report)),
            _ => PageResults.Refuse(Refusal.NoClaim),
        };
    }

    private static async Task<IResult> ShowClaimAsync(ClaimRecord record, string? over, string? was, Refused? refused, string form, HttpContext context, DeskDoor door, CancellationToken cancel) => new RazorComponentResult<ClaimPage>(new
    {
        Record = record, View = await door.ViewAsync(context, cancel), ReportToken = door.ReaderToken(context), Refused = refused, Form = form, Over = record.Judgements.FirstOrDefault(judgement => judgement.Id == over), IsOfEarlier = was is not null,
        Maps = await Api.ApiAnswer.MapsAsync(door.Whole, [record.Claim], cancel),
    })
    { StatusCode = refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };

    private static async Task<IResult> JudgeClaimAsync(string id, HttpContext context, DeskDoor door, Func<DeskForm, Publishing.Desk, Task<Decided>> judge, CancellationToken cancel)
    {
        var form = await DeskForm.OfAsync(context, cancel);
        var decided = await judge(form, door.Desk);
        if (decided.Judgement is { } judgement)
        {
            // A new version may have come in meanwhile: the judgement is of the same words there.
            return new SeeOther(judgement.Over is { } over ? $"/claims/{Uri.EscapeDataString(judgement.One[0].Claim)}?over={over}" : form.Next($"/claims/{Uri.EscapeDataString(id)}"));
        }
        var now = await door.Desk.ClaimAsync(id, cancel) is { } same ? same : await door.Desk.TraceAsync(id, cancel) is { Now: { } other } ? await door.Desk.ClaimAsync(other, cancel) : null;
        return now is null ? PageResults.Refuse(Refusal.NotJudged(decided.Fault!, form["reason"])) : await ShowClaimAsync(now, null, null, form.Refused(decided.Fault!), context.Request.Path.Value!.Split('/')[^1], context, door, cancel);
    }

    private static Task<IResult> AddFormAsync(string id, string? words, int? start, string? next, string[]? answers, HttpContext context, DeskDoor door, CancellationToken cancel) =>
        WordsAsync(id, new WordsForm(words ?? "", start, ClaimKind.Figure, ClaimValues.None, answers ?? [], next ?? "", null, IsError: false), context, door, cancel);

    private static Task<IResult> ErrorFormAsync(string id, string? words, int? start, HttpContext context, DeskDoor door, CancellationToken cancel) =>
        WordsAsync(id, new WordsForm(words ?? "", start, ClaimKind.Figure, ClaimValues.None, [], "", null, IsError: true), context, door, cancel);

    private static async Task<IResult> WordsAsync(string id, WordsForm form, HttpContext context, DeskDoor door, CancellationToken cancel)
    {
        if (await door.Desk.ReportAsync(id, cancel) is not { } report)
        {
            return PageResults.Refuse(Refusal.NoReport);
        }
        var view = await door.ViewAsync(context, cancel);
        return new RazorComponentResult<AddClaimPage>(new
        {
            report.Reading, Title = report.Versions.FirstOrDefault(version => version.Id == report.Reading.Report.Id)?.Title ?? "", View = form.IsError ? view with { Token = door.ReaderToken(context) } : view, form.IsError, form.Words, form.Start,
            form.Kind, form.Typed, form.Answers, form.Next, form.Fault, form.Reason,
        })
        { StatusCode = form.Fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<IResult> AddAsync(string id, HttpContext context, DeskDoor door, CancellationToken cancel)
    {
        var form = await DeskForm.OfAsync(context, cancel);
        var kind = WireNames<ClaimKind>.TryParse(form["kind"], out var known) ? known : ClaimKind.Figure;
        var words = form.Words() ?? new ChosenWords("");
        var decided = await door.Desk.AddAsync(id, kind, words, [.. form.All(kind)], form.Decision(), cancel);
        return decided.Judgement is { One: [var one] }
            ? new SeeOther(form.Next($"/claims/{one.Claim}"))
            : await WordsAsync(id, new WordsForm(words.Words, words.Start, kind, new ClaimValues(form.All(kind)), form.All("answers"), form["next"], decided.Fault, IsError: false) { Reason = form["reason"] }, context, door, cancel);
    }

    private static async Task<IResult> ErrorAsync(string id, HttpContext context, DeskDoor door, CancellationToken cancel)
    {
        var form = await DeskForm.OfAsync(context, cancel);
        var words = form.Words() ?? new ChosenWords("");
        var decided = await door.Desk.ReportErrorAsync(id, null, words, form.Decision(), cancel);
        return decided.Judgement is { } judgement
            ? new SeeOther($"/corrections/{judgement.Id}")
            : await WordsAsync(id, new WordsForm(words.Words, words.Start, ClaimKind.Figure, ClaimValues.None, [], "", decided.Fault, IsError: true) { Reason = form["reason"] }, context, door, cancel);
    }

    private static async Task<IResult> UndoAsync(string id, HttpContext context, DeskDoor door, CancellationToken cancel)
    {
        var form = await DeskForm.OfAsync(context, cancel);
        var decided = await door.Desk.UndoAsync(id, form.Decision(DeskForm.NoReason), cancel);
        return decided.Judgement is not null ? new SeeOther(form.Next($"/corrections/{id}")) : PageResults.Refuse(Refusal.NotJudged(decided.Fault!, form["reason"]));
    }

    private static async Task<IResult> DismissAsync(string id, HttpContext context, DeskDoor door, CancellationToken cancel)
    {
        var form = await DeskForm.OfAsync(context, cancel);
        var decided = await door.Desk.DismissAsync(id, form.Decision(DeskForm.NoReason), cancel);
        return decided.Judgement is not null ? new SeeOther(form.Next("/corrections?of=waiting")) : PageResults.Refuse(Refusal.NotJudged(decided.Fault!, form["reason"]));
    }

    private static async Task<IResult> IncidentAsync(string id, string? other, string? with, DeskForm? form, HttpContext context, DeskDoor door, CancellationToken cancel, string? fault = null)
    {
        if (await door.Desk.IncidentAsync(id, cancel) is not { } incident)
        {
            return PageResults.Refuse(Refusal.NoIncident);
        }
        var (first, last) = incident.Date?.Days ?? (null, null);
        // Of a whole country only those of the same days may be the same.
        var around = incident.Place is { Kind: not PlaceKind.Country } place ? IncidentFilter.All with { Place = place.Gazetteer }
            : first is not null || last is not null ? IncidentFilter.All with { From = first ?? last, To = last ?? first } : null;
        var near = around is null ? [] : (await door.Whole.IncidentsAsync(around, null, MostNear, cancel)).Items.Where(one => one.Incident.Id != incident.Id).ToList();
        return new RazorComponentResult<IncidentDeskPage>(new
        {
            Incident = incident, View = await door.ViewAsync(context, cancel), Near = (IReadOnlyList<ListedIncident>)near, IsByDay = around?.Place is null, History = await door.Desk.HistoryAsync(incident.Id, cancel),
            Other = other ?? "", One = form?["one"] ?? "", With = with?.Trim() ?? "", Refused = fault is null ? null : form?.Refused(fault), Form = form is null ? "" : context.Request.Path.Value!.Split('/')[^1],
        })
        { StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<IResult> EditAsync(string id, HttpContext context, DeskDoor door, Func<DeskForm, Publishing.Desk, Task<Decided>> edit, CancellationToken cancel)
    {
        var form = await DeskForm.OfAsync(context, cancel);
        var decided = await edit(form, door.Desk);
        return decided.Judgement is not null ? new SeeOther($"/incidents/{Uri.EscapeDataString(id)}/desk") : await IncidentAsync(id, form["other"], form["with"], form, context, door, cancel, decided.Fault);
    }

    private static async Task<IResult> GradeFormAsync(string? kind, string? source, DeskForm? form, string? fault, HttpContext context, DeskDoor door, CancellationToken cancel)
    {
        if (!WireNames<GradedKind>.TryParse(kind ?? "", out var known) || string.IsNullOrWhiteSpace(source))
        {
            return PageResults.Refuse(Refusal.NoSource);
        }
        var grades = await door.Whole.GradesAsync(cancel);
        return new RazorComponentResult<GradePage>(new { Kind = known, Source = source, View = await door.ViewAsync(context, cancel), Was = grades.GetValueOrDefault((known, source)), Letter = LetterIn(form), Number = NumberIn(form), Reason = form?["reason"] ?? "", Fault = fault })
        { StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<IResult> GradeAsync(HttpContext context, DeskDoor door, CancellationToken cancel)
    {
        var form = await DeskForm.OfAsync(context, cancel);
        var kind = WireNames<GradedKind>.TryParse(form["kind"], out var known) ? known : GradedKind.Publisher;
        var decided = await door.Desk.GradeAsync(kind, form["source"], LetterIn(form) ?? '?', NumberIn(form) ?? 0, form.Decision(), cancel);
        return decided.Judgement is { Grade: { } grade } ? new SeeOther(kind == GradedKind.Publisher ? "/sources" : $"/speakers/{Uri.EscapeDataString(grade.Source)}") : await GradeFormAsync(form["kind"], form["source"], form, decided.Fault, context, door, cancel);
    }

    private static char? LetterIn(DeskForm? form) => form?["reliability"] is [var letter] ? letter : null;

    private static int? NumberIn(DeskForm? form) => int.TryParse(form?["credibility"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static async Task<IResult> ReviewAsync(string? of, string? at, string? last, HttpContext context, DeskDoor door, CancellationToken cancel) =>
        await ShowNextAsync(of ?? "", ReviewPlace.Read(at), last, null, context, door, cancel);

    private static async Task<IResult> ShowNextAsync(string of, ReviewPlace at, string? last, (Refused Refused, string Claim)? refused, HttpContext context, DeskDoor door, CancellationToken cancel)
    {
        ReviewKind? kind = WireNames<ReviewKind>.TryParse(of, out var known) ? known : null;
        var made = last is { Length: > 0 } ? (await door.Desk.JudgementAsync(last, cancel))?.Judgement : null;
        var queue = await door.QueueAsync(kind, at, cancel);
        return new RazorComponentResult<ReviewPage>(new
        {
            Queue = queue, View = await door.ViewAsync(context, cancel), At = at, Of = kind is null ? "" : of, Last = made is { UndoneBy: null, Verdict: not Verdict.Undone } ? made : null, Fault = refused?.Refused.Fault,
            // What was typed for one claim is no other's: somebody may have decided that one meanwhile.
            Refused = refused is { } one && one.Refused.Typed.Count > 0 && one.Claim == queue.Item?.Claim?.Claim.Id ? one.Refused : null,
        })
        { StatusCode = refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<IResult> JudgeNextAsync(HttpContext context, DeskDoor door, Func<DeskForm, Publishing.Desk, Task<Decided>> judge, CancellationToken cancel)
    {
        var form = await DeskForm.OfAsync(context, cancel);
        var (of, at) = (form["queue"], ReviewPlace.Read(form["at"]));
        var decided = await judge(form, door.Desk);
        return decided.Judgement is { } judgement ? new SeeOther(ReviewPage.Address(at.Decided(judgement.Verdict == Verdict.Undone ? -1 : 1), of, judgement.Verdict == Verdict.Undone ? null : judgement.Id))
            : await ShowNextAsync(of, at, null, (form.Refused(decided.Fault!), form["claim"]), context, door, cancel);
    }

    // An incident by its id or the address of its page.
    internal static string IncidentIn(string given) => Uri.UnescapeDataString(given.TrimEnd('/').Split('/')[^1].Split('?', '#')[0]);

    private sealed record WordsForm(string Words, int? Start, ClaimKind Kind, ClaimValues Typed, IReadOnlyList<string> Answers, string Next, string? Fault, bool IsError)
    {
        // What was typed as the reason.
        public string Reason { get; init; } = "";
    }
}
