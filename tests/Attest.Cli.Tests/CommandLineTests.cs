using System.CommandLine;
using Attest.Cli.Terminal;
using Attest.Cli.Tests.Running;

namespace Attest.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Commands => [.. Root().Subcommands.Select(command => command.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public void Each_command_has_help_with_an_example(string command)
    {
        var output = new StringWriter();
        Assert.Equal(ExitCode.Done, Root().Parse([command, "--help"]).Invoke(new InvocationConfiguration { Output = output }));
        Assert.Contains($"\n  attest {command}", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_of_the_whole_is_as_it_was() =>
        Snapshot.Check("help", (await AttestProgram.RunAsync(_folder.Path, "--help")).Exits(0).Output);

    [Fact]
    public async Task The_version_is_told() =>
        Assert.Matches(@"^\d+\.\d+\.\d+", (await AttestProgram.RunAsync(_folder.Path, "--version")).Exits(0).Output);

    [Theory]
    [InlineData("Unrecognized command or argument 'raed'", "raed", "a.txt")]
    [InlineData("Required argument 'PATH' missing", "read")]
    [InlineData("Reading --published: found “Tuesday”, expected a date", "read", "--published", "Tuesday", "a.txt")]
    [InlineData("Opening the archive attest-data: found no such folder", "incidents")]
    [InlineData("Opening the archive nowhere: found no such folder", "verify", "--data", "nowhere")]
    [InlineData("Opening the archive attest-data: found no such folder", "rebuild")]
    public async Task What_cannot_run_is_explained_and_exits_with_2(string message, params string[] arguments)
    {
        var finished = await AttestProgram.RunAsync(_folder.Path, arguments);
        Assert.Contains(message, finished.Exits(2).Error, StringComparison.Ordinal);
        Assert.Empty(finished.Output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Every_command_and_option_is_in_the_README()
    {
        var readme = File.ReadAllText(Path.Combine(Snapshot.Project, "README.md"));
        foreach (var command in Root().Subcommands)
        {
            Assert.Contains($"attest {command.Name}", readme, StringComparison.Ordinal);
            Assert.All(command.Options.Where(option => option is not VersionOption), option => Assert.Contains(option.Name, readme, StringComparison.Ordinal));
        }
        Assert.All(Root().Options.Where(option => option.Recursive), option => Assert.Contains(option.Name, readme, StringComparison.Ordinal));
    }

    private static RootCommand Root() => AttestCommand.Create(Screen.Over(TextWriter.Null, TextWriter.Null));
}
