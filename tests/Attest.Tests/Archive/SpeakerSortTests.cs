using Attest.Archive;

namespace Attest.Tests.Archive;

public sealed class SpeakerSortTests
{
    [Theory]
    [InlineData("Russia", "russia", SpeakerSort.State)]
    [InlineData("Kyiv", "kyiv", SpeakerSort.State)]
    [InlineData("Reuters", "reuters", SpeakerSort.Named)]
    [InlineData("Pentagon", "pentagon", SpeakerSort.Named)]
    [InlineData("Olena Tarasenko", "olena tarasenko", SpeakerSort.Named)]
    [InlineData("Officials", "officials", SpeakerSort.Unnamed)]
    [InlineData("officials", "officials @ sample wire", SpeakerSort.Unnamed)]
    [InlineData("US officials", "united states: us officials", SpeakerSort.Unnamed)]
    [InlineData("Russians", "russians", SpeakerSort.Unnamed)]
    [InlineData("Footage", "footage", SpeakerSort.Unnamed)]
    [InlineData("local residents", "local residents", SpeakerSort.Unnamed)]
    public void A_speaker_is_somebody_of_a_name_a_state_or_one_of_many(string name, string key, SpeakerSort sort) => Assert.Equal(sort, new SpeakerSummary(key, name, null, 1).Sort);
}
