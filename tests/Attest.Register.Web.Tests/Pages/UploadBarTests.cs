using System.Globalization;
using System.Net;
using System.Text.Json;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Pages;

namespace Attest.Register.Web.Tests.Pages;

/// <summary>What an upload has to bear, over HTTP: connections that break, and files that are made to harm, as a form sends them and as a script does.</summary>
public sealed class UploadBarTests(UploadBarTests.Site site) : IClassFixture<UploadBarTests.Site>
{
    private const int Quarter = 400_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_whose_connection_breaks_in_every_quarter_goes_on_from_what_arrived()
    {
        var (browser, draft) = await BeginAsync();
        var file = new byte[4 * Quarter];
        new Random(5).NextBytes(file);
        "%PDF-1.7\n"u8.CopyTo(file);
        var (upload, token) = (await UploadAsync(browser, draft, "papers.pdf", file.Length), await RegisterSite.TokenAsync(browser, "/account"));
        var (arrived, breaks) = (0, 0);
        while (arrived < file.Length)
        {
            var cut = ((arrived / Quarter) * Quarter) + Quarter;
            using var rest = new BrokenContent(file[arrived..], cut < file.Length ? cut - arrived : file.Length - arrived);
            rest.Headers.Add("Content-Range", $"bytes {Number(arrived)}-{Number(file.Length - 1)}/{Number(file.Length)}");
            rest.Headers.Add("X-Form-Token", token);
            var fault = await Record.ExceptionAsync(async () => (await RegisterSite.SendAsync(browser, upload, rest, HttpMethod.Put)).Dispose());
            Assert.Equal(cut < file.Length, fault is HttpRequestException);
            breaks += fault is null ? 0 : 1;
            var state = JsonDocument.Parse(await browser.GetStringAsync(upload, Cancel)).RootElement;
            Assert.InRange(state.GetProperty("received").GetInt32(), arrived, cut);
            arrived = state.GetProperty("received").GetInt32();
            Assert.True(breaks < 40, $"{arrived} of {file.Length} bytes arrived.");
        }
        Assert.True(breaks >= 3, $"{breaks} breaks.");
        using var finished = await RegisterSite.SendAsync(browser, "/account", $"{upload}/finish");
        Assert.Equal(Sha256.Of(file).Hex, JsonDocument.Parse(await finished.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("sha256").GetString());
        var piece = (await site.Here.Register.DraftAsync(site.Here.Of(RegisterSite.Claimant), draft, Cancel)).Evidence.Single();
        using var original = await RegisterSite.SendAsync(browser, "/account", $"/register/damage-claims/{draft}/evidence/{piece.Id}/original", ("why", "to compare"));
        Assert.Equal(file, await original.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory]
    [InlineData("windows", "photo.jpg", "a program for Windows")]
    [InlineData("linux", "paper.pdf", "a program (ELF)")]
    [InlineData("shell", "words.txt", "a script")]
    [InlineData("drawing", "photo.png", "a page or drawing that can hold a script")]
    [InlineData("page", "photo.png", "a page or drawing that can hold a script")]
    [InlineData("bomb", "paper.docx", "a packed file that unpacks to far more than it is")]
    [InlineData("archive", "paper.docx", "an archive (ZIP)")]
    [InlineData("empty", "photo.png", "an empty file")]
    public async Task A_file_that_does_harm_is_refused_with_what_it_is_and_nothing_of_it_is_kept(string kind, string name, string told)
    {
        byte[] file = kind switch
        {
            "windows" => [.. "MZ"u8, .. new byte[200]],
            "linux" => [0x7F, .. "ELF"u8, .. new byte[200]],
            "shell" => "#!/bin/sh\nexit 0\n"u8.ToArray(),
            "drawing" => "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray(),
            "page" => "<!doctype html><script>alert(1)</script>"u8.ToArray(),
            "bomb" => SampleFiles.ZipBomb(),
            "archive" => SampleFiles.Zip(("run.exe", "MZ")),
            _ => [],
        };
        var (browser, draft) = await BeginAsync();
        var before = Kept();
        using (var sent = await RegisterSite.SendFilesAsync(browser, draft, ($"../../{name}", file)))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
            var said = Markup.Parse(await sent.Content.ReadAsStringAsync(Cancel)).QuerySelector("[role=alert]")!.TextContent;
            Assert.Contains($"{name}: ", said, StringComparison.Ordinal);
            Assert.Contains(told, said, StringComparison.Ordinal);
        }
        // A script is told where it finishes; of nothing at all, where it begins.
        using (var refused = file.Length == 0 ? await BeginUploadAsync(browser, draft, name, 0) : await FinishedAsync(browser, draft, name, file))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(told, JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        Assert.Empty((await site.Here.Register.DraftAsync(site.Here.Of(RegisterSite.Claimant), draft, Cancel)).Evidence);
        Assert.Empty(await site.Here.Register.UploadsAsync(site.Here.Of(RegisterSite.Claimant), draft, Cancel));
        Assert.Equal(before, Kept());
    }

    [Fact]
    public async Task A_picture_with_a_script_in_it_is_shown_without_it_and_runs_nothing()
    {
        var (browser, draft) = await BeginAsync();
        var script = "<script>alert(1)</script>"u8.ToArray();
        byte[] file = [.. SampleFiles.Png()[..33], .. SampleFiles.Chunk("tEXt", [.. "Comment\0"u8, .. script]), .. SampleFiles.Png()[33..], .. script];
        using (var sent = await RegisterSite.SendFilesAsync(browser, draft, ("front.png.html", file)))
        {
            Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        }
        var piece = (await site.Here.Register.DraftAsync(site.Here.Of(RegisterSite.Claimant), draft, Cancel)).Evidence.Single();
        Assert.Equal("front.png.html.png", piece.Name);
        using var shown = await browser.GetAsync($"/register/damage-claims/{draft}/evidence/{piece.Id}/view", Cancel);
        Assert.Equal(("image/png", "nosniff"), (shown.Content.Headers.ContentType!.MediaType, shown.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Contains("sandbox", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(-1, (await shown.Content.ReadAsByteArrayAsync(Cancel)).AsSpan().IndexOf("script"u8));
        Markup.CheckSafe(Markup.Parse((await browser.GetStringAsync($"/register/drafts/{draft}/evidence", Cancel)).Replace("<img ", "<span ", StringComparison.Ordinal).Replace(" src=\"/register/", " data-at=\"/register/", StringComparison.Ordinal)));
        using var original = await RegisterSite.SendAsync(browser, "/account", $"/register/damage-claims/{draft}/evidence/{piece.Id}/original", ("why", "to look"));
        Assert.Equal(("application/octet-stream", "attachment"), (original.Content.Headers.ContentType!.MediaType, original.Content.Headers.ContentDisposition!.DispositionType));
    }

    [Theory]
    [InlineData("../../../../tmp/front.png")]
    [InlineData("..\\..\\front.png")]
    [InlineData("C:\\Windows\\front.png")]
    [InlineData("/etc/cron.d/front.png")]
    [InlineData("%2e%2e%2ffront.png")]
    [InlineData("front\u0001\u202Egnp.exe")]
    public async Task Parts_of_a_path_in_a_name_lead_nowhere(string name)
    {
        var (browser, draft) = await BeginAsync();
        var before = Directory.GetFiles(site.Here.Folder, "*", SearchOption.AllDirectories).ToHashSet(StringComparer.Ordinal);
        using var finished = await FinishedAsync(browser, draft, name, Pictures.Png(1, 2, 3));
        Assert.Equal(HttpStatusCode.OK, finished.StatusCode);
        var piece = (await site.Here.Register.DraftAsync(site.Here.Of(RegisterSite.Claimant), draft, Cancel)).Evidence.Single();
        Assert.EndsWith(".png", piece.Name, StringComparison.Ordinal);
        Assert.DoesNotContain(piece.Name, letter => letter is '/' or '\\' or ':' or '%' || char.IsControl(letter));
        // Files lie under keys that nobody gave, in the register's own folder.
        Assert.Equal([piece.Id, piece.Id + ".copy"], Directory.GetFiles(site.Here.Folder, "*", SearchOption.AllDirectories).Where(path => !before.Contains(path)).Select(path => Path.GetFileName(path)!).Where(file => !file.Contains(".db", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_of_251_MB_is_refused_before_it_comes_and_while_it_comes_and_so_is_one_that_is_longer_than_was_said()
    {
        const long tooLong = 251L << 20;
        var (browser, draft) = await BeginAsync();
        var before = Kept();
        using (var begun = await BeginUploadAsync(browser, draft, "film.mp4", tooLong))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, begun.StatusCode);
            Assert.Contains("found a file of 251 MB, expected at most 250 MB", JsonDocument.Parse(await begun.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        using (var form = new MultipartFormDataContent { { new StringContent(await RegisterSite.TokenAsync(browser, "/account")), "form-token" }, { new ZeroContent(tooLong), "file", "film.mp4" } })
        using (var sent = await RegisterSite.SendAsync(browser, $"/register/drafts/{draft}/evidence", form))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
            Assert.Contains("at most 250 MB", Markup.Parse(await sent.Content.ReadAsStringAsync(Cancel)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        }
        var upload = await UploadAsync(browser, draft, "film.mp4", 1000);
        using (var longer = await PutAsync(browser, upload, new byte[1001], 1000))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, longer.StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(upload, Cancel)).StatusCode);
        Assert.Equal(before, Kept());
    }

    private async Task<(HttpClient Browser, string Draft)> BeginAsync() =>
        (await site.Here.BrowserAsync(RegisterSite.Claimant), (await site.Here.Register.NewDraftAsync(site.Here.Of(RegisterSite.Claimant), Statements.Flat(), Cancel)).Id);

    private static Task<HttpResponseMessage> BeginUploadAsync(HttpClient browser, string draft, string name, long bytes) =>
        RegisterSite.SendAsync(browser, "/account", $"/register/drafts/{draft}/uploads", ("name", name), ("bytes", Number(bytes)), ("description", ""));

    // The address of an upload that was begun.
    private static async Task<string> UploadAsync(HttpClient browser, string draft, string name, long bytes)
    {
        using var begun = await BeginUploadAsync(browser, draft, name, bytes);
        return $"/register/uploads/{JsonDocument.Parse(await begun.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("id").GetString()}";
    }

    private static async Task<HttpResponseMessage> FinishedAsync(HttpClient browser, string draft, string name, byte[] file)
    {
        var upload = await UploadAsync(browser, draft, name, file.Length);
        using (var sent = await PutAsync(browser, upload, file, file.Length))
        {
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }
        return await RegisterSite.SendAsync(browser, "/account", $"{upload}/finish");
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient browser, string upload, byte[] bytes, long all)
    {
        using var piece = new ByteArrayContent(bytes);
        piece.Headers.Add("Content-Range", $"bytes 0-{Number(Math.Min(bytes.Length, all) - 1)}/{Number(all)}");
        piece.Headers.Add("X-Form-Token", await RegisterSite.TokenAsync(browser, "/account"));
        return await RegisterSite.SendAsync(browser, upload, piece, HttpMethod.Put);
    }

    private List<string> Kept() => [.. Directory.GetFiles(Path.Combine(site.Here.Folder, "register", "evidence"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The site that all of them give files to.</summary>
    public sealed class Site : IAsyncLifetime
    {
        internal RegisterSite Here { get; private set; } = default!;

        public async ValueTask InitializeAsync() => Here = await RegisterSite.StartAsync();

        public ValueTask DisposeAsync() => Here.DisposeAsync();
    }

    // Says that all of it comes, and breaks off before its end.
    private sealed class BrokenContent(byte[] bytes, int until) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, until), Cancel);
            await stream.FlushAsync(Cancel);
            if (until < bytes.Length)
            {
                // What the other side has not read when the connection is reset is lost with it.
                await Task.Delay(200, Cancel);
                throw new IOException("The network is away.");
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }

    // As many noughts, none of them kept.
    private sealed class ZeroContent(long length) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var noughts = new byte[1 << 20];
            for (var left = length; left > 0; left -= noughts.Length)
            {
                await stream.WriteAsync(noughts, Cancel);
            }
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }
}
