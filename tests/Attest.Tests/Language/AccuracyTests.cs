using System.Globalization;
using System.Reflection;
using Attest.Language;

namespace Attest.Tests.Language;

/// <summary>Pins what the shipped model reaches on a small treebank of our own, so that no later model or rule loses it unseen.</summary>
public sealed class AccuracyTests
{
    private const double LeastTags = 0.975, LeastHeads = 0.94, LeastLabelled = 0.935, LeastLemmas = 0.985;

    [Fact]
    public void News_sentences_are_parsed_as_well_as_they_were()
    {
        var gold = Gold();
        var output = new StringWriter();
        ConlluFormat.Annotate(new StringReader(string.Join('\n', gold)), output);
        var found = output.ToString().Split('\n');
        int words = 0, tags = 0, heads = 0, labelled = 0, lemmas = 0;
        foreach (var (expected, actual) in gold.Where(IsWord).Select(Columns).Zip(found.Where(IsWord).Select(Columns)))
        {
            Assert.Equal(expected[1], actual[1]);
            words++;
            lemmas += expected[2] == actual[2] ? 1 : 0;
            tags += expected[3] == actual[3] ? 1 : 0;
            heads += expected[6] == actual[6] ? 1 : 0;
            labelled += expected[6] == actual[6] && expected[7] == actual[7] ? 1 : 0;
        }
        Assert.True(words > 500);
        var message = string.Create(CultureInfo.InvariantCulture, $"tags {(double)tags / words:F3}, heads {(double)heads / words:F3}, labelled {(double)labelled / words:F3}, lemmas {(double)lemmas / words:F3} of {words}");
        Assert.True(tags >= LeastTags * words && heads >= LeastHeads * words && labelled >= LeastLabelled * words && lemmas >= LeastLemmas * words, message);
    }

    [Fact]
    public void News_sentences_are_cut_into_the_words_that_were_checked()
    {
        var lines = Gold();
        foreach (var block in string.Join('\n', lines).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var text = block.Split('\n').First(line => line.StartsWith("# text = ", StringComparison.Ordinal))["# text = ".Length..];
            var parsed = new LanguageAnalyser().Analyse(text);
            Assert.Equal(block.Split('\n').Where(IsWord).Select(line => Columns(line)[1]), parsed.Tokens.ToArray().Select(token => token.Span.Of(text)));
            Assert.Equal(1, parsed.SentenceCount);
        }
    }

    private static string[] Gold()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Language/Inputs/news.conllu")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }

    private static bool IsWord(string line) => line.Length > 0 && char.IsAsciiDigit(line[0]) && !Columns(line)[0].Contains('-', StringComparison.Ordinal);

    private static string[] Columns(string line) => line.Split('\t');
}
