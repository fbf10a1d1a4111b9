using Attest.Incidents.Contradictions;

namespace Attest.Tests.Incidents.Contradictions;

public sealed class DenialReaderTests
{
    [Theory]
    // What is denied by a verb, or by a "not" that says that it did not happen.
    [InlineData("The army denied [shelling] the harbour.", Modality.Denied, Denial.Occurrence)]
    [InlineData("The ministry rejected reports of an [attack] on the harbour.", Modality.Denied, Denial.Occurrence)]
    [InlineData("The palace dismissed the [allegations] as baseless.", Modality.Denied, Denial.Occurrence)]
    [InlineData("The [strike] never took place, which the army denied as well.", Modality.Denied, Denial.Occurrence)]
    [InlineData("The navy did not [attack] the ferry, he said.", Modality.Asserted, Denial.Occurrence)]
    [InlineData("There is no evidence of a [withdrawal] yet, she said.", Modality.Denied, Denial.Occurrence)]
    [InlineData("He denied planning an [attack] on the islands.", Modality.Denied, Denial.Intention)]
    // A not, and no denial of this.
    [InlineData("The army will not [attack] the harbour, he said.", Modality.Asserted, Denial.None)]
    [InlineData("It was not only an [attack] on the harbour, he said.", Modality.Asserted, Denial.None)]
    [InlineData("No pardon is thinkable for [war crimes], she said.", Modality.Asserted, Denial.None)]
    [InlineData("She made no reference to the [attack].", Modality.Asserted, Denial.None)]
    [InlineData("The palace rejected a peace [plan].", Modality.Denied, Denial.None)]
    [InlineData("The defenders denied General Orlo one of his [war] aims.", Modality.Denied, Denial.None)]
    [InlineData("The two announced a “no limits” [partnership].", Modality.Asserted, Denial.None)]
    [InlineData("Do not [travel] to the islands, the ministry said.", Modality.Asserted, Denial.None)]
    [InlineData("A [strike] could not be ruled out, he said.", Modality.Asserted, Denial.None)]
    public void A_sentence_denies_its_event_or_something_else(string marked, Modality modality, Denial expected)
    {
        var start = marked.IndexOf('[', StringComparison.Ordinal);
        var end = marked.IndexOf(']', StringComparison.Ordinal) - 1;
        var quote = marked.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        const int Before = 7;
        var claim = new Claim(
            "c", new ClaimReport(Sha256.Of("r"), null, null, null, null, quote, Before), ClaimKind.Event, null, null, null, false, null, EventStatus.Denied, modality, "Ada Reyes", [], null, false,
            [new TextSpan(Before + start, Before + end)]);
        Assert.Equal(expected, DenialReader.Of(claim));
    }

    [Theory]
    [InlineData("The war kills [800 soldiers] each day.", true)]
    [InlineData("An average of [40 drones] crossed the river.", true)]
    [InlineData("The war kills [800 soldiers] a week, he said.", true)]
    [InlineData("[Two people] were killed a day after the landing.", false)]
    [InlineData("[Two people] were killed, one every hour.", false)]
    public void So_many_a_day_is_a_rate(string marked, bool expected)
    {
        var start = marked.IndexOf('[', StringComparison.Ordinal);
        var end = marked.IndexOf(']', StringComparison.Ordinal) - 1;
        Assert.Equal(expected, RateReader.IsRate(marked.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal), start, end));
    }
}
