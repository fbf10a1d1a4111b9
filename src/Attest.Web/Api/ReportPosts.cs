using System.Text;
using Attest.Archive;
using Attest.Intake;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Attest.Web.Api;

/// <summary><c>POST /api/v1/reports</c>: one report, as JSON, as a file with its form's fields, or as bytes with what is known of them in the address.</summary>
internal static class ReportPosts
{
    /// <summary>The most bytes of a body: as many as intake takes of a page.</summary>
    public const int MostBytes = InputForms.LongestPage;

    private const int LongestLine = 300, LongestAddress = 2048, LongestName = 120;

    /// <summary>The media types that are taken.</summary>
    public static readonly string[] Types = ["application/json", "multipart/form-data", "text/plain", "text/markdown", "text/html", "application/xhtml+xml"];

    /// <summary>Takes one.</summary>
    public static async Task<IResult> AddAsync(HttpContext context, WriteAccess access, Publication publication, Repeats repeats, TimeProvider clock, CancellationToken cancel)
    {
        var request = context.Request;
        if (access.Intake is not { Adder: var adder })
        {
            return PageResults.Refuse(Refusal.NoWriting(access.Closed!));
        }
        if (!ApiQuery.TryRead(ApiOperation.AddReport, request, out _, out var refused))
        {
            return PageResults.Refuse(refused);
        }
        if (ApiBody.Refused(context, Types) is { } wrong)
        {
            return PageResults.Refuse(wrong);
        }
        var (body, tooLarge) = await ApiBody.ReadAsync(request, MostBytes, cancel);
        if (body is null)
        {
            return PageResults.Refuse(tooLarge!);
        }
        return await repeats.AnswerAsync(request, body, canRepeat: true, async () =>
        {
            var (given, fault) = await GivenAsync(request, ApiBody.TypeOf(request.ContentType)!, body, cancel);
            if (given is null || InputOf(given, clock.GetUtcNow(), out fault) is not { } input)
            {
                return PageResults.Refuse(fault!);
            }
            var outcomes = new List<AddOutcome>();
            await adder.AddAsync(input, outcomes.Add, cancel);
            return outcomes is [AddOutcome.Recorded { Outcome: var outcome, Reading: var reading }]
                ? new Made(outcome.Kind == RecordKind.Unchanged ? StatusCodes.Status200OK : StatusCodes.Status201Created, $"/api/v1/reports/{outcome.Report}", await AnswerAsync(outcome, reading, publication, cancel))
                : PageResults.Refuse(ApiRefusals.BadBody(outcomes.OfType<AddOutcome.Refused>().FirstOrDefault()?.Message ?? "Found no report in it."));
        }, cancel);
    }

