using Attest.Archive;
using Attest.Language;

namespace Attest.Web.Publishing;

/// <summary>A report as the public may read it: the sentences that claims rest on, up to a share of its words, without what its cover hides.</summary>
internal static class Excerpt
{
    private const string Gap = "\n[…]\n";

    /// <summary>A report of which an excerpt is shown, without the figures and events that tell too early where forces are; the others are named anew, in their order, with their incidents and claims.</summary>
    /// <remarks>No claim stands without its words, and of these the number alone would tell.</remarks>
    public static ArchivedReport Of(ArchivedReport archived, ReportCover cover, PublicationPolicy policy)
    {
        var reading = archived.Reading;
        var excerpt = Of(reading, cover, policy);
        if (!cover.IsFresh || cover.IsWhole)
        {
            return archived with { Reading = excerpt };
        }
        var positions = reading.Events.Where(occurrence => PublicationPolicy.IsPosition(occurrence.Type, occurrence.Subtype)).Select(occurrence => occurrence.Id).ToHashSet();
        var events = reading.Events.Where(occurrence => !positions.Contains(occurrence.Id) && !cover.HidesEarly(occurrence.Trigger)).Select(occurrence => occurrence.Id).ToHashSet();
        var figures = reading.Figures.Where(figure => !PublicationPolicy.IsPosition(figure.Measure) && !cover.HidesEarly(figure.Span) && (figure.Event is not { } told || !positions.Contains(told))).Select(figure => figure.Id).ToHashSet();
        var ids = events.OrderBy(id => id.Number).Select((id, index) => (id, Now: new LocalId('e', index + 1))).Concat(figures.OrderBy(id => id.Number).Select((id, index) => (id, Now: new LocalId('f', index + 1)))).ToDictionary(pair => pair.id, pair => pair.Now);
        LocalId? Now(LocalId? id) => id is { } known && ids.TryGetValue(known, out var now) ? now : null;
        var mentions = reading.Events.ToDictionary(occurrence => occurrence.Id, occurrence => occurrence.Mentions.Select(mention => !cover.HidesEarly(mention.Span)).ToList());
        return archived with
        {
            Reading = excerpt with
            {
                Events = [.. excerpt.Events.Where(occurrence => events.Contains(occurrence.Id)).Select(occurrence => occurrence with { Id = ids[occurrence.Id], Mentions = [.. occurrence.Mentions.Where((_, index) => mentions[occurrence.Id][index])] })],
                Figures = [.. excerpt.Figures.Where(figure => figures.Contains(figure.Id)).Select(figure => figure with { Id = ids[figure.Id], Event = Now(figure.Event), PartOf = Now(figure.PartOf) })],
                Judged = [.. excerpt.Judged.Where((_, index) => !cover.HidesEarly(reading.Judged[index].Span))],
            },
            Incidents = archived.Incidents.Where(pair => ids.ContainsKey(pair.Key)).ToDictionary(pair => ids[pair.Key], pair => pair.Value),
            Claims = archived.Claims.SelectMany(claims => claims.Select(claim => (Member: claims.Key, claim))).Where(pair => ids.ContainsKey(pair.Member)).ToLookup(pair => ids[pair.Member], pair => pair.claim),
        };
    }

    /// <summary>The reading of the excerpt: the same records by the same ids, those whose words are left out with empty spans.</summary>
    public static Reading Of(Reading reading, ReportCover cover, PublicationPolicy policy)
    {
        var report = reading.Report;
        if (cover.IsWhole)
        {
            return Nothing(reading);
        }
        var kept = Kept(reading, cover, policy);
        var replaced = new List<(TextSpan, string)>();
        var at = 0;
        foreach (var stretch in kept.Append(new TextSpan(report.Text.Length, report.Text.Length)))
        {
            if (stretch.Start > at && report.Text.AsSpan(at, stretch.Start - at).Trim().Length > 0)
            {
                replaced.Add((new TextSpan(at, stretch.Start), at == 0 ? "" : stretch.Length == 0 ? "\n[…]" : Gap));
            }
            at = stretch.End;
        }
        foreach (var stretch in kept)
        {
            var words = stretch.Of(report.Text);
            replaced.AddRange(cover.FindNames(words).Select(span => (Shift(span, stretch.Start), ReportCover.NoName)));
            replaced.AddRange(PersonalData.In(words).Select(span => (Shift(span, stretch.Start), PersonalData.Withheld)));
            replaced.AddRange(cover.Positions.Where(position => position.Span.Overlaps(stretch)).SelectMany(position => position.Places));
        }
        var masked = new MaskedText(report.Text, replaced);
        return Remap(reading, cover, masked);
    }

