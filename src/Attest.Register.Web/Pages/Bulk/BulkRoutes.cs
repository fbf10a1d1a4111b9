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
    private const long MostBytes = BulkFile.MostBytes + (1024 * 1024);
    private const int LinesAtOnce = 200;
    private const int LongestName = 120;

    private static readonly UTF8Encoding WithMark = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary><c>GET /register/bulk</c>, its template, and the files that were given.</summary>
    public static void MapBulk(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/register/bulk", PageResults.ReadOnly, (string? category, RoomDoor door, BulkRuns runs) => Page(category, null, door, runs)).ForRoom(RoomAudience.Claimants);
        routes.MapMethods("/register/bulk/template.csv", PageResults.ReadOnly, Template).ForRoom(RoomAudience.Claimants);
        routes.MapPost("/register/bulk", TakeAsync).ForRoom(RoomAudience.Claimants).TakesBytes(MostBytes);
        routes.MapMethods("/register/bulk/{run}", PageResults.ReadOnly, Show).ForRoom(RoomAudience.ItsClaimant);
        routes.MapMethods("/register/bulk/{run}/report.csv", PageResults.ReadOnly, Report).ForRoom(RoomAudience.ItsClaimant);
    }

    private static RazorComponentResult<BulkPage> Page(string? category, string? fault, RoomDoor door, BulkRuns runs)
    {
        var chosen = door.Register.Pack.Find(category ?? "") ?? Usual(door.Register.Pack);
        return new(new { View = door.View(), Category = chosen, Columns = BulkTemplate.Of(door.Register.Pack, chosen), Runs = runs.Of(door.Known), Fault = fault })
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
        return Page(null, door.View().Text("bulk.no-file"), door, runs);
    }

    private static async Task<IResult> FileAsync(string name, Stream content, RoomDoor door, BulkRuns runs, CancellationToken cancel)
    {
        var file = await SpooledFile.TakeAsync(content, BulkFile.MostBytes, cancel);
        BulkRun? run = null;
        try
        {
            if (await BulkFile.FaultAsync(file, cancel) is { } fault)
            {
                return Page(null, door.View().Text(fault, door.View().Bytes(BulkFile.MostBytes)), door, runs);
            }
            run = runs.Begin(door.Known, Harmless(name), file, door.Language);
            return run is null ? Page(null, door.View().Text("bulk.underway"), door, runs) : new SeeOther($"/register/bulk/{run.Id}");
        }
        finally
        {
            if (run is null)
            {
                await file.DisposeAsync();
            }
        }
    }

    private static IResult Show(string run, string? show, string? from, HttpContext context, RoomDoor door, BulkRuns runs)
    {
        if (runs.Find(door.Known, run) is not { } found)
        {
            return NotThere(door);
        }
        var stand = found.Stand();
        if (!stand.IsDone)
        {
            // Works without a script, and ends with the last line.
            context.Response.Headers["Refresh"] = "3";
        }
        var isOnlyRefused = show == "refused";
        var passed = int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= BulkRuns.MostLines ? number : 0;
        return PageResults.Show<BulkRunPage>(new { View = door.View(), Run = found.Id, found.File, Stand = stand, Lines = found.Lines(isOnlyRefused, passed, LinesAtOnce), IsOnlyRefused = isOnlyRefused, From = passed, AtOnce = LinesAtOnce });
    }

    private static IResult Report(string run, RoomDoor door, BulkRuns runs)
    {
        if (runs.Find(door.Known, run) is not { } found)
        {
            return NotThere(door);
        }
        var text = new StringBuilder("line,number,receipt,mistakes,place\r\n");
        foreach (var line in found.Lines(onlyRefused: false, 0, BulkRuns.MostLines))
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Line},{line.Number},{(line.Id is { } id ? $"/register/damage-claims/{id}/receipt" : "")},{Quoted(string.Join(' ', line.Mistakes))},{Quoted(line.Place)}\r\n");
        }
        return Results.File([.. WithMark.GetPreamble(), .. WithMark.GetBytes(text.ToString())], "text/csv; charset=utf-8", "report.csv");
    }

    private static IResult NotThere(RoomDoor door) => RoomGate.Refuse(door, RoomGate.NotThere(door.Language));

    private static string Quoted(string text) => text.Length == 0 ? "" : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Harmless(string name)
    {
        var last = string.Concat(name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !char.IsControl(letter)));
        return last.Length <= LongestName ? last : last[..LongestName];
    }
}
