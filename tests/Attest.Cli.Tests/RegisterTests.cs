using System.Text.RegularExpressions;
using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

/// <summary><c>attest register</c> as a process of its own: what it reports, and that a kill between any two writes leaves whole damage claims or none.</summary>
public sealed partial class RegisterTests : IAsyncLifetime
{
    private const int Killed = 137; // 128 + SIGKILL
    private const int Lines = 450;

    private readonly TemporaryFolder _folder = new();

    public async ValueTask InitializeAsync()
    {
        foreach (var name in new[] { "somebody", "olena" })
        {
            (await AttestProgram.RunAsync(new AttestProgram.Start(_folder.Path, "user", "add", name, "--role", "administrator") { Input = "four lamps in a brewery\n"u8.ToArray() })).Exits(0);
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nobody_is_filed_for_or_given_a_role_who_has_no_account()
    {
        _folder.Write("damage.csv", "category,family_name,given_name,account,from,settlement,region\nA1.1,Vydumanenko,Olena,I left and took nothing with me,2023-03-22,Rzhyshchiv,Kyiv\n");
        Assert.Contains("Looking for the account sombody: found none", (await AttestProgram.RunAsync(_folder.Path, "register", "file", "damage.csv", "--as", "sombody")).Exits(2).Error, StringComparison.Ordinal);
        Assert.Contains("Looking for the account olean: found none", (await AttestProgram.RunAsync(_folder.Path, "register", "role", "olean", "board")).Exits(2).Error, StringComparison.Ordinal);
        Assert.Contains("olena is board", (await AttestProgram.RunAsync(_folder.Path, "register", "role", "OLENA", "board")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_lies_where_it_is_said_to_and_no_command_opens_the_register_without_it()
    {
        _folder.Write("damage.csv", "category,family_name,given_name,account,from,settlement,region\nA1.1,Vydumanenko,Olena,I left and took nothing with me,2023-03-22,Rzhyshchiv,Kyiv\n");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "elsewhere"));
        string[] key = ["--register-key", "elsewhere/register.key"];
        (await AttestProgram.RunAsync(_folder.Path, ["register", "file", "damage.csv", "--as", "somebody", .. key])).Exits(0);
        Assert.Equal(32, new FileInfo(Path.Combine(_folder.Path, "elsewhere", "register.key")).Length);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "attest-data"), "*.key", SearchOption.AllDirectories));
        Assert.Contains("nothing wrong", (await AttestProgram.RunAsync(_folder.Path, ["register", "verify", .. key])).Exits(0).Output, StringComparison.Ordinal);
        var set = new AttestProgram.Start(_folder.Path, "register", "pack", "RD-" + DateTime.UtcNow.Year + "-000001", "pack.zip") { Environment = { ["ATTEST_REGISTER_KEY"] = "elsewhere/register.key" } };
        (await AttestProgram.RunAsync(set)).Exits(0);
        foreach (var command in new string[][] { ["list"], ["verify"], ["verify", "pack.zip"], ["role", "olena", "board"] })
        {
            Assert.Contains("--register-key", (await AttestProgram.RunAsync(_folder.Path, ["register", .. command])).Exits(2).Error, StringComparison.Ordinal);
        }
        File.WriteAllBytes(Path.Combine(_folder.Path, "elsewhere", "register.key"), new byte[32]);
        Assert.Contains("found another key", (await AttestProgram.RunAsync(_folder.Path, ["register", "list", .. key])).Exits(2).Error, StringComparison.Ordinal);
        Assert.Contains("found no pack", (await AttestProgram.RunAsync(_folder.Path, "register", "list", "--register-pack", "nowhere")).Exits(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_is_held_against_the_register_or_the_heads_that_it_published_and_says_what_it_can_not_prove()
    {
        _folder.Write("damage.csv", "category,family_name,given_name,account,from,settlement,region\nA1.1,Vydumanenko,Olena,I left and took nothing with me,2023-03-22,Rzhyshchiv,Kyiv\n");
        (await AttestProgram.RunAsync(_folder.Path, "register", "file", "damage.csv", "--as", "somebody")).Exits(0);
        Assert.Contains("found none", (await AttestProgram.RunAsync(_folder.Path, "register", "pack", "RD-2000-000001", "pack.zip")).Exits(2).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "pack.zip")));
        (await AttestProgram.RunAsync(_folder.Path, "register", "pack", $"RD-{DateTime.UtcNow.Year}-000001", "pack.zip")).Exits(0);
        Assert.Contains("The register published that head", (await AttestProgram.RunAsync(_folder.Path, "register", "verify", "pack.zip")).Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains("the pack can’t prove", (await AttestProgram.RunAsync(_folder.Path, "register", "verify", "pack.zip", "--data", "nowhere")).Exits(0).Output, StringComparison.Ordinal);
        _folder.Write("heads.txt", (await AttestProgram.RunAsync(_folder.Path, "register", "heads")).Exits(0).Output);
        Assert.Contains("The register published that head", (await AttestProgram.RunAsync(_folder.Path, "register", "verify", "pack.zip", "--head", "heads.txt", "--data", "nowhere")).Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains("hold the pack against are none", (await AttestProgram.RunAsync(_folder.Path, "register", "verify", "pack.zip", "--head", "damage.csv")).Exits(1).Error, StringComparison.Ordinal);
        Assert.Contains("Name the heads", (await AttestProgram.RunAsync(_folder.Path, "register", "verify", "pack.zip", "--head", "no-heads.txt")).Exits(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_line_of_a_file_is_reported_with_its_number_or_what_is_wrong_with_it()
    {
        _folder.Write("damage.csv", "category,family_name,given_name,account,from,settlement,region,moved-to\nA1.1,Vydumanenko,Olena,\"I left, and took nothing\",2023-03-22,Rzhyshchiv,Kyiv,Lviv\nA1.1,Vydumanenko,Petro,I left,2021-03-22,Rzhyshchiv,Kyiv,Lviv\nA1.1,Vydumanenko,Petro,I left,soon,Rzhyshchiv,Kyiv,Lviv\n");
        var filed = (await AttestProgram.RunAsync(_folder.Path, "register", "file", "damage.csv", "--as", "somebody")).Exits(1);
        Assert.Matches("(?m)^line 2: RD-\\d{4}-000001 \\(.+, .+\\)$", filed.Output);
        Assert.Contains("line 3: The day is 2021-03-22, and this register begins with 2022-02-24.", filed.Error, StringComparison.Ordinal);
        Assert.Contains("line 4: Column from: found no day, expected one such as 2023-03-22.", filed.Error, StringComparison.Ordinal);
        Assert.Contains("found the column 2", (await RunWithAsync("category,shoe_size\n")).Exits(2).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pwrite64", 12)]
    [InlineData("pwrite64", 90)]
    [InlineData("fsync,fdatasync", 4)]
    public async Task A_kill_during_filing_leaves_whole_damage_claims_and_loses_none_that_was_reported(string calls, int when)
    {
        await Machine.NeedsAsync("strace");
        (await AttestProgram.RunAsync(_folder.Path, "register", "role", "olena", "examiner")).Exits(0);
        _folder.Write("damage.csv", Many());
        var killed = await AttestProgram.RunAsync(new AttestProgram.Start(_folder.Path, "register", "file", "damage.csv", "--as", "somebody")
        {
            Wrapper = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", $"trace={calls}", "-e", $"inject={calls}:signal=KILL:when={when}"],
        });
        // The calls of each thread are counted by themselves: where none comes so far, all is filed.
        Assert.True(killed.ExitCode is Killed or 0, $"Exit code {killed.ExitCode}: {killed.Error}");

        Assert.Contains("nothing wrong", (await AttestProgram.RunAsync(_folder.Path, "register", "verify")).Exits(0).Output, StringComparison.Ordinal);

        var list = (await AttestProgram.RunAsync(_folder.Path, "register", "list")).Exits(0).Output;
        var kept = Submitted().Match(list) is { Success: true } match ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
        Assert.True(kept >= Reported().Count(killed.Output) && kept is 0 or 200 or 400 or Lines, $"{kept} are kept, {Reported().Count(killed.Output)} were reported.");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public async Task A_kill_during_a_decision_to_erase_leaves_it_whole_or_not_at_all(int when)
    {
        await Machine.NeedsAsync("strace");
        _folder.Write("damage.csv", "category,family_name,given_name,account,from,settlement,region\nA1.1,Vydumanenko,Olena,I left and took nothing with me,2023-03-22,Rzhyshchiv,Kyiv\n");
        var number = Reported().Match((await AttestProgram.RunAsync(_folder.Path, "register", "file", "damage.csv", "--as", "somebody")).Exits(0).Output).Groups[1].Value;
        await AttestProgram.RunAsync(new AttestProgram.Start(_folder.Path, "register", "erase", number, "--why", "a test")
        {
            Wrapper = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64", "-e", $"inject=pwrite64:signal=KILL:when={when}"],
        });
        Assert.Contains("nothing wrong", (await AttestProgram.RunAsync(_folder.Path, "register", "verify")).Exits(0).Output, StringComparison.Ordinal);
        Assert.Matches("submitted  1 damage claim|erased  1 damage claim", (await AttestProgram.RunAsync(_folder.Path, "register", "list")).Exits(0).Output);
    }

    private Task<AttestProgram.Finished> RunWithAsync(string csv)
    {
        _folder.Write("damage.csv", csv);
        return AttestProgram.RunAsync(_folder.Path, "register", "file", "damage.csv", "--as", "somebody");
    }

    private static string Many() => "category,family_name,given_name,account,from,settlement,region\n"
        + string.Concat(Enumerable.Range(0, Lines).Select(number => $"A1.1,Vydumanenko{number},Olena,I left and took nothing with me,2023-03-22,Rzhyshchiv,Kyiv\n"));

    [GeneratedRegex(@"(?m)^submitted  (\d+) damage claim")]
    private static partial Regex Submitted();

    [GeneratedRegex(@"(?m)^line \d+: (RD-\d{4}-\d{6})")]
    private static partial Regex Reported();
}
