using Attest.Packs;
using Attest.Tests.Claims;

namespace Attest.Tests.Packs;

public sealed class PackCatalogueTests
{
    [Theory]
    [InlineData("Ukraine said its troops held the town. Russia said it had taken it.", "2024-03-10", "ukraine-2022")]
    [InlineData("The RSF shelled a market in Omdurman, the Sudanese army said.", "2024-03-10", "sudan-2023")]
    [InlineData("Ukraine said its troops held the town. Russia said it had taken it.", "2008-03-10", null)]
    [InlineData("The council of Lorvale said that the bridge would open in June.", "2024-03-10", null)]
    [InlineData("Russia and France signed a treaty on trade.", "2024-03-10", null)]
    public void A_report_gets_the_pack_that_its_names_and_day_fit(string text, string published, string? pack)
    {
        var report = ReportOf.Text(text, published);
        Assert.Equal(pack, PackCatalogue.Shipped.For(report, ReportOf.Parsed(report)).Conflict);
    }

    [Fact]
    public void Packs_that_are_given_are_used_whatever_a_report_names()
    {
        var report = ReportOf.Text("The council of Lorvale said that the bridge would open in June.");
        Assert.Equal("sudan-2023", PackCatalogue.Of(PackCatalogue.Named("sudan-2023")).For(report, ReportOf.Parsed(report)).Conflict);
        Assert.Null(PackCatalogue.Of().For(report, ReportOf.Parsed(report)).Conflict);
    }

    [Theory]
    [InlineData("2022-08-01", "Ukraine", "defence minister", "Oleksii Reznikov")]
    [InlineData("2024-02-01", "Ukraine", "Minister of Defense", "Rustem Umerov")]
    [InlineData("2023-05-01", "Russia", "president", "Vladimir Putin")]
    [InlineData("2023-05-01", "Ukraine", "governor of the Kharkiv region", "Oleh Syniehubov")]
    [InlineData("2023-05-01", null, "Kharkiv regional governor", "Oleh Syniehubov")]
    [InlineData("2023-05-01", null, "president", null)]
    public void An_office_leads_to_whoever_held_it_on_the_day(string day, string? side, string office, string? holder) => Assert.Equal(holder, On(day).Holder(side, office)?.Name);

    [Fact]
    public void A_report_of_no_known_day_does_not_tell_who_held_an_office_that_changed_hands()
    {
        Assert.Null(On(null).Holder("Ukraine", "defence minister"));
        Assert.Equal("Volodymyr Zelenskyy", On(null).Person("Zelenskiy")?.Name);
    }

    [Theory]
    [InlineData("2023-05-01", "Volodymyr Zelensky", "Volodymyr Zelenskyy")]
    [InlineData("2023-05-01", "Zelenskiy", "Volodymyr Zelenskyy")]
    [InlineData("2022-05-01", "Johnson", "Boris Johnson")]
    [InlineData("2025-05-01", "Johnson", "Mike Johnson")]
    [InlineData("2023-05-01", "Karen Johnson", null)]
    [InlineData("2023-05-01", "Nobody", null)]
    public void A_name_in_any_spelling_leads_to_who_bears_it(string day, string name, string? person) => Assert.Equal(person, On(day).Person(name)?.Name);

    [Theory]
    [InlineData("Ukraine", "defence ministry", "Ministry of Defence of Ukraine")]
    [InlineData("Russia", "Ministry of Defense", "Ministry of Defence of Russia")]
    [InlineData(null, "SBU", "Security Service of Ukraine")]
    [InlineData(null, "defence ministry", null)]
    public void A_body_is_found_by_its_words_and_its_side(string? side, string words, string? body) => Assert.Equal(body, On("2023-05-01").Body(side, words)?.Name);

    [Fact]
    public void An_armed_group_is_on_the_side_of_its_state_and_a_party_has_an_opponent()
    {
        var known = On("2023-05-01");
        Assert.Equal("Russia", known.SideOf("Wagner Group"));
        Assert.True(known.Find("Wagner Group")!.IsArmedGroup);
        Assert.False(known.Find("General Staff of Russia")!.IsArmedGroup);
        Assert.Equal("Ukraine", known.Opponent("Russia"));
        Assert.Null(known.Opponent("France"));
        Assert.Equal("Lorvale", known.SideOf("Lorvale"));
    }

    [Theory]
    [InlineData("TASS", Ownership.State)]
    [InlineData("Reuters", Ownership.Private)]
    [InlineData("Deutsche Welle", Ownership.Public)]
    [InlineData("The Lorvale Courier", null)]
    public void An_outlet_is_told_by_its_owner(string name, Ownership? ownership) => Assert.Equal(ownership, PackCatalogue.Shipped.Outlet(name)?.Ownership);

    [Fact]
    public void The_packs_that_ship_name_nobody_twice_for_one_office_on_one_day()
    {
        // Offices that several hold at once: deputies, members, envoys, spokespeople.
        foreach (var pack in PackCatalogue.Shipped.Packs)
        {
            foreach (var group in pack.People.SelectMany(person => person.Holdings.Select(holding => (person.Name, holding))).Where(held => held.holding.Office.Title is "President" or "Prime Minister" or "Minister of Defence" or "Minister of Foreign Affairs").GroupBy(held => held.holding.Office.Id))
            {
                var terms = group.OrderBy(held => held.holding.From ?? DateOnly.MinValue).ToList();
                Assert.All(terms.Zip(terms.Skip(1)), pair => Assert.True(pair.First.holding.Until is { } end && pair.Second.holding.From >= end.AddDays(-31), $"{pair.First.Name} and {pair.Second.Name} hold {group.Key} at once."));
            }
        }
    }

    private static Knowledge On(string? day)
    {
        var report = ReportOf.Text("Ukraine and Russia.", day);
        return PackCatalogue.Of(PackCatalogue.Named("ukraine-2022")).For(report, ReportOf.Parsed(report));
    }
}
