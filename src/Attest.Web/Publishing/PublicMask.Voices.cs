using System.Collections.Concurrent;
using Attest.Archive;
using Attest.Claims.Places;

namespace Attest.Web.Publishing;

/// <content>Who says and publishes something, and what is found by words.</content>
internal sealed partial class PublicMask
{
    /// <summary>Speakers and publishers whose judgement is kept; each is a few bytes.</summary>
    private const int MostJudged = 50_000;

    private readonly ConcurrentDictionary<string, (long Claims, bool IsPrivate)> _judged = new(StringComparer.Ordinal);

    /// <summary>Whether a speaker is a private person: in any of the reports that quote them.</summary>
    public async Task<bool> IsPrivateAsync(SpeakerSummary speaker, CancellationToken cancel)
    {
        const int AtOnce = 200, Most = 5000;
        if (_judged.TryGetValue(speaker.Key, out var judged) && judged.Claims == speaker.Claims)
        {
            return judged.IsPrivate;
        }
        var (isPrivate, looked, cursor) = (false, 0, (string?)null);
        do
        {
            var page = await archive.SpeakerClaimsAsync(speaker.Key, cursor, AtOnce, cancel);
            foreach (var said in page.Items)
            {
                var cover = await covers.OfAsync(said.Claim.Report.Id, cancel);
                isPrivate = isPrivate || cover.IsPrivate(speaker.Name) || (said.Claim.Speaker is { } name && cover.IsPrivate(name))
                    // Those whom only one publisher's words stand for have its name in their key.
                    || (speaker.IsOfOnePublisher && said.Claim.Report.Publisher is { } publisher && cover.IsPrivate(publisher));
            }
            (looked, cursor) = (looked + page.Items.Count, page.Next);
        }
        while (!isPrivate && cursor is not null && looked < Most);
        Keep(speaker.Key, speaker.Claims, isPrivate);
        return isPrivate;
    }

    /// <summary>Whether a publisher is a private person: in any of its reports that name it, the best found.</summary>
    /// <param name="publisher">Its name.</param>
    /// <param name="reports">How many reports there are of it, by which the answer is kept; null where that is not known.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<bool> IsPrivatePublisherAsync(string publisher, long? reports, CancellationToken cancel)
    {
        const int Most = 8;
        var key = $"publisher {publisher}";
        if (reports is not null && _judged.TryGetValue(key, out var judged) && judged.Claims == reports)
        {
            return judged.IsPrivate;
        }
        var isPrivate = false;
        foreach (var hit in (await archive.SearchAsync($"\"{publisher.Replace('"', ' ')}\"", new IncidentFilter(Publisher: publisher), null, Most, cancel)).Reports)
        {
            isPrivate = isPrivate || (await covers.OfAsync(hit.Report.Id, cancel) is { IsWhole: false } cover && cover.IsPrivate(publisher));
        }
        Keep(key, reports, isPrivate);
        return isPrivate;
    }

    private void Keep(string key, long? count, bool isPrivate)
    {
        if (_judged.Count >= MostJudged)
        {
            _judged.Clear();
        }
        if (count is { } known)
        {
            _judged[key] = (known, isPrivate);
        }
    }

    /// <summary>What a speaker says; null for what tells too early where forces are, and of an incident that is not shown.</summary>
    public async Task<SpeakerClaim?> OfAsync(SpeakerClaim said, CancellationToken cancel)
    {
        var cover = await covers.OfAsync(said.Claim.Report.Id, cancel);
        return cover.HidesWhole(said.Claim) || (said.Incident is { } id && await OfAsync(id, cancel) is null) ? null : said with { Claim = Of(said.Claim, cover) };
    }

    /// <summary>Incidents that a search found: what was found by a word that the public does not see is not found.</summary>
    public async Task<IReadOnlyList<IncidentPin>> OfAsync(IReadOnlyList<IncidentPin> found, IReadOnlyList<SearchedTerm> terms, IncidentFilter filter, CancellationToken cancel) =>
        [.. (await OfAsync(found, filter, cancel)).Where(pin => PlaceKey.Fold($"{pin.Title} {pin.Place}").Split(' ') is var words && terms.All(term => words.Any(term.Finds)))];

    /// <summary>A part of a report that a search found; null where only what is hidden of it answers. Where a place is asked for, no report that tells where forces are is given, wherever that is.</summary>
    public async Task<ReportHit?> OfAsync(ReportHit hit, IReadOnlyList<SearchedTerm> terms, IncidentFilter filter, CancellationToken cancel)
    {
        var cover = await covers.OfAsync(hit.Report.Id, cancel);
        if (((filter.Place is not null || filter.Box is not null) && cover.Positions.Count > 0) || terms.Any(term => cover.Hides(term.Word, term.IsBeginning))
            || new[] { filter.Publisher, filter.Side }.OfType<string>().Any(cover.HidesName))
        {
            return null;
        }
        var report = await OfAsync(hit.Report, cancel);
        if (cover.MaskFound(hit.Words.Trim('…')) is not { } words)
        {
            return hit with { Report = report, Words = cover.Instead, Matches = [], IsOfExcerpt = true };
        }
        var shift = hit.Words.StartsWith('…') ? 1 : 0;
        return hit with
        {
            Report = report, Words = words.Text, IsOfExcerpt = true,
            Matches = [.. hit.Matches.Select(match => (Word: match.Of(hit.Words), Now: words.Map(new TextSpan(match.Start - shift, match.End - shift)))).Where(match => match.Word == match.Now.Of(words.Text)).Select(match => match.Now)],
        };
    }
}

/// <summary>A word that was searched for.</summary>
/// <param name="Word">The word, folded.</param>
/// <param name="IsBeginning">Whether words that begin with it are meant, too.</param>
internal readonly record struct SearchedTerm(string Word, bool IsBeginning)
{
    /// <summary>The words of terms as a search understood them.</summary>
    public static IReadOnlyList<SearchedTerm> Of(IEnumerable<string> terms) =>
        [.. terms.SelectMany(term => PlaceKey.Fold(term.TrimEnd('*')).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => new SearchedTerm(word, term.EndsWith('*'))))];

    /// <summary>Whether it finds a folded word.</summary>
    public bool Finds(string word) => IsBeginning ? word.StartsWith(Word, StringComparison.Ordinal) : word == Word;
}
