using System.Globalization;
using Attest.Claims.Attributions;
using Attest.Claims.Figures;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Claims.Figures;

public sealed class FigureReaderTests
{
    [Theory]
    [InlineData("Exactly 16 people were killed.", "16..16 people-killed")]
    [InlineData("At least eight residents were wounded.", "8.. people-wounded")]
    [InlineData("Up to 12,000 people fled the valley.", "..12000 people-displaced")]
    [InlineData("More than 700 soldiers were lost in a week.", "700.. personnel-losses")]
    [InlineData("About 1,250 people were evacuated.", "1250..1250~ people-displaced")]
    [InlineData("Dozens of civilians were injured.", "24..~ people-wounded")]
    [InlineData("Tens of thousands of people were displaced.", "20000..~ people-displaced")]
    [InlineData("Twenty-one thousand shells arrived from the ally.", "21000..21000 equipment-supplied")]
    [InlineData("Between 10 and 15 houses were damaged.", "10..15 buildings-damaged")]
    [InlineData("The army shot down 16 out of 21 drones.", "16..16 drones-downed; 21..21 drones-launched")]
    [InlineData("The council approved $2.4 billion in military aid.", "2400000000..2400000000 money-pledged")]
    [InlineData("A loan of €60m was approved.", "60000000..60000000 money-pledged")]
    [InlineData("Exports rose by 7.5 per cent.", "7.5..7.5 change-percent")]
    [InlineData("The village lies some 65 km (40 miles) from the border.", "65..65~ distance; 40..40 distance")]
    [InlineData("Some 90,000 people have crossed into the next country.", "90000..90000~ people-displaced")]
    [InlineData("Two colonels and nine officers were killed.", "2..2 people-killed; 9..9 people-killed")]
    [InlineData("He will rush badly needed guns there as he signs a $40 billion aid bill.", "40000000000..40000000000 money-pledged")]
    [InlineData("They asked each state to give 0.4% of output to support the coast.", "0.4..0.4 other")]
    [InlineData("Fines fell on three guards at the prison where he died.", "3..3 people-count")]
    [InlineData("There were no casualties.", "0..0 people-killed")]
    [InlineData("No one was hurt in the blast.", "0..0 people-wounded")]
    [InlineData("Tens of thousands have already left the country.", "20000..~ people-displaced")]
    [InlineData("The army has recaptured 12 villages and struck bridges.", "12..12 other")]
    [InlineData("A firm bought 100 items of headgear.", "100..100 equipment-supplied")]
    [InlineData("Nine explosions occurred at the base.", "9..9 other")]
    [InlineData("There are 30 to 35,000 soldiers in the hills.", "30000..35000 troops-deployed")]
    [InlineData("Some 40 residents are sheltering in the cellar.", "40..40~ people-count")]
    [InlineData("The ministry has pledged hundreds of millions of pounds of support.", "200000000..~ money-pledged")]
    [InlineData("The ships carried a million pounds of rice.", "1000000..1000000 commodity-volume")]
    [InlineData("They ordered 2,000 helmets and 300 vests.", "2000..2000 equipment-supplied; 300..300 equipment-supplied")]
    [InlineData("One person was killed and 33 others were injured.", "1..1 people-killed; 33..33 people-wounded")]
    [InlineData("A rocket hit the market, killing at least one person and injuring 33 others.", "1.. people-killed; 33..33 people-wounded")]
    [InlineData("The attackers lost 13 tanks, one air defence system and 11 armoured vehicles.", "13..13 tanks-lost; 1..1 air-defence-lost; 11..11 vehicles-lost")]
    [InlineData("Nearly one-fifth of the harvest burned.", "0.2..0.2~ other")]
    [InlineData("Our units repelled four attacks near the river.", "4..4 attacks-repelled")]
    [InlineData("The death toll rose to 45.", "45..45 people-killed")]
    [InlineData("The deaths of 12 miners were confirmed.", "12..12 people-killed")]
    [InlineData("The blast killed seven people, including a child.", "7..7 people-killed")]
    [InlineData("A strike on the depot left nine dead.", "9..9 people-killed")]
    [InlineData("Not one of the 12 crew was hurt.", "0..0 people-wounded; 12..12 people-count")]
    [InlineData("The number of soldiers near the border reaches 127,000.", "127000..127000 troops-deployed")]
    [InlineData("He annexed four regions after tens of thousands of soldiers had died.", "4..4 other; 20000..~ personnel-losses")]
    [InlineData("The package includes 60 boats, more than 1,600 missiles and 400 vehicles.", "60..60 equipment-supplied; 1600.. equipment-supplied; 400..400 equipment-supplied")]
    [InlineData("Pollsters asked 900 people: in the poll 61% said yes, the survey says; 12% of respondents did not answer.", "900..900 people-count; 61..61 opinion-share; 12..12 opinion-share")]
    [InlineData("About 2 in 3 voters agree.", "0.6666666666666666666666666667..0.6666666666666666666666666667~ other")]
    [InlineData("The guns cost $3 million each.", "3000000..3000000 price")]
    [InlineData("Five Kenyans and two Poles were killed.", "5..5 people-killed; 2..2 people-killed")]
    [InlineData("The poll found that 40% of Peruvians agree.", "40..40 opinion-share")]
    [InlineData("Two missiles struck a mill near the river.", "2..2 missiles-launched")]
    [InlineData("Two missiles were struck down over the river.", "2..2 missiles-downed")]
    [InlineData("Some 300 villagers were forced to leave.", "300..300~ people-displaced")]
    [InlineData("The army said that 50 guards had been hurt and that one had died.", "50..50 people-wounded; 1..1 people-killed")]
    [InlineData("Denmark has given Norway 28 Leopard 2 tanks and 3 Mi-24 helicopters.", "28..28 equipment-supplied; 3..3 equipment-supplied")]
    public void A_number_is_read_as_an_interval_with_its_measure(string text, string expected) => Assert.Equal(expected, string.Join("; ", Read(text).Select(Write)));

