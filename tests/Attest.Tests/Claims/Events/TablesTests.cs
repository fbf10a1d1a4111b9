namespace Attest.Tests.Claims.Events;

/// <summary>Every row of the tables can be read by some text.</summary>
public sealed class TablesTests
{
    [Fact]
    public void No_trigger_stands_after_one_of_the_same_words_that_needs_no_condition()
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        var dead = new List<string>();
        foreach (var row in Table.Rows("Claims/Events/triggers.tsv"))
        {
            // A phrase that is no event is tried before all others.
            var key = row[1] + " " + row[0];
            if (open.Contains(key))
            {
                dead.Add(string.Join(", ", row));
            }
            if (row[4].Length == 0)
            {
                open.Add(key);
            }
        }
        Assert.Empty(dead);
    }

    [Theory]
    [InlineData("class-words.tsv", 0, 0)]
    [InlineData("function-words.tsv", 0, 0)]
    [InlineData("patterns.tsv", 0, 0)]
    [InlineData("concepts.tsv", 0, 0)]
    [InlineData("status-cues.tsv", 0, 2)]
    public void No_key_stands_twice(string table, int key, int other) =>
        Assert.Empty(Table.Rows("Claims/Events/" + table).GroupBy(row => row[key] + "\t" + row[other], StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Every_concept_has_a_word_that_means_it() =>
        Assert.Empty(Table.Rows("Claims/Events/concepts.tsv").Select(row => row[0]).Except(Table.Rows("Claims/Events/triggers.tsv").Select(row => row[2]), StringComparer.Ordinal));
}
