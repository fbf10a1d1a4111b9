using Attest.Intake;
using Attest.Sources.Adding;

namespace Attest.Sources;

/// <summary>Adds one entry of a source, unless it says the same as before, and keeps what came of it.</summary>
internal sealed class EntryAdder(SourceBook book, ReportAdder adder, TimeProvider clock)
{
    /// <summary>After so many failed tries an entry is left alone until it changes.</summary>
    public const int MostTries = 5;

    // Each try waits twice as long as the one before.
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(10);

    private readonly ReportIntake _intake = new();

    /// <summary>Adds it.</summary>
    /// <param name="source">The source.</param>
    /// <param name="known">What is known of the entry; null for a new one.</param>
    /// <param name="entry">Its address or path.</param>
    /// <param name="stamp">What it is like now.</param>
    /// <param name="input">Its bytes.</param>
    /// <param name="cancel">Stops before it is recorded.</param>
    /// <returns>What it came to, what is kept of it, and the report's title; null where there is not one report with a title.</returns>
    public async Task<(AddTally Tally, KnownEntry Entry, string? Title)> AddAsync(Source source, KnownEntry? known, string entry, string stamp, IntakeInput input, CancellationToken cancel)
    {
        // Pages change with each visit in what is no part of the report: what counts is the text.
        var (text, title) = TextOf(input);
        var tally = new AddTally();
        string? fault = null;
        if (text is not null && text == known?.Text)
        {
            tally.CountUnchanged();
        }
        else
        {
            tally = await adder.AddAsync(input, outcome => fault ??= outcome is AddOutcome.Refused refused ? refused.Message : null, cancel);
        }
        var kept = new KnownEntry(entry, stamp, IsDone: true, text ?? known?.Text, 0, null, fault);
        await book.KeepAsync(source.Id, kept, cancel);
        return (tally, kept, title);
    }

    /// <summary>Keeps that an entry could not be had, and when it is tried again.</summary>
    public async Task<AddTally> FailAsync(Source source, KnownEntry? known, string entry, string stamp, string fault, TimeSpan? retryAfter, bool isGone, CancellationToken cancel)
    {
        var tries = (known?.Stamp == stamp ? known.Tries : 0) + 1;
        var givesUp = isGone || tries >= MostTries;
        var wait = FirstRetry * Math.Pow(2, tries - 1);
        DateTimeOffset? next = givesUp ? null : clock.GetUtcNow() + (retryAfter > wait ? retryAfter < LookSchedule.Longest ? retryAfter.Value : LookSchedule.Longest : wait);
        await book.KeepAsync(source.Id, new KnownEntry(entry, stamp, givesUp, known?.Text, tries, next, fault), cancel);
        var tally = new AddTally();
        tally.Count(new AddOutcome.Refused(entry, fault));
        return tally;
    }

    // Nulls where there is not exactly one report in it.
    private (string? Digest, string? Title) TextOf(IntakeInput input) =>
        _intake.Read(input).Take(2).ToList() is [IntakeResult.Accepted { Report: var report }] ? (Sha256.Of(string.Join('\n', report.Title, report.Text)).Hex, report.Title) : (null, null);
}
