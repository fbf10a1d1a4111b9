using System.Globalization;
using System.Text;
using Attest.Register.Filing;
using Attest.Register.Packs;
using Attest.Register.Web.Access;
using Attest.Register.Web.Pages.Filing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Attest.Register.Web.Pages.Bulk;

/// <summary>Filing many at once: a CSV file goes in, a report line by line comes out.</summary>
internal static class BulkRoutes
{
    // A little more than is taken, so that it is said here what is too large.
    private const long MostBytes = BulkRuns.MostBytes + (1024 * 1024);
    private const int LinesAtOnce = 200;

    private static readonly UTF8Encoding WithMark = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary><c>GET /register/bulk</c>, its template, and the files that were given.</summary>
    public static void MapBulk(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/register/bulk", PageResults.ReadOnly, (string? category, RoomDoor door, BulkRuns runs, CancellationToken cancel) => PageAsync(category, null, door, runs, cancel)).ForRoom(RoomAudience.Claimants);
        routes.MapMethods("/register/bulk/template.csv", PageResults.ReadOnly, Template).ForRoom(RoomAudience.Claimants);
        routes.MapPost("/register/bulk", TakeAsync).ForRoom(RoomAudience.Claimants).TakesBytes(MostBytes);
        routes.MapMethods("/register/bulk/{run}", PageResults.ReadOnly, ShowAsync).ForRoom(RoomAudience.ItsClaimant);
        routes.MapMethods("/register/bulk/{run}/report.csv", PageResults.ReadOnly, ReportAsync).ForRoom(RoomAudience.ItsClaimant);
        routes.MapPost("/register/bulk/{run}/remove", RemoveAsync).ForRoom(RoomAudience.ItsClaimant).TakesForm(FilingRoutes.MostBytes);
    }

