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
    [InlineData("Lorvale announced new drills in the strait.", Modality.Planned)]
    [InlineData("The ministry announced that it would not open the archive.", Modality.Planned)]
    [InlineData("An official said the premier would visit the island on Monday.", Modality.Planned)]
    [InlineData("The mayor said the rebels will be invited to the talks.", Modality.Planned)]
    [InlineData("“We call on the council to act at once,” the envoy said.", Modality.Asked)]
    [InlineData("The premier wants the council to send two ships.", Modality.Asked)]
    [InlineData("The consul described the reports as false.", Modality.Denied)]
    [InlineData("Recent reports said the fleet had sailed.", Modality.Unverified)]
    [InlineData("The spokesman said the claim was false.", Modality.Denied)]
    [InlineData("“We want the delta to be free and open,” the premier said.", Modality.Asserted)]
    [InlineData("“We want to open the delta,” the premier said.", Modality.Planned)]
    [InlineData("“If the dam gives way, and nobody mends it, the whole town can be flooded,” the mayor said.", Modality.Possible)]
    public void The_mode_is_that_of_the_main_clause(string text, Modality expected) => Assert.Equal(expected, Read(text)[0].Modality);

    [Theory]
    [InlineData("The ministry said the depot, which may have held shells, burned down.")]
    [InlineData("The colonel said the bridge fell after crews failed to say whether it would hold.")]
    [InlineData("The mayor said the war will continue.")]
    [InlineData("“We cannot let the port fall, because they will look to the next one,” the mayor said.")]
    [InlineData("The envoy said the army must leave the valley.")]
    [InlineData("The colonel said there was no evidence of a retreat.")]
    [InlineData("The spokesman said there were no plans to close the port.")]
    [InlineData("The premier said Lorvale would not give up the island.")]
    [InlineData("The colonel said the rebels are ready to talk.")]
    public void A_doubt_or_a_plan_in_a_clause_within_is_not_the_mode_of_the_whole(string text) => Assert.Equal(Modality.Asserted, Read(text)[0].Modality);

    [Fact]
    public void A_plan_within_what_is_said_is_no_second_statement()
    {
        var attribution = Assert.Single(Read("The spokesman said the rebels are planning to leave the valley."));
        Assert.Equal(Modality.Planned, attribution.Modality);
    }

    [Theory]
    [InlineData("Asked whether the port would close, the mayor said it would stay open.", "the port would close")]
    [InlineData("When asked about the lost convoy, the colonel said the road was shut.", "the lost convoy")]
    public void A_question_put_to_somebody_is_asked_by_nobody_named(string text, string question)
    {
        var report = ReportOf.Text(text);
        var (attributions, speakers) = new AttributionReader().Read(report, ReportOf.Parsed(report));
        var asked = Assert.Single(attributions, attribution => attribution.Modality == Modality.Asked);
        Assert.Equal((question, true), (asked.Content[0].Of(text).ToString(), speakers[asked.Speaker!.Value.Number - 1].IsUnspecified));
    }

    [Fact]
    public void What_somebody_will_say_has_not_been_said() => Assert.Empty(Read("The premier will ask the council for two more ships."));

    private static IReadOnlyList<Attribution> Read(string text)
    {
        var report = ReportOf.Text(text);
        return new AttributionReader().Read(report, ReportOf.Parsed(report)).Attributions;
    }
}
