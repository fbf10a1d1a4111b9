using System.Globalization;
using Attest.Incidents;
using Attest.Incidents.Linking;
using Attest.Training;

namespace Attest.Bench;

/// <summary>Whether articles on one incident come together, and whether the toll is the register's.</summary>
/// <remarks>
/// An article takes part in as many incidents as it tells of; it is grouped by its main one. B-cubed: for each article, how much of its group reports the same incident (precision),
/// and how much of the articles on its incident is in its group (recall), averaged over the articles. An incident's toll is that of the main incident of most of its articles; no figure counts as 0.
/// </remarks>
internal static class IncidentScore
{
    /// <summary>Reads, links and prints both tables, for the half that was tuned on and the half held back.</summary>
    /// <param name="folder">Where the corpus is.</param>
    /// <param name="cache">See <see cref="IncidentCorpus.Load"/>.</param>
    /// <param name="show">Whether to list the tolls of the tuning half that differ from the register's.</param>
    public static void Print(string folder, string? cache, bool show)
    {
        var corpus = IncidentCorpus.Load(folder, cache);
        var linker = new IncidentLinker();
        var linked = corpus.Articles.Select(article => article.Reading is null ? null : linker.Link(article.Reading)).ToList();
        var shelf = new AccountMemory();
        new Derivation(shelf).Apply([.. linked.OfType<LinkedReading>().SelectMany(one => one.Accounts)], []);
        string HomeOf(string account) => shelf.MembershipOf(account)!.Home;
        var incidents = linked.OfType<LinkedReading>().SelectMany(one => one.Claims).Where(claim => claim.Account is not null).GroupBy(claim => HomeOf(claim.Account!), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => linker.Assemble(group.Key, [.. group]), StringComparer.Ordinal);
        var main = linked.Select((one, index) => one?.Main is { } account ? HomeOf(account.Id) : string.Create(CultureInfo.InvariantCulture, $"none {index}")).ToList();
        PrintGrouping(corpus, article => main[article.Number]);
        PrintTolls(corpus, main, incidents, show);
    }

    private static void PrintGrouping(IncidentCorpus corpus, Func<RegisteredArticle, string> groupOf)
    {
        Console.WriteLine($"{"articles grouped by incident",-34}{"P",8}{"R",8}{"F1",8}   articles, groups, incidents");
        foreach (var (name, isIn) in Halves)
        {
            var articles = corpus.Articles.Where(article => isIn(article.IsForTuning)).ToList();
            Console.WriteLine(Row("  " + name, articles, groupOf));
        }
        Console.WriteLine(Row("  each article alone", corpus.Articles, article => article.Number.ToString(CultureInfo.InvariantCulture)));
        Console.WriteLine(Row("  all published on one day", corpus.Articles, article => article.Published));
    }

    private static (string Name, Func<bool, bool> IsIn)[] Halves => [("all", _ => true), ("tuned on", isForTuning => isForTuning), ("held back", isForTuning => !isForTuning)];

    private static string Row(string name, IReadOnlyList<RegisteredArticle> articles, Func<RegisteredArticle, string> groupOf)
    {
        var groups = articles.GroupBy(groupOf, StringComparer.Ordinal).ToList();
        var sizes = articles.GroupBy(article => article.Incident, StringComparer.Ordinal).ToDictionary(incident => incident.Key, incident => incident.Count(), StringComparer.Ordinal);
        double precision = 0, recall = 0;
        foreach (var group in groups)
        {
            foreach (var incident in group.GroupBy(article => article.Incident, StringComparer.Ordinal))
            {
                var together = incident.Count();
                precision += (double)together * together / group.Count();
                recall += (double)together * together / sizes[incident.Key];
            }
        }
        precision /= articles.Count;
        recall /= articles.Count;
        return string.Create(CultureInfo.InvariantCulture,
            $"{name,-34}{100 * precision,8:F1}{100 * recall,8:F1}{200 * precision * recall / (precision + recall),8:F1}   {articles.Count}, {groups.Count}, {sizes.Count}");
    }

    private static void PrintTolls(IncidentCorpus corpus, List<string> main, Dictionary<string, Incident> incidents, bool show)
    {
        Console.WriteLine($"{"toll as the register has it",-34}{"killed",14}{"injured",18}");
        foreach (var (name, isIn) in Halves)
        {
            int count = 0, killed = 0, injured = 0, noneKilled = 0, noneInjured = 0;
            foreach (var articles in corpus.Articles.Where(article => isIn(article.IsForTuning) && corpus.Register.ContainsKey(article.Incident)).GroupBy(article => article.Incident, StringComparer.Ordinal))
            {
                var registered = corpus.Register[articles.Key];
                var ours = articles.GroupBy(article => main[article.Number], StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.First().Number).First().Key;
                var toll = incidents.GetValueOrDefault(ours)?.Toll;
                count++;
                if (show && name == "tuned on" && (registered.Killed != Shown(toll, Measure.PeopleKilled) || registered.Injured != Shown(toll, Measure.PeopleWounded)))
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"differs\t{Shown(toll, Measure.PeopleKilled)} of {registered.Killed} killed, {Shown(toll, Measure.PeopleWounded)} of {registered.Injured} injured\t{string.Join(' ', articles.Select(article => article.Number))}\t{incidents.GetValueOrDefault(ours)?.Title}"));
                    foreach (var claim in incidents.GetValueOrDefault(ours)?.Claims.Where(claim => claim.Measure is Measure.PeopleKilled or Measure.PeopleWounded) ?? [])
                    {
                        Console.WriteLine($"\t{claim.Measure} {claim.Low}-{claim.High}{(claim.IsDerived ? " derived" : "")}{(claim.IsPart ? " part" : "")}\t{claim.Report.Quote.ReplaceLineEndings(" ")}");
                    }
                }
                killed += registered.Killed == Shown(toll, Measure.PeopleKilled) ? 1 : 0;
                injured += registered.Injured == Shown(toll, Measure.PeopleWounded) ? 1 : 0;
                noneKilled += registered.Killed == 0 ? 1 : 0;
                noneInjured += registered.Injured == 0 ? 1 : 0;
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{"  " + name,-34}{100.0 * killed / count,8:F1} ({killed}){100.0 * injured / count,8:F1} ({injured})   of {count}; an empty toll {100.0 * noneKilled / count:F1} and {100.0 * noneInjured / count:F1}"));
        }
    }

    private static decimal Shown(IReadOnlyDictionary<Measure, Toll>? toll, Measure measure) => toll?.GetValueOrDefault(measure)?.Shown ?? 0;
}
