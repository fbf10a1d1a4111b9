using System.Runtime.CompilerServices;
using Attest.Register.DamageClaims;
using Attest.Register.Filing;
using Attest.Register.Storage;
using Attest.Register.Strings;

namespace Attest.Register;

/// <content>Filing many at once, by CSV.</content>
public sealed partial class DamageRegister
{
    /// <summary>Lines that are filed in one transaction: a report is given only of what is durable.</summary>
    private const int LinesAtOnce = 200;

    /// <summary>Files the damage claims of a CSV file, and reports each line: its number, or what is wrong with it. A line with mistakes stops no other.</summary>
    /// <param name="actor">Whose they are.</param>
    /// <param name="csv">The file: a row of headings (docs/register.md lists them), then a row for each.</param>
    /// <param name="language">Language of the sentences.</param>
    /// <param name="cancel">Ends the work; what was reported is filed.</param>
    /// <exception cref="RegisterException">The headings are not known.</exception>
    /// <remarks>Evidence is not asked for: it is added afterwards. What is told of each line is kept nowhere, and the same file again files everything again; see <see cref="BeginBulkAsync"/>.</remarks>
    public IAsyncEnumerable<BulkLine> FileManyAsync(Actor actor, TextReader csv, string language, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(csv);
        return FileManyAsync(actor, null, csv, language, cancel);
    }

    private async IAsyncEnumerable<BulkLine> FileManyAsync(Actor actor, BulkRun? run, TextReader csv, string language, [EnumeratorCancellation] CancellationToken cancel)
    {
        var done = run is null ? [] : await LinesDoneAsync(run, cancel);
        using var rows = CsvRows.Read(csv).GetEnumerator();
        if (!rows.MoveNext())
        {
            throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.bulk-empty");
        }
        var reader = new BulkReader(rows.Current.Cells, Pack);
        var batch = new List<(int Line, List<string> Cells)>(LinesAtOnce);
        for (var isMore = true; isMore;)
        {
            batch.Clear();
            while (batch.Count < LinesAtOnce && (isMore = rows.MoveNext()))
            {
                if (!done.Contains(rows.Current.Line))
                {
                    batch.Add(rows.Current);
                }
            }
            var read = batch.ConvertAll(row => (row.Line, Read: reader.Read(row.Cells)));
            var today = Today;
            var judged = await Task.Run(() => read.ConvertAll(row => (row.Line, row.Read.Statement, Place: Places.Read(row.Read.Statement?.Where), Sentences: Faults(row.Read, today, language))), cancel);
            foreach (var line in await WriteAsync("Filing by CSV in the register of", ledger =>
                judged.Where(row => run is null || !IsDone(run, row.Line)).Select(row => Kept(ledger, run, FileOne(ledger, actor, row.Line, row.Statement, row.Place, row.Sentences, language))).ToList(), cancel))
            {
                yield return line;
            }
        }
    }

    private List<string> Faults((Statement? Statement, RegisterException? Fault) read, DateOnly today, string language)
    {
        if (read.Fault is { } fault)
        {
            return [fault.In(language)];
        }
        List<string> faults = [.. _check.Check(read.Statement!, evidence: 1, today, language).Where(mistake => mistake.Stops).Select(mistake => mistake.Sentence)];
        if (Places.Read(read.Statement!.Where) is { Certainty: PlaceCertainty.Several or PlaceCertainty.Similar } place)
        {
            faults.Add(RegisterWords.Of("place-keys", language, string.Join("; ", place.Offers.Zip(Places.Labels(place.Offers, language), (offer, label) => $"{offer.Gazetteer} = {label}")), PlaceResolver.NoneKnown));
        }
        return faults;
    }

    private BulkLine FileOne(RegisterLedger ledger, Actor actor, int line, Statement? statement, PlaceReading place, List<string> faults, string language)
    {
        if (faults.Count > 0 || statement is null)
        {
            return new BulkLine(line, null, null, faults);
        }
        var (id, (number, sequence)) = (NewId(), NextNumber());
        var key = ledger.Matter.NewLock(id);
        Append(ledger, actor, id, key, new StepTrail(number, sequence, DamageStep.Submit, DamageState.Draft, DamageState.Submitted, StepTrail.ClaimantWord, RegisterRole.Claimant, [], null, null, null), "",
            new SubmittedRecord(number, actor.Account, statement, place.Place, []));
        return new BulkLine(line, id, number, []) { Place = StatementCheck.OfPlace(place, language) ?? place.Place?.Area() ?? "" };
    }
}

/// <summary>What came of one line of a CSV file.</summary>
/// <param name="Line">The line that it begins on; the headings are on line 1.</param>
/// <param name="Id">The damage claim's key; null where it was not filed, or was erased.</param>
/// <param name="Number">Its number; null likewise.</param>
/// <param name="Mistakes">What is wrong, in plain sentences; empty where it was filed.</param>
public sealed record BulkLine(int Line, string? Id, string? Number, IReadOnlyList<string> Mistakes)
{
    /// <summary>As which place what was written is understood, with its region; or a sentence where it is left open or the pin contradicts it. Empty where it was not filed.</summary>
    public string Place { get; init; } = "";

    /// <summary>Whether it was filed and the damage claim erased since: nothing tells which it was.</summary>
    public bool IsErased { get; init; }
}
