using Attest.Web.Marks;

namespace Attest.Web.Tests.Marks;

public sealed class TimeScaleTests
{
    private static readonly DateTimeOffset First = TimeScale.Of(new DateOnly(2031, 5, 1));

    [Fact]
    public void Moments_stand_in_their_order_with_room_at_both_ends()
    {
        var scale = TimeScale.Over([First.AddDays(10), First, First.AddDays(5)]);
        Assert.InRange(scale.At(First), 0.01, 0.1);
        Assert.Equal(0.5, scale.At(First.AddDays(5)), 3);
        Assert.InRange(scale.At(First.AddDays(10)), 0.9, 0.99);
    }

    [Fact]
    public void A_single_moment_stands_in_the_middle() => Assert.Equal(0.5, TimeScale.Over([First]).At(First));
}
