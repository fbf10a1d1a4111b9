using Attest.Register.Strings;

namespace Attest.Register.Tests.Packs;

public sealed class NumberFormsTests
{
    [Theory]
    [InlineData("en", "{0} {0:day|days}", "1", "1 day")]
    [InlineData("en", "{0} {0:day|days}", "0", "0 days")]
    [InlineData("en", "{0} {0:day|days}", "21", "21 days")]
    [InlineData("uk", "{0} {0:день|дні|днів}", "1", "1 день")]
    [InlineData("uk", "{0} {0:день|дні|днів}", "3", "3 дні")]
    [InlineData("uk", "{0} {0:день|дні|днів}", "5", "5 днів")]
    [InlineData("uk", "{0} {0:день|дні|днів}", "11", "11 днів")]
    [InlineData("uk", "{0} {0:день|дні|днів}", "12", "12 днів")]
    [InlineData("uk", "{0} {0:день|дні|днів}", "21", "21 день")]
    [InlineData("uk", "{0} {0:день|дні|днів}", "111", "111 днів")]
    [InlineData("uk", "{0} {0:день|дні|днів}", "1\u00a0022", "1\u00a0022 дні")]
    [InlineData("uk", "{1} {0}", "{1}", "{1} {1}")]
    public void Words_take_the_form_of_their_number(string language, string text, string value, string expected) => Assert.Equal(expected, NumberForms.Fill(text, language, [value]));

    [Fact]
    public void Every_form_of_every_text_is_there_in_each_language()
    {
        Assert.Contains(RegisterWords.Keys, key => RegisterWords.Of(key, "uk").Contains("{0:", StringComparison.Ordinal));
        Assert.All(RegisterWords.Keys, key =>
        {
            Assert.DoesNotContain("(s)", RegisterWords.Of(key, "en"), StringComparison.Ordinal);
            Assert.All(Forms(RegisterWords.Of(key, "en")), forms => Assert.Equal(2, forms));
            Assert.All(Forms(RegisterWords.Of(key, "uk")), forms => Assert.Equal(3, forms));
        });

        static IEnumerable<int> Forms(string text) => System.Text.RegularExpressions.Regex.Matches(text, @"\{[0-9]:([^}]*)\}").Select(gap => gap.Groups[1].Value.Split('|').Length);
    }
}
