using Attest.Claims.Attributions;
using Attest.Claims.Places;
using Attest.Packs;

namespace Attest.Tests.Claims.Attributions;

public sealed class SpeakerTests
{
    [Theory]
    [InlineData("The Ukrainian president said the line held. Zelenskiy said more guns were needed. Volodymyr Zelensky said so twice.", "Volodymyr Zelenskyy|President|Ukraine|Ukraine|person")]
    [InlineData("Russia said the town was taken. Ukraine's defence ministry said the town held. The Ukrainian Ministry of Defense said fighting went on.", "Russia||Government of Russia|Russia|body", "Ministry of Defence of Ukraine||Government of Ukraine|Ukraine|body")]
    [InlineData("Oleksandr Syrsky, the commander of the ground forces, said Russia had lost two guns.", "Oleksandr Syrskyi|Commander of the Ground Forces|Ukrainian Ground Forces|Ukraine|person")]
    [InlineData("Kharkiv regional governor Oleh Synehubov said Russia had struck a mill in Ukraine.", "Oleh Syniehubov|Governor of Kharkiv Oblast|Kharkiv Oblast|Ukraine|person")]
    [InlineData("TASS said that Ukraine had shelled a bridge in Russia.", "TASS|state media|Government of Russia|Russia|outlet")]
    [InlineData("Two US officials said Russia was short of shells in Ukraine.", "Two US officials|||United States|group")]
    [InlineData("European Council President Charles Michel said Ukraine and Russia were far apart.", "Charles Michel|President of the European Council|European Council|European Union|person")]
    [InlineData("The General Staff of the Armed Forces of Ukraine said Russia had lost two guns. Ukraine's General Staff said one more was hit. The General Staff of the Ukrainian Armed Forces counted three.", "General Staff of Ukraine||Ukraine|Ukraine|body")]
    [InlineData("The President of Ukraine Wołodymyr Zelnski said Russia had lost two guns. Zelanski said one more was hit.", "Volodymyr Zelenskyy|President|Ukraine|Ukraine|person")]
    [InlineData("The Kremlin's foreign policy adviser Yury Ushakov said Ukraine and Russia would talk.", "Yuri Ushakov|foreign policy adviser|Russia|Russia|person")]
    [InlineData("The Americans said Russia had struck Ukraine.", "Americans||United States|United States|group")]
    [InlineData("The Wagner Group said that it had left Ukraine for Russia.", "Wagner Group||Russia|Russia|body")]
    public void A_speaker_is_told_by_what_is_known_of_the_war(string text, params string[] speakers) => Check(text, "2023-05-02", speakers);

    [Theory]
    [InlineData("The Sudanese army said the RSF had shelled a market. Burhan said the army would not talk. Hemedti said his fighters held the bridge.", "Sudanese Armed Forces|||Sudanese Armed Forces|body", "Abdel Fattah al-Burhan|Commander-in-Chief of the Army|Sudanese Armed Forces|Sudanese Armed Forces|person", "Mohamed Hamdan Dagalo|Commander of the RSF|Rapid Support Forces|Rapid Support Forces|person")]
    [InlineData("Sudan's army chief said talks were over. An RSF spokesperson said its fighters stayed in Omdurman.", "Abdel Fattah al-Burhan|Commander-in-Chief of the Army|Sudanese Armed Forces|Sudanese Armed Forces|person", "RSF spokesperson|||Rapid Support Forces|person")]
    public void Another_war_needs_another_pack_and_no_other_code(string text, params string[] speakers) => Check(text, "2024-05-02", speakers);

    [Theory]
    [InlineData("Defence Minister Ilse Brandt of Lorvale spoke on Monday. Brandt said the port was closed.", "Ilse Brandt")]
    [InlineData("Mayor of Lorvale Anna Moreau said the bridge had been hit.", "Anna Moreau")]
    [InlineData("Ilse Brandt's spokesman, Karl Lind, said the port was closed.", "Karl Lind")]
    [InlineData("The Prime Minister of Estonia, Ilse Brandt, said the port was closed.", "Ilse Brandt")]
    public void The_one_who_speaks_is_told_from_those_who_are_named_beside(string text, string name) => Assert.Equal(name, Assert.Single(Read(text, "2024-05-02")).Name);

    [Fact]
    public void How_somebody_is_addressed_is_no_role() => Assert.Null(Assert.Single(Read("Mr Moreau said the talks went on.", "2024-05-02")).Role);

    [Fact]
    public void The_reader_of_a_report_says_nothing()
    {
        var report = ReportOf.Text("By reading on, you agree to our terms.", "2024-05-02");
        Assert.Empty(new AttributionReader().Read(report, ReportOf.Parsed(report)).Attributions);
    }

    [Theory]
    [InlineData("The French ambassador to Poland, Anna Moreau, said the talks went on.", "France")]
    [InlineData("Karl Lind, who was born in Poland, said the talks went on.", null)]
    [InlineData("Anna Moreau, the mayor of Warsaw, said the talks went on.", "Poland")]
    public void A_side_is_whom_one_speaks_for(string text, string? side) => Assert.Equal(side, Assert.Single(Read(text, "2024-05-02")).Side);

