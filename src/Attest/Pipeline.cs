using System.Runtime.CompilerServices;
using Attest.Archive;
using Attest.Claims;
using Attest.Incidents;
using Attest.Intake;
using Attest.Language;
using Attest.Packs;

namespace Attest;

/// <summary>The whole journey of the data: bytes → report → sentences → reading → incidents → archive.</summary>
/// <remarks>Start reading here. Each stage is one folder and one type; all but the archive are pure and safe to share between threads.</remarks>
/// <param name="packs">What is known of wars; null for the packs that ship, of which each report gets the one that fits it.</param>
public sealed class Pipeline(PackCatalogue? packs = null)
{
    private readonly PackCatalogue _packs = packs ?? PackCatalogue.Shipped;
    private readonly ReportIntake _intake = new();
    private readonly LanguageAnalyser _language = new();
    private readonly ClaimReader _claims = new();
    private readonly IncidentLinker _linker = new();

    /// <summary>Reads every report in one input, several at once, and stores nothing. Outcomes come in the input's order.</summary>
    public IEnumerable<ReadOutcome> Read(IntakeInput input) => OrderedWork.Select(_intake.Read(input), ReadOne);

    private ReadOutcome ReadOne(IntakeResult result) => result switch
    {
        IntakeResult.Accepted { Report: var report } accepted => Guarded(report.Path, () =>
        {
            var sentences = _language.Analyse(report);
            var reading = _claims.Read(report, sentences, _packs.For(report, sentences), accepted.Notices);
            return new ReadOutcome.Read(reading, accepted.Original);
        }),
        IntakeResult.Refused refused => new ReadOutcome.Refused(refused.Path, refused.Message),
        _ => throw new InvalidOperationException($"Reading: an outcome of kind {result.GetType().Name} of intake is not known here."),
    };

    /// <summary>Reads every report in one input, links its claims into incidents and records it; each is given back only when it is durable.</summary>
    /// <exception cref="ArchiveException">The archive can't take it; those given back before are there.</exception>
    public async IAsyncEnumerable<AddOutcome> AddAsync(IntakeInput input, ReportArchive archive, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var outcome in Read(input))
        {
            yield return outcome switch
            {
                ReadOutcome.Read read => await RecordAsync(read, archive, cancel),
                ReadOutcome.Refused refused => new AddOutcome.Refused(refused.Path, refused.Message),
                _ => throw new InvalidOperationException($"Adding {input.Path}: an outcome of kind {outcome.GetType().Name} is not known here."),
            };
        }
    }

    private async Task<AddOutcome> RecordAsync(ReadOutcome.Read read, ReportArchive archive, CancellationToken cancel)
    {
        try
        {
            return new AddOutcome.Recorded(read.Reading, await archive.RecordAsync(read.Reading, read.Original, _linker, cancel));
        }
        catch (ArgumentException fault)
        {
            // A claim whose words can't be found is not stored; the reader that made it is at fault.
            return new AddOutcome.Refused(read.Reading.Report.Path, OwnFault("Recording", read.Reading.Report.Path, fault));
        }
    }

    // No text should bring a stage down; where one does, that is a fault of ours in one report, and the others go on.
    private static ReadOutcome Guarded(string path, Func<ReadOutcome> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return new ReadOutcome.Refused(path, OwnFault("Reading", path, fault));
        }
    }

    private static string OwnFault(string doing, string path, Exception fault) =>
        $"{doing} {path}: Attest itself failed on it ({fault.GetType().Name}: {fault.Message}). Please report this line together with the file.";
}

/// <summary>What reading one part of an input came to.</summary>
public abstract record ReadOutcome
{
    private ReadOutcome()
    {
    }

    /// <summary>A report was read.</summary>
    /// <param name="Reading">What was read.</param>
    /// <param name="Original">The bytes it was read from.</param>
    public sealed record Read(Reading Reading, ReadOnlyMemory<byte> Original) : ReadOutcome;

    /// <summary>No report could be made of it.</summary>
    /// <param name="Path">Which part of which input.</param>
    /// <param name="Message">What was found, what was expected, what to do.</param>
    public sealed record Refused(string Path, string Message) : ReadOutcome;
}

/// <summary>What adding one part of an input came to.</summary>
public abstract record AddOutcome
{
    private AddOutcome()
    {
    }

    /// <summary>A report is recorded and durable.</summary>
    /// <param name="Reading">What was read.</param>
    /// <param name="Outcome">What it is to those before it.</param>
    public sealed record Recorded(Reading Reading, RecordOutcome Outcome) : AddOutcome;

    /// <summary>No report could be made of it.</summary>
    /// <param name="Path">Which part of which input.</param>
    /// <param name="Message">What was found, what was expected, what to do.</param>
    public sealed record Refused(string Path, string Message) : AddOutcome;
}
