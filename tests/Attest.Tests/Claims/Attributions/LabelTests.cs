using Attest.Claims;
using Attest.Claims.Attributions;
using Attest.Claims.Attributions.Labels;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Claims.Attributions;

public sealed class LabelTests
{
    [Theory]
    [InlineData("The harbour master of Lorvale fears that the second pier will not last the winter.", "The harbour master of Lorvale", "the second pier will not last the winter")]
    [InlineData("Residents of the valley doubt that power will be back by dawn.", "Residents of the valley", "power will be back by dawn")]
    [InlineData("Major Ilse Brandt blamed the fire on a faulty fuel line.", "Major Ilse Brandt", "the fire on a faulty fuel line")]
    public void A_belief_or_a_noun_of_saying_is_attributed_too(string text, string source, string content) =>
        Assert.Contains(Read(text).Attributions, one => one.Source?.Of(text) == source && one.Content[0].Of(text) == content);

    [Theory]
    [InlineData("The brigade crossed the river at noon and took the village.")]
    [InlineData("The report lay on the table for two days.")]
    [InlineData("The statement is three pages long.")]
    public void A_sentence_that_only_looks_like_speech_is_none(string text) => Assert.Empty(Read(text).Attributions);

    [Fact]
    public void A_quotation_without_a_cue_goes_on_from_the_one_before()
    {
        const string Text = "“The road is closed,” Ilse Brandt said on Monday. “Nobody is to use it before the mines are cleared. That may take a week.”";
        var (attributions, _) = Read(Text);
        Assert.Equal(2, attributions.Count);
        Assert.Equal(attributions[0].Speaker, attributions[1].Speaker);
        Assert.Null(attributions[1].Cue);
    }

    [Fact]
    public void Labels_are_the_same_alone_and_beside_other_items()
    {
        const string First = "The mayor said the bridge was open. He blamed the delay on the rain.";
        const string Second = "Two depots burned overnight, according to the regional governor. “We saw it coming,” a resident told the paper.";
        var both = First + "\n" + Second;
        var alone = Labels(Second, [new TextSpan(0, Second.Length)]);
        var beside = Labels(both, [new TextSpan(0, First.Length), new TextSpan(First.Length + 1, both.Length)]);
        Assert.Equal(alone, beside[^alone.Count..]);
    }

    [Fact]
    public void Labels_of_one_part_go_on_only_from_the_same_part() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var labels = Labels("The mayor said: " + text, [new TextSpan(0, (text?.Length ?? 0) + 16)]);
            for (var k = 0; k < labels.Count; k++)
            {
                Assert.True(SpanLabels.CanFollow(k == 0 ? SpanLabel.Outside : labels[k - 1], labels[k]));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_allocated_grows_with_the_length()
    {
        var paragraph = "“The line holds,” the general said. Critics believe it will not last, and the ministry denied that it had fallen.\n";
        Allocated(paragraph, 200);
        var (shorter, longer) = (Allocated(paragraph, 400), Allocated(paragraph, 1600));
        Assert.True(longer < shorter * 5, $"{shorter} bytes, four times as much {longer} bytes");
    }

    private static long Allocated(string paragraph, int times)
    {
        var text = string.Concat(Enumerable.Repeat(paragraph, times));
        var parsed = ReportOf.Parsed(ReportOf.Text(text));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Label(parsed, [new Item(new LocalId('i', 1), new TextSpan(0, text.Length), null, ItemKind.Article, null)]);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static List<SpanLabel> Labels(string text, IReadOnlyList<TextSpan> items)
    {
        var report = ReportOf.Text(text) with { Items = [.. items.Select((span, number) => new Item(new LocalId('i', number + 1), span, null, ItemKind.Update, null))] };
        var parsed = ReportOf.Parsed(report);
        var labelled = Label(parsed, report.Items);
        return [.. Enumerable.Range(0, parsed.Tokens.Length).Select(token => labelled[token])];
    }

    private static LabelledText Label(Attest.Language.ParsedText parsed, IReadOnlyList<Item> items)
    {
        var words = new Words(parsed);
        var (tree, quotations, labeller) = (new ClauseTree(parsed), Quotations.Find(words), SpanLabeller.OfThisThread);
        var inputs = new LabelInputs(words, tree, quotations, AttributionReader.ByRules(words, tree, quotations), labeller.Model.WordRow, labeller.Model.TagRow);
        return labeller.Label(inputs, inputs.Stretches(items));
    }

    private static AttributionResult Read(string text)
    {
        var report = ReportOf.Text(text);
        return new AttributionReader().Read(report, ReportOf.Parsed(report));
    }
}
