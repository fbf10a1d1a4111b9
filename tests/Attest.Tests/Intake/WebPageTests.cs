using System.Text;
using Attest.Intake;
using static Attest.Tests.Intake.IntakeSamples;

namespace Attest.Tests.Intake;

public sealed class WebPageTests
{
    private const string Second = "Repair crews worked through the night to bring power back to the villages along the river, the company said.";

    private static string Page(string head, string body) => $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">{head}</head><body>{body}</body></html>";

    private static string Article(string inside) => $"<nav><a href=/>Home</a> <a href=/world>World</a></nav><article><h1>Drone hits market</h1>{inside}</article><footer>All rights reserved</footer>";

    private static Report ReadPage(string head, string body) => Accept("page.html", Page(head, body)).Report;

    [Fact]
    public void The_article_is_read_paragraph_by_paragraph()
    {
        var report = ReadPage("", Article($"<p>{Paragraph}</p>\n<h2>Power is back</h2><p>Repair&nbsp;crews <b>worked</b>\n through.</p>"));
        Assert.Equal($"Drone hits market\n\n{Paragraph}\n\nPower is back\n\nRepair crews worked through.", report.Text);
        Assert.Equal(["Drone hits market", "Power is back"], report.Items.Select(item => item.Headline!.Value.Of(report.Text)));
        Assert.Equal("text/html", report.Original.MediaType);
    }

    [Theory]
    [InlineData("<aside><p>Minister opens a bridge in the south of the country, our reporter writes.</p></aside>")]
    [InlineData("<div class=\"related-articles\"><p>Minister opens a bridge in the south of the country.</p></div>")]
    [InlineData("<div class=\"newsletterSignup\"><p>Get the best of our work by mail every morning.</p></div>")]
    [InlineData("<div id=\"cookie-banner\"><p>We store small files on your machine, for your good.</p></div>")]
    [InlineData("<div class=\"ad ad-slot\"><p>Buy the new machine now and save a lot of money.</p></div>")]
    [InlineData("<ul class=\"social-share\"><li>Send it to a friend</li><li>Tell the world</li></ul>")]
    [InlineData("<figure><img src=x><figcaption>The market after the strike, seen from the church.</figcaption></figure>")]
    [InlineData("<ul><li><a href=/1>Minister opens a bridge</a></li><li><a href=/2>Rain in the north</a></li></ul>")]
    [InlineData("<p><a href=/1>Read what the minister said about the bridge in the south</a></p>")]
    [InlineData("<p style=\"display: none\">Something that nobody is shown on this page.</p>")]
    [InlineData("<section class=\"comments\"><h3>Comments</h3><p>I do not believe a word of it, says a reader.</p></section>")]
    [InlineData("<script>document.write('<p>Written by a script.</p>')</script><noscript><p>Switch scripts on.</p></noscript>")]
    public void Furniture_is_left_out(string furniture)
    {
        var report = ReadPage("", Article($"<p>{Paragraph}</p>{furniture}<p>{Second}</p><p>{Paragraph}</p>"));
        Assert.Equal($"Drone hits market\n\n{Paragraph}\n\n{Second}\n\n{Paragraph}", report.Text);
    }

    [Fact]
    public void Furniture_within_the_text_is_marked_boilerplate()
    {
        var report = ReadPage("", Article($"<p>{Paragraph}</p><p>Advertisement</p><p>{Second}</p>"));
        Assert.Equal([ItemKind.Article, ItemKind.Boilerplate, ItemKind.Article], report.Items.Select(item => item.Kind));
    }

    [Fact]
    public void A_page_whose_names_all_sound_like_furniture_is_still_read() => Assert.Contains(
        Second, ReadPage("", $"<div class=\"page-with-sidebar\"><div class=\"menu-open\"><div class=\"comment\"><p>{Paragraph}</p><p>{Second}</p></div></div></div>").Text);

    [Fact]
    public void A_page_without_an_article_element_is_read_by_its_density() => Assert.Equal(
        $"{Paragraph}\n\n{Second}",
        ReadPage("", $"<table><tr><td><a href=/1>Home</a><br><a href=/2>World</a></td><td><font>{Paragraph}<br><br>{Second}</font></td></tr></table>").Text);

