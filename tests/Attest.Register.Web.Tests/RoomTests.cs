using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Attest.Register.Web.Words;

namespace Attest.Register.Web.Tests;

/// <summary>The room stands beside the site: nothing in the site or the archive knows of it, and it says everything in every language.</summary>
public sealed partial class RoomTests
{
    private static string Project([CallerFilePath] string caller = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "..", ".."));

    [Theory]
    [InlineData("src/Attest")]
    [InlineData("src/Attest.Web")]
    public void Nothing_in_the_archive_or_the_site_names_the_register(string folder)
    {
        var files = Directory.EnumerateFiles(Path.Combine(Project(), folder), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".csproj" or ".css" or ".ts" && !file.Contains("node_modules", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 50);
        Assert.All(files, file => Assert.DoesNotMatch(NameOfTheRoom(), File.ReadAllText(file)));
    }

    [Fact]
    public void Every_text_is_there_in_every_language_with_the_same_gaps() => Assert.All(RoomWords.Keys, key => Assert.All(RoomWords.Languages, language =>
    {
        Assert.True(RoomWords.Has(key, language), $"Words.{language}.tsv has no “{key}”.");
        Assert.Equal(Gap().Matches(RoomWords.Of(key, "en")).Select(gap => gap.Value).Order(StringComparer.Ordinal), Gap().Matches(RoomWords.Of(key, language)).Select(gap => gap.Value).Order(StringComparer.Ordinal));
    }));

    [GeneratedRegex(@"Attest\.Register|DamageRegister|DamageClaim|damage claim|/register", RegexOptions.IgnoreCase)]
    private static partial Regex NameOfTheRoom();

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Gap();
}