    [Theory]
    [InlineData("Senator Ivan Ferro said on Monday that the war was lost.\n\n\"Karl Lind has no plan. Lind never had one,\" he added.", 1)]
    public void Who_is_named_in_what_another_says_does_not_go_on(string text, int speakers) => Assert.Equal(speakers, Read(text, "2024-05-02").Count);

    [Fact]
    public void Those_who_are_close_to_somebody_are_not_that_person() => Assert.Equal(SpeakerKind.Group, Assert.Single(Read("Sources close to Anna Moreau said the talks went on.", "2024-05-02")).Kind);

    [Fact]
    public void Those_whom_a_poll_counts_answer_it_and_it_relays_them()
    {
        var report = ReportOf.Text("Support is falling, according to a Harrow Post poll. In all, 62 percent say the war must end.", "2024-05-02");
        var read = new AttributionReader().Read(report, ReportOf.Parsed(report));
        var answer = read.Attributions[^1];
        Assert.Equal("respondents", read.Speakers.Single(speaker => speaker.Id == answer.Speaker).Role);
        Assert.Equal("Harrow Post poll", read.Speakers.Single(speaker => speaker.Id == Assert.Single(answer.Chain)).Name);
    }

    [Fact]
    public void The_alliance_is_the_one_that_the_war_knows() => Assert.Equal("NATO", Assert.Single(Read("The alliance said Russia had massed troops at the border of Ukraine.", "2024-05-02")).Name);

    [Theory]
    [InlineData("The Commander-in-Chief of the Lorvale army said that the bridge was shut.", "Commander-in-Chief of the Lorvale army")]
    [InlineData("The bridge was shut, according to Russian-installed authorities.", "Russian-installed authorities")]
    public void A_compound_is_named_whole(string text, string name) => Assert.Equal(name, Assert.Single(Read(text, "2024-05-02")).Name);

    [Fact]
    public void A_clause_says_nothing()
    {
        const string Text = "Lorvale has denied that its lorry ran into the bridge despite camera footage showing the lorry on it.";
        var report = ReportOf.Text(Text, "2024-05-02");
        Assert.DoesNotContain(new AttributionReader().Read(report, ReportOf.Parsed(report)).Attributions, one => one.Source?.Of(Text).Contains("ran into", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void What_was_noted_by_nobody_goes_on_with_who_spoke_before()
    {
        var report = ReportOf.Text("Mayor Anna Moreau said the bridge was shut. It was noted that the ferry runs.", "2024-05-02");
        var read = new AttributionReader().Read(report, ReportOf.Parsed(report));
        Assert.Equal(read.Attributions[0].Speaker, read.Attributions[^1].Speaker);
    }

    [Theory]
    [InlineData("Ivan Ferro travelled to Harrow in May and met Ilse Brandt. Carl Moreau told reporters that the bridge was shut. “We will mend it,” he added.", "Carl Moreau")]
    [InlineData("The bridge is shut, said Carl Moreau, adviser to President Ivan Ferro. He also asked for help.", "Carl Moreau")]
    [InlineData("Carl Moreau said Ivan Ferro had left. Ivan Ferro denied it. He said he was at home.", "Ivan Ferro")]
    public void Whoever_spoke_last_goes_on_unless_another_did_something_since(string text, string name)
    {
        var report = ReportOf.Text(text, "2024-05-02");
        var read = new AttributionReader().Read(report, ReportOf.Parsed(report));
        Assert.Equal(name, read.Speakers[read.Attributions[^1].Speaker!.Value.Number - 1].Name);
    }

    [Theory]
    [InlineData("The Harrow Institute said the front had held. Analysts added that the guns were silent.", "Harrow Institute")]
    [InlineData("Participants in the Harrow Forum called on both sides to stop. The statement said the camps must close.", "Participants in the Harrow Forum")]
    public void A_statement_and_analysts_are_of_the_body_that_spoke_before(string text, string body)
    {
        var report = ReportOf.Text(text, "2024-05-02");
        var read = new AttributionReader().Read(report, ReportOf.Parsed(report));
        var last = read.Speakers[read.Attributions[^1].Speaker!.Value.Number - 1];
        Assert.Contains(body, $"{last.Name} {last.Affiliation}", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_an_office_is_for_is_no_name() =>
        Assert.Contains("Carl Moreau", Read("The bridge is shut, said the Minister of Foreign Affairs of this country Carl Moreau.", "2024-05-02").Select(speaker => speaker.Name));

    private static void Check(string text, string published, string[] expected) =>
        Assert.Equal(expected, Read(text, published).Select(speaker => $"{speaker.Name}|{speaker.Role}|{speaker.Affiliation}|{speaker.Side}|{WireNames<SpeakerKind>.Of(speaker.Kind)}"));

    private static IReadOnlyList<Speaker> Read(string text, string published)
    {
        var report = ReportOf.Text(text, published);
        var parsed = ReportOf.Parsed(report);
        return new AttributionReader().Read(report, parsed, PackCatalogue.Shipped.For(report, parsed), new PlaceReader().Read(report, parsed)).Speakers;
    }
}
