namespace Attest.Tests.Claims.Events;

public sealed class AntecedentsTests
{
    [Theory]
    [InlineData("Sudan has not answered Chad. It attacked Kenya.", "Sudan")]
    [InlineData("The sea off Chad was rough. Sudan closed its ports. They attacked Kenya.", "Sudan")]
    [InlineData("It rained in Chad. Nobody came. It attacked Kenya.", null)]
    [InlineData("Sudan closed its ports. The sea was calm. The sky was blue. The wind was cold. They attacked Kenya.", null)]
    public void A_pronoun_stands_for_the_subject_shortly_before_rather_than_for_whoever_was_named_last(string text, string? actor) =>
        Assert.Equal(actor, EventSample.Read(text, text.Contains("in Chad", StringComparison.Ordinal) ? [("Chad", PlaceKind.Country, "TD")] : null).Single(one => one.Type == EventType.Assault).Actor);

    [Fact]
    public void A_pronoun_before_its_name_stands_for_the_subject_that_follows() =>
        Assert.Contains(EventSample.Read("After its attack on Kenya, Sudan closed its ports."), one => one is { Type: EventType.Assault, Actor: "Sudan", Target: "Kenya" });
}
