using Attest.Claims.Nations;

namespace Attest.Tests.Claims.Nations;

public sealed class NationTableTests
{
    [Theory]
    [InlineData("the British prime minister", "United Kingdom", NationWord.Adjective)]
    [InlineData("officials in the UK", "United Kingdom", NationWord.Name)]
    [InlineData("the U.S. State Department", "United States", NationWord.Name)]
    [InlineData("the Kremlin’s spokesman", "Russia", NationWord.Seat)]
    [InlineData("Russia’s defence ministry", "Russia", NationWord.Name)]
    [InlineData("two North Korean soldiers", "North Korea", NationWord.Adjective)]
    [InlineData("Ukrainians in Poland", "Ukraine", NationWord.People)]
    [InlineData("South Sudan’s army", "South Sudan", NationWord.Name)]
    [InlineData("a spokesman for Ankara", "Turkey", NationWord.Capital)]
    [InlineData("the Democratic Republic of Congo", "Congo (Kinshasa)", NationWord.Name)]
    public void The_first_nation_in_a_phrase_is_found_by_its_longest_name(string phrase, string nation, NationWord word)
    {
        var match = NationTable.World.FirstIn(phrase);
        Assert.Equal((nation, word), (match?.Nation.Name, match?.Word));
    }

    [Theory]
    [InlineData("told us to polish the turkey")]
    [InlineData("Indianapolis and Francesca")]
    [InlineData("")]
    public void Other_words_name_no_nation(string phrase) => Assert.Null(NationTable.World.FirstIn(phrase));

    [Fact]
    public void Every_nation_in_a_phrase_is_found_once() =>
        Assert.Equal(["Germany", "France", "United States"], NationTable.World.AllIn("Germany, France and the US").Select(match => match.Nation.Name));

    [Fact]
    public void Every_member_of_the_United_Nations_is_there() => Assert.True(NationTable.World.All.Count(nation => nation.Iso.Length == 2) >= 195);
}
