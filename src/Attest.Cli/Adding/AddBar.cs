using Attest.Sources.Adding;
using Attest.Sources.Files;
using Attest.Web.Wording;
using Spectre.Console;

namespace Attest.Cli.Adding;

/// <summary>Moves a bar as inputs are added.</summary>
/// <param name="bar">Its greatest value is the number of inputs.</param>
/// <param name="log">Is told of everything, too.</param>
internal sealed class AddBar(ProgressTask bar, IAddWitness log) : IAddWitness
{
    private int _outcomes;

    /// <inheritdoc/>
    public void Outcome(AddOutcome outcome)
    {
        bar.Description = $"Adding: {Numbers.Count(++_outcomes, "report")}";
        log.Outcome(outcome);
    }

    /// <inheritdoc/>
    public void Finished(Input input, AddTally tally)
    {
        bar.Increment(1);
        log.Finished(input, tally);
    }
}
