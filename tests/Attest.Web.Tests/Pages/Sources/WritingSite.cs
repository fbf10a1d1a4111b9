using System.Net;
using Attest.Archive;
using Attest.Sources;
using Attest.Sources.Adding;
using Microsoft.AspNetCore.Builder;

namespace Attest.Web.Tests.Pages.Sources;

/// <summary>A site whose forms are answered, as `attest serve` makes it, over an empty archive.</summary>
public sealed class WritingSite : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attest-web-tests-");
    private ReportArchive? _archive;
    private SourcePoller? _poller;
    private WebApplication? _site;

    /// <summary>Asks the site as a browser does; redirections are not followed.</summary>
    public HttpClient Client { get; private set; } = default!;

    internal SourceBook Book { get; private set; } = default!;

    internal string Folder => _folder.FullName;

    internal SiteOptions Options { get; private set; } = default!;

    internal ReportArchive Archive => _archive!;

    internal WebApplication Site => _site!;

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        _archive = await ReportArchive.OpenAsync(_folder.FullName, TimeProvider.System, cancel);
        Book = await SourceBook.OpenAsync(_archive, TimeProvider.System, cancel);
        var adder = new ReportAdder(_archive, new Pipeline());
        _poller = new SourcePoller(Book, adder, TimeProvider.System, _ => { });
        Options = new SiteOptions { Intake = new SiteIntake(adder, Book, _poller) };
        _site = AttestSite.Create(_archive, ["http://127.0.0.1:0"], Options);
        await _site.StartAsync(cancel);
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(_site.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _site!.StopAsync(TestContext.Current.CancellationToken);
        await _site.DisposeAsync();
        _poller!.Dispose();
        await _archive!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Sends a form with the token of the page that it stands on.</summary>
    internal async Task<HttpResponseMessage> SendAsync(string address, HttpContent? content = null, Action<HttpRequestMessage>? change = null, params (string Name, string Value)[] fields)
    {
        var token = await TokenAsync();
        if (content is MultipartFormDataContent parts)
        {
            parts.Add(new StringContent(token), "form-token");
        }
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = content ?? new FormUrlEncodedContent(fields.Append(("form-token", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        };
        request.Headers.Add("Origin", Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        change?.Invoke(request);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    internal async Task<string> TokenAsync() =>
        Markup.Parse(await Client.GetStringAsync("/add", TestContext.Current.CancellationToken)).QuerySelector("input[name=form-token]")!.GetAttribute("value")!;
}
