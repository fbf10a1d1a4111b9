using System.Globalization;
using System.Text;
using Attest.Intake.Feeds;

namespace Attest.Tests.Intake.Feeds;

/// <summary>Feeds of every form come to the same entries.</summary>
public sealed class FeedTests
{
    private static readonly Uri Address = new("https://wire.example/feeds/world.xml");

    private const string Long =
        "<p>A drone struck a depot on the edge of the town before dawn, the mayor said, and a fire that broke out in two of its halls was put out by noon.</p>"
        + "<p>Nobody was hurt, she added. Trains on the line to the coast were held up for three hours while the rails were looked at, and the school nearby stayed shut for the day.</p>"
        + "<p>The army said that nine of eleven drones had been shot down in the night over the region, and that the wreck of one fell on a field.</p>";

    [Fact]
    public void Rss_2_gives_title_link_date_and_the_whole_text()
    {
        var feed = Read($"""
            <?xml version="1.0" encoding="utf-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <channel><title>Sample Wire &amp; Co</title><link>https://wire.example/</link><language>en-gb</language><ttl>15</ttl>
                <item><title>Depot &lt;b&gt;hit&lt;/b&gt;</title><link>/2031/depot</link><guid isPermaLink="false">wire-1</guid>
                  <pubDate>Wed, 12 Mar 2031 09:40:00 +0200</pubDate><description>A drone struck a depot…</description><content:encoded><![CDATA[{Long}]]></content:encoded></item>
              </channel></rss>
            """);
        Assert.Equal(("Sample Wire & Co", "https://wire.example/", "en-gb", TimeSpan.FromMinutes(15)), (feed.Title, feed.Link?.AbsoluteUri, feed.Language, feed.RefreshAfter));
        var entry = Assert.Single(feed.Entries);
        Assert.Equal(("wire-1", "https://wire.example/2031/depot", "Depot hit", "2031-03-12T07:40:00Z"), (entry.Id, entry.Link?.AbsoluteUri, entry.Title, entry.Published.ToString()));
        Assert.Equal((new FeedContent(Long, true), true), (entry.Content, entry.IsWhole));
        Assert.False(feed.IsMended);
    }

