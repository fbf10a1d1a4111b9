using System.CommandLine;
using Attest.Archive.Formats;
using Attest.Cli.Inputs;
using Attest.Cli.Terminal;
using Attest.Sources.Files;

namespace Attest.Cli.Commands;

/// <summary><c>attest read</c>: shows what reports say, and stores nothing.</summary>
internal static class ReadCommand
{
    private const byte EndOfLine = (byte)'\n';

    private sealed record Options(IReadOnlyList<string> Paths, bool Json, PublicationTime? Published, IReadOnlyList<string> Packs);

    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var paths = CommonArguments.Paths(required: true);
        var json = new Option<bool>("--json") { Description = "Write one JSON object a report, one a line." };
        var published = CommonArguments.Published();
        var packs = CommonArguments.Packs();
        var command = new CommandWithExamples(
            "read",
            "Read reports and show who says what, which figures, where, when and what happened. Stores nothing.",
            "attest read report.txt",
            "attest read --published 2023-09-13 report.txt",
            "attest read --pack sudan-2023 report.txt",
            "attest read --json reports/ > readings.jsonl",
            "curl https://example.org/article | attest read -")
        {
            paths, json, published, packs,
        };
        command.SetAction((parsed, cancel) => RunAsync(
            new Options(parsed.GetRequiredValue(paths), parsed.GetValue(json), parsed.GetValue(published), parsed.GetValue(packs) ?? []), screen, cancel));
        return command;
    }

    private static async Task<int> RunAsync(Options options, Screen screen, CancellationToken cancel)
    {
        var pipeline = new Pipeline(PackFinder.Find(options.Packs));
        var reader = new InputReader(options.Published, Console.OpenStandardInput);
        var failures = 0;
        await using var lines = new BufferedStream(Screen.OpenBytes());
        var page = new ReadingPage(screen.Page);
        foreach (var input in InputFinder.Find(options.Paths).Inputs)
        {
            var (content, refusal) = await reader.ReadAsync(input, cancel);
            foreach (var outcome in content is null ? [new ReadOutcome.Refused(input.Path, refusal!)] : pipeline.Read(content))
            {
                cancel.ThrowIfCancellationRequested();
                switch (outcome)
                {
                    case ReadOutcome.Read read when options.Json:
                        lines.Write(ReadingJson.Write(read.Reading));
                        lines.WriteByte(EndOfLine);
                        break;
                    case ReadOutcome.Read read:
                        page.Write(read.Reading);
                        break;
                    case ReadOutcome.Refused refused:
                        screen.Fail(refused.Message);
                        failures++;
                        break;
                }
            }
        }
        await lines.FlushAsync(cancel);
        return failures == 0 ? ExitCode.Done : ExitCode.DoneWithFailures;
    }
}