    private static async Task<(Given? Given, Refusal? Fault)> GivenAsync(HttpRequest request, string type, byte[] body, CancellationToken cancel)
    {
        if (type == "application/json")
        {
            if (!GivenBody.TryParse(body, out var json, out var fault) || !GivenBody.TryRead(json, BodyForm.Report, null, out var members, out fault))
            {
                return (null, fault);
            }
            if (request.Query.Keys.FirstOrDefault() is { } misplaced)
            {
                return (null, ApiRefusals.BadParameter($"The address has the parameter “{ApiQuery.Short(misplaced)}” and the body is JSON: give it as a member of that."));
            }
            var (text, html) = (members.Whole("text"), members.Whole("html"));
            return string.IsNullOrWhiteSpace(text) == string.IsNullOrWhiteSpace(html)
                ? (null, ApiRefusals.BadBody($"Found {(string.IsNullOrWhiteSpace(text) ? "neither text nor html" : "both text and html")}, expected one of the two."))
                : (new Given(Encoding.UTF8.GetBytes(text ?? html!), text is null || text.Length == 0 ? InputForm.WebPage : InputForm.PlainText, null, name => members[name]), null);
        }
        if (type != "multipart/form-data")
        {
            return (new Given(body, FormOf(type, ""), null, name => ApiQuery.Given(request, name)), null);
        }
        request.Body = new MemoryStream(body, writable: false);
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = MostBytes, ValueCountLimit = 16 }, cancel);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            return (null, ApiRefusals.BadBody($"Reading the parts of the body: {fault.Message}"));
        }
        if (form.Files is not [{ Name: "file" } file] || file.Length == 0)
        {
            return (null, ApiRefusals.BadBody($"Found {form.Files.Count} files, expected one that is not empty, named “file”."));
        }
        if (form.Keys.FirstOrDefault(key => !ApiOperation.AddReport.Parameters.Contains(key)) is { } unknown)
        {
            return (null, ApiRefusals.BadBody($"“{ApiQuery.Short(unknown)}” is none of: file, {string.Join(", ", ApiOperation.AddReport.Parameters)}."));
        }
        var bytes = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
        {
            await stream.ReadExactlyAsync(bytes, cancel);
        }
        return (new Given(bytes, FormOf(ApiBody.TypeOf(file.ContentType), file.FileName), NameOf(file.FileName), name => form[name].ToString().Trim() is { Length: > 0 } value ? value : ApiQuery.Given(request, name)), null);
    }

    private static IntakeInput? InputOf(Given given, DateTimeOffset now, out Refusal? fault)
    {
        var (url, title, publisher, written) = (given.Value("url"), given.Value("title"), given.Value("publisher"), given.Value("published"));
        PublicationTime? published = null;
        Uri? address = null;
        fault = written is not null && !(PublicationTime.TryParse(written, out var time) && (published = time) is not null)
                ? ApiRefusals.BadBody($"“published” is “{ApiQuery.Short(written)}”, expected a day such as 2023-09-13 or a moment such as 2023-09-13T10:00:00Z.")
            : url is not null && !(url.Length <= LongestAddress && Uri.TryCreate(url, UriKind.Absolute, out address) && address.Scheme is "http" or "https" && address.Host.Length > 0)
                ? ApiRefusals.BadBody($"“url” is “{ApiQuery.Short(url)}”, expected an address of http or https of at most {LongestAddress} characters.")
            : title?.Length > LongestLine || publisher?.Length > LongestLine ? ApiRefusals.BadBody($"“title” or “publisher” is longer than {LongestLine} characters.")
            : string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(given.Bytes)) ? ApiRefusals.BadBody("The report is empty, expected its words.")
            : null;
        var digest = Sha256.Of(given.Bytes).Hex[..12];
        // Named as the site's own form names them, so that one text is one report whichever way it comes.
        var path = address?.AbsoluteUri ?? (given.Name is { } name ? $"uploaded/{digest}/{name}" : given.Form == InputForm.PlainText ? $"pasted/{digest}" : $"uploaded/{digest}/page.html");
        return fault is not null ? null : new IntakeInput(path, given.Bytes, published)
        {
            Form = given.Form, Address = address, Stated = new ReportFacts(title, publisher), Obtained = new Obtained(now, given.Name is null ? ObtainedBy.Paste : ObtainedBy.Upload, given.Name, null),
        };
    }

    private static async Task<byte[]> AnswerAsync(RecordOutcome outcome, Reading reading, Publication publication, CancellationToken cancel)
    {
        var kept = await publication.ReportAsync(outcome.Report.Hex, cancel);
        return ApiAnswer.Write(json =>
        {
            json.WriteString("id", outcome.Report.Hex);
            json.WriteString("kept", WireNames<RecordKind>.Of(outcome.Kind));
            json.WriteString("copyOf", outcome.CopyOf?.Hex);
            json.WriteBoolean("read", reading.Report.IsRead);
            json.WriteNumber("claims", kept?.Claims.Where(member => member.Key.Kind != 'a').Sum(member => member.Count()) ?? 0);
            json.WriteStartArray("incidents");
            foreach (var incident in kept?.Incidents.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())
            {
                json.WriteStringValue(incident);
            }
            json.WriteEndArray();
            json.WriteStartArray("notices");
            foreach (var notice in reading.Notices)
            {
                json.WriteStringValue(notice.Message);
            }
            json.WriteEndArray();
            json.WriteString("address", $"/api/v1/reports/{outcome.Report}");
        });
    }

    private static InputForm FormOf(string? type, string name) => type is "text/html" or "application/xhtml+xml" || (type is null or "application/octet-stream" && Path.GetExtension(name).ToLowerInvariant() is ".html" or ".htm")
        ? InputForm.WebPage : InputForm.PlainText;

    // A name comes from the sender: no folders, no control characters, not too long.
    private static string NameOf(string given)
    {
        var name = new string([.. given[(given.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !char.IsControl(letter))]).Trim();
        return name.Length == 0 ? "file" : name.Length <= LongestName ? name : name[^LongestName..];
    }

    private sealed record Given(byte[] Bytes, InputForm Form, string? Name, Func<string, string?> Value);
}
