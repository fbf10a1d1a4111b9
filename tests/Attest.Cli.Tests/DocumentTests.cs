using System.Text.RegularExpressions;
using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

/// <summary>The documents say what the program does, and the house stands as ARCHITECTURE.md draws it.</summary>
public sealed partial class DocumentTests
{
    // The journey of the data; no folder knows one to its right.
    private static readonly string[] Journey = ["Intake", "Language", "Packs", "Claims", "Incidents", "Archive", "Sources"];

    private static readonly string[] TablesIn = ["src", "packs"];

    [Fact]
    public void Every_notice_is_in_the_document_and_no_other()
    {
        var given = Documents.Sources().SelectMany(source => NoticeCode().Matches(source.Text)).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.NotEmpty(given);
        Assert.Equal(given.Order(StringComparer.Ordinal), NoticeRow().Matches(Documents.Read("docs/formats.md")).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_route_of_the_site_is_in_the_document_and_no_other()
    {
        var sources = Documents.Sources("src/Attest.Web").ToList();
        var mapped = sources.SelectMany(source => Route().Matches(source.Text)).Select(match => match.Groups[1].Value)
            .Concat(sources.SelectMany(source => FeedRoute().Matches(source.Text)).SelectMany(match => new[] { $"{match.Groups[1].Value}/feed.atom", $"{match.Groups[1].Value}/feed.json" })).ToHashSet();
        Assert.NotEmpty(mapped);
        Assert.Equal(mapped.Order(StringComparer.Ordinal), RouteRow().Matches(Documents.Read("docs/site.md")).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_column_of_every_export_is_in_the_document()
    {
        var document = Documents.Read("docs/formats.md");
        var named = Documents.Sources("src/Attest/Archive/Exports").SelectMany(source => ColumnName().Matches(source.Text)).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.True(named.Count > 80);
        Assert.All(named, name => Assert.True(document.Contains($"`{name}`", StringComparison.Ordinal) || document.Contains($"| {name} |", StringComparison.Ordinal), $"docs/formats.md does not name {name}."));
    }

    [Fact]
    public void No_folder_knows_one_further_along_the_journey()
    {
        foreach (var (path, text) in Documents.Sources("src/Attest"))
        {
            var stage = Array.IndexOf(Journey, path.Split('/')[2]);
            if (stage >= 0)
            {
                Assert.All(Journey[(stage + 1)..], later => Assert.False(text.Contains($"Attest.{later}", StringComparison.Ordinal), $"{path} speaks of Attest.{later}."));
                Assert.False(text.Contains("Attest.Web", StringComparison.Ordinal) || text.Contains("Attest.Cli", StringComparison.Ordinal), $"{path} speaks of the site or the command.");
            }
        }
    }

    [Fact]
    public void Nothing_outside_the_register_knows_of_it() => Assert.All(
        Documents.Sources("src/Attest").Concat(Documents.Sources("src/Attest.Web")),
        source => Assert.DoesNotMatch(RegisterWords(), source.Text));

    [Fact]
    public void Reading_and_linking_touch_no_file_clock_or_network()
    {
        var pure = Journey.SkipLast(2).Select(stage => $"src/Attest/{stage}/").ToArray();
        Assert.All(Documents.Sources("src/Attest").Where(source => pure.Any(folder => source.Path.StartsWith(folder, StringComparison.Ordinal))), source => Assert.DoesNotMatch(Surroundings(), source.Text));
    }

    [Fact]
    public void Every_table_says_where_it_comes_from() => Assert.All(
        TablesIn.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Snapshot.Project, folder), "*.tsv", SearchOption.AllDirectories)),
        path => Assert.Matches(@"(?m)^#.*\bSources?: |\tsource\r?$", File.ReadAllText(path)));

    [GeneratedRegex(@"Attest\.Register\b|DamageClaim|DamageRegister|damage claim")]
    private static partial Regex RegisterWords();

    [GeneratedRegex("new Notice\\(\"([a-z0-9-]+)\"")]
    private static partial Regex NoticeCode();

    [GeneratedRegex("(?m)^\\| notice `([a-z0-9-]+)` \\|")]
    private static partial Regex NoticeRow();

    [GeneratedRegex("Map(?:Get|Post|Methods)\\(\"(/[^\"]*)\"")]
    private static partial Regex Route();

    // Of a list, under its page's address.
    [GeneratedRegex("MapFeed\\(\"([^\"]*)\"")]
    private static partial Regex FeedRoute();

    [GeneratedRegex("(?m)^\\| `(/[^`]*)` \\|")]
    private static partial Regex RouteRow();

    [GeneratedRegex("new\\(\"([^\"{]+)\", \\(cells")]
    private static partial Regex ColumnName();

    [GeneratedRegex(@"\b(?:File|Directory)\.\w+\(|\bDateTime(?:Offset)?\.(?:Now|UtcNow|Today)\b|\bTimeProvider\b|\bHttpClient\b|\bSocket\b")]
    private static partial Regex Surroundings();
}
