using Attest.Packs;

namespace Attest.Tests.Claims.Events;

public sealed class OccurrenceTests
{
    private static readonly Pack War = new(
        "sample", "A war", new DateOnly(2030, 1, 1), null, ["en"], "None.", [new PackSide("Sudan", SideStance.Party, [], []), new PackSide("Chad", SideStance.Party, [], [])],
        [new PackBody("Red Banner", "Sudan", "private army", [])], [], [], [], [], [], [], []);

    [Theory]
    [InlineData("Sudan called for sanctions against Chad.", EventType.Request)]
    public void What_is_asked_for_is_no_event_beside_the_request(string text, EventType type) => Assert.Equal(type, Assert.Single(EventSample.Read(text)).Type);

    [Fact]
    public void The_deed_that_somebody_is_accused_of_is_alleged_and_theirs()
    {
        var deed = EventSample.Read("Sudan accused Chad of shelling a village.").Single(one => one.Type == EventType.Assault);
        Assert.Equal((EventStatus.Alleged, "Chad"), (deed.Status, deed.Actor));
    }

    [Fact]
    public void What_a_summary_and_an_item_say_in_the_same_words_is_one_event()
    {
        var events = EventSample.Read("Norway at first supplied twelve howitzers to Chad. The weather was fine. The sea was calm. Nobody came. Norway at first supplied twelve howitzers to Chad and more later.");
        Assert.Equal(2, Assert.Single(events, one => one.Type == EventType.Aid).Mentions.Count);
    }

    [Theory]
    [InlineData("Sudan condemned the Chadian invasion of Kenya in May.", EventStatus.Happened)]
    [InlineData("Sudan condemned the Chadian invasion of Kenya.", EventStatus.Ongoing)]
    public void An_invasion_that_is_dated_is_over_and_one_that_is_not_goes_on(string text, EventStatus status)
    {
        var events = EventSample.Read(text, times: text.Contains("May", StringComparison.Ordinal) ? [("May", "2031-05")] : null);
        Assert.Equal(status, events.Single(one => one.Type == EventType.Assault).Status);
    }

    [Fact]
    public void An_armed_group_that_the_pack_knows_acts_for_itself() =>
        Assert.Equal("Red Banner", Assert.Single(EventSample.Read("Red Banner shelled a village.", pack: War)).Actor);
}
