using Attest.Archive;
using Attest.Archive.Corrections;
using Attest.Tests.Incidents;

namespace Attest.Tests.Archive.Corrections;

/// <summary>Which place of a report is meant by words that somebody chose.</summary>
public sealed class WordPlacesTests
{
    private const string Text = "In 2015 a mill burnt and 5 people left Alba. 😀 In 1,500 houses,\nsaid the mayor, 5  people stayed for 2.5 days. Now 5 people are back.";

    private static readonly Report Read = new ReadingSample("a", "2031-05-13").Open(Text).Read().Report;

    [Theory]
    [InlineData("5", null, null, 25, 80, 115)]
    [InlineData("15", null, null)]
    [InlineData("500", null, null)]
    [InlineData("1,500", null, null, 50)]
    [InlineData("2.5 days", null, null, 101)]
    [InlineData("5 days", null, null)]
    [InlineData(" 5\npeople ", null, null, 25, 80, 115)]
    [InlineData("houses, said", null, null, 56)]
    [InlineData("peop", null, null)]
    [InlineData("nowhere", null, null)]
    [InlineData("  ", null, null)]
    [InlineData("5 people", null, 115, 115)]
    [InlineData("5 people", null, 80, 80)]
    [InlineData("5", null, 6)]
    [InlineData("5 people", null, 79, 25, 80, 115)]
    [InlineData("5 people", null, 99999, 25, 80, 115)]
    [InlineData("5 people", "the mayor, 5 people stayed", null, 80)]
        [InlineData("5", "5 people", null, 25, 80, 115)]
    [InlineData("5 people", "not there", null)]
    public void Words_stand_where_they_stand_whole_and_a_start_or_a_stretch_tells_which_is_meant(string words, string? within, int? start, params int[] expected)
    {
        var map = new CodePointMap(Read.Text);
        Assert.Equal(expected, WordPlaces.Of(Read, new ChosenWords(words, within, start)).Select(span => map.ToCodePoint(span.Start)));
    }
}
