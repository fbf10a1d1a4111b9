using Attest.Packs;
using Attest.Register.Packs;
using Attest.Register.Strings;

namespace Attest.Register.Tests.Packs;

public sealed class RegisterPackTests
{
    private static readonly Dictionary<string, string> Tiny = new(StringComparer.Ordinal)
    {
        ["register.tsv"] = "id\ttitle\ttitle_uk\tprefix\tfrom\tuntil\tcountries\tlanguages\tsmallest\trounded_to\tstatistics_days\tstatistics_least\tappeal_days\treach_km\tcurrency\texcluded_nationalities\tnote\tnote_uk\ntiny\tA register of lost boats\t\tLB\t2023-04-15\t\tSD\ten\t3\t1\t7\t20\t10\t1\tSDG\t\t\t\n",
        ["fields.tsv"] = "id\tpart\tkind\tlabel\tlabel_uk\thelp\thelp_uk\naccount\twhat\tbuilt-in\tWhat happened\t\t\t\nboat\twhat\ttext\tThe boat’s name\t\t\t\n",
        ["kinds.tsv"] = "kind\tlabel\tlabel_uk\tstrong\tweak\ttoll\tmodes\nboat\tloss of a boat\t\tAttack\t\t\t\n",
        ["categories.tsv"] = "code\ttitle\ttitle_uk\tgroup\tasks\tamount\tkind\trestricted\n1\tA lost boat\t\tperson\taccount*|boat*\tno\tboat\t\n",
        ["reasons.tsv"] = "id\tstep\ttitle\ttitle_uk\nno-boat\trefuse\tThere was no boat\t\n",
    };

    [Fact]
    public void The_pack_that_ships_is_whole_and_says_what_it_leaves_out()
    {
        var pack = RegisterPackReader.Named(RegisterPackReader.Default);
        Assert.Equal(new DateOnly(2022, 2, 24), pack.From);
        Assert.True(pack.Categories.Count >= 27);
        Assert.Contains("B1.4", pack.Note, StringComparison.Ordinal);
        Assert.Null(pack.Find("B1.4"));
        Assert.All(pack.Categories, category => Assert.True(category.TitleIn.ContainsKey("uk"), category.Code));
        Assert.All(pack.Fields, field => Assert.True(field.LabelIn.ContainsKey("uk"), field.Id));
        Assert.DoesNotContain(PackCatalogue.Shipped.Packs, war => war.Id.StartsWith("register", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_register_is_another_pack()
    {
        var pack = RegisterPackReader.Read("tiny", Tiny.GetValueOrDefault);
        Assert.Equal(("LB", "SD", 3), (pack.Prefix, pack.Countries[0], pack.Smallest));
        Assert.True(pack.Find("1")!.AsksFor("boat"));
    }

    [Theory]
    [InlineData("categories.tsv", "boat*", "ship*", "the field “ship”")]
    [InlineData("categories.tsv", "\tboat\t", "\tship\t", "the kind “ship”")]
    [InlineData("register.tsv", "\t3\t1\t7", "\tfew\t1\t7", "“few” in the column smallest")]
    [InlineData("reasons.tsv", "refuse", "reject", "“reject” in the column step")]
    public void A_fault_in_a_pack_is_told_with_file_and_line(string file, string words, string instead, string found)
    {
        var fault = Assert.Throws<PackException>(() => RegisterPackReader.Read("tiny", name => name == file ? Tiny[name].Replace(words, instead, StringComparison.Ordinal) : Tiny.GetValueOrDefault(name)));
        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
        Assert.Contains($"tiny/{file}, line", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_is_there_in_both_languages() =>
        Assert.All(RegisterWords.Keys, key => Assert.True(RegisterWords.Has(key, "uk"), key));
}
