using Attest.Cli.Terminal;
using Attest.Sources.Adding;
using Attest.Sources.Files;

namespace Attest.Cli.Adding;

/// <summary>Tells of adding in lines: what each input came to on standard output, each refusal on standard error.</summary>
/// <param name="screen">Where to write.</param>
/// <param name="keep">Whether the lines wait for <see cref="Release"/>: under a moving bar they would spoil it.</param>
internal sealed class AddLog(Screen screen, bool keep) : IAddWitness
{
    private readonly List<Action> _kept = [];

    /// <inheritdoc/>
    public void Outcome(AddOutcome outcome)
    {
        if (outcome is AddOutcome.Refused refused)
        {
            Tell(() => screen.Fail(refused.Message));
        }
    }

    /// <inheritdoc/>
    public void Finished(Input input, AddTally tally)
    {
        // A path that gave no report has its line on standard error.
        if (tally.Reports > 0)
        {
            Tell(() => screen.Say($"{input.Path}: {tally}"));
        }
    }

    /// <summary>Writes the lines that waited, in their order.</summary>
    public void Release()
    {
        foreach (var write in _kept)
        {
            write();
        }
        _kept.Clear();
    }

    private void Tell(Action write)
    {
        if (keep)
        {
            _kept.Add(write);
        }
        else
        {
            write();
        }
    }
}
