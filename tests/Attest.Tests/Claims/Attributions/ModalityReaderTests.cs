using Attest.Claims.Attributions;

namespace Attest.Tests.Claims.Attributions;

public sealed class ModalityReaderTests
{
    [Theory]
    [InlineData("The ministry said the fire may have been caused by debris.", Modality.Possible)]
    [InlineData("The colonel said the column was likely heading for the ford.", Modality.Possible)]
    [InlineData("The envoy said there was a risk of famine in the delta.", Modality.Possible)]
    [InlineData("“I think they wanted to cut the road,” Captain Ilse Brandt said.", Modality.Possible)]
    [InlineData("The premier said he does not rule out a second landing.", Modality.Possible)]
    [InlineData("The agency reported that the cabinet is weighing a new tax.", Modality.Possible)]
    [InlineData("The consul expressed concern that the strike could spread to Lorvale.", Modality.Possible)]
    [InlineData("The ministry said it intends to close the port.", Modality.Planned)]
    [InlineData("The general said the aim was to cut the road before winter.", Modality.Planned)]
    [InlineData("Lorvale announced it was sending two ships.", Modality.Planned)]
    [InlineData("The president stressed his readiness to meet the rebels.", Modality.Planned)]
    [InlineData("The minister reiterated his call for a truce.", Modality.Asked)]
    [InlineData("The governor said the casualties could not be confirmed.", Modality.Unverified)]
    [InlineData("The envoy said it was unclear who had fired.", Modality.Unverified)]
    [InlineData("The army said the strike, if confirmed, was the first on the island.", Modality.Unverified)]
    [InlineData("The colonel said there was no evidence of a retreat.", Modality.Denied)]
    [InlineData("The spokesman said the claim was false.", Modality.Denied)]
    public void The_mode_is_that_of_the_main_clause(string text, Modality expected) => Assert.Equal(expected, Read(text)[0].Modality);

    [Theory]
    [InlineData("The ministry said the depot, which may have held shells, burned down.")]
    [InlineData("The colonel said the bridge fell after crews failed to say whether it would hold.")]
    [InlineData("The mayor said the war will continue.")]
    [InlineData("“We cannot let the port fall, because they will look to the next one,” the mayor said.")]
    [InlineData("The envoy said the army must leave the valley.")]
    public void A_doubt_or_a_plan_in_a_clause_within_is_not_the_mode_of_the_whole(string text) => Assert.Equal(Modality.Asserted, Read(text)[0].Modality);

    [Fact]
    public void A_plan_within_what_is_said_is_no_second_statement()
    {
        var attribution = Assert.Single(Read("The spokesman said the rebels are planning to leave the valley."));
        Assert.Equal(Modality.Planned, attribution.Modality);
    }

    [Fact]
    public void What_somebody_will_say_has_not_been_said() => Assert.Empty(Read("The premier will ask the council for two more ships."));

    private static IReadOnlyList<Attribution> Read(string text)
    {
        var report = ReportOf.Text(text);
        return new AttributionReader().Read(report, ReportOf.Parsed(report)).Attributions;
    }
}
