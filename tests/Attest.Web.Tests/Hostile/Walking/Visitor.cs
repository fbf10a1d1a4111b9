using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Dom;
using Attest.Web.Tests.Pages;

namespace Attest.Web.Tests.Hostile.Walking;

/// <summary>Somebody who uses a site with a browser, and signs in again when they were signed out.</summary>
/// <param name="open">Opens a browser in which they are signed in.</param>
/// <param name="look">Looks at each answer.</param>
/// <param name="staysOut">Whether they take another browser after each form, so that none of them signs them in.</param>
internal sealed class Visitor(Func<Task<HttpClient>> open, Action<Seen> look, bool staysOut = false) : IDisposable
{
    private HttpClient? _browser;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Asks for an address; redirections are not followed.</summary>
    /// <param name="address">The address.</param>
    /// <param name="isKnown">Whether its answer is looked at elsewhere.</param>
    public async Task<Seen> GetAsync(string address, bool isKnown = false)
    {
        var seen = await AskAsync(() => new HttpRequestMessage(HttpMethod.Get, address), isKnown);
        if (seen.IsToSignIn && address != "/sign-in")
        {
            Leave();
            seen = await AskAsync(() => new HttpRequestMessage(HttpMethod.Get, address), isKnown);
        }
        return seen;
    }

    /// <summary>Sends a form as a browser does.</summary>
    /// <param name="form">The form.</param>
    /// <param name="fields">What is in it; a name may come more than once.</param>
    /// <param name="files">Its files by field, each with a name.</param>
    public async Task<Seen> SendAsync(WrittenForm form, IReadOnlyList<(string Name, string Value)> fields, IReadOnlyList<(string Field, string Name, byte[] Bytes)> files)
    {
        if (form.Method == "GET")
        {
            return await GetAsync($"{form.Address.Split('?')[0]}?{string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"))}");
        }
        var seen = await AskAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, form.Address) { Content = form.IsMultipart ? Parts(fields, files) : new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            return request;
        });
        if (staysOut)
        {
            Leave();
        }
        return seen;
    }

    public void Dispose() => Leave();

    // The next request opens another.
    private void Leave()
    {
        _browser?.Dispose();
        _browser = null;
    }

    private async Task<Seen> AskAsync(Func<HttpRequestMessage> make, bool isKnown = false)
    {
        _browser ??= await open();
        using var request = make();
        if (request.Method == HttpMethod.Post)
        {
            request.Headers.Add("Origin", _browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        }
        using var answer = await _browser.SendAsync(request, Cancel);
        var seen = await Seen.OfAsync(request, answer, Cancel);
        if (!isKnown)
        {
            look(seen);
        }
        return seen;
    }

    // A hostile file name is written as browsers write it: quotation marks and ends of lines by their numbers.
    private static MultipartContent Parts(IReadOnlyList<(string Name, string Value)> fields, IReadOnlyList<(string Field, string Name, byte[] Bytes)> files)
    {
        var parts = new MultipartContent("form-data", "part-of-the-form");
        foreach (var (name, value) in fields)
        {
            parts.Add(Part(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), $"form-data; name=\"{name}\""));
        }
        foreach (var (field, name, bytes) in files)
        {
            var written = name.Replace("\"", "%22", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
            parts.Add(Part(new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, $"form-data; name=\"{field}\"; filename=\"{written}\"; filename*=UTF-8''{Uri.EscapeDataString(name)}"));
        }
        return parts;
    }

    private static ByteArrayContent Part(ByteArrayContent content, string disposition)
    {
        content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        return content;
    }
}

/// <summary>An answer.</summary>
internal sealed record Seen(string Method, string Address, int Status, string MediaType, string? Location, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    /// <summary>Reads an answer to its end.</summary>
    public static async Task<Seen> OfAsync(HttpRequestMessage request, HttpResponseMessage answer, CancellationToken cancel) => new(
        request.Method.Method, request.RequestUri!.IsAbsoluteUri ? request.RequestUri.PathAndQuery : request.RequestUri.OriginalString, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType ?? "", answer.Headers.Location?.ToString(),
        answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase), await answer.Content.ReadAsByteArrayAsync(cancel));

    private IDocument? _page;
    private string? _text;

    /// <summary>Its text.</summary>
    public string Text => _text ??= Encoding.UTF8.GetString(Bytes);

    /// <summary>The page that it is; null where it is none.</summary>
    public IDocument? Page => MediaType == "text/html" ? _page ??= Markup.Parse(Text) : null;

    /// <summary>Whether it asks to sign in first.</summary>
    public bool IsToSignIn => Location?.StartsWith("/sign-in?next=", StringComparison.Ordinal) == true;

    /// <summary>What was asked.</summary>
    public string Asked => $"{Method} {(Address.Length > 160 ? Address[..160] + "…" : Address)}";
}
