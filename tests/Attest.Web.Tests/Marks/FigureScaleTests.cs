using Attest.Web.Marks;

namespace Attest.Web.Tests.Marks;

public sealed class FigureScaleTests
{
    [Fact]
    public void A_scale_starts_at_zero_and_holds_every_number()
    {
        var scale = FigureScale.Over([(3, 3), (7, 12)]);
        Assert.Equal(0, scale.Low);
        Assert.True(scale.High >= 12);
        Assert.False(scale.IsCut);
        Assert.True(scale.At(3) < scale.At(7) && scale.At(7) < scale.At(12));
    }

    [Fact]
    public void Numbers_that_lie_close_together_are_told_apart_on_a_scale_that_says_that_it_is_cut()
    {
        var scale = FigureScale.Over([(100_000, 100_000), (102_000, 102_000)]);
        Assert.True(scale.IsCut);
        Assert.True(scale.At(102_000) - scale.At(100_000) > 0.3);
    }

    [Fact]
    public void An_open_end_has_room_beyond_the_greatest_number() => Assert.True(FigureScale.Over([(8, null)]).At(8) < 0.85);

    [Fact]
    public void Every_position_lies_on_the_drawing()
    {
        (decimal?, decimal?)[][] cases = [[], [(null, null)], [(0, 0)], [(-5, -5)], [(-20, 30)], [(decimal.MaxValue / 1e9m, null)], [(0.001m, 0.002m)], [(null, 1)]];
        foreach (var intervals in cases)
        {
            var scale = FigureScale.Over(intervals);
            Assert.True(scale.High > scale.Low);
            Assert.InRange(scale.Ticks.Count, 2, 12);
            foreach (var value in intervals.SelectMany(interval => new[] { interval.Item1, interval.Item2 }).OfType<decimal>())
            {
                Assert.InRange(scale.At(value), 0.0, 1.0);
                Assert.InRange(value, scale.Low, scale.High);
            }
        }
    }
}