    [Fact]
    public void Atom_gives_the_same_by_its_own_elements()
    {
        var feed = Read($"""
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://wire.example/news/">
              <title type="text">Sample Wire</title><link rel="self" href="https://wire.example/feeds/world.xml"/><link href="/"/>
              <entry><id>tag:wire.example,2031:1</id><title type="html">Depot &amp;amp; station hit</title>
                <link rel="enclosure" href="https://wire.example/audio.mp3"/><link rel="alternate" href="depot"/>
                <published>2031-03-12T09:40:00+02:00</published><updated>2031-03-12T10:00:00+02:00</updated>
                <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{Long}</div></content></entry>
            </feed>
            """);
        var entry = Assert.Single(feed.Entries);
        Assert.Equal(("tag:wire.example,2031:1", "https://wire.example/news/depot", "Depot & station hit"), (entry.Id, entry.Link?.AbsoluteUri, entry.Title));
        Assert.Equal(("2031-03-12T07:40:00Z", "2031-03-12T08:00:00Z"), (entry.Published.ToString(), entry.Modified.ToString()));
        Assert.True(entry.IsWhole);
        Assert.StartsWith("<div><p>A drone struck", entry.Content?.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>S</title></channel><item rdf:about="https://wire.example/a"><title>T</title><link>https://wire.example/a</link><dc:date>2031-03-12</dc:date></item></rdf:RDF>""")]
    [InlineData("""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://channel.netscape.com/rdf/simple/0.9/"><channel><title>S</title></channel><item><title>T</title><link>https://wire.example/a</link><pubDate>12 Mar 31 00:00 UT</pubDate></item></rdf:RDF>""")]
    [InlineData("""<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss-0.91.dtd"><rss version="0.91"><channel><title>S</title><item><title>T</title><link>https://wire.example/a</link><pubDate>2031-03-12</pubDate></item></channel></rss>""")]
    [InlineData("""<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>S</title><entry><title>T</title><link rel="alternate" type="text/html" href="https://wire.example/a"/><issued>2031-03-12</issued></entry></feed>""")]
    [InlineData("""<feed><title>S</title><entry><title>T</title><link href="https://wire.example/a"/><published>2031-03-12</published></entry></feed>""")]
    [InlineData("""{"version":"https://jsonfeed.org/version/1.1","title":"S","items":[{"id":7,"title":"T","url":"https://wire.example/a","date_published":"2031-03-12"}]}""")]
    public void Every_form_and_version_is_read(string feed)
    {
        var (read, entry) = (Read(feed), Assert.Single(Read(feed).Entries));
        Assert.Equal(("S", "T", "https://wire.example/a", new DateOnly(2031, 3, 12)), (read.Title, entry.Title, entry.Link?.AbsoluteUri, entry.Published?.Day));
    }

    [Theory]
    [InlineData("<rss><channel><title>Caf&eacute; &ndash; S</title><item><title>Fish & chips</title><link>https://wire.example/a?x=1&y=2</link></item></channel></rss>", "Café – S", "Fish & chips")]
    [InlineData("<rss><channel><title>S</title><item><title>One<br>line</title><link>https://wire.example/a?x=1&amp;y=2</link></item></channel></rss>", "S", "Oneline")]
    [InlineData("<rss><channel><title>S</title><item><title>Not closed<link>https://wire.example/a?x=1&amp;y=2</link></title></item></channel>", "S", null)]
    [InlineData("<rss><channel><title>a\u0001b</title><item><title>T</title><dc:creator>undeclared</dc:creator><link>https://wire.example/a?x=1&amp;y=2</link></item></channel></rss>", "ab", "T")]
    public void A_feed_that_is_broken_as_XML_is_read_nevertheless(string text, string title, string? entry)
    {
        var feed = Read(text);
        Assert.True(feed.IsMended);
        Assert.Equal(title, feed.Title);
        if (entry is not null)
        {
            Assert.Equal((entry, "https://wire.example/a?x=1&y=2"), (Assert.Single(feed.Entries).Title, feed.Entries[0].Link?.AbsoluteUri));
        }
    }

    [Fact]
    public void An_entry_that_is_cut_off_is_left_out_and_one_left_open_ends_where_the_next_begins()
    {
        var feed = Read("<rss><channel><item><title>One</title><link>https://wire.example/1</link><item><title>Two</title><link>https://wire.example/2</link></item><item><title>Three</title><link>https://wire.example/3</link><desc");
        Assert.Equal(["One", "Two"], feed.Entries.Select(entry => entry.Title));
    }

    [Theory]
    [InlineData("Wed, 12 Mar 2031 09:40:00 GMT", "2031-03-12T09:40:00Z")]
    [InlineData("Wed, 12 Mar 2031 9:40 EST", "2031-03-12T14:40:00Z")]
    [InlineData("12 March 31 09:40:00 +0530", "2031-03-12T04:10:00Z")]
    [InlineData("2031-03-12T09:40:00Z", "2031-03-12T09:40:00Z")]
    [InlineData("March 12, 2031", "2031-03-12")]
    [InlineData("Sun, 31 Feb 2026 25:61:61 GMT", null)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 +9999", null)]
    [InlineData("Wed, 12 Mar 2031 09:40:00 XYZ", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public void Dates_are_read_as_feeds_write_them_and_never_guessed(string written, string? expected) => Assert.Equal(expected, FeedDate.Read(written)?.ToString());

    [Fact]
    public void An_excerpt_is_not_taken_for_the_report()
    {
        string[] excerpts = [Long + "…", Long + "<p>[&#8230;]</p>", Long + "<p><a href='x'>Continue reading</a></p>", "A short word."];
        Assert.All(excerpts, text => Assert.False(Assert.Single(Read($"<rss><channel><item><link>https://wire.example/a</link><description><![CDATA[{text}]]></description></item></channel></rss>").Entries).IsWhole));
    }

    [Theory]
    [InlineData("<!doctype html><html><head><title>A page</title></head><body>Text</body></html>")]
    [InlineData("<opml version='1.0'><body/></opml>")]
    [InlineData("plain words")]
    [InlineData("{\"items\":[]}")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a \"b\">]><rss><channel><title>&a;</title></channel></rss>")]
    public void What_is_no_feed_is_said_to_be_none(string text)
    {
        var result = FeedReader.Read(Encoding.UTF8.GetBytes(text), Address);
        Assert.Null(result.Feed);
        Assert.StartsWith("found ", result.Fault, StringComparison.Ordinal);
        Assert.Contains("expected ", result.Fault, StringComparison.Ordinal);
        Assert.True(text.Contains("<rss>", StringComparison.Ordinal) || !FeedReader.IsFeed(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Elements_nested_without_end_are_refused()
    {
        foreach (var deep in new[] { "<rss>" + string.Concat(Enumerable.Repeat("<a>", 100_000)), string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000)) })
        {
            Assert.Contains("nested", FeedReader.Read(Encoding.UTF8.GetBytes(deep), null).Fault, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Bytes_are_decoded_by_mark_by_being_UTF_8_or_by_the_declaration()
    {
        const string Feed = "<?xml version=\"1.0\" encoding=\"ENC\"?><rss><channel><title>Київ</title></channel></rss>";
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        byte[][] forms =
        [
            Encoding.UTF8.GetBytes(Feed.Replace("ENC", "windows-1251", StringComparison.Ordinal)),
            Encoding.GetEncoding(1251).GetBytes(Feed.Replace("ENC", "windows-1251", StringComparison.Ordinal)),
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Feed.Replace("ENC", "utf-16", StringComparison.Ordinal))],
            Encoding.BigEndianUnicode.GetBytes(Feed.Replace("ENC", "utf-16", StringComparison.Ordinal)),
        ];
        Assert.All(forms, bytes => Assert.Equal("Київ", FeedReader.Read(bytes, null).Feed?.Title));
        Assert.Contains("UTF-7", FeedReader.Read(Encoding.ASCII.GetBytes(Feed.Replace("ENC", "utf-7", StringComparison.Ordinal)), null).Fault, StringComparison.Ordinal);
    }

    private static Feed Read(string text)
    {
        var result = FeedReader.Read(Encoding.UTF8.GetBytes(text), Address);
        Assert.True(result.Feed is not null, string.Create(CultureInfo.InvariantCulture, $"{result.Fault}: {text}"));
        return result.Feed;
    }
}
