using Attest.Archive;

namespace Attest.Web.Publishing;

/// <content>Who says something and who publishes it, and what people decided of that.</content>
internal sealed partial class Publication
{
    /// <summary>Those who are quoted; for the public without private persons.</summary>
    public async Task<Page<SpeakerSummary>> SpeakersAsync(string? cursor, int limit, CancellationToken cancel)
    {
        if (_mask is null)
        {
            return await _archive.SpeakersAsync(cursor, limit, cancel);
        }
        var page = await FilledAsync(cursor, limit, (from, most) => _archive.SpeakersAsync(from, most, cancel), async speaker => await _mask.IsPrivateAsync(speaker, cancel) ? null : speaker);
        return After(page, last => last.Place);
    }

    // The place in a list is a name; one that is not shown must not stand in an address.
    private static Page<T> After<T>(Page<T> page, Func<T, string?> place) => page.Next is null ? page : page with { Next = page.Items is [.., var last] ? place(last) : null };

    public async Task<SpeakerSummary?> SpeakerAsync(string key, CancellationToken cancel) =>
        await _archive.SpeakerAsync(key, cancel) is { } found && (_mask is null || !await _mask.IsPrivateAsync(found, cancel)) ? found : null;

    /// <summary>A speaker; with a moment null where they had not been quoted by then.</summary>
    public async Task<SpeakerSummary?> SpeakerAsync(string key, DateTimeOffset? publishedBy, CancellationToken cancel) =>
        await SpeakerAsync(key, cancel) is not { } speaker ? null : publishedBy is { } by ? await CountedAsync([speaker], by, cancel) is [var then] ? then : null : speaker;

    public Task<Page<SpeakerClaim>> SpeakerClaimsAsync(string speaker, string? cursor, int limit, CancellationToken cancel) => SpeakerClaimsAsync(speaker, null, cursor, limit, cancel);

    /// <summary>What one speaker says; with a moment only what had been said and published by then.</summary>
    public async Task<Page<SpeakerClaim>> SpeakerClaimsAsync(string speaker, DateTimeOffset? publishedBy, string? cursor, int limit, CancellationToken cancel) => _mask is null
        ? await _archive.SpeakerClaimsAsync(speaker, publishedBy, cursor, limit, cancel)
        : await FilledAsync(cursor, limit, (from, most) => _archive.SpeakerClaimsAsync(speaker, publishedBy, from, most, cancel), said => _mask.OfAsync(said, cancel));

    /// <summary>Those who publish; for the public without private persons.</summary>
    public async Task<Page<PublisherSummary>> PublishersAsync(string? cursor, int limit, CancellationToken cancel)
    {
        if (_mask is null)
        {
            return await _archive.PublishersAsync(cursor, limit, cancel);
        }
        var page = await FilledAsync(cursor, limit, (from, most) => _archive.PublishersAsync(from, most, cancel), async publisher => await _mask.IsPrivatePublisherAsync(publisher.Name, publisher.Reports, cancel) ? null : publisher);
        return After(page, last => last.Place);
    }

    /// <summary>What people decided, the newest first; for the public only what was corrected, with what the policy hides masked, and without who decided.</summary>
    public async Task<Page<ListedJudgement>> JudgementsAsync(JudgementFilter filter, string? cursor, int limit, CancellationToken cancel) => _mask is null
        ? await _archive.JudgementsAsync(filter, cursor, limit, cancel)
        : await FilledAsync(cursor, limit, (from, most) => _archive.JudgementsAsync(filter, from, most, cancel), listed => _mask.OfAsync(listed, cancel));

    /// <summary>One judgement; null where there is none, and where the public does not see it.</summary>
    public async Task<ListedJudgement?> JudgementAsync(string id, CancellationToken cancel) =>
        await _archive.JudgementAsync(id, cancel) is not { } found ? null : _mask is null ? found : await _mask.OfAsync(found, cancel);

    /// <summary>What people decided of an incident as a whole and still stands; for the public what the corrections tell of it.</summary>
    public async Task<IReadOnlyList<Judgement>> DecidedOfAsync(string incident, CancellationToken cancel)
    {
        var decided = await _archive.DecidedOfAsync(incident, cancel);
        if (_mask is null)
        {
            return decided;
        }
        var shown = new List<Judgement>();
        foreach (var judgement in decided.Where(judgement => judgement.Verdict == Verdict.Resolved))
        {
            if (await JudgementAsync(judgement.Id, cancel) is { } masked)
            {
                // Which claims it is of is told by their names alone.
                shown.Add(masked.Judgement with { One = judgement.One, Other = judgement.Other });
            }
        }
        return shown;
    }

    /// <summary>The grades of sources; for the public those of publishers alone, without reasons and who gave them.</summary>
    public async Task<IReadOnlyDictionary<(GradedKind Kind, string Source), Judgement>> GradesAsync(CancellationToken cancel)
    {
        var grades = await _archive.GradesAsync(cancel);
        if (_mask is null)
        {
            return grades;
        }
        var shown = new Dictionary<(GradedKind Kind, string Source), Judgement>();
        foreach (var (key, grade) in grades.Where(grade => grade.Key.Kind == GradedKind.Publisher))
        {
            if (!await _mask.IsPrivatePublisherAsync(key.Source, null, cancel))
            {
                // A reason is in its author's own words, which may name anybody.
                shown[key] = grade with { Reason = "", Author = "" };
            }
        }
        return shown;
    }

    /// <summary>How the reader did, of the claims that people judged: numbers alone.</summary>
    public Task<IReadOnlyList<ErrorRate>> ErrorRatesAsync(CancellationToken cancel) => _archive.ErrorRatesAsync(cancel);
}
