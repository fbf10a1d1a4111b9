using System.Text;
using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

public sealed class UserTests : IDisposable
{
    private const string Password = "four lamps in a brewery";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_account_is_made_listed_changed_and_removed()
    {
        Assert.StartsWith("Nobody has an account.", (await RunAsync("", "user", "list")).Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains("olena signs in as administrator from now on", (await RunAsync(Password, "user", "add", "olena", "--role", "administrator")).Exits(0).Output, StringComparison.Ordinal);
        (await RunAsync(Password, "user", "add", "Ivan", "--role", "editor")).Exits(0);
        var listed = (await RunAsync("", "user", "list")).Exits(0);
        Assert.Matches("^Ivan  editor, since .* UTC, 0 sessions$", listed.Lines[0]);
        Assert.Equal("ivan is reader now.", Assert.Single((await RunAsync("", "user", "role", "ivan", "reader")).Exits(0).Lines), ignoreCase: true);
        Assert.Contains("has another password", (await RunAsync("green river takes stones", "user", "password", "ivan")).Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains("Ivan is not signed in", (await RunAsync("", "user", "sessions", "ivan")).Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains("0 sessions of Ivan ended", (await RunAsync("", "user", "sessions", "ivan", "--end")).Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains("the only administrator left", (await RunAsync("", "user", "remove", "olena")).Exits(2).Error, StringComparison.Ordinal);
        (await RunAsync("", "user", "remove", "ivan")).Exits(0);
        // Whoever comes after gets neither the name nor what stands under it.
        Assert.Contains("was removed", (await RunAsync(Password, "user", "add", "IVAN", "--role", "editor")).Exits(2).Error, StringComparison.Ordinal);
        Assert.Contains("whoever sits at this machine may do all", (await RunAsync("", "user", "remove", "olena")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "at least 12 characters")]
    [InlineData("qwertyuiop1234", "one that is tried first")]
    [InlineData("aaaaaaaaaaaaaaaa", "too few different characters")]
    [InlineData("olena olena olena", "holds the account’s name")]
    [InlineData("", "found nothing, expected it on the first line")]
    public async Task A_password_that_is_easily_guessed_is_not_taken_and_never_shown(string password, string fault)
    {
        var finished = (await RunAsync(password, "user", "add", "olena", "--role", "editor")).Exits(2);
        Assert.Contains(fault, finished.Error, StringComparison.Ordinal);
        Assert.StartsWith("Nobody has an account.", (await RunAsync("", "user", "list")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_known_is_said()
    {
        Assert.Contains("found none of this name", (await RunAsync("", "user", "role", "nobody", "editor")).Exits(2).Error, StringComparison.Ordinal);
        Assert.Contains("king", (await RunAsync(Password, "user", "add", "olena", "--role", "king")).Exits(2).Error, StringComparison.Ordinal);
        Assert.Contains("account of this name already", await TwiceAsync(), StringComparison.Ordinal);

        async Task<string> TwiceAsync()
        {
            (await RunAsync(Password, "user", "add", "olena", "--role", "editor")).Exits(0);
            return (await RunAsync(Password, "user", "add", "OLENA", "--role", "reader")).Exits(2).Error;
        }
    }

    private Task<AttestProgram.Finished> RunAsync(string input, params string[] arguments) =>
        AttestProgram.RunAsync(new AttestProgram.Start(_folder.Path, arguments) { Input = Encoding.UTF8.GetBytes(input + "\n") });
}