    private static async Task<IResult> PageAsync(string? category, string? fault, RoomDoor door, BulkRuns runs, CancellationToken cancel)
    {
        // Asked before the rest: what ends in between is told as ended, and not as stopped.
        var underWay = runs.UnderWay();
        var chosen = door.Register.Pack.Find(category ?? "") ?? Usual(door.Register.Pack);
        return new RazorComponentResult<BulkPage>(new
        {
            View = door.View(), Category = chosen, Columns = BulkTemplate.Of(door.Register.Pack, chosen), Runs = await door.Register.BulkRunsAsync(door.Known, cancel), UnderWay = underWay, door.Register.MostRows, Fault = fault,
        })
        {
            StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }

    // Those who file many are companies and bodies of the State.
    private static Category Usual(RegisterPack pack) => pack.Categories.FirstOrDefault(one => one.Group == ClaimantGroup.Entity) ?? pack.Categories[0];

    // The headings, and a first row with what is the same in every row.
    private static IResult Template(string? category, RoomDoor door)
    {
        if ((string.IsNullOrEmpty(category) ? Usual(door.Register.Pack) : door.Register.Pack.Find(category)) is not { } chosen)
        {
            return NotThere(door);
        }
        var columns = BulkTemplate.Of(door.Register.Pack, chosen);
        var text = $"{string.Join(',', columns.Select(column => column.Name))}\r\n{chosen.Code}{new string(',', columns.Count - 1)}\r\n";
        return Results.File([.. WithMark.GetPreamble(), .. WithMark.GetBytes(text)], "text/csv; charset=utf-8", $"{door.Register.Pack.Id}-{chosen.Code}.csv");
    }

    private static async Task<IResult> TakeAsync(HttpContext context, RoomDoor door, BulkRuns runs, CancellationToken cancel)
    {
        if (!UploadForm.Is(context.Request))
        {
            return PageResults.Refuse(Refusal.For(StatusCodes.Status415UnsupportedMediaType));
        }
        try
        {
            var form = UploadForm.Of(context.Request);
            var isOurs = false;
            while (await form.NextAsync(cancel) is { } part)
            {
                // The token is the form's first field: before it no byte of a file is looked at.
                isOurs |= part.Field == Forms.TokenField && await Forms.IsTokenRightAsync(context, part.Value);
                if (!isOurs)
                {
                    return PageResults.Refuse(Refusal.OldForm);
                }
                if (part.FileName is { Length: > 0 } name)
                {
                    return await FileAsync(name, part.Content, door, runs, cancel);
                }
            }
        }
        catch (InvalidDataException)
        {
            return PageResults.Refuse(Refusal.For(StatusCodes.Status400BadRequest));
        }
        return await PageAsync(null, door.View().Text("bulk.no-file"), door, runs, cancel);
    }

    private static async Task<IResult> FileAsync(string name, Stream content, RoomDoor door, BulkRuns runs, CancellationToken cancel)
    {
        var file = await SpooledFile.TakeAsync(content, BulkRuns.MostBytes, cancel);
        var isTaken = false;
        try
        {
            if (file.Length > BulkRuns.MostBytes)
            {
                return await PageAsync(null, door.View().Text("bulk.too-large", door.View().Bytes(BulkRuns.MostBytes)), door, runs, cancel);
            }
            var run = await door.Register.BeginBulkAsync(door.Known, await door.Register.LookThroughAsync(file, cancel), name, door.Language, cancel);
            file.Rewind();
            var address = $"/register/bulk/{run.Id}";
            if (run.IsEnded)
            {
                // Every row of it was looked at: what came of them is told once more.
                return new SeeOther($"{address}?again=1");
            }
            isTaken = runs.Begin(door.Known, run, file);
            return isTaken || runs.IsUnderWay(run) ? new SeeOther(address) : await PageAsync(null, door.View().Text("bulk.underway"), door, runs, cancel);
        }
        catch (RegisterException refused) when (refused.Kind == RegisterRefusal.NotPossible)
        {
            return await PageAsync(null, refused.In(door.Language), door, runs, cancel);
        }
        finally
        {
            if (!isTaken)
            {
                await file.DisposeAsync();
            }
        }
    }

    private static async Task<IResult> ShowAsync(string run, string? show, string? from, string? again, HttpContext context, RoomDoor door, BulkRuns runs, CancellationToken cancel)
    {
        if (await door.Register.BulkRunAsync(door.Known, run, cancel) is not { } found)
        {
            return NotThere(door);
        }
        // Asked after the rest: what ended in between is told as ended, and not as stopped.
        var isUnderWay = runs.IsUnderWay(found);
        found = await door.Register.BulkRunAsync(door.Known, run, cancel) ?? found;
        if (isUnderWay && !found.IsEnded)
        {
            // Works without a script, and ends with the last line.
            context.Response.Headers["Refresh"] = "3";
        }
        var isOnlyRefused = show == "refused";
        var passed = int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return PageResults.Show<BulkRunPage>(new
        {
            View = door.View(), Run = found, IsUnderWay = isUnderWay && !found.IsEnded, IsAgain = again is not null, Lines = await door.Register.BulkLinesAsync(door.Known, run, isOnlyRefused, passed, LinesAtOnce, cancel),
            IsOnlyRefused = isOnlyRefused, From = passed, AtOnce = LinesAtOnce,
        });
    }

    private static async Task<IResult> ReportAsync(string run, RoomDoor door, CancellationToken cancel)
    {
        if (await door.Register.BulkRunAsync(door.Known, run, cancel) is null)
        {
            return NotThere(door);
        }
        var text = new StringBuilder("line,number,receipt,mistakes,place\r\n");
        foreach (var line in await door.Register.BulkLinesAsync(door.Known, run, onlyRefused: false, 0, int.MaxValue, cancel))
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Line},{line.Number},{(line.Id is { } id ? $"/register/damage-claims/{id}/receipt" : "")},{Quoted(line.IsErased ? door.View().Text("bulk.erased") : string.Join(' ', line.Mistakes))},{Quoted(line.Place)}\r\n");
        }
        return Results.File([.. WithMark.GetPreamble(), .. WithMark.GetBytes(text.ToString())], "text/csv; charset=utf-8", "report.csv");
    }

    private static async Task<IResult> RemoveAsync(string run, RoomDoor door, CancellationToken cancel)
    {
        await door.Register.RemoveBulkReportAsync(door.Known, run, cancel);
        return new SeeOther("/register/bulk");
    }

    private static IResult NotThere(RoomDoor door) => RoomGate.Refuse(door, RoomGate.NotThere(door.Language));

    private static string Quoted(string text) => text.Length == 0 ? "" : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
