using Attest.Claims.Attributions;

namespace Attest.Tests.Claims.Attributions;

public sealed class VoicesTests
{
    [Theory]
    [InlineData("- The ridge is ours.We lost two guns there.Nobody will take it back - said Major Ilse Brandt.", "Major Ilse Brandt", "The ridge is ours.We lost two guns there.Nobody will take it back")]
    [InlineData("The talks ended.- We ask nothing of them - he added.", "he", "We ask nothing of them")]
    [InlineData("What did the envoy say?- Why does it last?It is simple - they want the port - said the envoy.", "the envoy", "Why does it last?It is simple - they want the port")]
    [InlineData("The ferry is gone.\n\nThe pier held for an hour. Then it broke\n\n- said Ilse Brandt.", "Ilse Brandt", "The pier held for an hour. Then it broke")]
    [InlineData("Nobody came to help us. We carried the wounded ourselves,\" said Ilse Brandt.", "Ilse Brandt", "Nobody came to help us. We carried the wounded ourselves")]
    public void Speech_between_dashes_or_with_a_lost_mark_is_whole(string text, string source, string content) => Check(text, source, content);

    [Fact]
    public void Where_spaces_between_sentences_were_lost_a_mark_at_a_capital_letter_opens()
    {
        const string Text = "Ilse Brandt announced that two more guns had reached the ridge.\"They will stay there until spring,\" the major wrote.";
        var contents = Read(Text).Attributions.Select(attribution => attribution.Content[0].Of(Text));
        Assert.Equal(["two more guns had reached the ridge", "They will stay there until spring"], contents);
    }

    [Theory]
    [InlineData("As the Beltan agency notes, the harbour handles most of the grain.", "the Beltan agency", "the harbour handles most of the grain")]
    [InlineData("As the ministry reported earlier, two barges sank at the lock.", "the ministry", "two barges sank at the lock")]
    [InlineData("Two barges burned, and according to the harbour office, a third sank at the lock.", "the harbour office", "a third sank at the lock")]
    [InlineData("Meanwhile, according to figures published before by the ministry, two barges sank at the lock.", "figures published before by the ministry", "two barges sank at the lock")]
    public void What_frames_a_clause_from_before_it_names_its_source(string text, string source, string content) => Check(text, source, content);

    [Theory]
    [InlineData("The depot at Melito burned down overnight.\n\nThis was reported by the regional governor.", "the regional governor", "The depot at Melito burned down overnight")]
    [InlineData("The depot at Melito burned down. Two guards died.\n\nThat's according to the regional governor.", "the regional governor", "The depot at Melito burned down. Two guards died")]
    [InlineData("The dam was sound, and this was confirmed by the engineers.", "the engineers", "The dam was sound")]
    public void This_is_what_was_told_before(string text, string source, string content) => Check(text, source, content);

