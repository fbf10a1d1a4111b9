using Attest.Claims.Attributions;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Claims.Attributions;

public sealed class AttributionReaderTests
{
    [Theory]
    [InlineData("The mayor of Lorvale said the bridge had been hit twice.", "The mayor of Lorvale", "the bridge had been hit twice")]
    [InlineData("Two depots burned overnight, according to the regional governor.", "the regional governor", "Two depots burned overnight")]
    [InlineData("According to the regional governor, two depots burned overnight.", "the regional governor", "two depots burned overnight")]
    [InlineData("“The line holds in every sector,” General Anna Moreau told reporters.", "General Anna Moreau", "The line holds in every sector")]
    [InlineData("\"The line holds in every sector,\" said Anna Moreau, a spokeswoman for the army.", "Anna Moreau, a spokeswoman for the army", "The line holds in every sector")]
    [InlineData("Anna Moreau, head of the relief fund, warned that stocks would run out by May.", "Anna Moreau, head of the relief fund", "stocks would run out by May")]
    [InlineData("The defence ministry denied that its drones had crossed the border.", "The defence ministry", "its drones had crossed the border")]
    [InlineData("Customs data showed that imports fell by a third.", "Customs data", "imports fell by a third")]
    public void What_is_said_is_attributed_to_its_source(string text, string source, string content)
    {
        var report = ReportOf.Text(text);
        var attribution = Assert.Single(new AttributionReader().Read(report, ReportOf.Parsed(report)).Attributions);
        Assert.Equal((source, content), (attribution.Source?.Of(text), attribution.Content[0].Of(text)));
    }

    [Fact]
    public void A_quotation_over_several_sentences_is_one_attribution()
    {
        const string Text = "“We held the ridge. We lost two guns. We will hold it again,” Major Ilse Brandt said.";
        var (attributions, speakers) = Read(Text);
        Assert.Equal("We held the ridge. We lost two guns. We will hold it again", Assert.Single(attributions).Content[0].Of(Text));
        Assert.Equal(("Ilse Brandt", "Major", SpeakerKind.Person), (speakers[0].Name, speakers[0].Role, speakers[0].Kind));
        Assert.Equal(QuoteKind.Direct, attributions[0].Quote);
    }

    [Fact]
    public void A_quotation_that_goes_on_keeps_its_speaker()
    {
        const string Text = "“The road is closed,” Ilse Brandt said. “Nobody is to use it before the mines are cleared.”";
        var (attributions, _) = Read(Text);
        Assert.Equal(2, attributions.Count);
        Assert.Null(attributions[1].Source);
        Assert.Equal(attributions[0].Speaker, attributions[1].Speaker);
    }

    [Fact]
    public void A_surname_and_a_pronoun_lead_to_the_full_name()
    {
        var (attributions, speakers) = Read("Defence Minister Ilse Brandt said the port was closed. Brandt said it would open in June. She added that two ships had been damaged.");
        Assert.Equal(3, attributions.Count);
        Assert.Equal("Ilse Brandt", Assert.Single(speakers).Name);
    }

    [Theory]
    [InlineData("The bridge has collapsed, the Associated Press reported, citing harbour officials.", "Associated Press", "harbour officials")]
    [InlineData("The Associated Press quoted the energy ministry as saying that the bridge had collapsed.", "Associated Press", "energy ministry")]
    public void Whoever_relays_words_stands_in_the_chain_before_whoever_said_them(string text, string relayer, string speaker)
    {
        var (attributions, speakers) = Read(text);
        var attribution = Assert.Single(attributions);
        Assert.Contains(speaker, speakers[attribution.Speaker!.Value.Number - 1].Name, StringComparison.Ordinal);
        Assert.Contains(relayer, speakers[Assert.Single(attribution.Chain).Number - 1].Name, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_knows_is_unverified()
    {
        var (attributions, _) = Read("It was unclear whether the dam had been hit.");
        Assert.Equal(Modality.Unverified, Assert.Single(attributions).Modality);
    }

    [Fact]
    public void A_surname_is_the_person_whom_the_text_names_in_full()
    {
        var (_, speakers) = Read("Defence Minister Ilse Brandt flew to the coast on Monday. Brandt said the port was closed.");
        Assert.Equal("Ilse Brandt", Assert.Single(speakers).Name);
    }

    [Theory]
    [InlineData("The ministry denied that the town had fallen.", Modality.Denied)]
    [InlineData("The army reportedly withdrew from three villages.", Modality.Unverified)]
    [InlineData("The ministry said it will send four more batteries.", Modality.Planned)]
    [InlineData("The ministry said the fire may have been caused by debris.", Modality.Possible)]
    [InlineData("The governor urged residents to leave the coast.", Modality.Asked)]
    [InlineData("The governor said residents left the coast.", Modality.Asserted)]
    public void The_mode_of_what_is_said_is_read(string text, Modality expected) => Assert.Equal(expected, Assert.Single(Read(text).Attributions).Modality);

    [Fact]
    public void A_report_that_somebody_says_something_names_its_chain()
    {
        var (attributions, speakers) = Read("“The envoy says the border is open,” the spokesman Karl Lind told reporters.");
        var inner = attributions.Single(attribution => attribution.Chain.Count == 1);
        Assert.Equal("Karl Lind", speakers[inner.Chain[0].Number - 1].Name);
    }

    [Fact]
    public void Any_text_gives_spans_within_it_in_order_and_twice_the_same() => Prop.ForAll(ArbMap.Default.ArbFor<string[]>(), parts =>
    {
        var text = string.Concat(parts.Select((part, index) => part + Joints[index % Joints.Length]));
        var first = Read(text);
        var second = Read(text);
        Assert.Equal(first.Attributions.Select(Describe), second.Attributions.Select(Describe));
        foreach (var attribution in first.Attributions)
        {
            Assert.NotEmpty(attribution.Content);
            Assert.All(attribution.Content, span => Assert.True(span.Start >= 0 && span.Start < span.End && span.End <= text.Length));
            Assert.True(attribution.Speaker is null || attribution.Speaker.Value.Number <= first.Speakers.Count);
        }
    }).QuickCheckThrowOnFailure();

    private static readonly string[] Joints = [" said that ", ", he said. “", "” according to the ", ", told Reuters: ", " and added ", "\n\n“", " is said to ", ". ", " (", "), who said, "];

    private static string Describe(Attribution attribution) =>
        $"{attribution.Id} {string.Join(' ', attribution.Content)} {attribution.Cue} {attribution.Source} {attribution.Speaker} {attribution.Via} {string.Join(' ', attribution.Chain)} {attribution.Quote} {attribution.Modality} {attribution.Confidence}";

    private static AttributionResult Read(string text)
    {
        var report = ReportOf.Text(text);
        return new AttributionReader().Read(report, ReportOf.Parsed(report));
    }
}
