using Attest.Claims;
using Attest.Claims.Events;
using Attest.Claims.Events.Choices;
using Attest.Language;
using Attest.Packs;

namespace Attest.Tests.Claims.Events;

public sealed class ChoicesTests
{
    private const string Story = """
        Kenya accused Sudan on Monday of shelling a village near the border.
        The army said that four people had been killed and two houses destroyed.
        Sudan denied the attack and called on Kenya to withdraw its troops.
        Ministers of both countries will meet in Geneva next week.
        Aid worth 20 million dollars was promised by Egypt for those who fled.
        """;

    [Theory]
    [InlineData("Peru", "Chile")]
    [InlineData("Serbia", "Hungary")]
    public void Weights_know_no_party_by_name(string one, string other)
    {
        var text = Story.Replace("Kenya", one, StringComparison.Ordinal).Replace("Sudan", other, StringComparison.Ordinal);
        var turned = Story.Replace("Kenya", other, StringComparison.Ordinal).Replace("Sudan", one, StringComparison.Ordinal);
        Assert.Equal(Signs(text), Signs(turned));
    }

    [Fact]
    public void Nothing_is_chosen_against_the_rules_where_all_weighs_the_same()
    {
        var (report, parsed, reading, scenes) = Look(Story);
        var settled = EventReader.Settled(report, parsed, reading.Places, scenes, Knowledge.None, new RulesAlone());
        Assert.NotEmpty(settled);
        Assert.All(settled, draft =>
        {
            Assert.Equal(Weakness.None, draft.Weakness);
            Assert.Equal(draft.Mentions.Select(mention => mention.Actor?.Name).FirstOrDefault(name => name is not null), draft.Actor);
        });
    }

    [Fact]
    public void What_no_words_of_its_sentence_name_is_marked_as_inferred()
    {
        var (report, parsed, reading, scenes) = Look(Story);
        var settled = EventReader.Settled(report, parsed, reading.Places, scenes, Knowledge.None, new Contrary());
        var own = settled.Where(draft => draft.Actor is not null).ToList();
        Assert.NotEmpty(own);
        Assert.All(own, draft => Assert.True(draft.ActorIsInferred || scenes.Participants[draft.Main.Sentence].Exists(one => draft.Actor == one.Name || draft.Actor == one.Side), draft.Actor));
    }

    [Fact]
    public void No_weight_denies_what_no_words_deny()
    {
        var (report, parsed, reading, scenes) = Look("The ministry said that its air defence had shot down nine drones over the coast overnight.");
        Assert.DoesNotContain(EventReader.Settled(report, parsed, reading.Places, scenes, Knowledge.None, new Denier()), draft => draft.Status == EventStatus.Denied);
    }

    [Fact]
    public void A_short_note_loses_nothing_that_the_rules_read()
    {
        const string note = "Two people were killed. A bridge was destroyed.";
        Assert.Equal(EventSample.Read(note).Count, EventSample.Read(note, byRulesAlone: false).Count);
    }

    [Fact]
    public void Reading_with_the_weights_is_the_same_each_time()
    {
        var first = EventSample.Read(Story, byRulesAlone: false);
        Assert.Equal(first.Select(one => one.ToString()), EventSample.Read(Story, byRulesAlone: false).Select(one => one.ToString()));
    }

    [Fact]
    public void A_day_that_opens_an_item_can_be_that_of_what_it_tells_last()
    {
        const string Long = """
            The ministry spoke on 3 March 2024.
            Its spokesman thanked the mayor. The mayor was there. So was the governor. Nobody else had come. They stayed for an hour.
            The spokesman condemned Kenya.
            """;
        var offered = Offered(Long, Choice.Time, "condemned");
        Assert.Contains(offered, option => option is TimeMention { Value.Iso: "2024-03-03" });
        Assert.Contains(null, offered);
    }

    [Fact]
    public void The_country_whose_side_is_in_an_event_can_be_where_it_was_wherever_it_is_named()
    {
        const string Far = """
            A convoy crossed into Kenya in spring.
            Little was heard of it. The rains had come. Roads were closed. Nobody travelled.
            Sudanese forces attacked Kenyan troops.
            """;
        Assert.Contains(Offered(Far, Choice.Place, "attacked"), option => option is Place { Country: "KE" });
    }

    private static List<object?> Offered(string text, Choice choice, string word)
    {
        var (report, parsed, reading, scenes) = Look(text);
        var seen = new Offers(choice, word);
        EventReader.Settled(report, parsed, reading.Places, scenes, Knowledge.None, seen);
        return seen.Options;
    }

    private static List<string> Signs(string text)
    {
        var (report, parsed, reading, scenes) = Look(text);
        var seen = new Recorder();
        EventReader.Settled(report, parsed, reading.Places, scenes, Knowledge.None, seen);
        return seen.Lines;
    }

    private static (Report Report, ParsedText Parsed, Reading Reading, EventScenes Scenes) Look(string text)
    {
        var digest = Sha256.Of(text);
        var report = new Report(
            digest, digest, "sample.txt", null, null, "Sample Wire", new PublicationTime(EventSample.Published), PublishedFrom.Option, null, "en", new Original(digest, "text/plain", text.Length), text,
            [new Item(new LocalId('i', 1), new TextSpan(0, text.Length), null, ItemKind.Article, null)]);
        var parsed = new LanguageAnalyser().Analyse(report);
        var reading = new ClaimReader().Read(report, parsed, Knowledge.None, []);
        return (report, parsed, reading, EventScenes.Of(parsed, reading.Places, reading.Times, reading.Attributions, reading.Speakers, Knowledge.None));
    }

    // The signs of each option in their order, without the options' names.
    private sealed class Recorder : IWeigher
    {
        public List<string> Lines { get; } = [];

        public float Weigh(DraftEvent draft, Choice choice, object? option, SignBag signs)
        {
            if (choice is Choice.Kept or Choice.Status)
            {
                Lines.Add($"{draft.Main.Word} {choice} {option} {string.Join(' ', signs.All)}");
            }
            return 0;
        }
    }

    // The options of one choice of the event that a word names.
    private sealed class Offers(Choice asked, string word) : IWeigher
    {
        public List<object?> Options { get; } = [];

        public float Weigh(DraftEvent draft, Choice choice, object? option, SignBag signs)
        {
            if (choice == asked && draft.Main.Word == word)
            {
                Options.Add(option);
            }
            return 0;
        }
    }

    private sealed class Denier : IWeigher
    {
        public float Weigh(DraftEvent draft, Choice choice, object? option, SignBag signs) => choice == Choice.Status && option is EventStatus.Denied ? 100 : 0;
    }

    // Wants whatever the rules do not say.
    private sealed class Contrary : IWeigher
    {
        public float Weigh(DraftEvent draft, Choice choice, object? option, SignBag signs) =>
            choice == Choice.Actor && option is not null && (string)option != draft.Actor ? 10 : 0;
    }
}