    /// <summary>The stretches that are shown: sentences with a claim, in the text's order, until the share is used up; the first sentence always, unless it is covered whole.</summary>
    public static IReadOnlyList<TextSpan> Kept(Reading reading, ReportCover cover, PublicationPolicy policy)
    {
        var report = reading.Report;
        var sentences = LanguageAnalyser.Sentences(report);
        var claimed = new HashSet<int> { 0 };
        foreach (var start in reading.Events.SelectMany(occurrence => occurrence.Mentions).Select(mention => mention.Span.Start)
            .Concat(reading.Figures.Select(figure => figure.Span.Start)).Concat(reading.Attributions.Select(attribution => attribution.Content[0].Start)))
        {
            claimed.Add(sentences.IndexAt(start));
        }
        var budget = Math.Max(policy.ExcerptLeast, Math.Min(policy.ExcerptWords, (int)(Words(report.Text) * policy.ExcerptShare)));
        var kept = new List<TextSpan>();
        for (var i = 0; i < sentences.Count && budget > 0; i++)
        {
            var sentence = sentences[i];
            if (!claimed.Contains(i) || (cover.IsFresh && cover.Positions.Any(position => position.Span.Overlaps(sentence))))
            {
                continue;
            }
            budget -= Words(sentence.Of(report.Text));
            // Sentences side by side stay one stretch, with the blank between them.
            if (kept is [.., var last] && report.Text.AsSpan(last.End, sentence.Start - last.End).Trim().Length == 0)
            {
                kept[^1] = last with { End = sentence.End };
            }
            else
            {
                kept.Add(sentence);
            }
        }
        return kept;
    }

    // What can't be looked through: not a word of it, and nothing that was read from it.
    private static Reading Nothing(Reading reading)
    {
        var report = reading.Report;
        var whole = new TextSpan(0, ReportCover.Unseen.Length);
        return reading with
        {
            Report = report with
            {
                Path = "", Title = ReportCover.Unseen, Url = null, Publisher = null, Text = ReportCover.Unseen, Obtained = null,
                Items = [.. report.Items.Take(1).Select(item => item with { Span = whole, Headline = null })],
            },
            Notices = [], Speakers = [], Attributions = [], Places = [], Times = [], Figures = [], Events = [], Casualties = [], Judged = [], AsRead = null,
        };
    }

    private static Reading Remap(Reading reading, ReportCover cover, MaskedText masked)
    {
        var report = reading.Report;
        TextSpan Map(TextSpan span) => masked.Map(span);
        TextSpan? Maybe(TextSpan? span) => span is { } known ? Map(known) : null;
        string? Words(string? words) => words is null ? null : cover.Mask(words);
        string? Side(string? side) => PublicMask.Side(side, [cover]);
        // A place finer than a region is none any more where it would tell a position.
        bool IsCovered(Place place) => cover.HidesEarly(place.Span) || (place.Gazetteer is { } entry && cover.CoveredPlaces.Contains(entry)) || cover.Positions.Any(position => position.Places.Any(covered => covered.Span == place.Span));
        return reading with
        {
            Notices = [.. reading.Notices.Select(notice => notice with { Message = cover.Mask(notice.Message), Start = null })],
            Report = report with
            {
                Path = "", Title = Words(report.Title), Publisher = report.Publisher is { } publisher ? cover.Name(publisher) : null, Url = PublicMask.Url(report.Url, [cover]), Text = masked.Text, Obtained = null,
                Items = [.. report.Items.Select(item => item with { Span = Map(item.Span), Headline = Maybe(item.Headline) is { Length: > 0 } headline ? headline : null })],
            },
            Speakers = [.. reading.Speakers.Select(speaker => cover.IsPrivate(speaker.Name) ? speaker with { Name = ReportCover.Somebody, Role = Words(speaker.Role), Affiliation = null, Side = Side(speaker.Side) } : speaker with { Name = cover.Mask(speaker.Name), Role = Words(speaker.Role), Affiliation = Words(speaker.Affiliation), Side = Side(speaker.Side) })],
            Attributions = [.. reading.Attributions.Select(attribution => attribution with { Content = [.. attribution.Content.Select(Map)], Cue = Maybe(attribution.Cue), Source = Maybe(attribution.Source), Via = Words(attribution.Via), Picture = attribution.Picture is { } picture ? picture with { CheckWords = Maybe(picture.CheckWords) is { Length: > 0 } check ? check : null } : null })],
            Places = [.. reading.Places.Select(place => IsCovered(place)
                ? place with { Span = Map(place.Span), Name = null, Gazetteer = null, Region = cover.IsFresh ? null : place.Region, Position = null, Centre = null, GeoPrecision = null, RadiusKm = null, Relation = null, RunnerUp = null }
                : place with { Span = Map(place.Span), Relation = Words(place.Relation) })],
            Times = [.. reading.Times.Select(time => time with { Span = Map(time.Span) })],
            Figures = [.. reading.Figures.Select(figure => figure with { Span = Map(figure.Span), Of = Words(figure.Of), Side = Side(figure.Side) })],
            Events = [.. reading.Events.Select(occurrence => occurrence with
            {
                Trigger = Map(occurrence.Trigger), Mentions = [.. occurrence.Mentions.Select(mention => mention with { Span = Map(mention.Span) })],
                Means = Words(occurrence.Means), Actor = Words(occurrence.Actor), Target = Words(occurrence.Target), Direction = null,
            })],
            Casualties = [], Judged = [.. reading.Judged.Select(judged => judged with { Span = Map(judged.Span) })], AsRead = null,
        };
    }

    private static TextSpan Shift(TextSpan span, int by) => new(span.Start + by, span.End + by);

    private static int Words(string text)
    {
        var (count, isWithin) = (0, false);
        foreach (var letter in text)
        {
            var isWord = !char.IsWhiteSpace(letter);
            count += isWord && !isWithin ? 1 : 0;
            isWithin = isWord;
        }
        return count;
    }
}