    [Theory]
    [InlineData("A Leopard 2 and a T-72 stood by the road.")]
    [InlineData("He spoke at 10:30 on 14 March 2022.")]
    [InlineData("In 2019 the bridge was closed.")]
    [InlineData("The war goes on into year two.")]
    [InlineData("On Saturday (27.04) the shop was closed.")]
    [InlineData("The army was to be split in two.")]
    [InlineData("The 155-mm guns fell silent.")]
    [InlineData("Ana Lind, 34, lives there.")]
    [InlineData("A 9-year-old girl watched.")]
    [InlineData("The G7 met on the 7th floor.")]
    [InlineData("Call 0800123456 for help.")]
    [InlineData("One of the reasons is the weather.")]
    [InlineData("The talks begin at 12.30 and end after 18.00.")]
    [InlineData("He served there from 2012-14.")]
    [InlineData("Pipelines Baltic 1 and 2 are closed.")]
    [InlineData("It was a two-pronged attempt.")]
    [InlineData("The team won 3-1.")]
    [InlineData("Pupils aged 6 to 18 stayed at home.")]
    [InlineData("The pupils are between the ages of six weeks and 9 years.")]
    [InlineData("He gave two reasons.")]
    [InlineData("They met at 6 o’clock.")]
    [InlineData("One of the members objected.")]
    [InlineData("The 36th brigade held Route 9 under Resolution 68.")]
    public void Dates_ages_names_and_ordinals_are_no_figures(string text) => Assert.Empty(Read(text));

    [Fact]
    public void A_part_is_not_an_addition()
    {
        var figures = Read("Twelve people were killed, including three children.");
        Assert.Equal(figures[0].Id, figures[1].PartOf);
    }

    [Fact]
    public void Two_parts_of_one_whole_are_parts_of_the_whole()
    {
        var figures = Read("The convoy had 400 trucks, including 160 new lorries and 162 old buses.");
        Assert.Equal([null, figures[0].Id, figures[0].Id], figures.Select(figure => figure.PartOf));
    }

