using Attest.Language;

namespace Attest.Archive.Corrections;

/// <summary>A reading while judgements are applied to it: what they change is put in the place of what was read, and what they add comes after it, so that local ids stay.</summary>
internal sealed class ReadingDraft
{
    private readonly Reading _reading;
    private readonly List<Speaker> _speakers;
    private readonly List<Attribution> _attributions;
    private readonly List<Place> _places;
    private readonly List<TimeMention> _times;
    private readonly List<Figure> _figures;
    private readonly List<Event> _events;
    private readonly Dictionary<(ClaimKind Kind, bool IsDerived, TextSpan Span, LocalId? Member), (string? ClaimId, List<ClaimJudgement> Judgements)> _marks = [];
    private IReadOnlyList<TextSpan>? _sentences;

    public ReadingDraft(Reading reading)
    {
        _reading = reading;
        (_speakers, _attributions, _places, _times, _figures, _events) =
            ([.. reading.Speakers], [.. reading.Attributions], [.. reading.Places], [.. reading.Times], [.. reading.Figures], [.. reading.Events]);
    }

    /// <summary>The report.</summary>
    public Report Report => _reading.Report;

    /// <summary>The reading as it was put right.</summary>
    public Reading Finish() => _reading with
    {
        Speakers = _speakers,
        Attributions = _attributions,
        Places = _places,
        Times = _times,
        Figures = _figures,
        Events = _events,
        Judged = [.. _marks.OrderBy(mark => mark.Key.Span).ThenBy(mark => mark.Key.Kind).ThenBy(mark => mark.Key.IsDerived).ThenBy(mark => mark.Key.Member?.Number)
            .Select(mark => new JudgedMember(mark.Key.Kind, mark.Key.IsDerived, mark.Key.Span, mark.Value.ClaimId, mark.Value.Judgements) { Member = mark.Key.Member })],
        AsRead = _reading,
    };

    /// <summary>The claim at some words: that of just these, or else the one that shares most with them. Null where there is none.</summary>
    public DraftMember? Find(ClaimKind kind, TextSpan span)
    {
        DraftMember? best = null;
        var most = 0;
        foreach (var member in Members(kind))
        {
            if (member.Span == span)
            {
                return member;
            }
            if (Math.Min(member.Span.End, span.End) - Math.Max(member.Span.Start, span.Start) is var shared && shared > most)
            {
                (best, most) = (member, shared);
            }
        }
        return best;
    }

    /// <summary>The statement that a judgement is of: the one that a person added under its name, or else what its speaker says in these words, or in words that share most with them. Null where there is none.</summary>
    public DraftMember? FindStatement(Judgement judgement, TextSpan span)
    {
        var judged = judgement.One[0];
        var says = judged.Says.With(judgement.Verdict == Verdict.Added ? judgement.Changes : ClaimValues.None);
        if (judged.Claim.Length > 0 && Members(ClaimKind.Statement).Where(member => NameOf(member) == judged.Claim).ToList() is [var named, ..])
        {
            return named;
        }
        var there = Members(ClaimKind.Statement).Where(member => member.Span.Overlaps(span)).OrderByDescending(member => member.Span == span)
            .ThenByDescending(member => Math.Min(member.Span.End, span.End) - Math.Max(member.Span.Start, span.Start)).ToList();
        bool IsTheirs(DraftMember member) => SpeakerOf(member) == says[ClaimField.Speaker];
        return there.Where(member => member.Span == span && IsTheirs(member)).Concat(there.Where(member => member.Span == span && judgement.Verdict != Verdict.Added)).Concat(there.Where(IsTheirs))
            .Select(member => (DraftMember?)member).FirstOrDefault();
    }

    /// <summary>Notes a judgement at a claim.</summary>
    public void Mark(ClaimKind kind, bool isDerived, TextSpan span, Judgement judgement, string? claimId = null, DraftMember? member = null)
    {
        var key = (kind, isDerived, span, kind == ClaimKind.Statement && member is { } one ? _attributions[one.Index].Id : (LocalId?)null);
        if (!_marks.TryGetValue(key, out var mark))
        {
            _marks.Add(key, mark = (claimId, []));
        }
        mark.Judgements.Add(new ClaimJudgement(judgement.Verdict, judgement.Id));
    }

    /// <summary>Puts a claim right.</summary>
    public void Change(DraftMember member, Judgement judgement)
    {
        var says = new SaidChange(judgement.Changes, judgement.Places);
        switch (member.Kind)
        {
            case ClaimKind.Figure:
                _figures[member.Index] = Placed(Changed(_figures[member.Index], says), says, judgement);
                break;
            case ClaimKind.Event:
                _events[member.Index] = Changed(_events[member.Index], member.Mention, says);
                break;
            default:
                _attributions[member.Index] = Changed(_attributions[member.Index], says);
                break;
        }
    }