    [Fact]
    public void Metadata_are_read_from_JSON_LD()
    {
        var report = ReadPage(
            """
            <link rel="canonical" href="https://daily.example/world/drone?utm_source=x"><title>Ignored | Sample Daily</title>
            <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "Organization", "@id": "#us", "name": "Sample Daily"},
            {"@type": ["NewsArticle"], "headline": "Drone hits market in town", "datePublished": "2024-03-05T06:30:00+02:00", "dateModified": "2024-03-05T08:00:00Z", "publisher": {"@id": "#us"}}]}</script>
            """,
            Article($"<p>{Paragraph}</p>"));
        Assert.Equal("https://daily.example/world/drone?utm_source=x", report.Url);
        Assert.Equal(Sha256.Of("https://daily.example/world/drone"), report.Document);
        Assert.Equal("Drone hits market", report.Title);
        Assert.Equal("Sample Daily", report.Publisher);
        Assert.Equal("2024-03-05T04:30:00Z", report.Published.ToString());
        Assert.Equal("2024-03-05T08:00:00Z", report.Modified.ToString());
        Assert.Equal(PublishedFrom.Metadata, report.PublishedFrom);
    }

    [Fact]
    public void Metadata_are_read_from_meta_elements_where_there_is_no_JSON_LD()
    {
        var report = ReadPage(
            """
            <meta property="og:title" content="Market burns – Sample Daily"><meta property="og:site_name" content="Sample Daily"><meta property="og:url" content="https://daily.example/a">
            <meta property="article:published_time" content="2024-03-05T06:30:00Z"><meta property="article:modified_time" content="2024-03-06">
            <script type="application/ld+json">{broken</script>
            """,
            $"<div><p>{Paragraph}</p><time datetime=\"2020-01-01\">long ago</time></div>");
        Assert.Equal("Market burns", report.Title);
        Assert.Equal("Sample Daily", report.Publisher);
        Assert.Equal("https://daily.example/a", report.Url);
        Assert.Equal("2024-03-05T06:30:00Z", report.Published.ToString());
        Assert.Equal("2024-03-06", report.Modified.ToString());
    }

