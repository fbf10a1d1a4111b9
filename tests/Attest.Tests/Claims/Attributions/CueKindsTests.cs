using Attest.Claims.Attributions;

namespace Attest.Tests.Claims.Attributions;

public sealed class CueKindsTests
{
    [Theory]
    [InlineData("The port is closed to every ship: harbour officials", "harbour officials", "The port is closed to every ship")]
    [InlineData("Kremlin: no talks are planned this week", "Kremlin", "no talks are planned this week")]
    [InlineData("Rebels have shelled the port - defence ministry", "defence ministry", "Rebels have shelled the port")]
    [InlineData("Rebels shell the port, army says", "army", "Rebels shell the port")]
    [InlineData("Rebels shell the port, says US", "US", "Rebels shell the port")]
    public void A_headline_names_its_source_by_a_colon_a_dash_or_a_comma(string text, string source, string content) => Check(text, source, content);

    [Theory]
    [InlineData("Ukraine: what we know after the raid")]
    [InlineData("Live: rebels shell the port")]
    public void What_a_headline_is_about_is_no_source(string text) => Assert.Empty(Read(text).Attributions);

    [Theory]
    [InlineData("In the words of General Ilse Brandt, the town is a fortress.", "General Ilse Brandt", "the town is a fortress")]
    [InlineData("The town has fallen, as reported by the Beltan agency.", "the Beltan agency", "The town has fallen")]
    [InlineData("The minister voiced fears that the town may fall.", "The minister", "the town may fall")]
    [InlineData("The envoy issued a warning that the dam was mined.", "The envoy", "the dam was mined")]
    [InlineData("The minister made it clear that the town would not be given up.", "The minister", "the town would not be given up")]
    [InlineData("The raid was condemned by the foreign ministry.", "the foreign ministry", "The raid")]
    [InlineData("The defence ministry said several fires in a timber yard last spring, which had spread to two barns, were an act of sabotage.", "The defence ministry",
        "several fires in a timber yard last spring, which had spread to two barns, were an act of sabotage")]
    public void Every_kind_of_cue_finds_its_source_and_content(string text, string source, string content) => Check(text, source, content);

    [Theory]
    [InlineData("The minister sat down and vowed to defend the bank.", "The minister", "to defend the bank")]
    [InlineData("The envoy left the hall but acknowledged that talks had failed.", "The envoy", "talks had failed")]
    [InlineData("By claiming that the pact is defensive, the minister causes trouble.", "the minister", "the pact is defensive")]
    [InlineData("The quay was dark all night, with the harbour ministry reporting that a cable had snapped.", "the harbour ministry", "a cable had snapped")]
    [InlineData("The league deleted old rebel posts claiming that the dam was mined.", "old rebel posts", "the dam was mined")]
    public void A_verb_that_shares_its_subject_is_said_by_it(string text, string source, string content) => Check(text, source, content);

    [Theory]
    [InlineData("In his opinion, the war will last for years.", "his", "the war will last for years")]
    [InlineData("According to him, the port is the second in size.", "him", "the port is the second in size")]
    public void A_pronoun_names_whose_opinion_it_is(string text, string source, string content) => Check(text, source, content);

    [Theory]
    [InlineData("The ministry said exports will be allowed but didn't say what limits would apply.", "The ministry", "exports will be allowed")]
    [InlineData("Officials described the raid as imminent, as thousands of troops continued to line the border.", "Officials", "the raid as imminent")]
    [InlineData("The minister pledged to stand with the port until its ferries run after meeting the mayor.", "The minister", "to stand with the port until its ferries run")]
    [InlineData("Officials criticised the growth of the league, the oldest alliance in the region.", "Officials", "the growth of the league")]
    [InlineData("The minister condemned the raid on the port, he would not join the talks.", "The minister", "the raid on the port")]
    public void What_was_not_said_ends_what_was(string text, string source, string content) => Check(text, source, content);

    [Theory]
    [InlineData("- The gate is shut. Nobody is there now. We wait for boats - said the lodger.", "the lodger", "The gate is shut. Nobody is there now. We wait for boats")]
    [InlineData("The navy has a cautious policy on repairs, which plans to hire two yards.", "The navy", "to hire two yards")]
    [InlineData("The navy has its own answer to the storms, which intends to hire two yards.", "The navy", "to hire two yards")]
    public void Whoever_is_told_to_speak_is_the_source_whatever_stands_between(string text, string source, string content) => Check(text, source, content);

    [Fact]
    public void Whoever_a_report_was_made_by_relays_what_is_said_in_it()
    {
        var result = Read("As was earlier reported by the Beltan agency, Foreign Minister Pavel Dorin recently said in an interview that relations were bad.");
        var said = Assert.Single(result.Attributions, one => one.Chain.Count == 1);
        Assert.Equal("Pavel Dorin", result.Speakers[said.Speaker!.Value.Number - 1].Name);
    }

    [Fact]
    public void A_document_is_of_whoever_issued_it()
    {
        var speaker = Assert.Single(Read("The number of ferries fell by a third last year, according to a report released on Monday by the Harrow Institute.").Speakers);
        Assert.Equal((SpeakerKind.Document, "Harrow Institute"), (speaker.Kind, speaker.Affiliation));
    }

    [Fact]
    public void What_is_done_by_threatening_is_no_statement_within_another() =>
        Assert.Single(Read("The envoy said that Kenya had agreed to meet Ghana in the spring.").Attributions);

