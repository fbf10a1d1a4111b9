namespace Attest.Tests;

public sealed class TextSpanTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("drone", 5)]
    [InlineData("a😀b", 3)]
    [InlineData("😀😀", 2)]
    [InlineData("\uD83D", 1)]
    public void Code_points_are_counted_once_each(string text, int expected) => Assert.Equal(expected, new CodePointMap(text).Length);

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
