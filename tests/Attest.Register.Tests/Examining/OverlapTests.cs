using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.Examining;

public sealed class OverlapTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Коваленко", "Олександр", "Kovalenko", "Aleksandr", true)]
    [InlineData("Kovalenko", "Oleksandr", "KOVALENKO", "Alexander", true)]
    [InlineData("Шевченко", "Микола", "Shevchenko", "Nikolay", true)]
    [InlineData("Hrytsenko", "Serhii", "Гриценко", "Сергей", true)]
    [InlineData("Kovalenko", "Oleksandr", "Kovalchuk", "Oleksandr", false)]
    [InlineData("Kovalenko", "Oleksandr", "Kovalenko", "Oleksii", false)]
    public async Task A_person_is_met_again_under_another_spelling(string family, string given, string otherFamily, string otherGiven, bool meet)
    {
        await using var here = await MakeAsync();
        await here.FileAsync(Statements.Displaced(family, given));
        var id = (await here.FileAsync(Statements.Displaced(otherFamily, otherGiven), Stranger)).Id;
        var overlaps = (await here.Register.OverlapsAsync(Board, id, Cancel)).Known;
        Assert.Equal(meet, overlaps.Any(overlap => overlap.Kinds.Contains(OverlapKind.Person)));
        Assert.All(overlaps, overlap => Assert.NotEmpty(overlap.Reasons));
    }

    [Theory]
    [InlineData("вул. Садова", "12А", "кв. 7")]
    [InlineData("Sadovaya ulitsa", "12-a", "7")]
    [InlineData("Sadova street", "12 A", "7")]
    public async Task An_address_is_met_again_under_another_spelling_and_owner_and_tenant_may_both_file(string street, string house, string flat)
    {
        await using var here = await MakeAsync();
        await here.FileAsync(Bare(Statements.Flat()));
        var other = Bare(Statements.Flat("Inshyi", "Petro", 1991));
        var id = (await here.FileAsync(other with { Where = other.Where! with { Street = street, House = house, Flat = flat.Replace("кв. ", "", StringComparison.Ordinal) } }, Stranger)).Id;
        var overlap = Assert.Single((await here.Register.OverlapsAsync(Board, id, Cancel)).Known);
        Assert.Contains(OverlapKind.Address, overlap.Kinds);
        Assert.False(overlap.IsLikelyDuplicate);
        Assert.Equal([2, 2], (await here.Register.GroupsAsync(Board, id, Cancel)).Select(group => group.Total));
    }

    [Fact]
    public async Task A_house_without_flats_is_an_address_too()
    {
        await using var here = await MakeAsync();
        var house = Bare(Statements.Flat()) with { Where = Statements.Flat().Where! with { Street = "vul. Lisova", House = "77", Flat = "" }, Property = new Property("a house", "") };
        await here.FileAsync(house);
        var draft = await here.Register.NewDraftAsync(Claimant, house, Cancel);
        Assert.Contains(await here.Register.CheckAsync(Claimant, draft.Id, "en", Cancel), mistake => mistake.Code == "filed-already");

        var again = (await here.FileAsync(house)).Id;
        var overlap = Assert.Single((await here.Register.OverlapsAsync(Board, again, Cancel)).Known);
        Assert.Contains(OverlapKind.Address, overlap.Kinds);
        Assert.True(overlap.IsLikelyDuplicate);
    }

    [Fact]
    public async Task The_same_person_with_the_same_home_in_two_categories_is_an_overlap_and_no_duplicate()
    {
        await using var here = await MakeAsync();
        await here.FileAsync(Bare(Statements.Flat()));
        var id = (await here.FileAsync(Bare(Statements.Flat()) with { Category = "A1.2" })).Id;
        var overlap = Assert.Single((await here.Register.OverlapsAsync(Board, id, Cancel)).Known);
        Assert.False(overlap.IsLikelyDuplicate);
        var again = (await here.FileAsync(Bare(Statements.Flat()))).Id;
        Assert.True((await here.Register.OverlapsAsync(Board, again, Cancel)).Known[0].IsLikelyDuplicate);
    }

    [Theory]
    [InlineData("Vyhadka LLC", "ТОВ «Вигадка»")]
    [InlineData("Private enterprise Invented Bakery", "Invented Bakery")]
    public async Task A_company_is_met_again_under_another_spelling(string name, string other)
    {
        await using var here = await MakeAsync();
        await here.FileAsync(Statements.Workshop(name, ""));
        var id = (await here.FileAsync(Statements.Workshop(other, "30000002"), Stranger)).Id;
        Assert.Contains(OverlapKind.Entity, Assert.Single((await here.Register.OverlapsAsync(Board, id, Cancel)).Known).Kinds);
    }

    [Fact]
    public async Task A_claimant_is_told_of_their_own_damage_claims_only()
    {
        await using var here = await MakeAsync();
        var number = (await here.FileAsync(Bare(Statements.Flat()))).Number;
        var own = await here.Register.NewDraftAsync(Claimant, Bare(Statements.Flat()), Cancel);
        Assert.Contains(number, (await here.Register.CheckAsync(Claimant, own.Id, "en", Cancel)).Single(mistake => mistake.Code == "filed-already").Sentence, StringComparison.Ordinal);
        // Nobody finds out with invented drafts who filed from where.
        var elsewhere = await here.Register.NewDraftAsync(Stranger, Bare(Statements.Flat("Inshyi", "Petro", 1991)) with { Where = new DamagePlace("Rzhyshchiv") { Region = "Kyiv", Street = "Lisova", House = "1", Flat = "1" }, Property = null }, Cancel);
        var none = (await here.Register.CheckAsync(Stranger, elsewhere.Id, "en", Cancel)).Select(mistake => mistake.Code);
        foreach (var guess in new[] { Statements.Flat("Inshyi", "Petro", 1991), Statements.Flat("Inshyi", "Petro", 1991) with { Property = new Property("a flat", "1") } })
        {
            var other = await here.Register.NewDraftAsync(Stranger, Bare(guess), Cancel);
            Assert.Equal(none, (await here.Register.CheckAsync(Stranger, other.Id, "en", Cancel)).Select(mistake => mistake.Code));
        }
        await Assert.ThrowsAsync<RegisterException>(() => here.Register.OverlapsAsync(Claimant, number, Cancel));
    }

    [Fact]
    public async Task An_examiner_is_told_how_many_others_there_are_and_not_which()
    {
        await using var here = await MakeAsync();
        var other = (await here.FileAsync(Bare(Statements.Flat()))).Id;
        var id = (await here.FileAsync(Bare(Statements.Flat()), Stranger)).Id;
        await here.Register.AssignAsync(Board, id, Examiner.Account, Cancel);
        Assert.Empty((await here.Register.OverlapsAsync(Examiner, id, Cancel)).Known);
        Assert.Equal(1, (await here.Register.OverlapsAsync(Examiner, id, Cancel)).Elsewhere);
        Assert.Equal(other, Assert.Single((await here.Register.OverlapsAsync(Board, id, Cancel)).Known).Other.Id);
        Assert.Equal(0, (await here.Register.OverlapsAsync(Board, id, Cancel)).Elsewhere);
        await here.Register.AssignAsync(Board, other, Examiner.Account, Cancel);
        Assert.Equal(other, Assert.Single((await here.Register.OverlapsAsync(Examiner, id, Cancel)).Known).Other.Id);
    }

    [Theory]
    [InlineData("Vydumanenko", "Olena", "identity number and name agree")]
    [InlineData("Inshyi", "Petro", "the names do not")]
    public async Task That_names_agree_is_said_only_where_they_do(string family, string given, string said)
    {
        await using var here = await MakeAsync();
        Statement With(Statement statement) => statement with { Claimant = statement.Claimant! with { IdentityNumber = "1234567890" } };
        await here.FileAsync(With(Statements.Displaced()));
        var id = (await here.FileAsync(With(Statements.Displaced(family, given, 1991)), Stranger)).Id;
        Assert.Contains(Assert.Single((await here.Register.OverlapsAsync(Board, id, Cancel)).Known).Reasons, reason => reason.Contains(said, StringComparison.Ordinal));
    }

    // Displacement needs no evidence, so that it can be submitted at once; address and property are kept all the same.
    private static Statement Bare(Statement flat) => flat with { Category = "A1.1", Amount = null };
}
