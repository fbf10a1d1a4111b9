using Attest.Archive;
using Attest.Cli.Inputs;

namespace Attest.Cli.Adding;

/// <summary>Reads inputs one after another and records their reports; a refused one never stops the rest.</summary>
/// <param name="archive">Where to record them.</param>
/// <param name="pipeline">Reads them.</param>
/// <param name="reader">Opens the files.</param>
internal sealed class Adder(ReportArchive archive, Pipeline pipeline, InputReader reader)
{
    /// <summary>Every report recorded and every part refused so far.</summary>
    public AddTally Tally { get; } = new();

    /// <summary>Adds all inputs.</summary>
    /// <param name="inputs">What was found.</param>
    /// <param name="witness">Is told of each outcome, when it is durable.</param>
    /// <param name="cancel">Stops after the report at hand.</param>
    /// <exception cref="ArchiveException">The archive can't take any more; what the witness was told of is kept.</exception>
    public async Task RunAsync(IReadOnlyList<Input> inputs, IAddWitness witness, CancellationToken cancel)
    {
        foreach (var input in inputs)
        {
            var tally = new AddTally();
            void Tell(AddOutcome outcome)
            {
                Tally.Count(outcome);
                tally.Count(outcome);
                witness.Outcome(outcome);
            }
            var (content, refusal) = await reader.ReadAsync(input, cancel);
            if (content is null)
            {
                Tell(new AddOutcome.Refused(input.Path, refusal!));
            }
            else
            {
                await foreach (var outcome in pipeline.AddAsync(content, archive, cancel))
                {
                    Tell(outcome);
                    cancel.ThrowIfCancellationRequested();
                }
            }
            witness.Finished(input, tally);
        }
    }
}

/// <summary>Is told what adding comes to while it runs.</summary>
internal interface IAddWitness
{
    /// <summary>One report is durable, or one part of an input was refused.</summary>
    void Outcome(AddOutcome outcome);

    /// <summary>One input is through.</summary>
    void Finished(Input input, AddTally tally);
}
