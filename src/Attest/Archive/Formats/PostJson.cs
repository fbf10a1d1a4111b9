using System.Buffers;
using System.Text.Json;

namespace Attest.Archive.Formats;

/// <summary>An edit of a post as JSON, as the matter behind the ledger's commitment holds it, and a post as <c>/api/v1/posts</c> writes it (docs/formats.md).</summary>
public static class PostJson
{
    /// <summary>An edit as one line of UTF-8.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="mapOf">Gives the map of the text of a report that its claims are in.</param>
    public static byte[] Write(PostEdit edit, Func<Sha256, CodePointMap> mapOf)
    {
        ArgumentNullException.ThrowIfNull(edit);
        ArgumentNullException.ThrowIfNull(mapOf);
        return Line(json =>
        {
            json.WriteString("id", edit.Id);
            json.WriteString("post", edit.Post);
            json.Name("action", edit.Action);
            json.Name("kind", edit.Kind);
            if (edit.Content is { } content)
            {
                json.WriteStartObject("content");
                json.WriteString("headline", content.Headline);
                json.Strings("paragraphs", content.Paragraphs);
                json.Objects("claims", content.Claims, claim =>
                {
                    IncidentJson.WriteClaim(json, claim.Claim, mapOf);
                    json.WriteStartObject("put");
                    JudgementJson.WriteClaim(json, claim.Anchor);
                    json.WriteEndObject();
                });
                json.WriteEndObject();
            }
            else
            {
                json.WriteNull("content");
            }
            json.WriteBoolean("held", edit.IsHeld);
            json.WriteString("undoes", edit.Undoes);
            json.WriteString("over", edit.Over);
            json.WriteString("reason", edit.Reason);
            json.WriteString("author", edit.Author);
            json.WriteString("at", edit.At);
        });
    }

    /// <summary>Reads the line of an edit.</summary>
    /// <param name="line">UTF-8.</param>
    /// <param name="mapOf">Gives the map of the text of a report that its claims are in.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static PostEdit Read(ReadOnlySpan<byte> line, Func<Sha256, CodePointMap> mapOf)
    {
        ArgumentNullException.ThrowIfNull(mapOf);
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            var json = document.RootElement;
            return new PostEdit(json.Words("id"), json.Words("post"), json.Name<PostAction>("action"), json.Words("reason"), json.Words("author"), json.Member("at").GetDateTimeOffset())
            {
                Kind = json.Name<PostKind>("kind"), Content = json.Known("content") is { } content ? ReadContent(content, mapOf) : null, IsHeld = json.Flag("held"), Undoes = json.Text("undoes"), Over = json.Text("over"),
            };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"Reading an edit of a post from JSON: {fault.Message}", fault);
        }
    }

    /// <summary>A post as it stands, as one line of UTF-8; of a withdrawn one without its words.</summary>
    /// <param name="post">The post.</param>
    /// <param name="mapOf">Gives the map of the text of a report that its claims are in.</param>
    public static byte[] Write(Post post, Func<Sha256, CodePointMap> mapOf)
    {
        ArgumentNullException.ThrowIfNull(post);
        ArgumentNullException.ThrowIfNull(mapOf);
        return Line(json =>
        {
            json.WriteString("id", post.Id);
            json.Name("kind", post.Kind);
            json.Name("state", post.State);
            json.WriteBoolean("pinned", post.IsPinned);
            json.WriteBoolean("changedSince", post.IsDoubtful);
            json.WriteString("headline", post.Content.Headline);
            json.Strings("paragraphs", post.Content.Paragraphs);
            json.Objects("claims", post.Content.Claims, claim =>
            {
                IncidentJson.WriteClaim(json, claim.Claim, mapOf);
                json.WriteString("incident", claim.Incident);
                json.Name("state", claim.State);
                json.WriteString("now", claim.Now);
            });
            json.WriteString("shown", post.ShownAt is { } shown ? JsonShapes.Second(shown) : null);
            json.WriteString("changed", JsonShapes.Second(post.ChangedAt));
            json.Objects("corrections", post.Corrections, correction => WriteReason(json, correction));
            if (post.Withdrawal is { } withdrawal)
            {
                json.WriteStartObject("withdrawn");
                WriteReason(json, withdrawal);
                json.WriteEndObject();
            }
            else
            {
                json.WriteNull("withdrawn");
            }
        });
    }

    private static void WriteReason(Utf8JsonWriter json, PostEdit edit)
    {
        json.WriteString("at", JsonShapes.Second(edit.At));
        json.WriteString("reason", edit.Reason);
    }

    private static PostContent ReadContent(JsonElement json, Func<Sha256, CodePointMap> mapOf) => new(
        json.Text("headline"), json.List("paragraphs", paragraph => paragraph.GetString()!),
        json.List("claims", claim => new PostClaim(IncidentJson.ReadClaim(claim, mapOf), JudgementJson.ReadClaim(claim.Member("put")))));

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(output, JsonShapes.OneLine))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }
}
