using System.Diagnostics;
using System.Globalization;
using Attest.Archive;
using Attest.Incidents;
using Attest.Register;
using Attest.Register.DamageClaims;
using Attest.Register.Matching;
using Attest.Register.Packs;

namespace Attest.Bench;

/// <summary>The register of damage: filing, overlaps and lists among many generated damage claims; matching against many generated incidents, and how well it finds the right ones of the wire articles.</summary>
internal static class RegisterBench
{
    private static readonly string[] Families = ["Kovalenko", "Shevchenko", "Bondarenko", "Tkachenko", "Kravchenko", "Oliinyk", "Shevchuk", "Koval", "Polishchuk", "Bondar", "Tkachuk", "Moroz", "Marchenko", "Lysenko", "Rudenko", "Savchenko", "Petrenko", "Kravets", "Melnyk", "Hrytsenko"];
    private static readonly string[] Given = ["Olena", "Oleksandr", "Iryna", "Serhii", "Nataliia", "Andrii", "Tetiana", "Mykola", "Svitlana", "Viktor", "Oksana", "Ivan", "Kateryna", "Petro", "Maria", "Dmytro"];
    private static readonly string[] Streets = ["Sadova", "Tsentralna", "Shevchenka", "Lisova", "Myru", "Peremohy", "Naberezhna", "Shkilna", "Polova", "Zelena", "Soborna", "Kyivska", "Franka", "Hrushevskoho", "Vokzalna"];

