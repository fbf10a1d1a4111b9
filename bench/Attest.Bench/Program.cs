using Attest.Bench;
using BenchmarkDotNet.Running;

switch (args)
{
    case ["accuracy"]:
        Attest.Training.Commands.Run(["score-segmentation"]);
        Attest.Training.Commands.Run(["score"]);
        return 0;
    case ["speed", .. var rest]:
        Speed.Print(rest.Length > 0 ? rest[0] : Path.Combine(Attest.Training.Commands.DataFolder, "wire"));
        return 0;
    case ["reading", .. var rest]:
        ReadingSpeed.Print(rest.Length > 0 ? rest[0] : Path.Combine(Attest.Training.Commands.DataFolder, "wire.jsonl"));
        return 0;
    case ["polnear", .. var rest]:
        AttributionScore.Print(Path.Combine(Attest.Training.Commands.DataFolder, "attribution", "polnear", rest.Length > 0 ? rest[0] : "dev"));
        return 0;
    case ["recognizers", .. var rest]:
        RecognizersScore.Print(Path.Combine(Attest.Training.Commands.DataFolder, "times", "recognizers-specs"), rest is ["--show"]);
        return 0;
    case ["events", "--acled", var file, .. var rest]:
        SubtypeScore.Print(file, rest is ["--show"]);
        return 0;
    case ["events", .. var rest]:
        EventScore.Print(Path.Combine(Attest.Training.Commands.DataFolder, "events"), rest is ["--show"]);
        return 0;
    case ["places", .. var rest]:
        PlaceScore.Print(Path.Combine(Attest.Training.Commands.DataFolder, "places"), rest is ["--show"], rest is ["--fit"]);
        return 0;
    case ["incidents", .. var rest]:
        IncidentScore.Print(Path.Combine(Attest.Training.Commands.DataFolder, "incidents"), rest is ["--cache", var cache, ..] ? cache : null, rest.Contains("--show"));
        return 0;
    case ["times", .. var rest]:
        TimexScore.Print(rest.FirstOrDefault(Directory.Exists) ?? Path.Combine(Attest.Training.Commands.DataFolder, "times", "TBAQ-cleaned"), rest.Contains("--show") ? "wrong" : null);
        if (!rest.Any(Directory.Exists))
        {
            Console.WriteLine();
            TimeCases.Print(Path.Combine(Attest.Training.Commands.DataFolder, "times", "recognizers-specs", "DateTime"), rest.Contains("--show"));
        }
        return 0;
    case ["linking", .. var rest]:
        LinkingScale.Print(
            rest is [var claims, ..] && int.TryParse(claims, System.Globalization.CultureInfo.InvariantCulture, out var most) ? most : 1_000_000, rest is [.., "--keep", var folder] ? folder : null);
        return 0;
    case ["register", .. var rest]:
        await RegisterBench.PrintAsync(
            rest.TakeWhile(word => word is not ("--keep" or "--among")).FirstOrDefault(Path.Exists) ?? Path.Combine(Attest.Training.Commands.DataFolder, "wire.jsonl"), rest.Select(word => int.TryParse(word, System.Globalization.CultureInfo.InvariantCulture, out var damageClaims) ? damageClaims : (int?)null).FirstOrDefault(number => number is not null) ?? 200_000,
            rest.SkipWhile(word => word != "--among").Skip(1).FirstOrDefault(), rest.SkipWhile(word => word != "--keep").Skip(1).FirstOrDefault(), rest.Contains("--show"), rest.Contains("--fit"));
        return 0;
    case ["queries", var archive]:
        await ArchiveQueries.PrintAsync(archive);
        return 0;
    case ["export", var archive]:
        await ExportSpeed.PrintAsync(archive);
        return 0;
    case ["load", var site, "--varied", .. var rest]:
        var (asked, kind) = rest is [.. var numbers, "--kind", var name] ? (numbers, name) : (rest, null);
        return await VariedLoad.PrintAsync(
            new Uri(site), asked is [var aSecond, ..] ? int.Parse(aSecond, System.Globalization.CultureInfo.InvariantCulture) : 50, asked is [_, var lasting] ? int.Parse(lasting, System.Globalization.CultureInfo.InvariantCulture) : 120, kind) ? 0 : 1;
    case ["load", var site, .. var rest]:
        await SiteLoad.PrintAsync(
            new Uri(site), rest is [var rate, ..] ? int.Parse(rate, System.Globalization.CultureInfo.InvariantCulture) : 50, rest is [_, var seconds] ? int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture) : 4);
        return 0;
    case ["stream", var site, var archive, .. var rest]:
        await StreamLoad.PrintAsync(new Uri(site), archive, rest is [var subscribers] ? int.Parse(subscribers, System.Globalization.CultureInfo.InvariantCulture) : 1000);
        return 0;
    case ["stages", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(LanguageStages).Assembly).Run(rest.Length > 0 ? rest : ["--filter", "*", "--job", "short"]);
        return 0;
    default:
        Console.Error.WriteLine("Attest.Bench: expected accuracy, speed [FOLDER], reading [FILE], polnear [PART], recognizers [--show], places [--show|--fit], events [--show], events --acled FILE [--show], incidents [--cache FILE] [--show], linking [CLAIMS] [--keep FOLDER], register [REPORTS] [DAMAGE CLAIMS] [--show] [--fit] [--among ARCHIVE] [--keep FOLDER], queries FOLDER, export FOLDER, load URL [RATE] [SECONDS], load URL --varied [RATE] [SECONDS] [--kind WORD], stream URL FOLDER [SUBSCRIBERS], times [FOLDER] [--show] or stages [BenchmarkDotNet's options].");
        return 2;
}