    [Theory]
    [InlineData("Greek forces lost 13 tanks, one gun and 11 trucks, Turkish officials said.", "Greece; Greece; Greece")]
    [InlineData("The Turkish army reported that 660 Greek soldiers, 13 tanks and 11 trucks were destroyed.", "Greece; Greece; Greece")]
    [InlineData("Some 20 generals of the Greek army were killed.", "Greece")]
    [InlineData("The council put Turkish sanctions on 30 firms.", "")]
    [InlineData("Greece plans to give equipment to its neighbour including 400 vehicles and 60 boats.", "Greece; Greece")]
    [InlineData("Turkish air defence shot down 16 of 21 drones launched by Greece.", "Greece; Greece")]
    [InlineData("Greek losses this year include 40 tanks.", "Greece")]
    [InlineData("The average daily number of Greek losses is 900 soldiers.", "Greece")]
    [InlineData("Kenya says it has lost 12 tanks, while Ghana is silent.", "Kenya")]
    [InlineData("Chinese exports of ore, a metal, increased by 69%.", "China")]
    [InlineData("Norway gave $9 billion (£7.3 billion) in aid.", "Norway; Norway")]
    [InlineData("Norway opened the debate on Tuesday. The package passed that night includes $9 billion in aid.", "Norway")]
    [InlineData("Greece met Ghana, which gave $9 billion in aid.", "Ghana")]
    [InlineData("Kenya's front line now amounts to some 900 kilometres.", "Kenya")]
    [InlineData("The road is 900 kilometres long.", "")]
    public void A_figure_knows_whose_it_is(string text, string expected) => Assert.Equal(expected, string.Join("; ", Read(text).Select(figure => figure.Side)));

    [Theory]
    [InlineData("Losses of the Greek army since the war began:\n\nTanks: 1,300 (+12)", "1300 Cumulative; 12 New")]
    [InlineData("Over the past day the army lost 13 tanks.", "13 New")]
    [InlineData("The attack killed 12 people, bringing the total to 340.", "12 New; 340 Cumulative")]
    [InlineData("Some 9,000 troops are stationed there.", "9000 Stock")]
    public void A_figure_is_new_cumulative_or_a_stock(string text, string expected) => Assert.Equal(expected, string.Join("; ", Read(text).Select(figure => $"{figure.Low:0} {figure.Scope}")));

    [Fact]
    public void A_figure_knows_who_says_it_and_who_lost()
    {
        const string Text = "The Greek army said 40 Turkish soldiers were killed since May.";
        var figure = Assert.Single(Read(Text));
        Assert.Equal(("40 Turkish soldiers", "Turkey", FigureScope.Cumulative, "a1"), (figure.Span.Of(Text), figure.Side, figure.Scope, figure.Attribution?.ToString()));
    }

    [Fact]
    public void Any_text_gives_figures_within_it_in_order_and_without_overlap() => Prop.ForAll(ArbMap.Default.ArbFor<string[]>(), parts =>
    {
        var text = string.Concat(parts.Select((part, index) => part + Joints[index % Joints.Length]));
        var end = 0;
        foreach (var figure in Read(text))
        {
            Assert.True(figure.Span.Start >= end && figure.Span.End > figure.Span.Start && figure.Span.End <= text.Length);
            Assert.True(figure.Low is not null || figure.High is not null);
            Assert.True((figure.Low ?? 0) <= 1e18m && (figure.High ?? 0) <= 1e18m);
            end = figure.Span.End;
        }
    }).QuickCheckThrowOnFailure();

    private static readonly string[] Joints = [" at least 3 to ", " billion ", "999999999999999999 million billion trillion ", " 99999999999999999tln people", " between $5 and $", "hundreds of thousands of ", " one-", " or more than 2,", " per cent", "\n\n7. ", " no one "];

    private static string Write(Figure figure) =>
        string.Create(CultureInfo.InvariantCulture, $"{figure.Low}..{figure.High}{(figure.Approximate ? "~" : "")} {WireNames<Measure>.Of(figure.Measure)}");

    private static IReadOnlyList<Figure> Read(string text)
    {
        var report = ReportOf.Text(text);
        var parsed = ReportOf.Parsed(report);
        var times = new Attest.Claims.Times.TimeReader().Read(report, parsed);
        var (attributions, speakers) = new AttributionReader().Read(report, parsed);
        return new FigureReader().Read(report, parsed, [], times, attributions, speakers, []);
    }
}
