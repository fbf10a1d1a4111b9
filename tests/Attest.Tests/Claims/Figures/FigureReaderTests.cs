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
    [InlineData("There were no casualties.", "0..0 personnel-losses")]
    [InlineData("No one was hurt in the blast.", "0..0 people-wounded")]
    [InlineData("One person was killed and 33 others were injured.", "1..1 people-killed; 33..33 people-wounded")]
    [InlineData("A rocket hit the market, killing at least one person and injuring 33 others.", "1.. people-killed; 33..33 people-wounded")]
    [InlineData("The attackers lost 13 tanks, one air defence system and 11 armoured vehicles.", "13..13 tanks-lost; 1..1 air-defence-lost; 11..11 vehicles-lost")]
    [InlineData("Nearly one-fifth of the harvest burned.", "0.2..0.2~ other")]
    [InlineData("Our units repelled four attacks near the river.", "4..4 attacks-repelled")]
    public void A_number_is_read_as_an_interval_with_its_measure(string text, string expected) => Assert.Equal(expected, string.Join("; ", Read(text).Select(Write)));

    [Theory]
    [InlineData("A Leopard 2 and a T-72 stood by the road.")]
    [InlineData("He spoke at 10:30 on 14 March 2022.")]
    [InlineData("In 2019 the bridge was closed.")]
    [InlineData("The 155-mm guns fell silent.")]
    [InlineData("Ana Lind, 34, lives there.")]
    [InlineData("A 9-year-old girl watched.")]
    [InlineData("The G7 met on the 7th floor.")]
    [InlineData("Call 0800123456 for help.")]
    [InlineData("One of the reasons is the weather.")]
    public void Dates_ages_names_and_ordinals_are_no_figures(string text) => Assert.Empty(Read(text));

    [Fact]
    public void A_part_is_not_an_addition()
    {
        var figures = Read("Twelve people were killed, including three children.");
        Assert.Equal(figures[0].Id, figures[1].PartOf);
    }

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
            end = figure.Span.End;
        }
    }).QuickCheckThrowOnFailure();

    private static readonly string[] Joints = [" at least 3 to ", " billion ", "999999999999999999 million billion trillion ", " between $5 and $", "hundreds of thousands of ", " one-", " or more than 2,", " per cent", "\n\n7. ", " no one "];

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
