using System.Globalization;
using System.Text;
using Attest.Claims.Places;
using Attest.Intake;
using Attest.Language;

namespace Attest.Bench;

/// <summary>How many toponyms of two collections of news are found, how many of these are put in the right place, and how far the confidence holds.</summary>
/// <remarks>
/// Found: the words are exactly those that were marked. Peoples and governments are toponyms to these collections, so that they count here though a reading holds none of them as places.
/// Resolved: of the toponyms found and marked with a position, those whose position is within 161 km (100 miles) of it; one left unresolved counts as wrong.
/// Reachable: those for which some place of that name in our gazetteer is within that distance, whichever was chosen.
/// The weights were set on articles with odd numbers; those with even numbers are the check.
/// </remarks>
internal sealed class PlaceScore(string name)
{
    private const double NearKm = 161;
    private const int Buckets = 5;

    private readonly int[] _count = new int[Buckets], _right = new int[Buckets];
    private readonly double[] _promised = new double[Buckets];
    private readonly PlaceCalibrationFit _fit = new();
    private int _marked, _read, _found, _located, _near, _reachable, _unresolved;

    /// <summary>Reads both collections and prints their tables; each wrong one too where <paramref name="show"/> is set.</summary>
    public static void Print(string folder, bool show, bool fit)
    {
        var language = new LanguageAnalyser();
        var fits = new List<(string Name, PlaceCalibrationFit Fit)>();
        foreach (var (name, articles) in new[]
        {
            ("GeoWebNews", ToponymArticle.GeoWebNews(Path.Combine(folder, "GWN.xml"))),
            ("Local-Global Lexicon", ToponymArticle.LocalGlobal(Path.Combine(folder, "lgl.xml"))),
        })
        {
            var (all, odd, even, knowing) = (new PlaceScore(name), new PlaceScore("  odd numbers"), new PlaceScore("  even numbers"), new PlaceScore("  publisher known"));
            var number = 0;
            foreach (var article in articles)
            {
                number++;
                var parsed = Parsed(article, language);
                var mentions = parsed is null ? [] : PlaceReader.Mentions(parsed);
                all.Add(article, mentions, show ? $"{name} {number}" : null);
                (number % 2 == 1 ? odd : even).Add(article, mentions, null);
                if (article.Publisher is not null)
                {
                    knowing.Add(article, parsed is null ? [] : PlaceReader.Mentions(parsed, article.Publisher), null);
                }
            }
            Console.WriteLine($"{"",-22}{"P",8}{"R",8}{"F1",8}{"161 km",8}{"reach",8}{"open",8}   found/marked/read, near/located");
            Console.WriteLine(all.Row());
            Console.WriteLine(odd.Row());
            Console.WriteLine(even.Row());
            if (knowing._marked > 0)
            {
                Console.WriteLine(knowing.Row());
            }
            all.PrintConfidence();
            fits.Add((name, all._fit));
        }
        foreach (var (name, tried) in fits)
        {
            var (other, learnt) = fits.First(one => one.Name != name);
            Console.WriteLine($"  {name} by what {other} teaches (all that were found, unresolved too)");
            foreach (var row in tried.Check(learnt))
            {
                Console.WriteLine(row);
            }
        }
        if (fit)
        {
            var both = new PlaceCalibrationFit();
            // The first is news of the world, the second was gathered for its ambiguous towns.
            foreach (var (_, one) in fits)
            {
                both.Add(one, one == fits[0].Fit ? 2 : 1);
            }
            Console.WriteLine(string.Join('\n', both.Rows()));
        }
    }

    private static ParsedText? Parsed(ToponymArticle article, LanguageAnalyser language) =>
        new ReportIntake().Read(new IntakeInput("article.txt", Encoding.UTF8.GetBytes(article.Text))).OfType<IntakeResult.Accepted>().FirstOrDefault() is { Report: var report }
            && report.Text.Length == article.Text.Length
            ? language.Analyse(report) : null;

    private void Add(ToponymArticle article, List<ToponymMention> mentions, string? shown)
    {
        _marked += article.Toponyms.Count;
        _read += mentions.Count;
        var bySpan = mentions.ToDictionary(mention => mention.Toponym.Span);
        foreach (var marked in article.Toponyms)
        {
            if (!bySpan.TryGetValue(marked.Span, out var mention))
            {
                continue;
            }
            _found++;
            if (marked.Position is not { } position)
            {
                continue;
            }
            _located++;
            var isNear = mention.Resolution is { } resolution && resolution.Entry.Position.DistanceKm(position) <= NearKm;
            var isReachable = mention.Toponym.Rows.Any(row => Gazetteer.Shipped[row.Row].Position.DistanceKm(position) <= NearKm);
            _near += isNear ? 1 : 0;
            _reachable += isReachable ? 1 : 0;
            _unresolved += mention.Resolution is null ? 1 : 0;
            if (mention.Likeliest is { Entry.Feature.Code: not ("RGN" or "SEA" or "WTR") } likeliest)
            {
                _fit.Add(likeliest, likeliest.Entry.Position.DistanceKm(position) <= NearKm, isReachable);
            }
            // Where the middle of a continent or a sea lies is a matter of taste.
            if (mention.Resolution is { Confidence: var confidence, Entry.Feature.Code: not ("RGN" or "SEA" or "WTR") })
            {
                var bucket = Math.Clamp((int)(confidence * Buckets), 0, Buckets - 1);
                _count[bucket]++;
                _promised[bucket] += confidence;
                _right[bucket] += isNear ? 1 : 0;
            }
            if (shown is not null && !isNear)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{shown}\t{(isReachable ? "reachable" : "not in gazetteer")}\t{article.Text[marked.Span.Start..marked.Span.End]}\t{mention.Role}\tours {mention.Resolution?.Entry.Name}, {mention.Resolution?.Entry.Region} {mention.Resolution?.Entry.Country} {mention.Confidence:F2}\tmarked {marked.Region} {position.Latitude:F1} {position.Longitude:F1}\t{mention.Resolution?.Entry.Position.DistanceKm(position) ?? 0:F0} km"));
            }
        }
    }

    private string Row()
    {
        var (precision, recall) = ((double)_found / Math.Max(1, _read), (double)_found / Math.Max(1, _marked));
        return string.Create(CultureInfo.InvariantCulture,
            $"{name,-22}{100 * precision,8:F1}{100 * recall,8:F1}{200 * precision * recall / Math.Max(1e-9, precision + recall),8:F1}{Share(_near),8:F1}{Share(_reachable),8:F1}{Share(_unresolved),8:F1}   {_found}/{_marked}/{_read}, {_near}/{_located}");
    }

    private double Share(int count) => 100.0 * count / Math.Max(1, _located);

    private void PrintConfidence()
    {
        Console.WriteLine($"  {"confidence from",-20}{"mean",8}{"right",8}   count");
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            if (_count[bucket] > 0)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {bucket / (double)Buckets,-20:F1}{_promised[bucket] / _count[bucket],8:F2}{(double)_right[bucket] / _count[bucket],8:F2}   {_count[bucket]}"));
            }
        }
    }
}
