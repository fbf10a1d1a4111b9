using Attest.Claims.Places;
using Attest.Language;
using Attest.Packs;
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
    [InlineData("Fires burned in Moscow-annexed districts and in Kyiv-held ones.", "")]
    [InlineData("Trucks with aid were sent to Ukraine.", "Ukraine=Ukraine UA")]
    [InlineData("Fighting went on across eastern Ukraine.", "Ukraine=Ukraine UA")]
    [InlineData("The Ukrainian army and Russian troops met.", "")]
    [InlineData("A depot burned in the Rostov region of Russia.", "Rostov region=Rostov RU|Russia=Russian Federation RU")]
    [InlineData("Shells hit villages in Kherson and Odesa oblasts in southern Ukraine.", "Kherson=Kherson Oblast UA|Odesa oblasts=Odesa Oblast UA|Ukraine=Ukraine UA")]
    [InlineData("The ship sank in the Black Sea.", "Black Sea=Black Sea ")]
    [InlineData("Troops crossed the Dnipro River at night in Ukraine.", "Dnipro River=Dnipro River UA|Ukraine=Ukraine UA")]
    [InlineData("Boats crossed the Dnipro at night.", "Dnipro=Dnipro River UA")]
    [InlineData("Shells fell south of Kyiv, on the left bank of the Dnipro, officials in Ukraine said.", "Kyiv=Kyiv UA|Dnipro=Dnipro River UA|Ukraine=Ukraine UA")]
    [InlineData("People in Dnipro heard blasts, and the Dnipro regional council met in Ukraine.", "Dnipro=Dnipro UA|Dnipro=Dnipro UA|Ukraine=Ukraine UA")]
    [InlineData("If Putin thinks that Ukraine is weak, he will go on, and Putin has time.", "")]
    [InlineData("Defence chief Lloyd Austin met his guests.", "")]
    [InlineData("The Washington Post carried the story.", "")]
    [InlineData("Sudan's war against Chad went on.", "Chad=Chad TD")]
    [InlineData("Sanctions against Chad went on.", "")]
    [InlineData("Columns of the army stood at the border with Chad.", "Chad=Chad TD")]
    [InlineData("Raids of rebel forces on Chad went on.", "Chad=Chad TD")]
    [InlineData("The vote led to US sanctions and to Kremlin pressure.", "")]
    [InlineData("Power was lost in several towns, including Melitopol.", "Melitopol=Melitopol UA")]
    [InlineData("They met in the Czech capital, Prague, in May.", "Prague=Prague CZ")]
    [InlineData("Envoys spoke at the Third Black Sea Security Forum.", "")]
    [InlineData("The fleet held the Black Sea coast.", "Black Sea=Black Sea ")]
    [InlineData("A study at the Center for Rural Affairs names East-West ties.", "")]
    [InlineData("It may rain in March and again in May.", "")]
    [InlineData("Envoys at the UN broke off their talks.", "")]
    [InlineData("Planes were sent to Eastern Europe.", "Eastern Europe=Eastern Europe ")]
    [InlineData("Rockets fell on Kharkiv City in Ukraine.", "Kharkiv City=Kharkiv UA|Ukraine=Ukraine UA")]
    [InlineData("The Russia-Ukraine conflict goes on.", "")]
    [InlineData("Anna Doe-Greenfield spoke to the Ministry of Commerce.", "")]
    [InlineData("Weapons for Kyiv were promised, and aid to Kyiv was cut.", "")]
    [InlineData("Weapons were sent to Ukraine.", "Ukraine=Ukraine UA")]
    [InlineData("A Berlin think tank published it.", "Berlin=Berlin DE")]
    [InlineData("They made gains on Ukraine's south coast.", "Ukraine=Ukraine UA")]
    [InlineData("If Belarus is attacked, there will be war.", "Belarus=Belarus BY")]
    [InlineData("The strikes crippled Russia's Black Sea Fleet.", "")]
    [InlineData("The defence of Ukraine is costly.", "")]
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
    [InlineData("A depot burned 30 km north of Bakhmut in Ukraine.", "Bakhmut", "30 km north of", 48.86, 38.0)]
    [InlineData("Drones fell 65 kilometres (40 miles) to the northwest of Kharkiv.", "Kharkiv", "65 kilometres (40 miles) to the northwest of", 50.4, 35.6)]
    [InlineData("The convoy stood twenty miles south-west of the city of Kherson.", "Kherson", "twenty miles south-west of", 46.43, 32.3)]
    [InlineData("Two villages between Kharkiv and Poltava in Ukraine lost power.", "Kharkiv", "between", 49.8, 35.4)]
    [InlineData("Two villages between Kharkiv and Poltava in Ukraine lost power.", "Poltava", "between", 49.8, 35.4)]
    [InlineData("A bus was hit on the road from Kharkiv to Poltava in Ukraine.", "Poltava", "road from", 49.8, 35.4)]
    public void A_distance_with_a_direction_or_two_ends_say_where_it_was(string text, string name, string relation, double latitude, double longitude)
    {
        var place = Assert.Single(Read(text), place => place.Name == name);
        Assert.Equal(relation, place.Relation);
        Assert.Equal(2, place.GeoPrecision);
        Assert.InRange(place.Centre!.Value.DistanceKm(new GeoPoint(latitude, longitude)), 0, 10);
    }

    [Theory]
    [InlineData("A boat was found 20 miles off the coast of Odesa, Ukraine.", "20 miles off the coast of", 32)]
    [InlineData("Shells fell 30 km from Kharkiv.", "30 km from", 30)]
    [InlineData("Fighting went on north of Bakhmut in Ukraine.", "north of", 10)]
    [InlineData("Mines lie in the vicinity of Lyman in Ukraine.", "the vicinity of", 10)]
    public void A_distance_or_a_direction_alone_widens_the_area(string text, string relation, double leastKm)
    {
        var place = Read(text)[0];
        Assert.Equal(relation, place.Relation);
        Assert.InRange(place.RadiusKm!.Value, leastKm, leastKm + 40);
        Assert.Equal(2, place.GeoPrecision);
    }

    [Fact]
    public void A_county_of_a_common_name_with_no_other_sign_is_left_open_and_what_it_may_be_is_told()
    {
        var county = Assert.Single(Read("A barn burned down in Jefferson County on Sunday."));
        Assert.Null(county.Name);
        Assert.Null(county.Position);
        Assert.Equal("Jefferson County", county.RunnerUp!.Name);
        Assert.InRange(county.Confidence, 0, PlaceReader.LeastConfidence);
    }

    [Theory]
    [InlineData("Deputies searched a house in Laurel County.", "Laurel County", "Kentucky", null)]
    [InlineData("A barn burned down in Jefferson County on Sunday. Crews came from Louisville, Kentucky.", "Jefferson County", "Kentucky", null)]
    [InlineData("KINGSTON, Jamaica (Agency) — A barn burned down in Spanish Town.", "KINGSTON", "Kingston", null)]
    public void What_else_the_report_names_tells_which_of_several_is_meant(string text, string words, string region, string? publisher) =>
        Assert.Equal(region, Assert.Single(Read(text, publisher), place => place.Span.Of(text) == words).Region);

    [Theory]
    [InlineData("Huntsville Gazette", "Huntsville")]
    [InlineData("The Huntsville Daily News", "Huntsville")]
    [InlineData("www.huntsvillegazette.example", "Huntsville")]
    [InlineData("Paris Post", null)]
    [InlineData("Reuters", null)]
    [InlineData("The Guardian", null)]
    [InlineData(null, null)]
    public void A_publisher_is_at_home_in_the_town_that_it_is_named_after(string? publisher, string? town) =>
        Assert.Equal(town is null ? null : PlaceKey.Fold(town), PublisherHome.Of(publisher, Gazetteer.Shipped)?.Key);

    [Fact]
    public void The_next_best_place_elsewhere_stands_beside_the_one_that_was_chosen()
    {
        var place = Read("A mill burned down in Springfield, Illinois.")[0];
        Assert.Equal("Illinois", place.Region);
        Assert.True(place.RunnerUp is null || (place.RunnerUp.Confidence + place.Confidence <= 1 && place.RunnerUp.Position.DistanceKm(place.Position!.Value) > 20));
        Assert.NotEqual(place.Gazetteer, place.RunnerUp?.Gazetteer);
    }

    [Theory]
    [InlineData("A depot burned near Kerch in Crimea, Ukraine and Russia said.", "Kerch", "UA", "68/262")]
    [InlineData("Ukraine and Russia fight over the Kherson region.", "Kherson region", "UA", "ES-11/4")]
    [InlineData("Ukraine and Russia met in Istanbul.", "Istanbul", "TR", null)]
    public void A_disputed_place_belongs_where_the_pack_puts_it_and_bears_a_mark(string text, string words, string country, string? note)
    {
        var place = Assert.Single(Read(text, pack: "ukraine-2022"), place => place.Span.Of(text) == words);
        Assert.Equal(country, place.Country);
        Assert.Equal(note is not null, place.Disputed?.Contains(note!, StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Confidence_rises_with_likelihood_in_every_class()
    {
        var rows = new List<NamedRow>();
        foreach (var name in (string[])["Ukraine", "Kharkiv Oblast", "Jefferson County", "Kyiv", "Odesa", "Lyman"])
        {
            Assert.True(Gazetteer.Shipped.Find(PlaceKey.Fold(name), rows));
        }
        foreach (var entry in rows.Select(row => Gazetteer.Shipped[row.Row]))
        {
            double last = 0;
            for (var likelihood = 0.0; likelihood <= 1; likelihood += 0.01)
            {
                Assert.InRange(PlaceCalibration.Confidence(entry, likelihood), last, 0.99);
                last = PlaceCalibration.Confidence(entry, likelihood);
            }
        }
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
    public void A_text_may_begin_with_a_mark_before_a_capital() => Assert.All(Read(", Kyiv, Odesa"), place => Assert.Equal("UA", place.Country));

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

    private static IReadOnlyList<Place> Read(string text, string? publisher = null, string? pack = null)
    {
        var digest = Sha256.Of("test");
        var report = new Report(digest, digest, "test", null, null, publisher, null, PublishedFrom.Unknown, null, "en", new Original(digest, "text/plain", 0), text,
            [new Item(new LocalId('i', 1), new TextSpan(0, text.Length), null, ItemKind.Article, null)]);
        var parsed = new LanguageAnalyser().Analyse(report);
        return new PlaceReader().Read(report, parsed, pack is null ? null : PackCatalogue.Of(PackCatalogue.Named(pack)).For(report, parsed));
    }
}
