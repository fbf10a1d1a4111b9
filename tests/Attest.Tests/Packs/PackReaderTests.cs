using Attest.Packs;

namespace Attest.Tests.Packs;

public sealed class PackReaderTests
{
    private static readonly Dictionary<string, string> Sound = new(StringComparer.Ordinal)
    {
        ["pack.tsv"] = "id\ttitle\tfrom\tuntil\tlanguages\ttheatre\tborders\nlorvale-2031\tThe war over Lorvale\t2031-02\t\ten\t\tBorders are shown as they were.\n",
        ["sides.tsv"] = "# who fights\nname\tstance\twords\tdemonyms\nVesk\tobserver\t\tVeskan\nLorvale\tparty\tKingdom of Lorvale\tLorvalian\nHarrow League\tparty\tHarrow\t\n",
        ["offices.tsv"] = "id\ttitle\taffiliation\tside\twords\nlor.pm\tPrime Minister\tLorvale\tLorvale\tpremier\n",
        ["holders.tsv"] = "name\tvariants\tpronoun\toffice\tfrom\tuntil\nIlse Brandt\tIlsa Brandt\tshe\tlor.pm\t2030-06\t2031-03\nKarl Lind\t\the\tlor.pm\t2031-04-02\t\n",
    };

    [Fact]
    public void A_pack_is_read_with_its_parties_first_and_its_dates_as_whole_months()
    {
        var pack = Read(Sound);
        Assert.Equal(["Lorvale", "Harrow League"], pack.Parties);
        Assert.Equal(["Lorvale", "Harrow League", "Vesk"], pack.Sides.Select(side => side.Name));
        Assert.Equal(new DateOnly(2031, 3, 31), pack.People[0].Holdings[0].Until);
        Assert.Empty(pack.Weapons);
    }

    [Theory]
    [InlineData("sides.tsv", "Lorvale\tparty", "Lorvale\tfighter", "Reading the pack table packs/lorvale-2031/sides.tsv, line 4: found “fighter” in the column stance, expected party, supporter, mediator, observer. Write one of these.")]
    [InlineData("sides.tsv", "stance\twords", "stance\tword", "Reading the pack table packs/lorvale-2031/sides.tsv, line 2: found the columns name, stance, word, demonyms, expected name, stance, words, demonyms, parted by tabs. Make the first line that is no remark the heading, as docs/packs.md gives it.")]
    [InlineData("holders.tsv", "2031-04-02", "2 April", "Reading the pack table packs/lorvale-2031/holders.tsv, line 3: found “2 April” in the column from, expected a day, a month or a year such as 2022-02-24, 2022-02 or 2022. Correct the cell, or leave it empty where it is not known.")]
    [InlineData("holders.tsv", "she\tlor.pm", "she\tlor.king", "Reading the pack table packs/lorvale-2031/holders.tsv, line 2: found the office “lor.king”, expected an id from offices.tsv. Add the office there, or correct it here.")]
    [InlineData("holders.tsv", "2030-06\t2031-03", "2031-06\t2031-03", "Reading the pack table packs/lorvale-2031/holders.tsv, line 2: found 2031-03 as the end of what began 2031-06, expected an end that is not before the beginning. Correct one of the two.")]
    [InlineData("offices.tsv", "Lorvale\tpremier", "Lorvale", "Reading the pack table packs/lorvale-2031/offices.tsv, line 2: found 4 cells in “lor.pm\tPrime Minister\tLorvale\tLorvale”, expected 5 cells, parted by tabs. Add or remove cells; an empty cell is still a cell.")]
    [InlineData("offices.tsv", "Lorvale\tLorvale\tpremier", "Lorvale\tOther\tpremier", "Reading the pack table packs/lorvale-2031/offices.tsv, line 2: found the side “Other”, expected a name from sides.tsv, or nothing. Add the side there, or correct it here.")]
    public void What_is_wrong_with_a_table_is_told_with_file_and_line(string file, string sound, string broken, string message)
    {
        var files = new Dictionary<string, string>(Sound) { [file] = Sound[file].Replace(sound, broken, StringComparison.Ordinal) };
        Assert.Equal(message, Assert.Throws<PackException>(() => Read(files)).Message);
    }

    [Fact]
    public void A_folder_without_a_manifest_is_no_pack() => Assert.Equal(
        "Reading the pack packs/lorvale-2031: found no file pack.tsv, expected one. Write it as docs/packs.md says, or name another folder.",
        Assert.Throws<PackException>(() => Read([])).Message);

    [Fact]
    public void A_pack_that_does_not_ship_is_told_with_those_that_do() => Assert.Contains(
        "expected a folder with pack.tsv or one of sudan-2023, ukraine-2022", Assert.Throws<PackException>(() => PackCatalogue.Named("nowhere")).Message, StringComparison.Ordinal);

    private static Pack Read(Dictionary<string, string> files) => PackReader.Read("packs/lorvale-2031", file => files.GetValueOrDefault(file));
}
