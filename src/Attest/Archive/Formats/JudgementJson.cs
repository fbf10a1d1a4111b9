using System.Buffers;
using System.Text.Json;

namespace Attest.Archive.Formats;

/// <summary>A judgement as JSON (docs/formats.md), as the matter behind the ledger's commitment holds it and <c>attest judgements --json</c> writes it.</summary>
/// <remarks>Members that came later are missing in judgements made before, and read as empty.</remarks>
public static class JudgementJson
{
    /// <summary>One line of UTF-8, without an end of line.</summary>
    public static byte[] Write(Judgement judgement)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        return Line(json => WriteMembers(json, judgement));
    }

    /// <summary>A judgement as lists show it, with what became of it: <c>lost</c>, <c>answeredBy</c>, <c>title</c> and <c>incident</c> after its own members. One line of UTF-8.</summary>
    /// <param name="listed">The judgement.</param>
    /// <param name="isOfNow">Whether it is asked as it stands now; what became of it since a moment is null.</param>
    public static byte[] Write(ListedJudgement listed, bool isOfNow = true)
    {
        ArgumentNullException.ThrowIfNull(listed);
        return Line(json =>
        {
            WriteMembers(json, listed.Judgement);
            if (isOfNow)
            {
                json.WriteBoolean("lost", listed.IsLost);
            }
            else
            {
                json.WriteNull("lost");
            }
            json.WriteString("answeredBy", isOfNow ? listed.AnsweredBy : null);
            json.WriteString("title", listed.Title);
            json.WriteString("incident", isOfNow ? listed.Incident : null);
        });
    }

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output, JsonShapes.OneLine))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    private static void WriteMembers(Utf8JsonWriter json, Judgement judgement)
    {
        json.WriteString("id", judgement.Id);
        json.Name("verdict", judgement.Verdict);
        json.Objects("one", judgement.One, claim => WriteClaim(json, claim));
        json.Objects("other", judgement.Other, claim => WriteClaim(json, claim));
        json.WriteString("undoes", judgement.Undoes);
        json.WriteString("reason", judgement.Reason);
        json.WriteString("author", judgement.Author);
        json.WriteString("at", judgement.At);
        json.WriteString("undoneBy", judgement.UndoneBy);
        WriteValues(json, "changes", judgement.Changes);
        json.Objects("places", judgement.Places, place => IncidentJson.WritePlaceMembers(json, place));
        json.WriteString("over", judgement.Over);
        json.Strings("answers", judgement.Answers);
        WriteDispute(json, judgement.Dispute);
        WriteGrade(json, judgement.Grade);
    }

    /// <summary>Reads one line.</summary>
    /// <exception cref="FormatException">It is no judgement.</exception>
    public static Judgement Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            return Read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"Reading a judgement from JSON: {fault.Message}", fault);
        }
    }

    private static Judgement Read(JsonElement json) => new(
        json.Words("id"), json.Name<Verdict>("verdict"), json.List("one", ReadClaim), json.List("other", ReadClaim), json.Text("undoes"), json.Words("reason"), json.Words("author"),
        json.Member("at").GetDateTimeOffset())
    {
        UndoneBy = Later(json, "undoneBy")?.GetString(),
        Changes = ReadValues(json, "changes"),
        Places = Later(json, "places") is { } places ? [.. places.EnumerateArray().Select(IncidentJson.ReadPlace)] : [],
        Over = Later(json, "over")?.GetString(),
        Answers = Later(json, "answers") is { } answers ? [.. answers.EnumerateArray().Select(answer => answer.GetString()!)] : [],
        Dispute = Later(json, "dispute") is { } dispute ? new ResolvedDispute(dispute.Name<ContradictionKind>("kind"), dispute.Text("measure") is { } measure ? WireNames<Measure>.Parse(measure) : null) : null,
        Grade = Later(json, "grade") is { } grade ? ReadGrade(grade) : null,
    };

    internal static void WriteClaim(Utf8JsonWriter json, JudgedClaim claim)
    {
        json.WriteString("claim", claim.Claim);
        json.WriteString("account", claim.Account);
        json.WriteString("words", claim.Words);
        if (claim.Anchor is { } anchor)
        {
            json.WriteStartObject("anchor");
            json.WriteString("report", anchor.Report.Hex);
            json.WriteString("document", anchor.Document.Hex);
            json.WriteString("kind", anchor.Kind is { } kind ? WireNames<ClaimKind>.Of(kind) : null);
            json.WriteBoolean("derived", anchor.IsDerived);
            json.WriteBoolean("added", anchor.IsAdded);
            json.Number("start", anchor.Start);
            json.WriteString("before", anchor.Before);
            json.WriteString("after", anchor.After);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("anchor");
        }
        WriteValues(json, "says", claim.Says);
    }

    internal static JudgedClaim ReadClaim(JsonElement json) => new(json.Words("claim"), json.Words("account"), json.Words("words"))
    {
        Anchor = Later(json, "anchor") is { } anchor
            ? new ClaimAnchor(
                anchor.Digest("report"), anchor.Digest("document"), anchor.Text("kind") is { } kind ? WireNames<ClaimKind>.Parse(kind) : null, anchor.Flag("derived"), anchor.Flag("added"), anchor.Int("start"),
                anchor.Words("before"), anchor.Words("after"))
            : null,
        Says = ReadValues(json, "says"),
    };

    /// <summary>What a claim says, as an object of its fields.</summary>
    internal static void WriteValues(Utf8JsonWriter json, string name, ClaimValues values)
    {
        json.WriteStartObject(name);
        foreach (var (field, value) in values)
        {
            json.WriteString(WireNames<ClaimField>.Of(field), value);
        }
        json.WriteEndObject();
    }

    private static ClaimValues ReadValues(JsonElement json, string name) => Later(json, name) is { } values
        ? new ClaimValues(values.EnumerateObject().Select(value => new FieldValue(WireNames<ClaimField>.Parse(value.Name), value.Value.GetString())))
        : ClaimValues.None;

    private static void WriteDispute(Utf8JsonWriter json, ResolvedDispute? dispute)
    {
        if (dispute is null)
        {
            json.WriteNull("dispute");
            return;
        }
        json.WriteStartObject("dispute");
        json.Name("kind", dispute.Kind);
        json.WriteString("measure", dispute.Measure is { } measure ? WireNames<Measure>.Of(measure) : null);
        json.WriteEndObject();
    }

    private static void WriteGrade(Utf8JsonWriter json, SourceGrade? grade)
    {
        if (grade is null)
        {
            json.WriteNull("grade");
            return;
        }
        json.WriteStartObject("grade");
        json.Name("kind", grade.Kind);
        json.WriteString("source", grade.Source);
        json.WriteString("name", grade.Name);
        json.WriteString("reliability", grade.Reliability.ToString());
        json.WriteNumber("credibility", grade.Credibility);
        json.WriteEndObject();
    }

    private static SourceGrade ReadGrade(JsonElement json) =>
        new(json.Name<GradedKind>("kind"), json.Words("source"), json.Words("name"), json.Words("reliability")[0], json.Member("credibility").GetInt32());

    private static JsonElement? Later(JsonElement json, string name) => json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
}
