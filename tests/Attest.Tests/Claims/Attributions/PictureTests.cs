using Attest.Claims;
using Attest.Language;
using Attest.Packs;

namespace Attest.Tests.Claims.Attributions;

/// <summary>What a picture shows is a claim of that picture.</summary>
public sealed class PictureTests
{
    [Theory]
    [InlineData("A video posted online appears to show soldiers shooting prisoners.", PictureKind.Video, PictureCheck.Unverified, null)]
    [InlineData("Satellite images show that the bridge was destroyed.", PictureKind.Satellite, PictureCheck.Unverified, null)]
    [InlineData("CCTV footage showed a missile hitting a shop.", PictureKind.Camera, PictureCheck.Unverified, null)]
    [InlineData("A photograph purports to show that a bridge was destroyed.", PictureKind.Photograph, PictureCheck.Unverified, null)]
    [InlineData("Footage geolocated by analysts shows that a tank was destroyed.", PictureKind.Video, PictureCheck.Located, "geolocated")]
    [InlineData("A video shows that Sudanese troops shelled the market. Sample Wire has verified the video.", PictureKind.Video, PictureCheck.Verified, "verified")]
    [InlineData("A video shows that Sudanese troops shelled the market. Sample Wire could not verify the footage.", PictureKind.Video, PictureCheck.Unverified, "not verify")]
    public void An_attribution_to_a_picture_says_which_and_whether_it_was_checked(string text, PictureKind kind, PictureCheck check, string? words)
    {
        var picture = Assert.Single(Read(text).Attributions, said => said.Picture is not null).Picture!;
        Assert.Equal((kind, check, words), (picture.Kind, picture.Check, picture.CheckWords?.Of(text)));
    }

    [Theory]
    [InlineData("A video shows that Sudanese troops shelled the market.", EventStatus.Alleged)]
    [InlineData("A video shows that Sudanese troops shelled the market. Sample Wire has verified the video.", EventStatus.Happened)]
    [InlineData("Sample Wire could not verify the footage, which showed Sudanese troops shelling the market.", EventStatus.Alleged)]
    public void What_an_unverified_picture_shows_is_alleged(string text, EventStatus status) => Assert.Equal(status, Read(text).Events[0].Status);

    [Theory]
    [InlineData("The author of the video said that Sudanese troops shelled the market.")]
    [InlineData("The video editor said that Sudanese troops shelled the market.")]
    [InlineData("A report says that Sudanese troops shelled the market.")]
    public void Who_made_a_picture_or_wrote_a_report_is_none(string text) => Assert.DoesNotContain(Read(text).Attributions, said => said.Picture is not null);

    private static Reading Read(string text)
    {
        var digest = Sha256.Of(text);
        var report = new Report(
            digest, digest, "sample.txt", null, null, "Sample Wire", null, PublishedFrom.Unknown, null, "en", new Original(digest, "text/plain", text.Length), text,
            [new Item(new LocalId('i', 1), new TextSpan(0, text.Length), null, ItemKind.Article, null)]);
        return new ClaimReader().Read(report, new LanguageAnalyser().Analyse(report), Knowledge.None, []);
    }
}
