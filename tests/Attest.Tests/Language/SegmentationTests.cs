using Attest.Language;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Language;

public sealed class SegmentationTests
{
    [Theory]
    [InlineData("He didn't say it's Kharkiv's.", "He did n't say it 's Kharkiv 's .")]
    [InlineData("They can’t, we’ve heard; you cannot.", "They ca n’t , we ’ve heard ; you can not .")]
    [InlineData("Losses of $93.8bn (€86,000) fell 12%.", "Losses of $ 93.8 bn ( € 86,000 ) fell 12 % .")]
    [InlineData("Mr. J. Kowal met Gen. Adams at 7:30 p.m. on Sept. 12.", "Mr. J. Kowal met Gen. Adams at 7:30 p.m. on Sept. 12 .")]
    [InlineData("A long-range, non-nuclear ex-officer co-wrote it.", "A long - range , non-nuclear ex-officer co-wrote it .")]
    [InlineData("See https://example.org/a_(b)?c=1, or www.example.com.", "See https://example.org/a_(b)?c=1 , or www.example.com .")]
    [InlineData("Write to press.office@example.org via @desk #news.", "Write to press.office@example.org via @desk #news .")]
    [InlineData("The U.S. and the E.U. sent 155mm shells.", "The U.S. and the E.U. sent 155 mm shells .")]
    [InlineData("“Hold,” she said… “or not?!”", "“ Hold , ” she said … “ or not ?! ”")]
    [InlineData("Between 2014–2022, 10-12 of the brigade's T-64s; the soldiers' camp.", "Between 2014 – 2022 , 10 - 12 of the brigade 's T - 64s ; the soldiers ' camp .")]
    [InlineData("Call 044-555-1234 on 2023-05-04 or 4/5/2023.", "Call 044-555-1234 on 2023-05-04 or 4/5/2023 .")]
    [InlineData("US$5m for AT&T and/or O'Neill's", "US$ 5 m for AT&T and / or O'Neill 's")]
    [InlineData("Київ 👩‍🚒👍🏽 done", "Київ 👩‍🚒 👍🏽 done")]
    public void Words_follow_the_conventions_of_the_treebanks(string text, string expected) => Assert.Equal(expected, string.Join(' ', Words(text)));

    [Theory]
    [InlineData("Dr. Moor left. He was tired.", "Dr. Moor left.|He was tired.")]
    [InlineData("“We hold.” She paused. \"Why?\" he asked.", "“We hold.”|She paused.|\"Why?\" he asked.")]
    [InlineData("It cost 3.5 million. No. 5 won. We work in the U.S. The rest don't.", "It cost 3.5 million.|No. 5 won.|We work in the U.S.|The rest don't.")]
    [InlineData("Port reopens after storm\n\nThe port opened again on Monday.", "Port reopens after storm|The port opened again on Monday.")]
    [InlineData("Port reopens after storm\nThe port opened again on Monday.", "Port reopens after storm|The port opened again on Monday.")]
    [InlineData("- one boat\n- two lorries\n- a crane", "- one boat|- two lorries|- a crane")]
    [InlineData("It fell.[12] Nobody was near.", "It fell.[12]|Nobody was near.")]
    [InlineData("The clerks of the harbour office said that the two cranes which had\nbeen brought from the north would be put together before the winter\nand that nobody would be sent home.", "The clerks of the harbour office said that the two cranes which had\nbeen brought from the north would be put together before the winter\nand that nobody would be sent home.")]
    [InlineData("The 10.30 a.m. train from St. Ives... left early! Really.", "The 10.30 a.m. train from St. Ives... left early!|Really.")]
    public void Sentences_end_where_readers_end_them(string text, string expected)
    {
        var parsed = new LanguageAnalyser().Analyse(text);
        Assert.Equal(expected, string.Join('|', Enumerable.Range(0, parsed.SentenceCount).Select(number => parsed[number].Span.Of(text))));
    }

    [Fact]
    public void No_sentence_crosses_a_headline_or_an_item_and_furniture_is_not_read()
    {
        const string Text = "Bridge shut Police said so. Advert Storm over It rained.";
        var report = Reports.Of(
            Text,
            new Item(new LocalId('i', 1), new TextSpan(0, 27), new TextSpan(0, 11), ItemKind.Update, null),
            new Item(new LocalId('i', 2), new TextSpan(28, 34), null, ItemKind.Boilerplate, null),
            new Item(new LocalId('i', 3), new TextSpan(35, 56), new TextSpan(35, 45), ItemKind.Update, null));
        var parsed = new LanguageAnalyser().Analyse(report);
        Assert.Equal(["Bridge shut", "Police said so.", "Storm over", "It rained."], Enumerable.Range(0, parsed.SentenceCount).Select(number => parsed[number].Span.Of(Text)));
    }

    [Fact]
    public void Tokens_hold_every_character_but_white_space_once_and_in_order() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => text is null || CoversAll(text)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("\uD83D")]
    [InlineData("a\uD83Db\uDE00")]
    [InlineData("\uDE00\uD83D\u200D")]
    [InlineData("e\u0301\u200D'\u0301s")]
    [InlineData("http://")]
    [InlineData("@@@@#")]
    public void Broken_and_odd_characters_give_tokens(string text) => Assert.True(CoversAll(text));

    [Theory]
    [InlineData("a", 2_000_000)]
    [InlineData("a'", 1_000_000)]
    [InlineData("a.", 1_000_000)]
    [InlineData("1-", 1_000_000)]
    [InlineData("a@", 1_000_000)]
    [InlineData("(", 100_000)]
    [InlineData("http://)", 200_000)]
    [InlineData("word ", 400_000)]
    [InlineData("\n", 2_000_000)]
    [InlineData("x\n", 1_000_000)]
    public void Long_runs_without_an_end_are_cut_whole_into_bounded_sentences(string part, int times)
    {
        var text = string.Concat(Enumerable.Repeat(part, times));
        var cut = new Attest.Language.Segmentation.TokenBuffer();
        Attest.Language.Segmentation.Tokenizer.Cut(text, 0, text.Length, cut);
        Attest.Language.Segmentation.SentenceSplitter.Split(text, 0, text.Length, cut, 0);
        Assert.Equal(text.Count(letter => !Attest.Language.Segmentation.Characters.IsSpace(letter)), Enumerable.Range(0, cut.Count).Sum(token => cut.Ends[token] - cut.Starts[token]));
        Assert.All(cut.Sentences.Append(cut.Count).Zip(cut.Sentences.Append(cut.Count).Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1, Attest.Language.Segmentation.SentenceSplitter.LongestSentence));
    }

    private static bool CoversAll(string text)
    {
        var parsed = new LanguageAnalyser().Analyse(text);
        var at = 0;
        foreach (var token in parsed.Tokens)
        {
            if (token.Start < at || token.End <= token.Start || text[at..token.Start].Any(letter => !Attest.Language.Segmentation.Characters.IsSpace(letter)))
            {
                return false;
            }
            at = token.End;
        }
        return text[at..].All(Attest.Language.Segmentation.Characters.IsSpace);
    }

    private static IEnumerable<string> Words(string text)
    {
        var parsed = new LanguageAnalyser().Analyse(text);
        return parsed.Tokens.ToArray().Select(token => token.Span.Of(text));
    }
}
