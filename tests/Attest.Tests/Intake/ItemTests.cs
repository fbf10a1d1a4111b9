using static Attest.Tests.Intake.IntakeSamples;

namespace Attest.Tests.Intake;

public sealed class ItemTests
{
    private const string Other = "Repair crews worked through the night to bring power back to the villages along the river, the company said.";

    private static void Check(string text, params string[] outline) => Assert.Equal(outline, Outline(Accept("a.txt", text).Report));

    [Fact]
    public void A_plain_article_is_one_item() => Check(Paragraph + "\n\n" + Other, "article: - | The mayor of the town sa");

    [Fact]
    public void A_subheading_begins_an_item_with_its_headline() => Check(
        Paragraph + "\n\nPower returns to the river villages\n\n" + Other,
        "article: - | The mayor of the town sa", "article: Power returns to the river villages | Power returns to the riv");

    [Theory]
    [InlineData("Advertisement")]
    [InlineData("ADVERTISEMENT")]
    [InlineData("JOIN US ON TELEGRAM! Follow our coverage there.")]
    [InlineData("Please consider making a donation to keep us going")]
    [InlineData("Sign up for our free weekly newsletter")]
    [InlineData("Read more: what the river villages need")]
    [InlineData("You can read the whole interview here.")]
    [InlineData("Continue reading the main story")]
    [InlineData("MINISTER VISITS THE NEW BRIDGE OVER THE RIVER")]
    [InlineData("Photo: press service of the fire brigade")]
    public void Furniture_between_paragraphs_is_boilerplate(string furniture)
    {
        var report = Accept("a.txt", Paragraph + "\n\n" + furniture + "\n\n" + Other).Report;
        Assert.Equal([ItemKind.Article, ItemKind.Boilerplate, ItemKind.Article], report.Items.Select(item => item.Kind));
        Assert.Equal(furniture, report.Items[1].Span.Of(report.Text).Trim());
    }

    [Fact]
    public void A_teaser_marker_takes_the_headline_and_deck_after_it() => Check(
        Paragraph + "\n\nOther Topics of Interest\n\nBridge over the river opens again\n\nEngineers say that it will bear trains by the autumn.\n\n" + Other,
        "article: - | The mayor of the town sa", "boilerplate: - | Other Topics of Interest", "article: - | Repair crews worked thro");

    [Fact]
    public void A_live_page_is_cut_into_updates_and_its_teasers_are_boilerplate() => Check(
        string.Join('\n',
            "Border war – live: Drone hits market as talks stall", Paragraph,
            "Power returns to the river villages", Other, "Ann Example reports:", "Power returns to villages along the river", "Crews worked all night",
            "Talks are put off until next week", Paragraph),
        "update: Border war – live: Drone hits market as talks stall | Border war – live: Drone", "update: Power returns to the river villages | Power returns to the riv",
        "boilerplate: - | Ann Example reports:", "update: Talks are put off until next week | Talks are put off until ");

    [Fact]
    public void Times_of_day_begin_the_updates_of_a_live_page() => Check(
        string.Join('\n', "Border war", "10:15", Paragraph, "09:40", "Power returns to the river villages", Other, "08:05", Paragraph),
        "update: - | Border war", "update: Power returns to the river villages | 09:40", "update: - | 08:05");

    [Fact]
    public void A_summary_told_again_begins_an_update() => Check(
        string.Join('\n',
            "Border war – live: Drone hits market", "A drone fell on the market early in the morning.", "Three people were hurt there, the mayor said.",
            "A drone fell early this morning on the market square.", "The roof of a hall burned.", "Three people were hurt there, the mayor said.",
            "Power returns to the river villages", Other, "Talks are put off until next week", Paragraph),
        "update: Border war – live: Drone hits market | Border war – live: Drone", "update: - | A drone fell early this ",
        "update: Power returns to the river villages | Power returns to the riv", "update: Talks are put off until next week | Talks are put off until ");

    [Fact]
    public void What_stands_after_the_last_paragraph_without_a_stop_is_boilerplate() => Check(
        Paragraph + "\n\nBridge over the river opens again\nMinister visits the south",
        "article: - | The mayor of the town sa", "boilerplate: - | Bridge over the river op");

    [Fact]
    public void A_lead_in_to_a_quotation_is_text() => Check(
        Paragraph + "\n\nThe Sample Daily reports:\n\n" + Other,
        "article: - | The mayor of the town sa");

    [Fact]
    public void Bulleted_lines_are_text() => Check(
        "The losses of the day were these:\n\n- Two tanks near the river crossing\n- Three trucks on the road\n- One boat\n\n" + Other,
        "article: - | The losses of the day we");

    [Fact]
    public void A_single_line_is_kept_whatever_its_form() => Check("Five people killed in the night", "article: - | Five people killed in th");
}
