using System.Globalization;
using System.Text;
using System.Text.Json;
using Attest.Claims.Attributions;
using Attest.Claims.Figures;
using Attest.Claims.Times;

namespace Attest.Tests.Claims.Figures;

/// <summary>What a general staff claims for a day, written in our own words in several styles, is what is read back.</summary>
public sealed class DailyLossesTests
{
    private static readonly (string Key, string Line, string One, string Several, Measure Measure)[] Kinds =
    [
        ("personnel", "Personnel", "soldier", "soldiers", Measure.PersonnelLosses),
        ("tank", "Tanks", "tank", "tanks", Measure.TanksLost),
        ("APC", "Armoured fighting vehicles", "armoured combat vehicle", "armoured combat vehicles", Measure.VehiclesLost),
        ("field artillery", "Artillery systems", "artillery system", "artillery systems", Measure.EquipmentLost),
        ("MRL", "Multiple rocket launchers", "rocket launcher", "rocket launchers", Measure.EquipmentLost),
        ("anti-aircraft warfare", "Air defence systems", "air defence system", "air defence systems", Measure.AirDefenceLost),
        ("aircraft", "Aircraft", "plane", "planes", Measure.AircraftLost),
        ("helicopter", "Helicopters", "helicopter", "helicopters", Measure.AircraftLost),
        ("drone", "Drones", "drone", "drones", Measure.DronesDowned),
        ("cruise missiles", "Cruise missiles", "cruise missile", "cruise missiles", Measure.MissilesDowned),
        ("naval ship", "Warships", "warship", "warships", Measure.EquipmentLost),
        ("vehicles and fuel tanks", "Vehicles and fuel tanks", "truck", "trucks", Measure.VehiclesLost),
    ];

    [Theory]
    [InlineData("list")]
    [InlineData("table")]
    [InlineData("new")]
    [InlineData("sentence")]
    [InlineData("lost")]
    public void The_number_that_a_report_gives_for_a_day_is_the_number_read(string style)
    {
        var data = Environment.GetEnvironmentVariable("ATTEST_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(data), "no data: ATTEST_DATA is not set");
        var days = Days(Path.Combine(data, "losses"));
        var wrong = new List<string>();
        var claims = 0;
        // Every fourth day of the war, another quarter for each style: several hundred days in all.
        for (var k = 1 + (style.Length % 4); k < days.Count; k += 4)
        {
            var (text, expected) = Write(style, days[k], days[k - 1]);
            var read = Read(text);
            claims += expected.Count;
            foreach (var (value, measure, scope) in expected)
            {
                if (!read.Remove((value, measure, "Russia", scope)))
                {
                    wrong.Add($"{days[k].Day}: {value} {measure} {scope}\n{text}\nread: {string.Join("; ", read)}");
                }
            }
            wrong.AddRange(read.Select(extra => $"{days[k].Day}: not written: {extra}\n{text}"));
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {claims} figures are not as written. {wrong.FirstOrDefault()}");
    }

    private static (string Text, List<(decimal Value, Measure Measure, FigureScope Scope)> Expected) Write(string style, Losses day, Losses before)
    {
        var expected = new List<(decimal, Measure, FigureScope)>();
        var known = Kinds.Where(kind => day.Sums.ContainsKey(kind.Key) && before.Sums.ContainsKey(kind.Key)).Select(kind => (Kind: kind, Sum: day.Sums[kind.Key], New: day.Sums[kind.Key] - before.Sums[kind.Key])).ToList();
        var text = new StringBuilder();
        switch (style)
        {
            case "list" or "table":
                text.Append("The General Staff of Ukraine published the total losses of the Russian army since the invasion began:\n\n");
                foreach (var (kind, sum, added) in known.Where(one => one.Sum > 0))
                {
                    var increment = added > 0 ? $" (+{Digits(added)})" : "";
                    text.Append(style == "list" ? $"• {kind.Line} – {(kind.Key == "personnel" ? "about " : "")}{Digits(sum)}{increment}\n\n" : $"{kind.Line}: {Digits(sum)}{increment}\n\n");
                    expected.Add((sum, kind.Measure, FigureScope.Cumulative));
                    if (added > 0)
                    {
                        expected.Add((added, kind.Measure, FigureScope.New));
                    }
                }
                break;
            case "new":
                var losses = known.Where(one => one.New > 0).ToList();
                text.Append("Over the past day Russian troops lost ").Append(Enumerate(losses.Select(one => (one.Kind.Key == "personnel" ? "about " : "") + Counted(one.Kind, one.New)))).Append(", the Ukrainian army said.");
                expected.AddRange(losses.Select(one => (one.New, one.Kind.Measure, FigureScope.New)));
                break;
            case "sentence":
                losses = [.. known.Where(one => one.New > 0)];
                text.Append("The Ukrainian General Staff reported that ").Append(Enumerate(losses.Select((one, index) => index == 0 ? $"{Digits(one.New)} Russian {(one.New == 1 ? one.Kind.One : one.Kind.Several)}" : Counted(one.Kind, one.New)))).Append(" were destroyed the previous day.");
                expected.AddRange(losses.Select(one => (one.New, one.Kind.Measure, FigureScope.New)));
                break;
            default:
                losses = [.. known.Where(one => one.Sum > 0)];
                text.Append("Since the full-scale invasion Russia has lost ").Append(Enumerate(losses.Select(one => Counted(one.Kind, one.Sum)))).Append(", according to Ukraine’s General Staff.");
                expected.AddRange(losses.Select(one => (one.Sum, one.Kind.Measure, FigureScope.Cumulative)));
                break;
        }
        return (text.ToString(), expected);
    }

    private static string Counted((string Key, string Line, string One, string Several, Measure Measure) kind, decimal number) => number == 1 ? $"one {kind.One}" : $"{Digits(number)} {kind.Several}";

    private static string Enumerate(IEnumerable<string> parts) => parts.ToList() is var all && all.Count < 2 ? string.Concat(all) : string.Join(", ", all.SkipLast(1)) + " and " + all[^1];

    private static string Digits(decimal number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static List<(decimal Value, Measure Measure, string? Side, FigureScope Scope)> Read(string text)
    {
        var report = ReportOf.Text(text);
        var parsed = ReportOf.Parsed(report);
        var times = new TimeReader().Read(report, parsed);
        var (attributions, speakers) = new AttributionReader().Read(report, parsed);
        return [.. new FigureReader().Read(report, parsed, [], times, attributions, speakers, []).Select(figure => (figure.Low ?? figure.High ?? -1, figure.Measure, figure.Side, figure.Scope))];
    }

    private static List<Losses> Days(string folder)
    {
        var days = new SortedDictionary<string, Losses>(StringComparer.Ordinal);
        foreach (var file in new[] { "russia_losses_equipment.json", "russia_losses_personnel.json" })
        {
            foreach (var one in JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, file))).RootElement.EnumerateArray())
            {
                var day = one.GetProperty("date").GetString()!;
                days.TryAdd(day, new Losses(day, []));
                foreach (var (key, _, _, _, _) in Kinds)
                {
                    if (one.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number)
                    {
                        days[day].Sums[key] = value.GetDecimal();
                    }
                }
            }
        }
        return [.. days.Values];
    }

    private sealed record Losses(string Day, Dictionary<string, decimal> Sums);
}
