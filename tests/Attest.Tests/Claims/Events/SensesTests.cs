namespace Attest.Tests.Claims.Events;

/// <summary>Words of violence, asking and giving that only sometimes name an event.</summary>
public sealed class SensesTests
{
    [Theory]
    [InlineData("Sudan has the right to strike bases in Chad.")]
    [InlineData("Kenya built missiles able to hit bridges.")]
    [InlineData("Sudan was allowed to strike the airfield.")]
    public void What_could_be_struck_is_not_struck(string text) => Assert.DoesNotContain(EventSample.Read(text), one => one.Type == EventType.Assault);

    [Theory]
    [InlineData("Sudan used the drones to strike bases in Chad.")]
    [InlineData("Sudan returned to strike bases in Chad.")]
    public void A_weapon_that_was_used_to_strike_did(string text) => Assert.Contains(EventSample.Read(text), one => one.Type == EventType.Assault);

    [Theory]
    [InlineData("Sanctions have hit the economy of Kenya.")]
    [InlineData("The ban struck the wheat market in Kenya.")]
    [InlineData("Talks in Kenya hit an obstacle near the city.")]
    public void A_figure_of_speech_is_no_attack(string text) => Assert.DoesNotContain(EventSample.Read(text), one => one.Type == EventType.Assault);

    [Theory]
    [InlineData("Kenya signed the Convention on the Prohibition of the Use, Stockpiling and Destruction of Mines.")]
    [InlineData("The Treaty on the Limitation of Strategic Attacks was signed in Geneva.")]
    [InlineData("Kenya left the convention against the shelling of towns.")]
    [InlineData("Members of the Movement for the Liberation of Chad met in Nairobi.")]
    public void What_a_treaty_or_a_body_is_named_after_does_not_happen(string text) => Assert.DoesNotContain(EventSample.Read(text), one => one.Type == EventType.Assault);

    [Fact]
    public void Whoever_lost_fighters_lost_no_town() =>
        Assert.Equal("Armed clash", Assert.Single(EventSample.Read("Sudan has lost about 700 soldiers near Nairobi."), one => one.Type == EventType.Assault).Subtype);

    [Theory]
    [InlineData("Kenyan troops attacked the wall.")]
    [InlineData("Sudan shelled the peak.")]
    public void What_can_be_a_figure_of_speech_after_one_verb_is_a_target_after_another(string text) => Assert.Contains(EventSample.Read(text), one => one.Type == EventType.Assault);

    [Fact]
    public void Who_says_that_another_must_do_something_asks_it_of_that_other()
    {
        var one = Assert.Single(EventSample.Read("Chad must end the siege, the minister said.", said: [("Chad must end the siege", Modality.Asserted, "Sudan")]), one => one.Type == EventType.Request);
        Assert.Equal(("Sudan (Spokesman 0)", "Chad"), (one.Actor, one.Target));
    }

    [Theory]
    [InlineData("Chad")]
    [InlineData(null)]
    public void Nobody_asks_anything_of_himself_or_without_a_speaker(string? side)
    {
        const string Text = "Chad must end the siege, the minister said.";
        var events = side is null ? EventSample.Read(Text) : EventSample.Read(Text, said: [("Chad must end the siege", Modality.Asserted, side)]);
        Assert.DoesNotContain(events, one => one.Type == EventType.Request);
    }

    [Fact]
    public void A_capital_before_a_deed_tells_where_it_was_and_not_whose()
    {
        var one = Assert.Single(EventSample.Read("The Khartoum strike killed four people.", [("Khartoum", PlaceKind.City, "SD")]));
        Assert.Null(one.Actor);
        Assert.Equal(new LocalId('p', 1), one.Place);
    }

    [Theory]
    [InlineData("Norway delivered howitzers to Chad.")]
    [InlineData("Norway gave Chad howitzers.")]
    public void Goods_are_where_they_go(string text) =>
        Assert.Equal(new LocalId('p', 1), EventSample.Read(text, [("Chad", PlaceKind.Country, "TD")]).Single(one => one.Type == EventType.Aid).Place);

    [Fact]
    public void A_past_tense_after_a_bare_name_is_no_quality_of_what_follows() =>
        Assert.Contains(EventSample.Read("Norway delivered howitzers to Chad."), one => one is { Type: EventType.Aid, Actor: "Norway", Target: "Chad" });

    [Fact]
    public void A_past_tense_before_a_bare_number_is_no_quality_of_it()
    {
        const string Text = "The blast killed two people and wounded nine.";
        Assert.Contains("wounded", Assert.Single(EventSample.Read(Text)).Mentions.Select(mention => mention.Span.Of(Text)));
    }

    [Theory]
    [InlineData("The damaged bridges stand in Kenya.")]
    [InlineData("Wounded soldiers of Kenya sleep.")]
    public void A_participle_before_its_noun_is_a_quality(string text) => Assert.Empty(EventSample.Read(text));

    [Theory]
    [InlineData("Norway has asked Kenya to send grain to Chad.", EventType.Request, "Norway", "Kenya")]
    [InlineData("The president of Norway called Chad to end the siege.", EventType.Request, "Norway", "Chad")]
    [InlineData("The president of Kenya warned that Chad would bear the cost.", EventType.Threaten, "Kenya", "Chad")]
    [InlineData("Kenya railed against the attack by Chad.", EventType.Accuse, "Kenya", "Chad")]
    [InlineData("Kenya dismissed the accusations as nonsense.", EventType.Reject, "Kenya", null)]
    [InlineData("Kenyan fighter jets landed at a base in Chad.", EventType.Mobilize, "Kenya", null)]
    [InlineData("Norway exerted pressure on Kenya.", EventType.Coerce, "Norway", null)]
    public void Words_between_states_name_who_does_what_to_whom(string text, EventType type, string actor, string? target) =>
        Assert.Contains(EventSample.Read(text), one => one.Type == type && one.Actor == actor && one.Target == target);

    [Theory]
    [InlineData("Teachers held a rally to support Kenya.")]
    [InlineData("The minister of Norway met the president of Chad at a conference to help Kenya.")]
    public void What_something_is_for_has_not_happened_by_it(string text) => Assert.DoesNotContain(EventSample.Read(text), one => one.Type is EventType.Support or EventType.Aid);

    [Theory]
    [InlineData("The army of Chad is to take the town from Sudan.", EventStatus.Planned)]
    [InlineData("Sudan would not attack Chad.", EventStatus.Hypothetical)]
    public void What_is_to_be_or_would_not_be_has_not_happened_and_is_not_denied(string text, EventStatus status) => Assert.Equal(status, Assert.Single(EventSample.Read(text)).Status);
}
