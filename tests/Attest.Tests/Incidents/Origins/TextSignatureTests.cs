using Attest.Incidents.Origins;

namespace Attest.Tests.Incidents.Origins;

public sealed class TextSignatureTests
{
    private const string Story =
        "A shell hit the grain terminal at the edge of the harbour before dawn on Friday, setting two silos alight and breaking the windows of the customs house across the road.";

    [Fact]
    public void A_copy_with_a_few_words_changed_is_still_a_copy() => Assert.True(
        TextSignature.Likeness(TextSignature.Of(Story)!, TextSignature.Of(Story.Replace("before dawn on Friday", "early on Friday", StringComparison.Ordinal))!) >= TextSignature.CopyLikeness);

    [Fact]
    public void Case_marks_and_spacing_do_not_matter() =>
        Assert.Equal(TextSignature.Of(Story), TextSignature.Of(Story.ToUpperInvariant().Replace(",", " –", StringComparison.Ordinal)));

    [Fact]
    public void Another_account_of_the_same_matter_is_no_copy() => Assert.True(
        TextSignature.Likeness(TextSignature.Of(Story)!, TextSignature.Of("Two silos burned at the port on Friday after shelling in the night, and windows of the customs house were broken, dockers said.")!) < TextSignature.CopyLikeness);

    [Fact]
    public void A_few_words_are_worded_alike_by_chance_and_have_no_signature() => Assert.Null(TextSignature.Of("Two people were killed in the town."));
}
