using System.CommandLine;
using Attest.Archive;
using Attest.Cli.Terminal;

namespace Attest.Cli.Commands;

/// <summary>What every command takes that records what a person decides.</summary>
internal static class JudgementArguments
{
    /// <summary>Why; there is no judgement without a reason.</summary>
    public static Option<string> Reason() => new("--reason")
    {
        Description = "Why, in your words; it is kept with the judgement.",
        HelpName = "TEXT",
        Required = true,
    };

    /// <summary>Why, where a plain reason is understood.</summary>
    public static Option<string> Reason(string understood) => new("--reason")
    {
        Description = $"Why, in your words; by default “{understood}”.",
        HelpName = "TEXT",
        DefaultValueFactory = _ => understood,
    };

    /// <summary>Readers' reports that are decided by it.</summary>
    public static Option<string[]> Answers() => new("--answers")
    {
        Description = "A reader's report of an error that this decides, as attest judgements --waiting lists it.",
        HelpName = "JUDGEMENT",
    };

    /// <summary>How many judgements of the claim whoever decides had seen.</summary>
    public static Option<int?> Seen() => new("--seen")
    {
        Description = "How many judgements of the claim you had seen, as attest judgements lists them. One that came since is replaced all the same; you are told, and so is whoever made it. Without it all count as seen.",
        HelpName = "NUMBER",
    };

    /// <summary>Who decides and why.</summary>
    public static Decision Decision(ParseResult parsed, Option<string> reason, Option<string> author, Option<string[]>? answers, Option<int?>? seen = null) =>
        new(parsed.GetRequiredValue(reason), parsed.GetRequiredValue(author))
        {
            Answers = answers is null ? [] : parsed.GetValue(answers) ?? [],
            Seen = (seen is null ? null : parsed.GetValue(seen)) is not { } number ? null : number >= 0 ? number : throw new CouldNotRunException($"Reading --seen: found {number}, expected a number from 0 on."),
        };

    /// <summary>Who decides.</summary>
    public static Option<string> Author() => new("--author")
    {
        Description = "Who decides; by default the name that you are signed in with.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Environment.UserName,
    };

    /// <summary>Records a judgement and says what it made.</summary>
    /// <param name="screen">Where to say it.</param>
    /// <param name="record">Records it.</param>
    /// <param name="made">What it made, as the end of a sentence.</param>
    /// <exception cref="CouldNotRunException">It can't be made of what was named.</exception>
    public static async Task<int> RecordAsync(Screen screen, Func<Task<Judgement>> record, Func<Judgement, Task<string>> made)
    {
        Judgement judgement;
        try
        {
            judgement = await record();
        }
        catch (ArgumentException fault)
        {
            throw CouldNot(fault);
        }
        screen.Say($"Recorded judgement {judgement.Id}: {await made(judgement)}{(judgement.Over is { } over ? $" It replaces {over}, which you had not seen." : "")} To take it back: attest undo {judgement.Id} --reason TEXT");
        return ExitCode.Done;
    }

    /// <summary>A judgement that can't be made, in the archive's words: the parameter that .NET appends is none of the user's.</summary>
    public static CouldNotRunException CouldNot(ArgumentException fault) =>
        new(fault.ParamName is { } name ? fault.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : fault.Message, fault);
}
