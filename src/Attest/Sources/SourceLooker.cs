using Attest.Archive;
using Attest.Intake.Feeds;
using Attest.Sources.Adding;
using Attest.Sources.Fetching;
using Attest.Sources.Files;

namespace Attest.Sources;

/// <summary>Looks at one source once: what is there, which of it is new or changed, and adds that. An entry that is there already and unchanged costs nothing.</summary>
/// <param name="book">What is known of the source.</param>
/// <param name="adder">Adds what is new.</param>
/// <param name="fetcher">Fetches feeds and pages.</param>
/// <param name="clock">Says when something was obtained.</param>
internal sealed class SourceLooker(SourceBook book, ReportAdder adder, WebFetcher fetcher, TimeProvider clock)
{
    private readonly EntryAdder _entries = new(book, adder, clock);

    /// <summary>Looks, and gives back what it came to. Nothing that the source holds throws.</summary>
    /// <exception cref="ArchiveException">The archive can't take what was found.</exception>
    public Task<Look> LookAsync(Source source, CancellationToken cancel) => source.Address.Kind switch
    {
        SourceKind.Folder => new FolderLook(book, _entries, new InputReader(published: null)).LookAsync(source, cancel),
        _ => LookAtWebAsync(source, cancel),
    };

    private async Task<Look> LookAtWebAsync(Source source, CancellationToken cancel)
    {
        var address = new Uri(source.Address.Text);
        switch (await fetcher.FetchAsync(new FetchRequest(address, source.AllowPrivate, await book.ValidatorsAsync(source.Id, cancel)), cancel))
        {
            case FetchOutcome.Unchanged:
                return new Look(SourceForm.Unknown, null, new AddTally());
            case FetchOutcome.Failed failed:
                return new Look(SourceForm.Unknown, failed.Reason, new AddTally()) { LeaveAlone = failed.RetryAfter, IsGone = failed.IsGone };
            case FetchOutcome.Fetched fetched when IsData(fetched.MediaType) || FeedReader.IsFeed(fetched.Bytes):
                var (feed, fault) = FeedReader.Read(fetched.Bytes, fetched.From);
                return feed is null
                    ? new Look(SourceForm.Feed, $"is no feed that can be read: {fault}", new AddTally())
                    : await new FeedLook(book, _entries, fetcher, clock).LookAsync(source, feed, fetched, cancel);
            case FetchOutcome.Fetched fetched:
                return await LookAtPageAsync(source, address, fetched, cancel);
            case var other:
                throw new InvalidOperationException($"Looking at {address}: an outcome of kind {other.GetType().Name} of fetching is not known here.");
        }
    }

    // What is no page can only be a feed; where it is none, reading it says what it is instead.
    private static bool IsData(string? type) =>
        type is not null and not "application/xhtml+xml" && (type is "application/json" or "application/xml" or "text/xml" || type.EndsWith("+xml", StringComparison.Ordinal) || type.EndsWith("+json", StringComparison.Ordinal));

    private async Task<Look> LookAtPageAsync(Source source, Uri address, FetchOutcome.Fetched fetched, CancellationToken cancel)
    {
        var known = await book.EntriesAsync(source.Id, cancel);
        var input = EntryInput.OfPage(address, fetched, new Obtained(clock.GetUtcNow(), ObtainedBy.Page, fetched.From.AbsoluteUri, null));
        var (tally, entry, title) = await _entries.AddAsync(source, known.GetValueOrDefault(address.AbsoluteUri), address.AbsoluteUri, Sha256.Of(fetched.Bytes).Hex, input, cancel);
        return entry.Fault is { } fault
            ? new Look(SourceForm.Page, $"gave no report: {fault}", tally)
            : new Look(SourceForm.Page, null, tally) { Name = title, Validators = fetched.Validators };
    }
}
