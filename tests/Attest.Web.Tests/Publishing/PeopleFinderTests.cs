using Attest.Claims;
using Attest.Language;
using Attest.Packs;
using Attest.Web.Publishing;

namespace Attest.Web.Tests.Publishing;

/// <summary>Whose names are withheld from the public, and that no town’s is.</summary>
public sealed class PeopleFinderTests
{
    private static readonly LanguageAnalyser Language = new();

    [Theory]
    [InlineData("Zaporizhzhia: hospitals count fewer injured", "Wednesday's missile strike on Zaporizhzhia injured 28 people, hospital staff said. One person was killed.\n\nOlha Koval, 34, was at home in Zaporizhzhia.", "Zaporizhzhia", "Olha Koval")]
    [InlineData("Sumy: two hurt", "A drone strike on Sumy wounded two people on Monday, 4 March 2024, officials said. Petro Sydorenko, a neighbour, helped them.", "Sumy", "Petro Sydorenko")]
    [InlineData("Kreminna retaken", "Russia has retaken Kreminna on 4 March 2024, the Ukrainian army said. Danylo Koval, 9, was hit in the head in Kreminna.", "Kreminna", "Danylo Koval")]
    public void A_place_where_something_happened_is_nobodys_name_and_people_are_hidden_beside_it(string title, string text, string town, string person)
    {
        var people = Find(title, text);
        Assert.DoesNotContain(town, people.Private, StringComparer.OrdinalIgnoreCase);
        Assert.Contains(person, people.Private);
    }

    [Fact]
    public void A_person_who_bears_the_name_of_the_place_is_hidden_all_the_same()
    {
        var people = Find("A strike", "A drone strike on Sumy wounded two people on Monday, 4 March 2024. Anna Sumy, 34, was at home. Olena Sumy, her sister, said that Anna Sumy was asleep.");
        Assert.Contains("Anna Sumy", people.Private);
        Assert.Contains("Olena Sumy", people.Private);
    }

    [Theory]
    [InlineData("The leader of North Korea, Kim Jong Un, said that he would travel. The Secretary of State met Olha Koval, 34, in Kyiv.")]
    public void A_name_in_pieces_is_one_and_a_role_alone_is_none(string text)
    {
        var people = Find("Talks", text);
        Assert.DoesNotContain("Kim", people.Private);
        Assert.DoesNotContain("Secretary", people.Private);
        Assert.Contains("Olha Koval", people.Private);
    }

    private static NamedPeople Find(string title, string text)
    {
        var report = Examples.Report(text, title);
        var parsed = Language.Analyse(report);
        var known = PackCatalogue.Shipped.For(report, parsed);
        return PeopleFinder.Find(new ClaimReader().Read(report, parsed, known, []), [parsed, Language.Analyse(title)], known);
    }
}