    [Fact]
    public void What_stands_before_a_mere_circumstance_is_said()
    {
        var attribution = Assert.Single(Read("No one can win a war of tariffs, Foreign Minister Pavel Dorin said at a conference on 16 February, the Beltan agency has learned.").Attributions);
        Assert.Equal(0, attribution.Content[0].Start);
        Assert.Single(attribution.Chain);
    }

    [Fact]
    public void This_is_what_the_paragraph_before_tells()
    {
        const string text = "The army is preparing a new raid near the port.\n\nThe mayor of Tarn, Olga Brenn, said this on Facebook, the Beltan agency reports.";
        var attribution = Assert.Single(Read(text).Attributions);
        Assert.Equal(0, attribution.Content[0].Start);
    }

    [Theory]
    [InlineData("The army is preparing a new raid near the port.\n\nThe mayor of Tarn, Olga Brenn, said this on Facebook, Beltanpress reports.", "Olga Brenn")]
    [InlineData("Mayor Olga Brenn said that the port would be shut to every ferry and every barge until the storm had passed over the bay.\n\nBrenn announced this at a meeting of the council, Beltanpress reports.", "Olga Brenn")]
    public void Whoever_frames_what_somebody_said_before_relays_it(string text, string speaker)
    {
        var result = Read(text);
        var attribution = Assert.Single(result.Attributions);
        Assert.Equal([speaker, "Beltanpress"], new[] { attribution.Speaker!.Value, Assert.Single(attribution.Chain) }.Select(id => result.Speakers[id.Number - 1].Name));
    }

    [Fact]
    public void A_source_is_the_name_with_its_offices()
    {
        const string Text = "On Wednesday, Ivan Ferro, the mayor of Melito, a city which is under occupation, said two blasts had cut the power.";
        Assert.Equal("Ivan Ferro, the mayor of Melito, a city which is under occupation", Assert.Single(Read(Text).Attributions).Source?.Of(Text));
    }

    [Fact]
    public void A_time_is_no_part_of_a_speaker() =>
        Assert.Equal("Central Intelligence Bureau (CIB)", Assert.Single(Read("The Central Intelligence Bureau (CIB) in the summer had warned partners of an attack.").Speakers).Name);

    [Theory]
    [InlineData("Thousands of Lorvalians took to the streets, protesting against the bill.")]
    [InlineData("The ministry did not say who had fired.")]
    [InlineData("The ministry has not disclosed its losses.")]
    public void What_cannot_speak_and_what_was_not_said_is_no_attribution(string text) => Assert.Empty(Read(text).Attributions);

    [Theory]
    [InlineData("“The port is closed,” the mayor said on Telegram, the Beltan agency reported.", "mayor", "Beltan agency")]
    [InlineData("The port is closed, the mayor said, according to the Beltan agency.", "mayor", "Beltan agency")]
    [InlineData("“We hold the town,” the mayor was cited as saying by the Beltan agency.", "mayor", "Beltan agency")]
    [InlineData("“We hold the town,” the Beltan agency quoted the mayor as saying.", "mayor", "Beltan agency")]
    [InlineData("Radio Lorvale, citing officials close to the president, reported that talks had begun.", "officials close to the president", "Radio Lorvale")]
    public void Whoever_frames_words_that_are_framed_already_relays_them(string text, string speaker, string relayer)
    {
        var (attributions, speakers) = Read(text);
        var attribution = Assert.Single(attributions);
        Assert.Equal(speaker, speakers[attribution.Speaker!.Value.Number - 1].Name);
        Assert.Equal(relayer, speakers[Assert.Single(attribution.Chain).Number - 1].Name);
    }

    [Fact]
    public void What_is_said_within_ends_before_the_words_that_frame_the_whole()
    {
        const string Text = "Lorvale does not expect Orsk to attack before spring, a defence official said.";
        var (attributions, _) = Read(Text);
        var inner = attributions.Single(attribution => attribution.Chain.Count == 1);
        Assert.Equal("Orsk to attack before spring", inner.Content[0].Of(Text));
        Assert.Equal(Modality.Denied, inner.Modality);
    }

    [Theory]
    [InlineData("In a statement on Facebook, the General Staff said the town had fallen.", "Facebook")]
    [InlineData("In an interview with the BBC, General Brandt said the town had fallen.", "BBC")]
    [InlineData("Speaking on national television, General Brandt said the town had fallen.", "television")]
    [InlineData("The town has fallen, General Brandt told Reuters in an interview on Monday.", "Reuters")]
    public void The_medium_is_read_before_and_after_the_cue(string text, string via) => Assert.Equal(via, Assert.Single(Read(text).Attributions).Via);

    [Fact]
    public void A_quotation_that_goes_on_keeps_its_medium() =>
        Assert.All(Read("“They will sail on Monday,” she said in an interview with the BBC. “We keep our word to every one of them.”").Attributions, attribution => Assert.Equal("BBC", attribution.Via));

    private static void Check(string text, string source, string content)
    {
        var attribution = Assert.Single(Read(text).Attributions);
        Assert.Equal((source, content), (attribution.Source?.Of(text), attribution.Content[0].Of(text)));
    }

    private static AttributionResult Read(string text)
    {
        var report = ReportOf.Text(text);
        return new AttributionReader().Read(report, ReportOf.Parsed(report));
    }
}
