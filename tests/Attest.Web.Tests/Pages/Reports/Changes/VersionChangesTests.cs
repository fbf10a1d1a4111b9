using Attest.Web.Pages.Reports.Changes;

namespace Attest.Web.Tests.Pages.Reports.Changes;

public sealed class VersionChangesTests
{
    private const string First = "Market struck in Odesa\n\nThree people were killed on Tuesday, the mayor said.\n\nThe market was closed.\n\nSchools stay open.";

    [Fact]
    public void The_same_text_has_no_changes() => Assert.Equal((0, 4), Of(First, First + "\n") is var same ? (same.Changes.Count, same.Same) : default);

    [Fact]
    public void A_number_that_was_raised_is_marked_alone()
    {
        var change = Assert.Single(Of(First, First.Replace("Three", "Five", StringComparison.Ordinal)).Changes);
        Assert.Equal(ParagraphChangeKind.Changed, change.Kind);
        Assert.Equal("Market struck in Odesa", change.After);
        Assert.Equal(
            ["-Three", "+Five", "=people were killed on Tuesday, the mayor said."],
            change.Words.Select(words => $"{(words.Kind == ChangedWordsKind.Removed ? '-' : words.Kind == ChangedWordsKind.Added ? '+' : '=')}{words.Text}"));
    }

    [Fact]
    public void What_came_and_what_went_stand_where_they_did()
    {
        var changes = Of(First, "Breaking: two more strikes reported.\n\n" + First.Replace("The market was closed.\n\n", "", StringComparison.Ordinal)).Changes;
        Assert.Equal(["Added Breaking: two more strikes reported. ", "Removed The market was closed. Three people were killed on Tuesday, the mayor said."], changes.Select(change => $"{change.Kind} {change.Words[0].Text} {change.After}"));
    }

    [Fact]
    public void Paragraphs_that_came_together_are_one_change()
    {
        var change = Assert.Single(Of(First, "One more strike.\n\nAnd another one.\n\n" + First).Changes);
        Assert.Equal(["One more strike.", "And another one."], change.Words.Select(words => words.Text));
    }

    [Fact]
    public void Very_long_texts_are_compared_in_time()
    {
        var lines = Enumerable.Range(0, 20_000).Select(number => $"Update {number} of the day.").ToList();
        var changes = Of(string.Join('\n', lines), string.Join('\n', lines.Where((_, number) => number % 5000 != 17).Append("A last word at the end of it.")));
        Assert.Equal(4, changes.Changes.Count(change => change.Kind == ParagraphChangeKind.Removed));
        Assert.Equal(1, changes.Changes.Count(change => change.Kind == ParagraphChangeKind.Added));
    }

    private static VersionChanges Of(string before, string after) => VersionChanges.Between(Examples.Report(before), Examples.Report(after));
}
