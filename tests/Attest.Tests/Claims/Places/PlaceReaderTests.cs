using Attest.Claims.Places;
using Attest.Language;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Claims.Places;

public sealed class PlaceReaderTests
{
    [Theory]
    [InlineData("Two people died in Odesa when a house was hit.", "Odesa=Odesa UA")]
    [InlineData("Rockets fell near Kharkiv's railway station.", "Kharkiv=Kharkiv UA")]
    [InlineData("Ukraine said that it would not comment.", "")]
    [InlineData("Moscow said it had no plans to talk.", "")]
    [InlineData("The talks were held in Moscow.", "Moscow=Moscow RU")]
    [InlineData("Trucks with aid were sent to Ukraine.", "Ukraine=Ukraine UA")]
    [InlineData("Fighting went on across eastern Ukraine.", "Ukraine=Ukraine UA")]
    [InlineData("The Ukrainian army and Russian troops met.", "")]
    [InlineData("A depot burned in the Rostov region of Russia.", "Rostov region=Rostov RU|Russia=Russian Federation RU")]
    [InlineData("Shells hit villages in Kherson and Odesa oblasts in southern Ukraine.", "Kherson=Kherson Oblast UA|Odesa oblasts=Odesa Oblast UA|Ukraine=Ukraine UA")]
    [InlineData("The ship sank in the Black Sea.", "Black Sea=Black Sea ")]
    [InlineData("Troops crossed the Dnipro River at night in Ukraine.", "Dnipro River=Dnipro River UA|Ukraine=Ukraine UA")]
    [InlineData("Defence chief Lloyd Austin met his guests.", "")]
    [InlineData("The Washington Post carried the story.", "")]
    [InlineData("It may rain in March and again in May.", "")]
    [InlineData("Envoys at the UN broke off their talks.", "")]
    [InlineData("Ukrainian troops hold the town of Artyomovsk in Ukraine.", "Artyomovsk=Bakhmut UA|Ukraine=Ukraine UA")]
    public void Places_are_told_from_governments_persons_and_bodies(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Read(text).Select(place => $"{place.Span.Of(text)}={place.Name} {place.Country}")));

    [Fact]
    public void A_village_of_a_common_name_is_the_one_beside_the_others()
    {
        const string Text = "Ukrainian positions near Bakhmut, Chasiv Yar and Bohdanivka came under fire.";
        var village = Assert.Single(Read(Text), place => place.Span.Of(Text) == "Bohdanivka");
        Assert.True(village.Position!.Value.DistanceKm(new GeoPoint(48.62, 37.9)) < 15);
    }

    [Theory]
    [InlineData("Shells fell near Lyman in Ukraine.", "near")]
    [InlineData("Shells fell on the outskirts of Lyman in Ukraine.", "the outskirts of")]
    [InlineData("Shells fell in Lyman in Ukraine.", null)]
    public void Near_and_outskirts_are_kept_as_a_relation(string text, string? relation)
    {
        var place = Read(text)[0];
        Assert.Equal(relation, place.Relation);
        Assert.Equal(relation is null ? 1 : 2, place.GeoPrecision);
    }

    [Theory]
    [InlineData("A barn burned down near Paris, Texas, on Sunday.", "Paris", 33.66, -95.56)]
    [InlineData("The mill stands in Lebanon, Indiana, by the railway.", "Lebanon", 40.05, -86.47)]
    [InlineData("Crews from Kentucky worked all night. The road to London, in Laurel County, is shut.", "London", 37.13, -84.08)]
    [InlineData("A court in Atlanta, Georgia, heard the case.", "Georgia", 32.8, -83.5)]
    [InlineData("The council met in Paris and the minister spoke in Lyon, France.", "Paris", 48.86, 2.35)]
    [InlineData("Aid went to Lebanon, and ships left Beirut.", "Lebanon", 33.9, 35.9)]
    public void A_town_or_state_called_as_a_capital_or_nation_is_told_by_its_region(string text, string name, double latitude, double longitude)
    {
        var place = Assert.Single(Read(text), place => place.Span.Of(text) == name);
        Assert.InRange(place.Position!.Value.DistanceKm(new GeoPoint(latitude, longitude)), 0, 161);
    }

    [Fact]
    public void A_county_is_a_region_of_its_state()
    {
        var county = Assert.Single(Read("Deputies in Laurel County, Kentucky, searched a house."), place => place.Kind == PlaceKind.Region && place.Name != "Kentucky");
        Assert.Equal(("Laurel County", "Kentucky", PlaceKind.Region), (county.Name, county.Region, county.Kind));
    }

    [Fact]
    public void Any_text_gives_places_in_order_within_it() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        var places = Read((text ?? "") + " Kyiv, " + text + "Odesa region’s");
        var end = 0;
        foreach (var place in places)
        {
            Assert.True(place.Span.Start >= end && place.Span.End > place.Span.Start);
            end = place.Span.End;
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_gazetteer_gives_back_what_was_compiled()
    {
        var rows = new List<NamedRow>();
        Assert.True(Gazetteer.Shipped.Find(PlaceKey.Fold("Odesa"), rows));
        var odesa = rows.Select(row => Gazetteer.Shipped[row.Row]).Single(entry => entry.Identifier == "geonames:698740");
        Assert.Equal("Odesa", odesa.Name);
        Assert.Equal("UA", odesa.Country);
        Assert.InRange(odesa.Position.DistanceKm(new GeoPoint(46.4775, 30.7326)), 0, 5);
        Assert.InRange(odesa.Population, 900_000, 1_100_000);
        Assert.False(Gazetteer.Shipped.Find("no such place at all", []));
        Assert.False(Gazetteer.Shipped.Find("\uFFFD after the last name", []));
    }

    [Theory]
    [InlineData("Zaporizhia", "Zaporizhzhia")]
    [InlineData("Klishchivka", "Klishchiivka")]
    [InlineData("Kharkov", "Kharkiv")]
    [InlineData("Novoyehorivka", "Novoiehorivka")]
    public void Spellings_of_one_name_have_one_skeleton(string left, string right) =>
        Assert.Equal(PlaceKey.Skeleton(PlaceKey.Fold(left)), PlaceKey.Skeleton(PlaceKey.Fold(right)));

    private static IReadOnlyList<Place> Read(string text)
    {
        var digest = Sha256.Of("test");
        var report = new Report(digest, digest, "test", null, null, null, null, PublishedFrom.Unknown, null, "en", new Original(digest, "text/plain", 0), text,
            [new Item(new LocalId('i', 1), new TextSpan(0, text.Length), null, ItemKind.Article, null)]);
        return new PlaceReader().Read(report, new LanguageAnalyser().Analyse(report));
    }
}
