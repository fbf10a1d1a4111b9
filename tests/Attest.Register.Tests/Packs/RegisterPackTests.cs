using Attest.Packs;
using Attest.Register.Packs;
using Attest.Register.Strings;
using Attest.Register.Tests.Running;

namespace Attest.Register.Tests.Packs;

public sealed class RegisterPackTests
{
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
        var pack = TinyPack.Read();
        Assert.Equal(("LB", "SD", 3), (pack.Prefix, pack.Countries[0], pack.Smallest));
        Assert.True(pack.Find("1")!.AsksFor("boat"));
    }

    [Theory]
    [InlineData("categories.tsv", "boat*", "ship*", "the field “ship”")]
    [InlineData("categories.tsv", "\tboat\t", "\tship\t", "the kind “ship”")]
    [InlineData("fields.tsv", "\ttext\t", "\tbuilt-in\t", "the kind “built-in” of the field “boat”")]
    [InlineData("fields.tsv", "\tnumber\t", "\tchoice\t", "“choice” in the column kind")]
    [InlineData("register.tsv", "\t3\t1\t7", "\tfew\t1\t7", "“few” in the column smallest")]
    [InlineData("reasons.tsv", "refuse", "reject", "“reject” in the column step")]
    public void A_fault_in_a_pack_is_told_with_file_and_line(string file, string words, string instead, string found)
    {
        var fault = Assert.Throws<PackException>(() => RegisterPackReader.Read("tiny", name => name == file ? TinyPack.Tables[name].Replace(words, instead, StringComparison.Ordinal) : TinyPack.Tables.GetValueOrDefault(name)));
        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
        Assert.Contains($"tiny/{file}, line", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_is_there_in_both_languages() =>
        Assert.All(RegisterWords.Keys, key => Assert.True(RegisterWords.Has(key, "uk"), key));
}
