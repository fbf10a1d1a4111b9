using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Claims.Events;

public sealed class EventReaderTests
{
    [Theory]
    [InlineData("Russian forces shelled a village near the river.", "ASSAULT", "shelled", "Russia", "village")]
    [InlineData("Ukrainian troops recaptured two villages.", "ASSAULT", "recaptured", "Ukraine", "villages")]
    [InlineData("Air defences shot down nine drones.", "ASSAULT", "shot down", null, "drones")]
    [InlineData("The hospital was hit by a Russian missile.", "ASSAULT", "hit", "Russia", "hospital")]
    [InlineData("Four people were killed in a blast.", "ASSAULT", "blast", null, "people")]
    [InlineData("Germany delivered howitzers to Ukraine.", "AID", "delivered", "Germany", "Ukraine")]
    [InlineData("Poland gave Ukraine tanks.", "AID", "gave", "Poland", "Ukraine")]
    [InlineData("Sudan condemned Chad in a statement.", "ACCUSE", "condemned", "Sudan", "Chad")]
    [InlineData("Kenya expelled two diplomats from Ghana.", "SANCTION", "expelled", "Kenya", "Ghana")]
    [InlineData("The president of Peru met his counterpart from Chile.", "CONSULT", "met", "Peru", "Chile")]
    [InlineData("Israeli troops withdrew from the town.", "RETREAT", "withdrew", "Israel", "town")]
    [InlineData("Police arrested three protesters.", "COERCE", "arrested", "Police", "protesters")]
    [InlineData("Thousands of people protested in the square.", "PROTEST", "protested", "people", null)]
    [InlineData("Serbia deployed two brigades to the border.", "MOBILIZE", "deployed", "Serbia", null)]
    [InlineData("Iran rejected the proposal.", "REJECT", "rejected", "Iran", null)]
    [InlineData("Turkey praised Egypt.", "SUPPORT", "praised", "Turkey", "Egypt")]
    [InlineData("Kenya, whose army is small, has attacked Chad.", "ASSAULT", "attacked", "Kenya", "Chad")]
    [InlineData("Kenya repelled Sudanese attacks.", "ASSAULT", "repelled", "Sudan", "Kenya")]
    [InlineData("Sudan launched a wave of strikes on Chad.", "ASSAULT", "strikes", "Sudan", "Chad")]
    public void An_event_is_read_with_its_type_trigger_and_parties(string text, string type, string trigger, string? actor, string? target)
    {
        var one = Assert.Single(EventSample.Read(text));
        Assert.Equal(type, WireNames<EventType>.Of(one.Type));
        Assert.Equal(trigger, one.Trigger.Of(text));
        Assert.Equal(actor, one.Actor);
        Assert.Equal(target, one.Target);
    }

    [Theory]
    [InlineData("The drone strike on the depot was heavy.", "Air/drone strike", "drone")]
    [InlineData("A missile attack on the port was reported.", "Shelling/artillery/missile attack", "heavy-weapons")]
    [InlineData("Drones attacked the refinery.", "Air/drone strike", "drone")]
    [InlineData("The army intercepted six missiles.", "Disrupted weapons use", "attest:intercept")]
    public void The_weapon_decides_mode_and_sub_event_type(string text, string subtype, string mode)
    {
        var one = Assert.Single(EventSample.Read(text));
        Assert.Equal(subtype, one.Subtype);
        Assert.Equal([mode], one.Modes);
    }

    [Theory]
    [InlineData("Russia attacked the port.", EventStatus.Happened)]
    [InlineData("Russia will attack the port.", EventStatus.Planned)]
    [InlineData("Russia plans to attack the port.", EventStatus.Planned)]
    [InlineData("Russia did not attack the port.", EventStatus.Denied)]
    [InlineData("Russia could attack the port.", EventStatus.Hypothetical)]
    [InlineData("Did Russia attack the port?", EventStatus.Hypothetical)]
    [InlineData("When did Russia attack the port?", EventStatus.Happened)]
    [InlineData("Russia reportedly attacked the port.", EventStatus.Alleged)]
    [InlineData("Russia is attacking the port.", EventStatus.Ongoing)]
    public void Its_status_is_told_by_the_words_about_it(string text, EventStatus status) => Assert.Equal(status, Assert.Single(EventSample.Read(text)).Status);

    [Theory]
    [InlineData(Modality.Denied, EventStatus.Denied)]
    [InlineData(Modality.Unverified, EventStatus.Alleged)]
    [InlineData(Modality.Planned, EventStatus.Planned)]
    [InlineData(Modality.Asserted, EventStatus.Happened)]
    public void Its_status_follows_how_it_is_said(Modality modality, EventStatus status)
    {
        var one = Assert.Single(EventSample.Read("Rebels attacked the port, the mayor said.", said: [("Rebels attacked the port", modality, null)]));
        Assert.Equal(status, one.Status);
        Assert.Equal(new LocalId('a', 1), one.Attribution);
    }

