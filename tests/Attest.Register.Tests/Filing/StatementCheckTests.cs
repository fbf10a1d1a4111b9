using System.Collections;
using System.Reflection;
using Attest.Register.DamageClaims;
using Attest.Register.Filing;
using Attest.Register.Packs;
using Attest.Register.Tests.Running;

namespace Attest.Register.Tests.Filing;

public sealed class StatementCheckTests
{
    private static readonly RegisterPack Pack = RegisterPackReader.Named(RegisterPackReader.Default);
    private static readonly StatementCheck Check = new(Pack, new PlaceResolver(Pack));

    [Fact]
    public void No_text_of_a_statement_may_be_longer_than_a_page_can_show()
    {
        var full = Statements.Flat() with
        {
            Entity = new Entity("Vyhadka LLC", "30000001", "UA") { Contact = "by post" }, Representative = new Representative("Petro Inshyi", "parent") { Contact = "by post" },
            PersonConcerned = new Person("Inshyi", "Petro"), Currency = "UAH", Answers = new Dictionary<string, string> { ["moved-to"] = "Lviv" }, Unread = new Dictionary<string, string> { ["amount"] = "many" },
        };
        var tried = 0;
        foreach (var (path, longer) in Lengthened(full, full.GetType()))
        {
            Assert.True(CodesOf((Statement)longer).Intersect(["text-long", "account-long", "category-unknown"]).Any(), $"{path} may be of any length.");
            tried++;
        }
        Assert.True(tried > 30, $"{tried} texts");
    }

    [Theory]
    [InlineData("USD", true)]
    [InlineData("UAH", true)]
    [InlineData("", true)]
    [InlineData("doubloons", false)]
    [InlineData("ГРН", false)]
    public void A_currency_is_one_that_there_is(string currency, bool isOne) =>
        Assert.Equal(!isOne, CodesOf(Statements.Flat() with { Currency = currency }).Contains("currency-unknown"));

    [Theory]
    [InlineData("amount", "20 and some", "amount-unread")]
    [InlineData("currency", "20 and some", "currency-unknown")]
    [InlineData("born-on", "20 and some", "day-unread")]
    [InlineData("concerned-born-on", "20 and some", "day-unread")]
    [InlineData("first", "20 and some", "day-unread")]
    [InlineData("latitude", "20 and some", "pin-unread")]
    [InlineData("latitude", "120", "pin-unread")]
    [InlineData("longitude", "31,04", "pin-half")]
    public void What_could_not_be_read_stands_in_the_way(string field, string typed, string code)
    {
        var mistake = Assert.Single(Check.Check(Statements.Flat() with { Unread = new Dictionary<string, string> { [field] = typed } }, 1, new DateOnly(2024, 6, 1), "en"), mistake => mistake.Code == code);
        Assert.True(mistake.Stops);
        Assert.Contains(typed, mistake.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2023-03-01", null, DamageTimePrecision.Month, "2023-03-01", "2023-03-31")]
    [InlineData("2023-02-10", "2023-03-05", DamageTimePrecision.Month, "2023-02-01", "2023-03-31")]
    [InlineData("2023-03-05", "2023-02-10", DamageTimePrecision.Month, null, null)]
    [InlineData("2023-03-01", "2023-04-01", DamageTimePrecision.Day, null, null)]
    [InlineData("2023-03-01", "2023-03-01", DamageTimePrecision.About, "2023-03-01", "2023-03-01")]
    [InlineData("2023-03-01", null, DamageTimePrecision.Within, "2023-03-01", "2023-03-01")]
    public void A_first_and_a_last_day_mean_what_their_precision_says(string from, string? to, DamageTimePrecision precision, string? first, string? last)
    {
        var time = DamageTime.Of(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), to is null ? null : DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture), precision);
        Assert.Equal((first, last), (time?.First.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), time?.Last.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static IEnumerable<string> CodesOf(Statement statement) => Check.Check(statement, 1, new DateOnly(2024, 6, 1), "en").Select(mistake => mistake.Code);

    // The value again and again, each time with one of its texts far too long.
    private static IEnumerable<(string Path, object Value)> Lengthened(object value, Type type)
    {
        var copy = type.GetMethod("<Clone>$")!;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && property.GetValue(value) is not null))
        {
            var held = property.GetValue(value)!;
            foreach (var (path, longer) in held switch
            {
                string => [("", (object)new string('x', 30_000))],
                IReadOnlyDictionary<string, string> words => [("[]", words.ToDictionary(word => word.Key, _ => new string('x', 30_000)))],
                IReadOnlyList<string> => [("[]", new[] { new string('x', 30_000) })],
                IEnumerable => [],
                _ when held.GetType().GetMethod("<Clone>$") is not null => Lengthened(held, held.GetType()),
                _ => [],
            })
            {
                var one = copy.Invoke(value, null)!;
                property.SetValue(one, longer);
                yield return ($"{property.Name}{(path.Length == 0 || path[0] == '[' ? path : $".{path}")}", one);
            }
        }
    }
}
