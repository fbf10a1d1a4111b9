using Attest.Claims.Casualties;
using Attest.Language;

namespace Attest.Tests.Claims.Casualties;

public sealed class CasualtyReaderTests
{
    private static readonly LanguageAnalyser Language = new();

    [Theory]
    [InlineData("A woman was killed when a shell hit her house.", "A woman: killed 1 woman")]
    [InlineData("Shelling killed a teacher in the village.", "a teacher: killed 1 teacher")]
    [InlineData("A soldier died of his wounds in hospital.", "A soldier: killed 1 soldier")]
    [InlineData("A man was shot and killed near the station.", "A man: killed 1 man|A man: struck 1 man")]
    [InlineData("A child was wounded by shrapnel.", "A child: wounded 1 child")]
    [InlineData("No one was injured in the blast.", "one: wounded 0 nobody")]
    [InlineData("A driver was fatally shot at the checkpoint.", "A driver: killed 1 driver")]
    [InlineData("A guard was pronounced dead at the scene.", "A guard: killed 1 guard")]
    [InlineData("A woman who was wounded in the strike asked for help.", "A woman: wounded 1 woman")]
    public void Who_was_harmed_is_counted_without_a_number_word(string sentence, string expected) => Assert.Equal(expected, Read(sentence));

    [Theory]
    [InlineData("A missile could kill a farmer.")]
    [InlineData("The driver was not injured.")]
    [InlineData("He tried to kill a guard.")]
    [InlineData("The army hit a depot.")]
    [InlineData("If a soldier is killed, his family is told.")]
    public void What_is_imagined_denied_or_no_person_is_no_casualty(string sentence) => Assert.Equal("", Read(sentence));

    private static string Read(string sentence)
    {
        var parsed = Language.Analyse(sentence);
        return string.Join('|', new CasualtyReader().Read(parsed, [], [], []).Select(one => $"{one.Span.Of(sentence)}: {WireNames<Harm>.Of(one.Harm)} {one.Low} {one.Who}"));
    }
}
