using System.Text;
using Attest.Web.Accounts;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Attest.Web.Api;

/// <summary>Requests that programs may send again because they did not hear the answer: with an <c>Idempotency-Key</c> the second does nothing, and is answered as the first was.</summary>
internal sealed class Repeats(RequestBook book, Actor actor)
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 200;

    /// <summary>Answers a request, or gives the answer that its key had before.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">Its body.</param>
    /// <param name="canRepeat">Whether doing it twice comes to the same as doing it once, so that one that was cut off is simply done again.</param>
    /// <param name="answer">Does it; anything but <see cref="Made"/> did nothing.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IResult> AnswerAsync(HttpRequest request, byte[] body, bool canRepeat, Func<Task<IResult>> answer, CancellationToken cancel)
    {
        if (!request.Headers.TryGetValue(Header, out var given))
        {
            return await answer();
        }
        if (given.Count != 1 || given[0] is not { Length: > 0 and <= LongestKey } key || key.Any(letter => letter is < ' ' or > '~'))
        {
            return PageResults.Refuse(ApiRefusals.NoKey);
        }
        var (name, content) = (Digest($"{actor.Account?.Id}\n{request.Path}\n{key}"), Digest($"{request.QueryString}\n{ApiBody.TypeOf(request.ContentType)}\n{Sha256.Of(Bare(body, request.ContentType)).Hex}"));
        if (await book.BeginAsync(name, content, cancel) is { } before)
        {
            if (before.Content != content)
            {
                return PageResults.Refuse(ApiRefusals.KeyOfAnother);
            }
            if (before is { Status: { } status, Location: { } location, Answer: { } kept })
            {
                request.HttpContext.Response.Headers["Idempotent-Replayed"] = "true";
                return new Made(status, location, kept);
            }
            if (!canRepeat)
            {
                return PageResults.Refuse(ApiRefusals.KeyInUse);
            }
        }
        try
        {
            var result = await answer();
            if (result is Made made)
            {
                // It is done, whether or not its client still listens.
                await book.EndAsync(name, made.Status, made.Location, made.Body, CancellationToken.None);
            }
            else
            {
                await book.ForgetAsync(name, CancellationToken.None);
            }
            return result;
        }
        catch (Exception fault) when (fault is Attest.Archive.ArchiveException)
        {
            await book.ForgetAsync(name, CancellationToken.None);
            throw;
        }
    }

    // Programs draw a new boundary for the parts of a body each time; it is no part of what they send.
    private static byte[] Bare(byte[] body, string? type)
    {
        if (!MediaTypeHeaderValue.TryParse(type, out var known) || HeaderUtilities.RemoveQuotes(known.Boundary) is not { Length: > 0 } boundary || !known.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            return body;
        }
        var (mark, bare) = (Encoding.UTF8.GetBytes(boundary.Value!), new MemoryStream(body.Length));
        var rest = body.AsSpan();
        for (var at = rest.IndexOf(mark); at >= 0; at = rest.IndexOf(mark))
        {
            bare.Write(rest[..at]);
            rest = rest[(at + mark.Length)..];
        }
        bare.Write(rest);
        return bare.ToArray();
    }

    private static string Digest(string text) => Sha256.Of(Encoding.UTF8.GetBytes(text)).Hex;
}
