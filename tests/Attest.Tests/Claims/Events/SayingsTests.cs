using Attest.Claims.Events;

namespace Attest.Tests.Claims.Events;

public sealed class SayingsTests
{
    private static readonly Sayings Sample = new(
        [Said(1, new TextSpan(10, 60), QuoteKind.Indirect, new TextSpan(0, 5), new TextSpan(6, 9)), Said(2, new TextSpan(20, 40), QuoteKind.Direct, new TextSpan(42, 50), new TextSpan(51, 55)), Said(3, new TextSpan(20, 40), QuoteKind.Indirect, null, null)],
        [Speaker(1), Speaker(2), Speaker(3)]);

    [Theory]
    [InlineData(12, 15, 1)]
    [InlineData(45, 60, 1)]
    [InlineData(20, 40, 2)]
    [InlineData(30, 45, 1)]
    [InlineData(55, 61, null)]
    [InlineData(0, 5, null)]
    public void Words_are_said_by_the_innermost_attribution_around_them_and_of_two_alike_by_the_first(int start, int end, int? said) =>
        Assert.Equal(said, Sample.Around(new TextSpan(start, end))?.Id.Number);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(4, 1)]
    [InlineData(5, null)]
    [InlineData(42, 2)]
    public void A_word_of_a_source_stands_for_its_speaker(int position, int? speaker) => Assert.Equal(speaker, Sample.SourceAt(position)?.Id.Number);

    [Theory]
    [InlineData(30, 20)]
    [InlineData(12, -1)]
    [InlineData(70, -1)]
    public void A_direct_quotation_is_known_by_where_it_begins(int position, int begins) => Assert.Equal(begins, Sample.QuoteAt(position));

    [Fact]
    public void The_words_of_saying_of_a_sentence_are_those_wholly_in_it()
    {
        Assert.Equal([new TextSpan(6, 9), new TextSpan(51, 55)], Sample.CuesIn(new TextSpan(0, 55)));
        Assert.Equal([new TextSpan(51, 55)], Sample.CuesIn(new TextSpan(7, 60)));
        Assert.Empty(Sample.CuesIn(new TextSpan(7, 54)));
    }

    private static Attribution Said(int number, TextSpan content, QuoteKind quote, TextSpan? source, TextSpan? cue) =>
        new(new LocalId('a', number), [content], cue, source, new LocalId('s', number), null, [], quote, Modality.Asserted, 1);

    private static Speaker Speaker(int number) => new(new LocalId('s', number), "Speaker " + number, null, null, null, SpeakerKind.Person, true);
}
