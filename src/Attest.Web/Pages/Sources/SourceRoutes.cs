using Attest.Archive;
using Attest.Sources;
using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.Sources;

/// <summary>Where reports come from, and the forms by which they get in.</summary>
internal static class SourceRoutes
{
    private const long MostTextBytes = 8 * 1024 * 1024;
    private const long MostFileBytes = 64 * 1024 * 1024;
    private const long MostOtherBytes = 16 * 1024;
    private const int MostLooks = 10;
    private const int MostRefusals = 10;
    private const int PublishersAPage = 90;

    /// <summary><c>GET /sources</c> and <c>GET /add</c>; the forms answer with 303 to what was made.</summary>
    public static void MapSources(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/sources", PageResults.ReadOnly, ShowAsync).ForReading();
        routes.MapMethods("/add", PageResults.ReadOnly, (HttpContext context, WriteAccess access) => Form(context, access, AddValues.None, null, [])).ForReading();
        routes.MapPost("/add/text", AddTextAsync).ForRole(Role.Editor).TakesForm(MostTextBytes);
        routes.MapPost("/add/file", AddFilesAsync).ForRole(Role.Editor).TakesForm(MostFileBytes);
        routes.MapPost("/add/source", AddSourceAsync).ForRole(Role.Editor).TakesForm(MostOtherBytes);
        routes.MapPost("/sources/{id}/look", LookAsync).ForRole(Role.Editor).TakesForm(MostOtherBytes);
        routes.MapPost("/sources/{id}/remove", RemoveAsync).ForRole(Role.Editor).TakesForm(MostOtherBytes);
    }

    private static async Task<IResult> ShowAsync(string? after, HttpContext context, WriteAccess access, Publication publication, CancellationToken cancel)
    {
        var watched = new List<WatchedSource>();
        if (!publication.IsPublic && access.Intake is { Sources: var book })
        {
            foreach (var source in await book.AllAsync(cancel))
            {
                var (looks, failed) = await book.HistoryAsync(source.Id, MostLooks, cancel);
                watched.Add(new WatchedSource(source, looks, failed));
            }
        }
        Page<PublisherSummary> publishers;
        try
        {
            publishers = await publication.PublishersAsync(after, PublishersAPage, cancel);
        }
        catch (ArgumentException)
        {
            return PageResults.Refuse(Refusal.PastTheEnd);
        }
        return PageResults.Show<SourcesPage>(new { Watched = watched, Publishers = publishers, Reports = (await publication.StatusAsync(cancel)).Documents, Closed = access.Closed, Token = Forms.TokenFor(context, access), Grades = await publication.GradesAsync(cancel) });
    }

    private static async Task<IResult> AddTextAsync(HttpContext context, WriteAccess access, TimeProvider clock, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var values = new AddValues(Field(form, "text"), Field(form, "title"), Field(form, "publisher"), Field(form, "published"), Field(form, "url"), "");
        var (input, fault) = GivenText.Input(values, clock.GetUtcNow());
        if (input is null)
        {
            return Form(context, access, values, AddForm.Text, [fault!]);
        }
        var outcomes = await AddAsync(access, input, cancel);
        return After(context, access, outcomes, values, AddForm.Text);
    }

    private static async Task<IResult> AddFilesAsync(HttpContext context, WriteAccess access, TimeProvider clock, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var values = AddValues.None with { Published = Field(form, "published"), Publisher = Field(form, "publisher") };
        if (form.Files.Count == 0 || form.Files.All(file => file.Length == 0))
        {
            return Form(context, access, values, AddForm.File, [new AddFault("No file was chosen, or it is empty. Choose one or more: plain text, saved web pages or report lines (.jsonl).", "file")]);
        }
        var outcomes = new List<AddOutcome>();
        foreach (var file in form.Files)
        {
            var (input, fault) = await GivenFile.InputAsync(file, values, clock.GetUtcNow(), cancel);
            if (fault is { Field: "published" })
            {
                return Form(context, access, values, AddForm.File, [fault]);
            }
            outcomes.AddRange(input is null ? [new AddOutcome.Refused(file.FileName, $"{file.FileName}: {fault!.Message}")] : await AddAsync(access, input, cancel));
        }
        return After(context, access, outcomes, values, AddForm.File);
    }

    private static async Task<IResult> AddSourceAsync(HttpContext context, Actor actor, WriteAccess access, CancellationToken cancel)
    {
        var written = Field(await context.Request.ReadFormAsync(cancel), "source");
        // Who signs in from wherever must not learn which folders this machine has, and still less what is in them.
        var mayName = actor == Actor.ThisMachine || !SourceAddress.IsPath(written);
        string? fault = "Folders of this machine are watched by whoever sits at it: attest source add FOLDER in the terminal. Expected the address of a feed or page (https://…).";
        if (!mayName || SourceAddress.Parse(written, access.Intake!.AllowPrivate, out fault) is not { } address)
        {
            return Form(context, access, AddValues.None with { Source = written }, AddForm.Source, [new AddFault(fault!, "source")]);
        }
        var source = await access.Intake.Sources.AddAsync(address, access.Intake.AllowPrivate, cancel);
        access.Intake.Poller.Wake();
        return new SeeOther($"/sources#source-{source.Id}");
    }

    private static async Task<IResult> LookAsync(string id, WriteAccess access, CancellationToken cancel)
    {
        if (!await access.Intake!.Sources.HastenAsync(id, cancel))
        {
            return PageResults.Refuse(Refusal.NoSource);
        }
        access.Intake.Poller.Wake();
        return new SeeOther($"/sources#source-{id}");
    }

    private static async Task<IResult> RemoveAsync(string id, WriteAccess access, CancellationToken cancel) =>
        await access.Intake!.Sources.RemoveAsync(id, cancel) ? new SeeOther("/sources") : PageResults.Refuse(Refusal.NoSource);

    private static async Task<List<AddOutcome>> AddAsync(WriteAccess access, Attest.Intake.IntakeInput input, CancellationToken cancel)
    {
        var outcomes = new List<AddOutcome>();
        await access.Intake!.Adder.AddAsync(input, outcomes.Add, cancel);
        return outcomes;
    }

    // One report leads to its page, many to their list; what was refused is said where it was given.
    private static IResult After(HttpContext context, WriteAccess access, List<AddOutcome> outcomes, AddValues values, AddForm form)
    {
        var refused = outcomes.OfType<AddOutcome.Refused>().Select(outcome => outcome.Message).ToList();
        var recorded = outcomes.OfType<AddOutcome.Recorded>().Select(outcome => outcome.Outcome.Report).Distinct().ToList();
        if (refused.Count > 0)
        {
            return Form(context, access, values, form, [.. refused.Take(MostRefusals).Select(message => new AddFault(message, form == AddForm.File ? "file" : "text"))], recorded.Count, Math.Max(0, refused.Count - MostRefusals));
        }
        return new SeeOther(recorded is [var one] ? Components.ReportAddress.Of(one) : "/reports");
    }

    private static RazorComponentResult<AddPage> Form(HttpContext context, WriteAccess access, AddValues values, AddForm? form, IReadOnlyList<AddFault> faults, int added = 0, int untold = 0)
    {
        var page = new RazorComponentResult<AddPage>(new { Closed = access.Closed, Token = Forms.TokenFor(context, access), Values = values, Faulty = form, Faults = faults, Added = added, Untold = untold });
        page.StatusCode = faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return page;
    }

    private static string Field(IFormCollection form, string name) => form[name].ToString();
}
