using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

public sealed class ParseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--conllu")]
    public async Task A_text_becomes_sentences_in_ten_columns(params string[] options)
    {
        _folder.Write("note.txt", "The governor visited the port on Monday. He said that nobody was hurt by the drones.");
        var output = (await AttestProgram.RunAsync(_folder.Path, ["parse", .. options, "note.txt"])).Exits(0).Output;
        var words = output.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();
        Assert.Equal(2, output.Split('\n').Count(line => line.StartsWith("# sent_id", StringComparison.Ordinal)));
        Assert.All(words, line => Assert.Equal(10, line.Split('\t').Length));
        Assert.Contains(words, line => line.Split('\t') is ["3", "visited", "visit", "VERB", _, _, "0", "root", ..]);
    }

    [Theory]
    [InlineData("two.conllu")]
    [InlineData("two.txt", "--conllu")]
    public async Task Words_given_in_CoNLL_U_stay_and_their_tree_is_predicted(string name, params string[] options)
    {
        _folder.Write(name, "# text = Soldiers withdrew\n1\tSoldiers\t_\t_\t_\t_\t_\t_\t_\t_\n2\twithdrew\t_\t_\t_\t_\t_\t_\t_\t_\n\n");
        var output = (await AttestProgram.RunAsync(_folder.Path, ["parse", .. options, name])).Exits(0).Output;
        Assert.Contains("1\tSoldiers\tsoldier\tNOUN", output, StringComparison.Ordinal);
        Assert.Contains("\t2\tnsubj\t", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_headline_too_short_to_tell_its_language_by_is_parsed()
    {
        _folder.Write("headline.txt", "Port chief vows repairs");
        var output = (await AttestProgram.RunAsync(_folder.Path, "parse", "headline.txt")).Exits(0).Output;
        Assert.Contains("3\tvows\tvow\tVERB", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_line_is_named_and_the_other_files_go_on()
    {
        _folder.Write("broken.conllu", "1\tTroops\t_\n\n");
        _folder.Write("note.txt", "Troops withdrew.");
        var finished = (await AttestProgram.RunAsync(_folder.Path, "parse", "broken.conllu", "note.txt")).Exits(1);
        Assert.Contains("broken.conllu: Reading CoNLL-U, line 1: found 3 columns", finished.Error, StringComparison.Ordinal);
        Assert.Contains("withdrew", finished.Output, StringComparison.Ordinal);
    }
}