    [Theory]
    [InlineData("Two bridges are mined, say officials cited by Reuters.", "officials", "Reuters")]
    [InlineData("\"The road is open,\" said a police spokesman, quoted on Thursday by AFP.", "police spokesman", "AFP")]
    [InlineData("The gate is shut, Governor Ilse Brandt said addressing the council, BelTA has learned.", "Ilse Brandt", "BelTA")]
    public void Whoever_cites_or_learned_it_relays_it(string text, string speaker, string relayer)
    {
        var (attributions, speakers) = Read(text);
        var attribution = Assert.Single(attributions);
        Assert.Contains(speaker, speakers[attribution.Speaker!.Value.Number - 1].Name, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(relayer, speakers[Assert.Single(attribution.Chain).Number - 1].Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ivan Ferro, a Romanian war correspondent, said the road was shut. The Romanian journalist noted that the bridge was gone.", "Ivan Ferro")]
    [InlineData("Former Polish president Ivan Ferro said the road was shut. The former Polish leader noted that the bridge was gone.", "Ivan Ferro")]
    [InlineData("The head of Polish customs Ilse Brandt said the road was shut. The head of Polish customs added that the bridge was gone.", "Ilse Brandt")]
    [InlineData("Ivan Kharchenko said the road was shut. Harchenko noted that the bridge was gone.", "Ivan Kharchenko")]
    public void A_description_or_another_spelling_leads_to_whoever_was_named(string text, string name) => Assert.Equal(name, Assert.Single(Read(text).Speakers).Name);

    [Theory]
    [InlineData("The mayor said the army had left, without specifying when.", "the army had left")]
    [InlineData("The envoy said the talks would go on as he boarded his plane.", "the talks would go on")]
    [InlineData("The army denied its guns had fired despite footage from the village.", "its guns had fired")]
    [InlineData("HARROW, 4 May (Beltan) – The harbour is shut to every ship, the mayor said.", "The harbour is shut to every ship")]
    public void How_it_was_said_is_not_said(string text, string content) => Assert.Equal(content, Read(text).Attributions[0].Content[0].Of(text));

    [Theory]
    [InlineData("Six firms were accused of shipping parts to the army.", "Six firms", Modality.Asserted)]
    [InlineData("When asked whether the port would reopen, she shrugged.", "the port would reopen", Modality.Asked)]
    [InlineData("The levy is also expected to raise prices in Harrow.", "The levy", Modality.Possible)]
    public void What_is_held_or_asked_needs_no_speaker(string text, string content, Modality modality)
    {
        var (attributions, speakers) = Read(text);
        var attribution = Assert.Single(attributions);
        Assert.Equal((content, modality, true), (attribution.Content[0].Of(text), attribution.Modality, speakers[attribution.Speaker!.Value.Number - 1].IsUnspecified));
    }

    [Theory]
    [InlineData("The army's aim was to hold the ford.", "army", "to hold the ford", Modality.Planned)]
    [InlineData("The view among traders in Harrow is that prices will fall.", "traders in Harrow", "prices will fall", Modality.Asserted)]
    [InlineData("The consensus was that the dam would break.", Speaker.Unspecified, "the dam would break", Modality.Asserted)]
    [InlineData("The brigade appears determined to hold the ford, aided by the fleet.", "brigade", "to hold the ford", Modality.Planned)]
    [InlineData("The mayor remains confident the bridge will open.", "mayor", "the bridge will open", Modality.Asserted)]
    [InlineData("The mayor said the ministry was planning for a long siege of Harrow.", "ministry", "a long siege of Harrow", Modality.Planned)]
    public void What_somebody_holds_or_means_is_told_by_nouns_and_states_of_mind(string text, string speaker, string content, Modality modality)
    {
        var (attributions, speakers) = Read(text);
        var attribution = attributions[^1];
        Assert.Equal((content, modality, speaker), (attribution.Content[0].Of(text), attribution.Modality, speakers[attribution.Speaker!.Value.Number - 1].Name));
    }

    [Theory]
    [InlineData("In her speech Moreau said the bridge was shut.", "Moreau")]
    [InlineData("The ministry on Friday said the bridge was shut.", "The ministry")]
    [InlineData("The bridge was shut, the ministry in a joint statement said.", "the ministry")]
    [InlineData("The army has intelligence that the fleet will sail.", "The army")]
    [InlineData("The envoy came to the conclusion that the truce would fail.", "The envoy")]
    public void Who_says_it_stands_without_where_and_when(string text, string source) => Assert.Contains(Read(text).Attributions, one => one.Source?.Of(text).ToString() == source);

    [Fact]
    public void Goals_that_are_described_are_not_said() => Assert.Empty(Read("The goals that bind the two cities are old.").Attributions);

    [Theory]
    [InlineData("The defence ministry of Poland said Russia will attack the port again.", Modality.Asserted)]
    [InlineData("The defence ministry of Poland said Polish troops will leave the port.", Modality.Planned)]
    [InlineData("The mayor stressed that the council should open the shelters.", Modality.Asked)]
    [InlineData("If the dam breaks it will be a long winter, the mayor said.", Modality.Possible)]
    [InlineData("The envoy warned that the strike would only harden the other side.", Modality.Possible)]
    [InlineData("The organiser said the concert aims to help the wounded.", Modality.Asserted)]
    [InlineData("The police did not establish whether the men knew each other.", Modality.Unverified)]
    public void Forecasts_demands_and_conditions_are_told_from_plans(string text, Modality modality) => Assert.Equal(modality, Read(text).Attributions[0].Modality);

    [Theory]
    [InlineData("Neither side has signalled a readiness to talk.")]
    [InlineData("The ministry has drawn up a plan for the winter.")]
    public void Deeds_and_nobody_say_nothing(string text) => Assert.Empty(Read(text).Attributions);

    private static void Check(string text, string source, string content)
    {
        var (attributions, _) = Read(text);
        var attribution = Assert.Single(attributions);
        Assert.Equal((source, content), (attribution.Source?.Of(text), string.Join(" … ", attribution.Content.Select(piece => piece.Of(text)))));
    }

    private static AttributionResult Read(string text)
    {
        var report = ReportOf.Text(text);
        return new AttributionReader().Read(report, ReportOf.Parsed(report));
    }
}
