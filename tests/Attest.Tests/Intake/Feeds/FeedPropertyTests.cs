using System.Text;
using System.Text.Json;
using Attest.Intake.Feeds;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Intake.Feeds;

/// <summary>Whatever a feed holds, it is read the same twice and nothing throws.</summary>
public sealed class FeedPropertyTests
{
    private static readonly string[] Pieces =
    [
        "<rss>", "</rss>", "<channel>", "</channel>", "<item>", "</item>", "<title>", "</title>", "<link>", "</link>", "<link href='", "'/>", "https://wire.example/a", "&nbsp;", "&", "&#0;", "&#x1F600;",
        "<![CDATA[", "]]>", "<!--", "-->", "<?xml", "?>", "<!DOCTYPE", "[", "]>", "<feed xmlns=\"http://www.w3.org/2005/Atom\">", "<entry>", "</entry>", "<content type=\"xhtml\">", "<br>", "<p>text</p>",
        "<pubDate>Wed, 12 Mar 2031 09:40:00 GMT</pubDate>", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", "{\"id\":", "]}", "<", ">", "\0", "\uD83D", "Київ", " ",
    ];

    private static readonly string[] Openings = ["", "<rss><channel><item>", "<feed>"];

    [Fact]
    public void Any_mixture_of_pieces_is_read_the_same_twice() => Prop.ForAll(
        Gen.ArrayOf(Gen.OneOf(Gen.Elements(Pieces), ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get))).ToArbitrary(),
        pieces =>
        {
            foreach (var opening in Openings)
            {
                Check(Encoding.UTF8.GetBytes(opening + string.Concat(pieces)));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_read_the_same_twice() => Prop.ForAll<byte[]>(bytes => { _ = Check(bytes); }).QuickCheckThrowOnFailure();

    [Fact]
    public void Real_feeds_valid_or_broken_are_read()
    {
        var folder = Data("feeds/feedvalidator");
        var (read, all) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(folder, "*.xml", SearchOption.AllDirectories).Where(file => !file.Contains("/opml", StringComparison.Ordinal) && !file.Contains("/kml", StringComparison.Ordinal) && !file.Contains("/sitemap", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            all++;
            read += Check(File.ReadAllBytes(file)) is not null ? 1 : 0;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{read} of {all} feeds read");
        Assert.True(read > all * 0.9, $"{read} of {all} feeds were read.");
    }

    [Fact]
    public void Hostile_feeds_do_what_their_index_expects()
    {
        var folder = Data("badinput/generated");
        using var index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "INDEX.json")));
        foreach (var entry in index.RootElement.EnumerateArray().Where(entry => entry.GetProperty("path").GetString()!.StartsWith("xml/", StringComparison.Ordinal)))
        {
            var (path, expected) = (entry.GetProperty("path").GetString()!, entry.GetProperty("expect").GetString()!);
            var feed = Check(File.ReadAllBytes(Path.Combine(folder, path)));
            Assert.False(expected == "refuse" && feed is not null, $"{path} was read, expected: {expected}, for {entry.GetProperty("why")}.");
            Assert.False(expected.StartsWith("accept", StringComparison.Ordinal) && feed is null, $"{path} was refused, expected: {expected}.");
            if (expected == "accept-date-unknown")
            {
                Assert.All(feed!.Entries, item => Assert.Null(item.Published));
            }
        }
    }

    private static Feed? Check(byte[] bytes)
    {
        var address = new Uri("https://wire.example/feed");
        var (first, second) = (FeedReader.Read(bytes, address), FeedReader.Read(bytes, address));
        Assert.Equal(first.Fault, second.Fault);
        Assert.True(first.Feed is null != first.Fault is null);
        Assert.Equal(first.Feed?.Entries, second.Feed?.Entries);
        Assert.All(first.Feed?.Entries ?? [], entry =>
        {
            Assert.NotEmpty(entry.Id);
            Assert.True(entry.Link is null || entry.Link.Scheme is "http" or "https");
            Assert.True(entry.Content is not null || entry.Link is not null);
        });
        _ = FeedReader.IsFeed(bytes);
        return first.Feed;
    }

    private static string Data(string folder)
    {
        var data = Environment.GetEnvironmentVariable("ATTEST_DATA");
        Assert.SkipUnless(data is not null && Directory.Exists(Path.Combine(data, folder)), "no data: ATTEST_DATA does not lead to the shared data");
        return Path.Combine(data, folder);
    }
}