    /// <summary>Adds a claim.</summary>
    /// <param name="judgement">The judgement that says so.</param>
    /// <param name="kind">What it is made of.</param>
    /// <param name="span">Its words.</param>
    /// <param name="claimId">Its id; null for one made of the judgement's and the report's.</param>
    /// <param name="says">All that it says.</param>
    public void Add(Judgement judgement, ClaimKind kind, TextSpan span, string? claimId, ClaimValues says)
    {
        DraftMember? member = null;
        var change = new SaidChange(says, judgement.Places);
        if (kind == ClaimKind.Figure)
        {
            var id = new LocalId('f', _figures.Count + 1);
            var plain = new Figure(id, span, null, null, false, Measure.Other, null, null, FigureScope.New, null, null, null, null, null, 1);
            var figure = Changed(plain, change);
            _figures.Add(Placed(figure with { Event = EventBeside(span, figure.Measure) }, new SaidChange(judgement.Changes, judgement.Places), judgement));
        }
        else if (kind == ClaimKind.Event)
        {
            var id = new LocalId('e', _events.Count + 1);
            var plain = new Event(id, span, [new EventMention(span, null, EventStatus.Happened)], EventType.Assault, [], null, null, null, null, null, null, null, EventStatus.Happened, null, 1);
            _events.Add(Changed(plain, 0, change));
        }
        else
        {
            member = new DraftMember(kind, _attributions.Count, 0, span);
            _attributions.Add(Changed(new Attribution(new LocalId('a', _attributions.Count + 1), [span], null, null, null, null, [], QuoteKind.Indirect, Modality.Asserted, 1), change));
        }
        Mark(kind, isDerived: false, span, judgement, claimId is { Length: > 0 } given ? given : IdOf(Report.Id, kind, span.Of(Report.Text), judgement.Id), member);
    }

    /// <summary>The id of a claim that a judgement adds to a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="kind">What it is made of.</param>
    /// <param name="words">Its words.</param>
    /// <param name="judgement">The judgement's own id.</param>
    public static string IdOf(Sha256 report, ClaimKind kind, string words, string judgement) =>
        Sha256.Of($"{report}\n{WireNames<ClaimKind>.Of(kind)}\n{words}\n{judgement}").Hex[..24];

    // The name that a judgement gave a statement.
    private string? NameOf(DraftMember statement) => _marks.GetValueOrDefault((ClaimKind.Statement, false, statement.Span, _attributions[statement.Index].Id)).ClaimId;

    private string? SpeakerOf(DraftMember statement) => _attributions[statement.Index].Speaker is { } id && _speakers[id.Number - 1] is { IsUnspecified: false } speaker ? speaker.Name : null;

    private IEnumerable<DraftMember> Members(ClaimKind kind) => kind switch
    {
        ClaimKind.Figure => _figures.Select((figure, i) => new DraftMember(kind, i, 0, figure.Span)),
        ClaimKind.Event => _events.SelectMany((occurrence, i) => occurrence.Mentions.Select((mention, m) => new DraftMember(kind, i, m, mention.Span))),
        _ => _attributions.Select((said, i) => new DraftMember(kind, i, 0, said.Content[0])),
    };

    // What is said stays; who says it, and how, is put right.
    private Attribution Changed(Attribution said, SaidChange says)
    {
        var speaker = says.Has(ClaimField.Speaker) || says.Has(ClaimField.SpeakerSide) ? SpeakerFor(says, said) : said.Speaker;
        return said with
        {
            Speaker = speaker,
            Source = speaker == said.Speaker ? said.Source : speaker is { } named ? Nearest(_speakers[named.Number - 1].Name, said.Content[0]) : null,
            Modality = says.Modality ?? said.Modality,
            Confidence = 1,
        };
    }

    private Figure Changed(Figure figure, SaidChange says)
    {
        var (low, high, approximate) = says.Figure ?? (figure.Low, figure.High, figure.Approximate);
        return figure with
        {
            Low = low,
            High = high,
            Approximate = approximate,
            Measure = says.Measure ?? figure.Measure,
            Of = says.Text(ClaimField.Of, figure.Of),
            Side = says.Text(ClaimField.Side, figure.Side),
            Scope = says.Scope ?? figure.Scope,
            Place = says.Has(ClaimField.Place) ? PlaceFor(says.Place, figure.Span) : figure.Place,
            Period = says.Has(ClaimField.Time) ? TimeFor(says.Time, figure.Span) : figure.Period,
            Attribution = says.IsOfSaying ? Saying(figure.Attribution, figure.Span, says) : figure.Attribution,
            Confidence = 1,
        };
    }