    [Theory]
    [InlineData("He had a heart attack at home.")]
    [InlineData("The defence ministry held a press conference.")]
    [InlineData("The election campaign took place in March.")]
    [InlineData("An assault rifle lay on the table.")]
    [InlineData("Five air-defence systems stand in Peru.")]
    [InlineData("The minister of Peru accepts that the winter was cold.")]
    [InlineData("The official of Peru denied that the bridge is old.")]
    public void Words_of_violence_that_name_no_event_are_passed_over(string text) => Assert.Empty(EventSample.Read(text));

    [Fact]
    public void Cause_and_consequence_in_one_sentence_are_one_event_with_each_mention()
    {
        var text = "A missile strike on a school killed four people and wounded nine.";
        var one = Assert.Single(EventSample.Read(text));
        Assert.Equal(["missile strike", "killed", "wounded"], one.Mentions.Select(mention => mention.Span.Of(text)));
    }

    [Fact]
    public void Attacks_on_two_places_stay_two_events()
    {
        var events = EventSample.Read("Drones struck Alba on Monday. Missiles struck Brega on Monday.", [("Alba", PlaceKind.City, "UA"), ("Brega", PlaceKind.City, "UA")]);
        Assert.Equal(2, events.Count);
        Assert.Equal([new LocalId('p', 1), new LocalId('p', 2)], events.Select(one => one.Place!.Value));
    }

    [Fact]
    public void An_attack_named_again_without_anything_new_is_the_same_event()
    {
        var events = EventSample.Read("Russian drones attacked Alba overnight. The attack damaged a clinic.", [("Alba", PlaceKind.City, "UA")]);
        var one = Assert.Single(events);
        Assert.Equal(3, one.Mentions.Count);
        Assert.Equal("Russia", one.Actor);
    }

    [Fact]
    public void A_consequence_told_in_the_next_sentence_belongs_to_its_attack()
    {
        var events = EventSample.Read("Missiles struck Alba on Monday. Four people were killed.", [("Alba", PlaceKind.City, "UA")]);
        Assert.Equal(2, Assert.Single(events).Mentions.Count);
    }

    [Fact]
    public void A_noun_that_tells_nothing_of_who_whom_where_or_when_is_no_event() => Assert.Empty(EventSample.Read("Fighting is a trade like any other."));

    [Fact]
    public void A_pronoun_stands_for_the_party_named_before_it()
    {
        var events = EventSample.Read("Chad closed its schools. Its forces attacked Sudan.");
        Assert.Contains(events, one => one is { Type: EventType.Assault, Actor: "Chad", Target: "Sudan" });
    }

    [Fact]
    public void Who_fights_one_of_two_sides_is_the_other()
    {
        var events = EventSample.Read("Sudan attacked Chad on Monday. Sudan lost twelve tanks.", times: [("Monday", "2031-05-12")]);
        Assert.Contains(events, one => one.Trigger.Length == 4 && one is { Actor: "Chad", Target: "Sudan" });
    }

    [Fact]
    public void The_day_of_saying_is_not_the_day_of_the_event()
    {
        var text = "Shelling hit Alba on Sunday, the governor said on Tuesday.";
        var one = EventSample.Read(text, [("Alba", PlaceKind.City, "UA")], [("Sunday", "2031-05-11"), ("Tuesday", "2031-05-13")])[0];
        Assert.Equal("2031-05-11", one.Date?.Iso);
    }

    [Fact]
    public void Without_a_time_in_the_text_the_date_stays_open() => Assert.Null(Assert.Single(EventSample.Read("Russia attacked the port.")).Date);

    [Fact]
    public void Every_span_lies_in_the_text_and_reading_twice_gives_the_same()
    {
        var words = new[] { "Russia", "attacked", "the", "port", ".", "killed", "will", "by", "strike", "’s", "of", "and", "\n", "drones", "“", "Kyiv", "talks", "not", "😀", "He", "met" };
        Prop.ForAll(Gen.Elements(words).ArrayOf().ToArbitrary(), sample =>
        {
            var text = string.Join(' ', sample);
            var first = EventSample.Read(text);
            var second = EventSample.Read(text);
            return first.All(one => one.Mentions.All(mention => mention.Span.End <= text.Length && mention.Span.Length > 0) && one.Mentions.Any(mention => mention.Span == one.Trigger))
                && first.Select(one => (one.Trigger, one.Type, one.Actor, one.Target)).SequenceEqual(second.Select(one => (one.Trigger, one.Type, one.Actor, one.Target)));
        }).QuickCheckThrowOnFailure();
    }
}
