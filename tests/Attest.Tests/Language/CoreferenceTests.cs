using Attest.Language;
using Attest.Language.Coreference;

namespace Attest.Tests.Language;

public sealed class CoreferenceTests
{
    [Theory]
    [InlineData("Maria Lund leads the council. She wants talks.", "She = Maria Lund")]
    [InlineData("Governor Viktor Danko visited the port. Danko promised aid. \"We will pay,\" he added.", "Danko = Viktor Danko; he = Viktor Danko")]
    [InlineData("The United Nations sent a team. The UN called for calm.", "UN = United Nations")]
    [InlineData("The Ministry of Defence spoke on Monday. The ministry gave no figures.", "The ministry = Ministry of Defence")]
    public void What_stands_for_a_name_is_linked_to_it(string text, string expected)
    {
        var parsed = new LanguageAnalyser().Analyse(text);
        var found = CoreferenceResolver.Resolve(parsed).Select(link => $"{Words(parsed, link.First, link.Last)} = {Name(parsed, link.Name)}");
        Assert.Equal(expected, string.Join("; ", found));
    }

    [Theory]
    [InlineData("It rained. They went home.")]
    [InlineData("Maria Lund spoke. He left.")]
    [InlineData("")]
    public void What_the_text_leaves_open_is_not_linked(string text)
    {
        var parsed = new LanguageAnalyser().Analyse(text);
        Assert.Empty(CoreferenceResolver.Resolve(parsed));
    }

    private static string Words(ParsedText parsed, int first, int last) => parsed.Text[parsed.Tokens[first].Start..parsed.Tokens[last - 1].End];

    // Without the title that may stand before it.
    private static string Name(ParsedText parsed, int name)
    {
        var words = Words(parsed, parsed.Names[name].First, parsed.Names[name].Last);
        return words.StartsWith("Governor ", StringComparison.Ordinal) ? words["Governor ".Length..] : words.StartsWith("The ", StringComparison.Ordinal) ? words["The ".Length..] : words;
    }
}
