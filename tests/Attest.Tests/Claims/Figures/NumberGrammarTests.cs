using System.Globalization;
using Attest.Claims;
using Attest.Claims.Figures;

namespace Attest.Tests.Claims.Figures;

public sealed class NumberGrammarTests
{
    [Theory]
    [InlineData("Two thirds of the harbour burned.", "0.67 part")]
    [InlineData("Nearly one-fifth of the fields are mined.", "0.2~ part")]
    [InlineData("It sold three quarters of a million tyres.", "750000")]
    [InlineData("More than half were pupils.", "0.5.. part")]
    [InlineData("Half a million tins were sent.", "500000")]
    [InlineData("Three and a half million euros were found.", "3500000 money")]
    [InlineData("Fully 4 thousand 3 hundred and 21 crates.", "4321")]
    [InlineData("Two hundred and six crates.", "206")]
    [InlineData("Several hundred crates.", "200..~")]
    [InlineData("A few dozen crates.", "24..~")]
    [InlineData("Hundreds of thousands of crates.", "200000..~")]
    [InlineData("A dozen crates and two dozen more.", "12; 24")]
    [InlineData("Just 1 234 500 crates.", "1234500")]
    [InlineData("10 to 15 crates.", "10..15")]
    [InlineData("28–30 crates.", "28..30")]
    [InlineData("Between 3 and 5 crates.", "3..5")]
    [InlineData("Between $5 million and $7 million.", "5000000..7000000 money")]
    [InlineData("From 10 to 15 million crates.", "10000000..15000000")]
    [InlineData("The toll rose from 12 to 15.", "12; 15")]
    [InlineData("About 10% to 12% of it.", "10..12~ percent")]
    [InlineData("It cost $93.8bn, €60 million, US$5m, 1.2 trillion roubles and 40 million Swiss francs.", "93800000000 money; 60000000 money; 5000000 money; 1200000000000 money; 40000000 money")]
    [InlineData("It costs 60m euros or 50 cents.", "60000000 money; 0.5 money")]
    [InlineData("The bridge is 300m long; 6m refugees crossed it.", "300 distance; 6000000")]
    [InlineData("It fell by 2.5 percentage points at 900 km/h.", "2.5 percent; 900 speed")]
    [InlineData("Some 40,000 barrels a day and 3 million tonnes of grain.", "40000~ volume; 3000000 volume")]
    [InlineData("It flew at Mach 9.", "9 speed")]
    [InlineData("One in five of them left.", "0.2 part")]
    [InlineData("Upwards of 300, not more than 40, 20 or so.", "300..; ..40; 20~")]
    public void A_number_is_read_with_its_hedges_range_and_unit(string text, string expected)
    {
        var parsed = ReportOf.Parsed(ReportOf.Text(text));
        var grammar = new NumberGrammar(new Words(parsed));
        var read = new List<string>();
        var reached = 0;
        for (var i = 0; i < parsed.Tokens.Length; i++)
        {
            if (grammar.At(i, reached, parsed.Tokens.Length) is { } quantity)
            {
                read.Add(Write(quantity));
                reached = quantity.Last;
                i = quantity.Last - 1;
            }
        }
        Assert.Equal(expected, string.Join("; ", read));
    }

    private static string Write(Quantity quantity) => string.Create(CultureInfo.InvariantCulture,
        $"{(quantity.Low == quantity.High ? $"{quantity.Low:0.##}" : $"{quantity.Low:0.##}..{quantity.High:0.##}")}{(quantity.Approximate ? "~" : "")} {(quantity.Form == NumberForm.Part ? "part" : quantity.Unit)}").TrimEnd();
}
