using Attest.Incidents.Contradictions;

namespace Attest.Tests.Incidents.Contradictions;

public sealed class RevisionReaderTests
{
    [Theory]
    [InlineData("The number of dead rose to [9] overnight.", Revision.Raised)]
    [InlineData("The death toll from the strike has risen to at least [9].", Revision.Raised)]
    [InlineData("The mayor raised the toll in the attack on the market to [9] people.", Revision.Raised)]
    [InlineData("The count was lowered to [7] after two were found alive.", Revision.Lowered)]
    [InlineData("The ministry corrected the figure to [8].", Revision.Corrected)]
    [InlineData("The toll rose from [6] to nine.", Revision.Former)]
    [InlineData("The toll rose from six to [9].", Revision.Raised)]
    [InlineData("Prices rose and [9] people were killed.", Revision.None)]
    [InlineData("Nine people went to [9] shelters.", Revision.None)]
    [InlineData("Officials had spoken of [9] dead.", Revision.Former)]
    [InlineData("Officials had earlier said that [9] people were dead.", Revision.Former)]
    [InlineData("It corrected its number of [9].", Revision.Former)]
    [InlineData("The strike cut power to [9] buildings.", Revision.None)]
    [InlineData("Shelling increased. Bodies were taken from [9] houses.", Revision.None)]
    public void Words_before_a_number_say_whether_it_replaces_another(string marked, Revision expected)
    {
        var start = marked.IndexOf('[', StringComparison.Ordinal);
        Assert.Equal(expected, RevisionReader.Of(marked.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal), start));
    }
}
