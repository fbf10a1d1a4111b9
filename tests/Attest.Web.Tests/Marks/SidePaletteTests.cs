using Attest.Web.Marks;

namespace Attest.Web.Tests.Marks;

public sealed class SidePaletteTests
{
    private readonly SidePalette _palette = new(["Ukraine", "Russia"], ["Sudanese Armed Forces", "Rapid Support Forces"]);

    [Theory]
    [InlineData("Ukraine", "U", "side-1")]
    [InlineData("Russia", "R", "side-2")]
    [InlineData("Rapid Support Forces", "RSF", "side-2")]
    [InlineData("United States", "US", "side-")]
    [InlineData("Romania", "Ro", "side-")]
    [InlineData(null, "–", "side-0")]
    public void A_side_has_a_letter_beside_its_hue(string? side, string letter, string hue)
    {
        var look = _palette.Of(side);
        Assert.Equal(letter, look.Letter);
        Assert.StartsWith(hue, look.Class, StringComparison.Ordinal);
    }

    [Fact]
    public void The_two_first_sides_stand_in_different_lanes() => Assert.NotEqual(_palette.Of("Ukraine").Lane, _palette.Of("Russia").Lane);
}
