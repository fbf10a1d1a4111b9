using Attest.Register.DamageClaims;
using Attest.Register.Filing;
using Attest.Register.Packs;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.Filing;

/// <summary>Which place is meant: known, to be chosen, or left open; never guessed.</summary>
public sealed class PlaceReadingTests
{
    private static readonly PlaceResolver Places = new(RegisterPackReader.Named(RegisterPackReader.Default));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Харків", "", "Kharkiv")]
    [InlineData("Харьков", "", "Kharkiv")]
    [InlineData("Kharkov", "", "Kharkiv")]
    [InlineData("Запорожье", "", "Zaporizhzhia")]
    [InlineData("Маріуполь", "", "Mariupol")]
    [InlineData("Северодонецк", "", "Sievierodonetsk")]
    [InlineData("Ржищів", "Київ", "Rzhyshchiv")]
    [InlineData("Ржищів", "Київська область", "Rzhyshchiv")]
    [InlineData("Rzhyshchiv", "Kyivska obl.", "Rzhyshchiv")]
    [InlineData("Rzhyshchiv, Kyiv Oblast", "", "Rzhyshchiv")]
    public void A_name_that_means_one_place_is_that_place(string typed, string region, string name)
    {
        var reading = Places.Read(new DamagePlace(typed) { Region = region });
        Assert.Equal((PlaceCertainty.Known, name), (reading.Certainty, reading.Place?.Name));
    }

    [Theory]
    [InlineData("Mykolaivka", "")]
    [InlineData("Миколаївка", "")]
    [InlineData("Mykolaivka", "Sumy")] // there are several in that region
    [InlineData("Rzhyshchiv", "")] // a town and a village
    [InlineData("Rzhyshchiv", "Lviv")] // in neither
    public void Of_several_of_one_name_none_is_taken_until_one_is_chosen(string typed, string region)
    {
        var where = new DamagePlace(typed) { Region = region };
        var reading = Places.Read(where);
        Assert.Equal((PlaceCertainty.Several, true, (ResolvedPlace?)null), (reading.Certainty, reading.MustChoose, Places.Resolve(where)));
        Assert.InRange(reading.Offers.Count, 2, PlaceResolver.Offered);
        Assert.True(reading.Meant >= reading.Offers.Count);
        var chosen = Places.Read(where with { Gazetteer = reading.Offers[1].Gazetteer });
        Assert.Equal((PlaceCertainty.Known, reading.Offers[1].Gazetteer), (chosen.Certainty, chosen.Place!.Gazetteer));
    }

    [Theory]
    [InlineData("Bakhmutt", "Bakhmut")]
    [InlineData("Bakhmt", "Bakhmut")]
    [InlineData("Mariuopl", "Mariupol")]
    public void What_is_misspelt_is_offered_and_not_put_right_in_silence(string typed, string name)
    {
        var reading = Places.Read(new DamagePlace(typed));
        Assert.Equal((PlaceCertainty.Similar, (ResolvedPlace?)null), (reading.Certainty, reading.Place));
        Assert.Contains(reading.Offers, offer => offer.Name == name);
    }

    [Theory]
    [InlineData("Qwxyzzz", PlaceCertainty.Unknown)]
    [InlineData("Warsaw", PlaceCertainty.Outside)]
    [InlineData("", PlaceCertainty.Missing)]
    public void What_the_territory_has_none_of_is_no_place(string typed, PlaceCertainty certainty)
    {
        var reading = Places.Read(new DamagePlace(typed));
        Assert.Equal((certainty, (ResolvedPlace?)null), (reading.Certainty, reading.Place));
        Assert.Empty(reading.Offers);
    }

    [Theory]
    [InlineData("geonames:0")]
    [InlineData("geonames:756135")] // Warsaw
    public void A_key_that_the_territory_has_not_is_not_replaced_by_the_name_beside_it(string key) => Assert.Null(Places.Resolve(new DamagePlace("Kharkiv") { Gazetteer = key }));

    [Fact]
    public void A_pin_tells_which_of_several_is_meant_and_one_far_off_contradicts_the_name()
    {
        var town = Places.Read(new DamagePlace("Rzhyshchiv") { Pin = new GeoPoint(49.96, 31.04) });
        Assert.Equal((PlaceCertainty.Known, "Kyiv Oblast"), (town.Certainty, town.Place!.Region));

        var apart = Places.Read(new DamagePlace("Zaporizhzhia") { Pin = new GeoPoint(46.4825, 30.7233) });
        Assert.Equal((PlaceCertainty.PinApart, true, (ResolvedPlace?)null), (apart.Certainty, apart.MustChoose, apart.Place));
        Assert.Equal(("Zaporizhzhia", "Odesa Oblast"), (apart.Named!.Name, apart.NearPin!.Region));
        Assert.InRange(apart.PinApartKm, 300, 400);
    }

    [Fact]
    public void A_pin_alone_is_of_the_town_that_it_lies_in_and_else_of_none()
    {
        var inTown = Places.Read(new DamagePlace("") { Pin = new GeoPoint(50.45, 30.52) });
        Assert.Equal((PlaceCertainty.Known, "Kyiv"), (inTown.Certainty, inTown.Place!.Name));
        // The works lie in the city, though a hamlet's middle is nearer.
        Assert.Equal("Mariupol", Places.Read(new DamagePlace("") { Pin = new GeoPoint(47.095, 37.605) }).Place!.Name);

        var atSea = Places.Read(new DamagePlace("") { Pin = new GeoPoint(46.3, 30.95) });
        Assert.Equal((PlaceCertainty.Open, ""), (atSea.Certainty, atSea.Place!.Gazetteer));
        Assert.True(atSea.NearPinKm > 2);
        Assert.Contains("The pin lies in no known town", StatementCheck.OfPlace(atSea, "en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_line_of_a_file_tells_as_which_place_it_is_understood_or_by_which_keys_to_choose()
    {
        await using var here = await MakeAsync();
        var csv = """
            category,family_name,given_name,account,from,settlement,region,gazetteer,moved-to
            A1.1,Vydumanenko,Olena,We had to leave the house on that day.,2023-03-22,Rzhyshchiv,Kyiv,,Lviv
            A1.1,Vydumanenko,Olena,We had to leave the house on that day.,2023-03-22,Rzhyshchiv,,,Lviv
            A1.1,Vydumanenko,Olena,We had to leave the house on that day.,2023-03-22,Bakhmutt,,,Lviv
            A1.1,Vydumanenko,Olena,We had to leave the house on that day.,2023-03-22,Khutir bez nazvy,,none,Lviv
            """;
        var lines = await here.Register.FileManyAsync(Claimant, new StringReader(csv), "en", Cancel).ToListAsync(Cancel);

        Assert.Equal("Rzhyshchiv, Kyiv Oblast", lines[0].Place);
        Assert.Null(lines[1].Number);
        Assert.Contains("geonames:694992 = Rzhyshchiv, Kyiv Oblast", string.Join(' ', lines[1].Mistakes), StringComparison.Ordinal);
        Assert.Contains("= Bakhmut, Donetsk Oblast", string.Join(' ', lines[2].Mistakes), StringComparison.Ordinal);
        Assert.NotNull(lines[3].Number);
        Assert.StartsWith("It is left open which known place is meant.", lines[3].Place, StringComparison.Ordinal);
    }
}