    [Theory]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-03-01\"}</script><meta name=\"date\" content=\"2024-03-02\">", "<time datetime=\"2024-03-03\">x</time>", "2024-03-01")]
    [InlineData("<meta name=\"date\" content=\"2024-03-02\">", "<time datetime=\"2024-03-03\">x</time>", "2024-03-02")]
    [InlineData("", "<time datetime=\"2024-03-04\">x</time><time pubdate datetime=\"2024-03-03\">x</time>", "2024-03-03")]
    [InlineData("", "<span itemprop=\"datePublished\" content=\"2024-03-03T10:00:00Z\">x</span>", "2024-03-03T10:00:00Z")]
    [InlineData("<link rel=\"canonical\" href=\"https://daily.example/2024/03/05/drone\">", "", "2024-03-05")]
    [InlineData("<meta property=\"article:published_time\" content=\"Tue, 05 Mar 2024 10:00:00 GMT\">", "", "2024-03-05T10:00:00Z")]
    [InlineData("<meta property=\"article:published_time\" content=\"soon\">", "<p>Published: 5 March 2024</p>", "2024-03-05")]
    public void The_date_comes_from_the_most_trusted_place(string head, string body, string expected) =>
        Assert.Equal(expected, ReadPage(head, Article(body + $"<p>{Paragraph}</p>")).Published.ToString());

    [Fact]
    public void A_page_without_an_article_is_refused()
    {
        var refused = Refuse("empty/page.htm", Page("<title>Home</title>", "<nav><ul><li><a href=/>Home</a><li><a href=/world>World</a></ul></nav>"));
        Assert.Contains("empty/page.htm", refused.Message);
        Assert.Contains("without an article", refused.Message);
    }

    [Fact]
    public void Broken_HTML_is_read_tolerantly() => Assert.Contains(
        Paragraph, Accept("page.html", $"<html><body><div><p>{Paragraph}<p>Second <b>bold <i>both</b> end</i> of it.</div></table><span").Report.Text);

    [Fact]
    public void A_page_that_is_nested_too_deep_is_refused_quickly() => Assert.Contains(
        "nested", Refuse("page.html", string.Concat(Enumerable.Repeat("<div>", 100_000)) + Paragraph).Message);

    [Theory]
    [InlineData("windows-1251", "<meta charset=\"windows-1251\">", "Вибух")]
    [InlineData("iso-8859-2", "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-2\">", "Łódź")]
    [InlineData("windows-1252", "", "café")]
    [InlineData("utf-8", "<meta charset=\"windows-1251\">", "Вибух")]
    public void The_encoding_is_what_the_page_declares_unless_it_is_UTF_8(string name, string head, string word)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var bytes = encoding.GetBytes($"<html><head>{head}</head><body><article><p>{Paragraph} {word}.</p></article></body></html>");
        var accepted = Assert.IsType<IntakeResult.Accepted>(Assert.Single(Read("page.html", bytes)));
        Assert.Contains(word, accepted.Report.Text);
        Assert.Equal(accepted.Report.Text, ReportIntake.TextOf("text/html", bytes));
    }

    [Fact]
    public void Live_updates_are_cut_by_their_JSON_LD()
    {
        var report = ReadPage(
            """
            <script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Border war live", "datePublished": "2024-03-05T06:00:00Z", "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": "Power is back", "datePublished": "2024-03-05T09:00:00Z"}, {"@type": "BlogPosting", "headline": "Drone falls on market", "datePublished": "2024-03-05T07:00:00Z"}]}</script>
            """,
            Article($"<p>Here is what is known so far of the night.</p><div><h2>Power is back</h2><p>{Second}</p></div><div><h2>Drone falls on market</h2><p>{Paragraph}</p></div>"));
        Assert.Equal(
            ["update: Drone hits market | Drone hits market", "update: Power is back | Power is back", "update: Drone falls on market | Drone falls on market"], Outline(report));
        Assert.Equal([null, "2024-03-05T09:00:00Z", "2024-03-05T07:00:00Z"], report.Items.Select(item => item.Published?.ToString()));
    }

    [Fact]
    public void Live_updates_are_cut_by_repeated_blocks_with_times()
    {
        static string Entry(string time, string text) => $"<article><time datetime=\"2024-03-05T{time}:00Z\">{time}</time><p>{text}</p></article>";
        var report = ReadPage("", $"<main><h1>Border war</h1>{Entry("09:00", Second)}{Entry("08:00", Paragraph)}{Entry("07:00", Second)}</main>");
        Assert.Equal(["2024-03-05T09:00:00Z", "2024-03-05T08:00:00Z", "2024-03-05T07:00:00Z"], report.Items.Where(item => item.Published is not null).Select(item => item.Published.ToString()!));
        Assert.All(report.Items, item => Assert.Equal(ItemKind.Update, item.Kind));
    }

    [Fact]
    public void Updates_that_only_a_script_would_show_are_read_from_the_data()
    {
        var report = ReadPage(
            "<script type=\"application/ld+json\">{\"@type\": \"LiveBlogPosting\", \"liveBlogUpdate\": [{\"headline\": \"Power is back\", \"datePublished\": \"2024-03-05T09:00:00Z\", \"articleBody\": \"<p>"
            + Second + "</p>\"}, {\"headline\": \"Drone falls &amp; burns\", \"articleBody\": \"" + Paragraph + "\"}]}</script>",
            "<h1>Border war by the river</h1><div id=app></div>");
        Assert.Equal(["update: Border war by the river | Border war by the river", "update: Power is back | Power is back", "update: Drone falls & burns | Drone falls & burns"], Outline(report));
    }

    [Fact]
    public void Two_versions_of_a_page_are_one_document_and_two_reports()
    {
        const string Head = "<link rel=\"canonical\" href=\"https://daily.example/live\">";
        var first = ReadPage(Head, Article($"<p>{Paragraph}</p>"));
        var second = ReadPage(Head, Article($"<p>{Second}</p><p>{Paragraph}</p>"));
        Assert.Equal(first.Document, second.Document);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Theory]
    [InlineData("<link rel=\"canonical\" href=\"https://daily.example/\">", null)]
    [InlineData("<link rel=\"canonical\" href=\"javascript:alert(1)\">", null)]
    [InlineData("<meta property=\"og:url\" content=\"https://daily.example/a\">", "https://daily.example/a")]
    public void An_address_that_can_not_be_the_page_s_own_is_passed_over(string head, string? url) => Assert.Equal(url, ReadPage(head, Article($"<p>{Paragraph}</p>")).Url);

    [Fact]
    public void A_label_within_a_paragraph_does_not_take_the_paragraph_with_it() => Assert.Contains(
        "SAMPLE TOWN – " + Paragraph, ReadPage("", Article($"<p><span class=\"dateline\">SAMPLE TOWN – </span>{Paragraph}</p><p>{Second}</p>")).Text);

    [Fact]
    public void An_article_in_several_parts_of_one_name_is_read_whole() => Assert.Equal(
        $"Drone hits market\n\n{Paragraph}\n\n{Second}",
        ReadPage("", Article($"<section itemprop=\"articleBody\"><p>{Paragraph}</p></section><div class=\"ad\">Buy now</div><section itemprop=\"articleBody\"><p>{Second}</p></section>")).Text);

    [Fact]
    public void Character_references_in_data_are_resolved()
    {
        var report = ReadPage(
            "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Fire &amp; rain in town\",\"publisher\":{\"name\":\"Sample &#8217;Daily\"}}</script>", $"<article><p>{Paragraph}</p></article>");
        Assert.Equal("Fire & rain in town", report.Title);
        Assert.Equal("Sample ’Daily", report.Publisher);
    }
}
