using Attest.Language;
using Attest.Web.Publishing;

namespace Attest.Web.Tests.Publishing;

/// <summary>Whose role a word beside a name is.</summary>
public sealed class RoleFinderTests
{
    [Theory]
    [InlineData("The mayor of Marhanets, Iryna Hlushko, said that the bridge was closed.", "Hlushko")]
    [InlineData("Mayor Iryna Hlushko said that the bridge was closed.", "Hlushko")]
    [InlineData("Iryna Hlushko, the mayor of Marhanets, said that the bridge was closed.", "Hlushko")]
    [InlineData("The bridge was closed, said Iryna Hlushko, an economist.", "Hlushko")]
    public void A_title_or_an_apposition_gives_a_role(string text, string surname) => Assert.True(HasRole(text, surname));

    [Theory]
    [InlineData("Olha Koval, 34, told reporters that she was at home.", "Koval")]
    [InlineData("Danylo Koval, 9, was hit in the head.", "Koval")]
    [InlineData("Danylo Koval, hit in the head, was taken away.", "Koval")]
    [InlineData("With a wound to the head, Anna Moreau was taken away.", "Moreau")]
    [InlineData("Olha Koval, the daughter of the mayor, was wounded.", "Koval")]
    [InlineData("Olha Koval, the mayor's daughter, was wounded.", "Koval")]
    [InlineData("The mayor's daughter Olha Koval was wounded.", "Koval")]
    [InlineData("Olha Koval, the mayor said, was wounded.", "Koval")]
    [InlineData("Olha Koval, a head teacher, was wounded.", "Koval")]
    [InlineData("Olha Koval, mayor Iryna Hlushko, and others were wounded.", "Koval")]
    [InlineData("According to the mayor, Olha Koval, 34, was wounded.", "Koval")]
    [InlineData("The mayor said that Olha Koval was wounded.", "Koval")]
    public void A_role_that_may_be_anothers_gives_none(string text, string surname) => Assert.False(HasRole(text, surname));

    private static bool HasRole(string text, string surname)
    {
        var parsed = new LanguageAnalyser().Analyse(text);
        for (var i = 0; i < parsed.Names.Length; i++)
        {
            var name = parsed.Names[i];
            if (name.Kind == NameKind.Person && text[parsed.Tokens[name.Last - 1].Start..parsed.Tokens[name.Last - 1].End] == surname)
            {
                return RoleFinder.HasRole(parsed, parsed[parsed.SentenceOf(name.First)], name);
            }
        }
        throw new InvalidOperationException($"No person of the name {surname} was found in: {text}");
    }
}
