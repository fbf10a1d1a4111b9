using Attest.Archive;
using Attest.Intake;
using Attest.Sources.Files;

namespace Attest.Sources.Adding;

/// <summary>The one way in, for the command, the site and the sources alike: reads inputs and records their reports; a refused one never stops the rest.</summary>
/// <param name="archive">Where to record them.</param>
/// <param name="pipeline">Reads them.</param>
public sealed class ReportAdder(ReportArchive archive, Pipeline pipeline)
{
    /// <summary>Where reports are recorded.</summary>
    public ReportArchive Archive => archive;

    /// <summary>Adds all reports in one input.</summary>
    /// <param name="input">Its bytes, and what is known of them.</param>
    /// <param name="told">Is told of each outcome, when it is durable.</param>
    /// <param name="cancel">Stops after the report at hand.</param>
    /// <exception cref="ArchiveException">The archive can't take any more; what was told of is kept.</exception>
    public async Task<AddTally> AddAsync(IntakeInput input, Action<AddOutcome>? told, CancellationToken cancel)
    {
        var tally = new AddTally();
        await foreach (var outcome in pipeline.AddAsync(input, archive, cancel))
        {
            tally.Count(outcome);
            told?.Invoke(outcome);
            cancel.ThrowIfCancellationRequested();
        }
        return tally;
    }

    /// <summary>Adds files one after another.</summary>
    /// <param name="inputs">What was found.</param>
    /// <param name="reader">Opens the files.</param>
    /// <param name="witness">Is told of each outcome, when it is durable.</param>
    /// <param name="total">Counts all of it, also when the archive can't go on.</param>
    /// <param name="cancel">Stops after the report at hand.</param>
    /// <exception cref="ArchiveException">The archive can't take any more; what the witness was told of is kept.</exception>
    public async Task AddAsync(IReadOnlyList<Input> inputs, InputReader reader, IAddWitness witness, AddTally total, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(witness);
        ArgumentNullException.ThrowIfNull(total);
        void Tell(AddOutcome outcome)
        {
            total.Count(outcome);
            witness.Outcome(outcome);
        }
        foreach (var input in inputs)
        {
            var (content, refusal) = await reader.ReadAsync(input, cancel);
            var tally = new AddTally();
            if (content is null)
            {
                var refused = new AddOutcome.Refused(input.Path, refusal!);
                tally.Count(refused);
                Tell(refused);
            }
            else
            {
                tally = await AddAsync(content, Tell, cancel);
            }
            witness.Finished(input, tally);
        }
    }
}

/// <summary>Is told what adding comes to while it runs.</summary>
public interface IAddWitness
{
    /// <summary>One report is durable, or one part of an input was refused.</summary>
    void Outcome(AddOutcome outcome);

    /// <summary>One input is through.</summary>
    void Finished(Input input, AddTally tally);
}
