using Attest.Incidents;

namespace Attest.Tests.Incidents;

public sealed class IncidentTitleTests
{
    [Theory]
    [InlineData("the West", "Accusation against the West")]
    [InlineData("an apartment block", "Accusation against an apartment block")]
    [InlineData("apartment block", "Accusation against an apartment block")]
    [InlineData("bridge", "Accusation against a bridge")]
    [InlineData("residents", "Accusation against residents")]
    public void A_name_that_has_its_article_gets_no_other(string target, string title) => Assert.Equal(title, IncidentTitle.Of(new Incident(
        "one", null, "", EventType.Accuse, [], null, [], [new Participant(target, null, false)], EventStatus.Happened, null, null, null, 1, [], 0, [], new Dictionary<Measure, Toll>(), [], null)));
}
