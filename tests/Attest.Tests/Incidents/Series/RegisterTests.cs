using System.Globalization;
using System.Text;
using System.Text.Json;
using Attest.Incidents;
using Attest.Incidents.Series;

namespace Attest.Tests.Incidents.Series;

/// <summary>A ministry's daily claims, as a public register has them, told in sentences of our own: the series read from them is the register's.</summary>
public sealed class RegisterTests
{
    private const int Days = 60;

    [Fact]
    public void The_series_read_from_daily_reports_is_the_register_it_was_made_from()
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("ATTEST_DATA") ?? "", "losses", "russia_losses_equipment.json");
        Assert.SkipUnless(File.Exists(file), "The register of losses is not here: set ATTEST_DATA.");
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var register = json.RootElement.EnumerateArray().Select(day => (Day: DateOnly.Parse(day.GetProperty("date").GetString()!, CultureInfo.InvariantCulture), Tanks: day.GetProperty("tank").GetInt32()))
            .OrderBy(day => day.Day).Take(Days).ToList();
        var linker = new IncidentLinker();
        var claims = register.SelectMany(day => new Pipeline().Read(Told(day.Day, day.Tanks)).OfType<ReadOutcome.Read>().SelectMany(read => linker.Claims(read.Reading)))
            .Where(claim => claim.Claim.Measure == Measure.TanksLost).ToList();
        var series = SeriesReader.Build("all", claims);
        Assert.Single(claims.Select(SeriesReader.IdOf).Distinct());
        Assert.Equal(register.Select(day => (day.Day, (decimal?)day.Tanks)), series.Points.Select(point => (point.Day, point.Low)));
        Assert.Equal(register.Zip(register.Skip(1)).Any(pair => pair.Second.Tanks < pair.First.Tanks), series.Alarms.Count > 0);
    }

    private static Attest.Intake.IntakeInput Told(DateOnly day, int tanks)
    {
        var text = $"The General Staff of Ukraine said on Facebook that Russia has lost {tanks.ToString("#,0", CultureInfo.InvariantCulture)} tanks since the start of the invasion.\n";
        var line = JsonSerializer.Serialize(new { url = $"https://register.invalid/{day:yyyy-MM-dd}", publisher = "Sample Wire", published = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), language = "en", text });
        return new Attest.Intake.IntakeInput($"{day:yyyy-MM-dd}.jsonl", Encoding.UTF8.GetBytes(line + "\n"));
    }
}
