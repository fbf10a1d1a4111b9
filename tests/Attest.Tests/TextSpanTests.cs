namespace Attest.Tests;

public sealed class TextSpanTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("drone", 5)]
    [InlineData("a😀b", 3)]
    [InlineData("😀😀", 2)]
    public void Code_points_are_counted_once_each(string text, int expected) => Assert.Equal(expected, new CodePointMap(text).Length);

    // An attribute can't hold a lone surrogate: the compiler writes its strings in UTF-8.
    [Fact]
    public void A_lone_surrogate_is_one_code_point() => Assert.Equal(1, new CodePointMap("\uD83D").Length);

    [Fact]
    public void Every_position_between_code_points_survives_the_way_out_and_back()
    {
        const string Text = "😀Київ😀😀 — done\uD83D!";
        var map = new CodePointMap(Text);
        for (var codePoint = 0; codePoint <= map.Length; codePoint++)
        {
            Assert.Equal(codePoint, map.ToCodePoint(map.ToIndex(codePoint)));
        }
    }
}
