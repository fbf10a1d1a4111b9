using System.CommandLine;
using System.Text;
using Attest.Cli.Terminal;
using Attest.Sources.Files;
using Attest.Intake;
using Attest.Language;

namespace Attest.Cli.Commands;

/// <summary><c>attest parse</c>: shows sentences, tags, trees and names in CoNLL-U, so that anyone can score them with the public CoNLL evaluation.</summary>
internal static class ParseCommand
{
    private const string ConlluExtension = ".conllu";

    private sealed record Options(IReadOnlyList<string> Paths, bool Conllu);

    /// <summary>The command as the user types it.</summary>
    public static Command Create(Screen screen)
    {
        var paths = CommonArguments.Paths(required: true);
        var conllu = new Option<bool>("--conllu")
        {
            Description = "Write CoNLL-U, as is done without it too; and of input that is CoNLL-U itself, whatever it is called, keep words and sentences and predict tags and trees, as is done for .conllu files.",
        };
        var command = new CommandWithExamples(
            "parse",
            "Write the sentences of texts with tags, dependency trees and names in CoNLL-U (universaldependencies.org). Stores nothing.",
            "attest parse report.txt > report.conllu",
            "attest parse gold.conllu > predicted.conllu",
            "head -100 gold.conllu | attest parse --conllu -")
        {
            paths, conllu,
        };
        command.SetAction((parsed, cancel) => RunAsync(new Options(parsed.GetRequiredValue(paths), parsed.GetValue(conllu)), screen, cancel));
        return command;
    }

    private static async Task<int> RunAsync(Options options, Screen screen, CancellationToken cancel)
    {
        var reader = new InputReader(published: null, Console.OpenStandardInput);
        var failures = 0;
        await using var output = new StreamWriter(Screen.OpenBytes(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        foreach (var input in InputFinder.Find(options.Paths).Inputs)
        {
            cancel.ThrowIfCancellationRequested();
            var (content, refusal) = await reader.ReadAsync(input, cancel);
            var problems = content is null ? [refusal!] : IsConllu(content, options) ? Annotate(content, output) : Parse(content, output);
            foreach (var problem in problems)
            {
                screen.Fail(problem);
                failures++;
            }
        }
        return failures == 0 ? ExitCode.Done : ExitCode.DoneWithFailures;
    }

    private static bool IsConllu(IntakeInput content, Options options) =>
        content.Path.EndsWith(ConlluExtension, StringComparison.OrdinalIgnoreCase) || (options.Conllu && StartsWithWordLine(content));

    // Whether the first line that is neither empty nor a comment begins with a word's number and a tab.
    private static bool StartsWithWordLine(IntakeInput content)
    {
        using var text = new StreamReader(new MemoryStream(content.Bytes.ToArray()), Encoding.UTF8);
        while (text.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line) && line[0] != '#')
            {
                return char.IsAsciiDigit(line[0]) && line.AsSpan().TrimStart("0123456789-.") is ['\t', ..];
            }
        }
        return false;
    }

    private static IEnumerable<string> Annotate(IntakeInput content, StreamWriter output)
    {
        // A file that breaks off in the middle gives nothing instead of a half that looks whole.
        using var annotated = new StringWriter();
        string? problem = null;
        try
        {
            using var text = new StreamReader(new MemoryStream(content.Bytes.ToArray()), Encoding.UTF8);
            ConlluFormat.Annotate(text, annotated);
        }
        catch (FormatException broken)
        {
            problem = $"{content.Path}: {broken.Message} Nothing of this file was written; mend the line, then run the command again.";
        }
        if (problem is not null)
        {
            yield return problem;
            yield break;
        }
        output.Write(annotated.GetStringBuilder());
    }

    private static IEnumerable<string> Parse(IntakeInput content, StreamWriter output)
    {
        var language = new LanguageAnalyser();
        foreach (var result in new ReportIntake().Read(content))
        {
            switch (result)
            {
                case IntakeResult.Refused refused:
                    yield return refused.Message;
                    break;
                // What is too short to tell its language by is parsed all the same: whoever names a headline wants its tree.
                case IntakeResult.Accepted { Report: { IsRead: false, Language: not Report.UnknownLanguage } } unread:
                    yield return $"Parsing {unread.Report.Path}: found a text in “{unread.Report.Language}”, expected English. It was passed over.";
                    break;
                case IntakeResult.Accepted accepted:
                    ConlluFormat.Write(language.Analyse(accepted.Report), output);
                    break;
            }
        }
    }
}