    // A figure counts where and when its event was. One that a person puts elsewhere is of an occurrence of its own, of the same sort.
    private Figure Placed(Figure figure, SaidChange says, Judgement judgement)
    {
        if (figure.Event is not { } id || _events[id.Number - 1] is not { } was || !(says.Place is { } place && IsElsewhere(was, place)) && !(says.Time is { } time && IsAtAnotherTime(was, time)))
        {
            return figure;
        }
        var own = new LocalId('e', _events.Count + 1);
        _events.Add(was with
        {
            Id = own,
            Trigger = figure.Span,
            Mentions = [new EventMention(figure.Span, figure.Attribution, was.Status)],
            Place = says.Place is null ? was.Place : figure.Place,
            Time = says.Time is null ? was.Time : figure.Period,
            Date = says.Time ?? was.Date,
            Attribution = figure.Attribution,
            PlaceIsInferred = says.Place is null && was.PlaceIsInferred,
            TimeIsInferred = says.Time is null && was.TimeIsInferred,
        });
        Mark(ClaimKind.Event, isDerived: false, figure.Span, judgement);
        return figure with { Event = own };
    }

    // An area that holds the other is no other place.
    private bool IsElsewhere(Event occurrence, IncidentPlace place) => occurrence.Place is not { } id || _places[id.Number - 1] is var told && told.Gazetteer != place.Gazetteer
        && !(told.Position is { } position && position.DistanceKm(place.Position) <= (told.RadiusKm ?? 0) + place.RadiusKm);

    private static bool IsAtAnotherTime(Event occurrence, TimeValue time) =>
        occurrence.Date?.Days is not ({ } first, { } last) || time.Days is ({ } from, { } to) && (to < first || from > last);

    // What its mentions share is put right for all of them; who says so and whether it happened, for this one.
    private Event Changed(Event occurrence, int mention, SaidChange says)
    {
        var mentioned = occurrence.Mentions[mention];
        var isMain = mentioned.Span == occurrence.Trigger;
        var now = mentioned with
        {
            Attribution = says.IsOfSaying ? Saying(mentioned.Attribution, mentioned.Span, says) : mentioned.Attribution,
            Status = says.Status ?? mentioned.Status,
        };
        var place = says.Has(ClaimField.Place) ? PlaceFor(says.Place, mentioned.Span) : occurrence.Place;
        var time = says.Has(ClaimField.Time) ? TimeFor(says.Time, mentioned.Span) : occurrence.Time;
        return occurrence with
        {
            Mentions = [.. occurrence.Mentions.Select((one, i) => i == mention ? now : one)],
            Type = says.Type ?? occurrence.Type,
            Modes = says.Modes ?? occurrence.Modes,
            Subtype = says.Text(ClaimField.Subtype, occurrence.Subtype),
            Actor = says.Text(ClaimField.Actor, occurrence.Actor),
            Target = says.Text(ClaimField.Target, occurrence.Target),
            Place = place,
            Time = time,
            Date = says.Has(ClaimField.Time) ? says.Time : occurrence.Date,
            Status = isMain || occurrence.Mentions.Count == 1 ? now.Status : occurrence.Status,
            Attribution = isMain ? now.Attribution : occurrence.Attribution,
            Confidence = 1,
            ActorIsInferred = occurrence.ActorIsInferred && !says.Has(ClaimField.Actor),
            TargetIsInferred = occurrence.TargetIsInferred && !says.Has(ClaimField.Target),
            PlaceIsInferred = occurrence.PlaceIsInferred && !says.Has(ClaimField.Place),
            TimeIsInferred = occurrence.TimeIsInferred && !says.Has(ClaimField.Time),
        };
    }

    // Other claims may share the attribution that was read: it stays, and this claim gets one of its own.
    private LocalId? Saying(LocalId? was, TextSpan span, SaidChange says)
    {
        if (Said(was, span, says) is not { } said)
        {
            return null;
        }
        _attributions.Add(said with { Id = new LocalId('a', _attributions.Count + 1) });
        return _attributions[^1].Id;
    }

