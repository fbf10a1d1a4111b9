using Attest.Language;

namespace Attest.Tests.Language;

public sealed class ConlluFormatTests
{
    [Fact]
    public void A_text_is_written_with_its_multiword_tokens_and_spaces()
    {
        var output = new StringWriter();
        ConlluFormat.Write(new LanguageAnalyser().Analyse("Kharkiv's mayor didn't speak."), output);
        var lines = output.ToString().Split('\n');
        Assert.Equal("# sent_id = 1", lines[0]);
        Assert.Equal("# text = Kharkiv's mayor didn't speak.", lines[1]);
        Assert.StartsWith("1-2\tKharkiv's\t_", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("1\tKharkiv\tKharkiv\tPROPN\tNNP\tNumber=Sing\t3\tnmod:poss", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("4-5\tdidn't\t_", lines[6], StringComparison.Ordinal);
        Assert.EndsWith("SpaceAfter=No", lines[9], StringComparison.Ordinal);
    }

    [Fact]
    public void Given_words_are_kept_and_parsed_anew()
    {
        const string Input = "# sent_id = x\n1-2\tcannot\t_\t_\t_\t_\t_\t_\t_\t_\n1\tcan\t_\t_\t_\t_\t0\t_\t_\tA=1\n2\tnot\t_\t_\t_\t_\t0\t_\t_\t_\n2.1\tgone\t_\t_\t_\t_\t_\t_\t_\t_\n3\tsleep\t_\t_\t_\t_\t0\t_\t_\t_\n\n";
        var output = new StringWriter();
        ConlluFormat.Annotate(new StringReader(Input), output);
        var lines = output.ToString().Split('\n');
        Assert.Equal(["# sent_id = x", "1-2\tcannot\t_\t_\t_\t_\t_\t_\t_\t_"], lines[..2]);
        Assert.Equal("1\tcan\tcan\tAUX\tMD\tMood=Ind|VerbForm=Fin\t3\taux\t_\tA=1", lines[2]);
        Assert.StartsWith("2\tnot\tnot\tPART\tRB", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("3\tsleep\tsleep\tVERB\tVB", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_is_written_in_one_line_as_its_words_and_spaces_are()
    {
        var output = new StringWriter();
        ConlluFormat.Write(new LanguageAnalyser().Analyse("The crews \u00A0 left\tat\u200Bsix."), output);
        Assert.Equal("# text = The crews left at six.", string.Join("", output.ToString().Split('\n').Where(line => line.StartsWith("# text", StringComparison.Ordinal))));
    }

    [Fact]
    public void What_goes_on_without_an_end_fills_its_columns_and_stays_one_tree()
    {
        const int Words = 6000;
        var input = string.Concat(Enumerable.Range(1, Words).Select(number => $"{number}\tword\t_\t_\t_\t_\t_\t_\t_\t_\n")) + "\n";
        var output = new StringWriter();
        ConlluFormat.Annotate(new StringReader(input), output);
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        Assert.Equal(Words, lines.Count);
        Assert.All(lines, columns => Assert.DoesNotContain("", columns));
        Assert.Single(lines, columns => columns[6] == "0");
    }

    [Theory]
    [InlineData("1\tone\n\n", "line 1")]
    [InlineData("1\tone\t_\t_\t_\t_\t_\t_\t_\t_\t_\n\n", "found 11 columns")]
    [InlineData("1\t\t_\t_\t_\t_\t_\t_\t_\t_\n\n", "line 1: found nothing in the second column")]
    [InlineData("# x\n2\tone\t_\t_\t_\t_\t_\t_\t_\t_\n\n", "line 2")]
    public void A_broken_line_is_named(string input, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => ConlluFormat.Annotate(new StringReader(input), new StringWriter())).Message, StringComparison.Ordinal);
}
