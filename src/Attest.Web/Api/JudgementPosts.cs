using Attest.Archive;
using Attest.Archive.Formats;
using Attest.Web.Accounts;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Api;

/// <summary><c>POST /api/v1/judgements</c>: what a program's owner decides, with the checks of the desk.</summary>
internal static class JudgementPosts
{
    /// <summary>The most bytes of a body.</summary>
    public const int MostBytes = 64 * 1024;

    private const string Discriminator = "verdict", Json = "application/json";

    /// <summary>Takes one.</summary>
    public static async Task<IResult> AddAsync(HttpContext context, Desk desk, Actor actor, Repeats repeats, CancellationToken cancel)
    {
        var request = context.Request;
        if (!ApiQuery.TryRead(ApiOperation.AddJudgement, request, out _, out var refused))
        {
            return PageResults.Refuse(refused);
        }
        if (ApiBody.Refused(context, [Json]) is { } wrong)
        {
            return PageResults.Refuse(wrong);
        }
        var (bytes, tooLarge) = await ApiBody.ReadAsync(request, MostBytes, cancel);
        return bytes is null ? PageResults.Refuse(tooLarge!) : await repeats.AnswerAsync(request, bytes, canRepeat: false, async () =>
        {
            if (!GivenBody.TryParse(bytes, out var json, out var fault))
            {
                return PageResults.Refuse(fault);
            }
            if (!json.TryGetProperty(Discriminator, out var member) || member.ValueKind != System.Text.Json.JsonValueKind.String || !BodyForm.Judgements.TryGetValue(member.GetString()!, out var form))
            {
                return PageResults.Refuse(ApiRefusals.BadBody($"“{Discriminator}” is {(member.ValueKind == System.Text.Json.JsonValueKind.Undefined ? "missing" : ApiQuery.Short(member.GetRawText()))}, expected one of {string.Join(", ", BodyForm.Judgements.Keys)}."));
            }
            if (!GivenBody.TryRead(json, form, Discriminator, out var body, out fault))
            {
                return PageResults.Refuse(fault);
            }
            // Once begun it is done, and its answer kept, whether or not its client still listens.
            var decided = await DecideAsync(WireNames<Verdict>.Parse(member.GetString()!), body, desk, actor.Name, CancellationToken.None);
            return decided.Judgement is { } judgement ? new Made(StatusCodes.Status201Created, $"/api/v1/corrections/{judgement.Id}", await ToldAsync(judgement, desk)) : PageResults.Refuse(ApiRefusals.BadBody(decided.Fault!));
        }, cancel);
    }

    /// <summary><c>GET /api/v1/claims/{id}/judgements</c>: what was decided of a claim, and the number to give back as <c>seen</c>. A claim of an earlier version leads to that of the same words in the latest.</summary>
    public static async Task<IResult> OfClaimAsync(string id, HttpRequest request, Desk desk, CancellationToken cancel) =>
        !ApiQuery.TryRead(ApiOperation.ClaimJudgements, request, out _, out var refusal) ? PageResults.Refuse(refusal)
        : await desk.ClaimAsync(id, cancel) is not { } claim
            ? (await desk.TraceAsync(id, cancel))?.Now is { } now && now != id ? Results.Redirect($"/api/v1/claims/{Uri.EscapeDataString(now)}/judgements{request.QueryString}", preserveMethod: true) : PageResults.Refuse(ApiRefusals.NoClaim)
        : ApiAnswer.One(ApiAnswer.Write(json =>
        {
            ApiAnswer.Lines(json, "items", claim.Judgements.Select(JudgementJson.Write));
            json.WriteNumber("seen", claim.Judgements.Count(judgement => judgement.IsOfReading));
        }));

    private static Task<Decided> DecideAsync(Verdict verdict, GivenBody body, Desk desk, string author, CancellationToken cancel)
    {
        var decision = new Decision(body["reason"]!, author) { Seen = body.Number("seen"), Answers = body.All("answers") };
        var words = body["words"] is { } chosen ? new ChosenWords(chosen, body["within"], body.Number("start")) : null;
        return verdict switch
        {
            Verdict.Accepted => desk.AcceptAsync(body["claim"]!, decision, cancel),
            Verdict.Rejected => desk.RejectAsync(body["claim"]!, decision, cancel),
            Verdict.Corrected => desk.CorrectAsync(body["claim"]!, body.Fields("says"), decision, cancel),
            Verdict.Added => desk.AddAsync(body["report"]!, WireNames<ClaimKind>.Parse(body["kind"]!), words!, body.Fields("says"), decision, cancel),
            Verdict.Same => desk.MergeAsync(body["incident"]!, body["other"]!, decision, cancel),
            Verdict.NotSame => desk.SplitAsync(body["incident"]!, body.All("claims"), decision, cancel),
            Verdict.Unsure => desk.UnsureAsync(body["incident"]!, body["other"]!, decision, cancel),
            Verdict.Resolved => desk.ResolveAsync(body["claim"]!, body["other"]!, decision, cancel),
            Verdict.Graded => desk.GradeAsync(WireNames<GradedKind>.Parse(body["kind"]!), body["source"]!, body["reliability"] is [var letter] ? letter : '?', body.Number("credibility")!.Value, decision, cancel),
            Verdict.Undone => desk.UndoAsync(body["judgement"]!, decision, cancel),
            Verdict.Reported => desk.ReportErrorAsync(body["report"] ?? "", body["claim"], words, decision, cancel),
            Verdict.Dismissed => desk.DismissAsync(body["judgement"]!, decision, cancel),
            _ => throw new InvalidOperationException($"Recording a judgement: the verdict {verdict} has a form in bodies.tsv and no meaning here."),
        };
    }

    // It is recorded: a fault while its surroundings are read must not make it look as if it were not, or the repetition would record it twice.
    private static async Task<byte[]> ToldAsync(Judgement judgement, Desk desk)
    {
        try
        {
            var replaced = judgement.Over is { } over ? (await desk.JudgementAsync(over, CancellationToken.None))?.Judgement : null;
            return Answer(judgement, replaced, (await desk.JudgementAsync(judgement.Id, CancellationToken.None))?.Incident);
        }
        catch (ArchiveException)
        {
            return Answer(judgement, null, null);
        }
    }

    private static byte[] Answer(Judgement judgement, Judgement? replaced, string? incident)
    {
        return ApiAnswer.Write(json =>
        {
            json.WritePropertyName("judgement");
            json.WriteRawValue(JudgementJson.Write(judgement), skipInputValidation: true);
            json.WritePropertyName("replaced");
            if (replaced is null)
            {
                json.WriteNullValue();
            }
            else
            {
                json.WriteRawValue(JudgementJson.Write(replaced), skipInputValidation: true);
            }
            json.WriteString("incident", incident);
            json.WriteString("address", $"/api/v1/corrections/{judgement.Id}");
        });
    }
}
