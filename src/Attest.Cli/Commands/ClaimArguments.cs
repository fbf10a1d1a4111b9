using System.CommandLine;

namespace Attest.Cli.Commands;

/// <summary>What a claim says, an option a field: for commands that put claims right and add them.</summary>
internal sealed class ClaimArguments
{
    private readonly List<(ClaimField Field, Option<string?> Option)> _options = [.. Enum.GetValues<ClaimField>().Select(field => (field, new Option<string?>($"--{WireNames<ClaimField>.Of(field)}")
    {
        Description = Describe(field),
        HelpName = field switch { ClaimField.Figure => "NUMBER", ClaimField.Time => "TIME", ClaimField.Place => "PLACE", ClaimField.Measure => "MEASURE", ClaimField.Type => "TYPE", _ => "WORD" },
    }))];

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var (_, option) in _options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What was given, field by field; an empty value stands for nothing known.</summary>
    public IReadOnlyList<FieldValue> Read(ParseResult parsed) =>
        [.. _options.Where(one => parsed.GetResult(one.Option) is { Implicit: false }).Select(one => new FieldValue(one.Field, parsed.GetValue(one.Option)))];

    private static string Describe(ClaimField field) => field switch
    {
        ClaimField.Figure => "How many: 8, 6..8, 6.. or ..8, with ~ before it where it is approximate.",
        ClaimField.Measure => "What is measured (docs/formats.md).",
        ClaimField.Of => "What is counted.",
        ClaimField.Side => "Who lost, launched, paid or deployed it.",
        ClaimField.Scope => "new, cumulative or stock.",
        ClaimField.Speaker => "Who says so; an empty value means the publisher.",
        ClaimField.SpeakerSide => "The speaker's party or state.",
        ClaimField.Modality => "asserted, denied, unverified, planned, possible or asked.",
        ClaimField.Place => "Where: a name (\"Alba, Coast\" where several bear it) or a gazetteer key.",
        ClaimField.Time => "When: 2031-05-04, 2031-05 or 2031-05-04/2031-05-06.",
        ClaimField.Type => "PLOVER's type of an event.",
        ClaimField.Mode => "PLOVER's modes of an event, with a blank between two.",
        ClaimField.Subtype => "ACLED's sub-event type of an event.",
        ClaimField.Actor => "Who did it.",
        ClaimField.Target => "To whom or what.",
        _ => "happened, ongoing, planned, alleged, denied, historical or hypothetical.",
    };
}