    /// <summary>Prints all, or with no damage claims to file how well matching finds alone.</summary>
    /// <param name="wire">The articles that incidents are read from.</param>
    /// <param name="claims">How many damage claims are filed.</param>
    /// <param name="among">The folder of an archive, such as <c>linking --keep</c> leaves, among whose incidents the register's pages look, and which gets the bench's accounts; null for an empty one.</param>
    /// <param name="keep">Folder in which the archive of the articles is kept, and taken from if it is there; null reads them anew.</param>
    /// <param name="shows">Whether what went wrong is shown.</param>
    /// <param name="fits">Whether the weights of matching are learned, and nothing measured.</param>
    public static async Task PrintAsync(string wire, int claims, string? among, string? keep, bool shows, bool fits)
    {
        var pack = RegisterPackReader.Named(RegisterPackReader.Default);
        var towns = Towns(pack);
        var folder = Directory.CreateTempSubdirectory("attest-register-bench-").FullName;
        try
        {
            if (claims > 0)
            {
                await FilingAsync(Path.Combine(folder, "many"), among ?? Path.Combine(folder, "archive"), claims, towns);
                MatchingSpeed(pack, towns);
            }
            await MatchingQuality.PrintAsync(keep ?? Path.Combine(folder, "wire"), wire, pack, towns, shows, fits);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FilingAsync(string folder, string among, int claims, List<IncidentPlace> towns)
    {
        await using var archive = await ReportArchive.OpenAsync(among, TimeProvider.System, CancellationToken.None);
        await using var register = await DamageRegister.OpenAsync(folder, new RegisterOptions { Archive = archive }, TimeProvider.System, CancellationToken.None);
        await using var pages = await RegisterPages.StartAsync(archive, register);
        var (claimant, board) = (pages.Claimant, pages.Board);
        var random = new Random(1);
        var ids = new List<string>();
        var watch = Stopwatch.StartNew();
        await foreach (var line in register.FileManyAsync(claimant, new LineReader(Lines(claims, random, towns)), "en", CancellationToken.None))
        {
            ids.Add(line.Id ?? throw new InvalidOperationException(string.Join(' ', line.Mistakes)));
        }
        Row("damage claims filed by CSV", $"{ids.Count:N0}", $"{ids.Count / watch.Elapsed.TotalSeconds:N0} a second");
        var asked = Enumerable.Range(0, 300).Select(_ => ids[random.Next(ids.Count)]).ToList();
        await TimeAsync("overlaps of one", asked, id => register.OverlapsAsync(board, id, CancellationToken.None));
        await TimeAsync("groups of one", asked, id => register.GroupsAsync(board, id, CancellationToken.None));
        await TimeAsync("one damage claim", asked, id => register.DamageClaimAsync(board, id, CancellationToken.None));
        await TimeAsync("queue, 50 a page", asked, _ => register.QueueAsync(board, new QueueFilter(DamageState.Submitted), random.Next(claims).ToString(CultureInfo.InvariantCulture), 50, CancellationToken.None));
        await TimeAsync("evidence pack", asked[..50], id => register.WriteEvidencePackAsync(board, id, Stream.Null, "", CancellationToken.None));
        await PackSizeAsync(register, board, asked[0]);
        await TimeAsync("receipt, checked", asked, async id => await register.CheckReceiptAsync(await register.ReceiptAsync(claimant, id, CancellationToken.None), CancellationToken.None));
        await TimeAsync("open statistics", asked[..20], _ => register.StatisticsAsync(CancellationToken.None));
        await pages.PrintAsync([.. asked.Distinct()], Print);
        watch.Restart();
        var verification = await register.VerifyAsync(null, CancellationToken.None);
        Row("verified", $"{verification.Entries:N0} entries", $"{watch.Elapsed.TotalSeconds:N1} s, {verification.Faults.Count} faults");
    }

    // What proves a damage claim grows with its own entries, and with the logarithm of all others.
    private static async Task PackSizeAsync(DamageRegister register, Actor board, string id)
    {
        using var pack = new MemoryStream();
        await register.WriteEvidencePackAsync(board, id, pack, "", CancellationToken.None);
        using var zip = new System.IO.Compression.ZipArchive(pack);
        var watch = Stopwatch.StartNew();
        var found = Attest.Register.EvidencePacks.PackVerifier.Verify(pack);
        Row("proofs of one", $"{found.Entries:N0} entries of {found.Head?.Size ?? 0:N0}", $"{zip.GetEntry("proofs.json")!.Length / 1024.0:N1} KB, verified in {watch.Elapsed.TotalMilliseconds:N0} ms, {found.Faults.Count} faults");
    }

    private static void MatchingSpeed(RegisterPack pack, List<IncidentPlace> towns)
    {
        var (random, index, matcher) = (new Random(2), new IncidentIndex(), new Matcher(pack));
        for (var number = 0; number < 100_000; number++)
        {
            var (place, day) = (towns[(int)(Math.Pow(random.NextDouble(), 3) * towns.Count)], new DateOnly(2022, 2, 24).DayNumber + random.Next(900));
            index.Set(new IndexedIncident(
                $"{number:x16}", "A generated incident", EventType.Assault, ["heavy-weapons"], "Shelling/artillery/missile attack", EventStatus.Happened, place, TimeValue.Of(DateOnly.FromDayNumber(day)), day, day, 1, 5, [],
                AccountWords.Of([Families[random.Next(Families.Length)]])));
        }
        var times = new List<double>();
        for (var number = 0; number < 500; number++)
        {
            var place = towns[(int)(Math.Pow(random.NextDouble(), 3) * towns.Count)];
            var statement = Stated(place.Name, DateOnly.FromDayNumber(new DateOnly(2022, 2, 24).DayNumber + random.Next(900)), "");
            var watch = Stopwatch.StartNew();
            matcher.Find(statement, new ResolvedPlace(place.Name, place.Gazetteer, place.Country, place.Region, place.Position, place.RadiusKm), index, "en");
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        Print("matching against 100,000 incidents", times);
    }

    private static Statement Stated(string settlement, DateOnly day, string account) => new()
    {
        Category = "A3.1", Account = account, When = DamageTime.On(day), Where = new DamagePlace(settlement),
    };

    private static List<IncidentPlace> Towns(RegisterPack pack)
    {
        var search = PlaceSearch.Of(pack.Countries);
        var towns = new Dictionary<string, IncidentPlace>(StringComparer.Ordinal);
        for (var latitude = 45.0; latitude < 52.2; latitude += 0.2)
        {
            for (var longitude = 22.5; longitude < 40; longitude += 0.3)
            {
                if (search.IsWithin(new GeoPoint(latitude, longitude), 0) && search.Nearest(new GeoPoint(latitude, longitude)) is var (place, _))
                {
                    towns.TryAdd(place.Gazetteer, place);
                }
            }
        }
        return [.. towns.Values];
    }

    private static IEnumerable<string> Lines(int claims, Random random, List<IncidentPlace> towns)
    {
        yield return "category,family_name,given_name,born,account,from,gazetteer,street,house,flat,property,registry_number";
        for (var number = 0; number < claims; number++)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"A3.1,{Families[random.Next(Families.Length)]},{Given[random.Next(Given.Length)]},{1940 + random.Next(65)}-{1 + random.Next(12):00}-{1 + random.Next(28):00},The windows and the roof were broken in the night by something that exploded in the street.,{new DateOnly(2022, 2, 24).AddDays(random.Next(900)):yyyy-MM-dd},{towns[(int)(Math.Pow(random.NextDouble(), 3) * towns.Count)].Gazetteer},{Streets[random.Next(Streets.Length)]},{1 + random.Next(150)},{1 + random.Next(80)},a flat,{number % 150_000:000000}");
        }
    }

    private static async Task TimeAsync<T>(string what, IReadOnlyList<string> ids, Func<string, Task<T>> work)
    {
        var times = new List<double>();
        foreach (var id in ids)
        {
            var watch = Stopwatch.StartNew();
            await work(id);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        Print(what, times);
    }

    private static void Print(string what, List<double> times)
    {
        times.Sort();
        Row(what, $"{times.Count:N0}", string.Create(CultureInfo.InvariantCulture, $"p50 {times[times.Count / 2]:0.0} ms, p99 {times[(int)(times.Count * 0.99)]:0.0} ms"));
    }

    private static void Row(string what, string count, string measured) => Console.WriteLine($"| {what} | {count} | {measured} |");

    private sealed class LineReader(IEnumerable<string> lines) : TextReader
    {
        private readonly IEnumerator<string> _lines = lines.GetEnumerator();
        private string _line = "";
        private int _at;

        public override int Peek() => Fill() ? _line[_at] : -1;

        public override int Read() => Fill() ? _line[_at++] : -1;

        private bool Fill()
        {
            if (_at < _line.Length)
            {
                return true;
            }
            (_line, _at) = _lines.MoveNext() ? (_lines.Current + "\n", 0) : ("", 0);
            return _line.Length > 0;
        }
    }
}