    private Attribution? Said(LocalId? was, TextSpan span, SaidChange says)
    {
        var before = was is { } known ? _attributions[known.Number - 1] : null;
        var speaker = says.Has(ClaimField.Speaker) || says.Has(ClaimField.SpeakerSide) ? SpeakerFor(says, before) : before?.Speaker;
        var modality = says.Modality ?? before?.Modality ?? Modality.Asserted;
        if (speaker is null && modality == Modality.Asserted)
        {
            return null;
        }
        return speaker == before?.Speaker && before is not null
            ? before with { Modality = modality, Confidence = 1 }
            : new Attribution(
                new LocalId('a', 1), [SentenceOf(span)], null, speaker is { } named ? Nearest(_speakers[named.Number - 1].Name, span) : null, speaker, null, [], before?.Quote ?? QuoteKind.Indirect, modality, 1);
    }

    private LocalId? SpeakerFor(SaidChange says, Attribution? before)
    {
        var old = before?.Speaker is { } id ? _speakers[id.Number - 1] : null;
        if (says.Text(ClaimField.Speaker, old?.Name) is not { } name)
        {
            return null;
        }
        var same = _speakers.Find(speaker => speaker.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        var side = says.Text(ClaimField.SpeakerSide, same?.Side);
        if (same is not null && same.Side == side)
        {
            return same.Id;
        }
        var speaker = same is null ? new Speaker(default, name, null, null, side, SpeakerKind.Unknown, true) : same with { Side = side };
        _speakers.Add(speaker with { Id = new LocalId('s', _speakers.Count + 1) });
        return _speakers[^1].Id;
    }

    private LocalId? PlaceFor(IncidentPlace? place, TextSpan near)
    {
        if (place is null)
        {
            return null;
        }
        if (_places.Where(one => one.Gazetteer == place.Gazetteer).MinBy(one => Math.Abs(one.Span.Start - near.Start)) is { } named)
        {
            return named.Id;
        }
        _places.Add(new Place(
            new LocalId('p', _places.Count + 1), Nearest(place.Name, near) ?? near, place.Name, place.Gazetteer, place.Country, place.Region, place.Position, place.Kind, place.GeoPrecision, place.RadiusKm, null, 1));
        return _places[^1].Id;
    }

    private LocalId? TimeFor(TimeValue? value, TextSpan near)
    {
        if (value is not { } time)
        {
            return null;
        }
        if (_times.Where(one => one.Value == time).MinBy(one => Math.Abs(one.Span.Start - near.Start)) is { } told)
        {
            return told.Id;
        }
        int? days = time.Days is ({ } first, { } last) ? last.DayNumber - first.DayNumber : null;
        _times.Add(new TimeMention(new LocalId('t', _times.Count + 1), near, time, days switch { <= 1 => 1, <= 7 => 2, _ => 3 }) { Basis = TimeBasis.Written });
        return _times[^1].Id;
    }

    // The event of its own sentence, violence before all else for those harmed; else of the sentence before.
    private LocalId? EventBeside(TextSpan span, Measure measure)
    {
        var number = Sentences.IndexAt(span.Start);
        var isHarm = measure is Measure.PeopleKilled or Measure.PeopleWounded or Measure.PeopleMissing or Measure.BuildingsDamaged or Measure.FacilitiesDamaged;
        return _events.Where(occurrence => !isHarm || occurrence.Type == EventType.Assault).SelectMany(occurrence => occurrence.Mentions.Select(mention => (occurrence.Id, mention.Span)))
            .Select(one => (one.Id, one.Span, Distance: number - Sentences.IndexAt(one.Span.Start))).Where(one => number >= 0 && one.Distance is 0 or 1)
            .OrderBy(one => one.Distance).ThenBy(one => Math.Abs(one.Span.Start - span.Start)).Select(one => (LocalId?)one.Id).FirstOrDefault();
    }

    private IReadOnlyList<TextSpan> Sentences => _sentences ??= LanguageAnalyser.Sentences(Report);

    private TextSpan SentenceOf(TextSpan span) => Sentences.IndexAt(span.Start) is >= 0 and var number && Sentences[number].Contains(span) ? Sentences[number] : span;

    // Where a name stands next to some words; null where the report does not have it.
    private TextSpan? Nearest(string name, TextSpan near)
    {
        TextSpan? nearest = null;
        for (var at = Report.Text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = Report.Text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if (nearest is not { } known || Math.Abs(at - near.Start) < Math.Abs(known.Start - near.Start))
            {
                nearest = new TextSpan(at, at + name.Length);
            }
        }
        return nearest;
    }
}

/// <summary>A claim of a draft.</summary>
/// <param name="Kind">What it is made of.</param>
/// <param name="Index">Its place among those of its kind.</param>
/// <param name="Mention">Which mention of an event it is; 0 for any other kind.</param>
/// <param name="Span">Its words.</param>
internal readonly record struct DraftMember(ClaimKind Kind, int Index, int Mention, TextSpan Span);
