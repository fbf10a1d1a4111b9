using Attest.Intake;
using Attest.Intake.Feeds;
using Attest.Sources.Adding;
using Attest.Sources.Fetching;

namespace Attest.Sources;

/// <summary>Goes through a feed's entries: what is new or changed is taken from the feed where it gives the whole text, else its page is fetched. No page leads to another.</summary>
internal sealed class FeedLook(SourceBook book, EntryAdder entries, WebFetcher fetcher, TimeProvider clock)
{
    /// <summary>Most pages that one look fetches; the rest is left for the next.</summary>
    public const int MostPages = 30;

    public async Task<Look> LookAsync(Source source, Feed feed, FetchOutcome.Fetched fetched, CancellationToken cancel)
    {
        var known = await book.EntriesAsync(source.Id, cancel);
        var total = new AddTally();
        var (pages, waiting, retries) = (0, 0, 0);
        foreach (var entry in feed.Entries.DistinctBy(entry => KeyOf(source, entry)))
        {
            var key = KeyOf(source, entry);
            var before = known.GetValueOrDefault(key);
            if (before?.Stamp == entry.Stamp.Hex && (before.IsDone || before.NextAt > clock.GetUtcNow()))
            {
                retries += before.IsDone ? 0 : 1;
                continue;
            }
            if (!(entry.IsWhole && EntryInput.IsOwn(entry, fetched.From)) && entry.Link is not null && ++pages > MostPages)
            {
                waiting++;
                continue;
            }
            var (tally, isRetried) = await TakeAsync(source, feed, entry, key, before, fetched.From, cancel);
            total.Add(tally);
            retries += isRetried ? 1 : 0;
        }
        return new Look(SourceForm.Feed, null, total)
        {
            Name = feed.Title,
            LeaveAlone = feed.RefreshAfter,
            Waiting = waiting,
            // An unchanged feed is not sent again; while something of it is left it must be.
            Validators = waiting + retries == 0 ? fetched.Validators : default,
        };
    }

    private async Task<(AddTally Tally, bool IsRetried)> TakeAsync(Source source, Feed feed, FeedEntry entry, string key, KnownEntry? before, Uri from, CancellationToken cancel)
    {
        var stamp = entry.Stamp.Hex;
        if ((entry.IsWhole && EntryInput.IsOwn(entry, from)) || entry.Link is null)
        {
            if (entry.Content is null)
            {
                return (await entries.FailAsync(source, before, key, stamp, "The entry has neither a text nor an address.", null, isGone: true, cancel), false);
            }
            var obtained = new Obtained(clock.GetUtcNow(), ObtainedBy.Feed, from.AbsoluteUri, source.Address.Text);
            return ((await entries.AddAsync(source, before, key, stamp, EntryInput.OfEntry(entry, feed, key, obtained), cancel)).Tally, false);
        }
        switch (await fetcher.FetchAsync(new FetchRequest(entry.Link, source.AllowPrivate), cancel))
        {
            case FetchOutcome.Fetched page:
                var obtained = new Obtained(clock.GetUtcNow(), ObtainedBy.Page, page.From.AbsoluteUri, source.Address.Text);
                return ((await entries.AddAsync(source, before, key, stamp, EntryInput.OfPage(entry, feed, page, obtained), cancel)).Tally, false);
            case FetchOutcome.Failed failed:
                // A page that is refused for its address will be refused again.
                var tally = await entries.FailAsync(source, before, key, stamp, $"It {failed.Reason}.", failed.RetryAfter, failed.IsGone, cancel);
                return (tally, !failed.IsGone);
            default:
                return (new AddTally(), false);
        }
    }

    // An entry without a page is known by what its feed calls it, which another feed may call another one.
    private static string KeyOf(Source source, FeedEntry entry) => entry.Link is { } link ? DocumentAddress.WithoutTracking(link) : $"{source.Address.Text}#{entry.Id}";
}
