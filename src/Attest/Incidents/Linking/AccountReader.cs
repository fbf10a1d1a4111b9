namespace Attest.Incidents.Linking;

/// <summary>Reading → accounts: which events of one report tell of one occurrence, with all that linking compares. Pure.</summary>
internal sealed partial class AccountReader
{
    /// <summary>Sentences after an account's last event within which violence without a place and day of its own is still the same: in an item of one occurrence, and in any other.</summary>
    private const int Reach = 8, ShortReach = 2;

    /// <summary>Sentences of an item of news of a war that can be of one occurrence.</summary>
    private const int ShortWarItem = 12;

    /// <summary>Sentences of an item whose every word belongs to its main account; of a longer one, those around the account's events.</summary>
    private const int ShortItem = 40;

    /// <summary>Sentences after one that names an event that still tell of it.</summary>
    private const int Tail = 5;

    /// <summary>Sentences at the beginning of an item whose places and days hold for all of it.</summary>
    private const int Opening = 4;

    /// <summary>Days before publication that a day named around an account may lie and still be its own.</summary>
    private const int DaysBefore = 14;

    /// <summary>Days for which the beginning of a war is news, and not what everything later stands before.</summary>
    private const int NewsDays = 7;

    /// <summary>Days from which a time without a town is a campaign's.</summary>
    private const int CampaignDays = 45;

    /// <summary>Kilometres within which one blow can be put at two places of which its sentence names both: a village in a town's district.</summary>
    private const double DistrictKm = 30;

    private const double SameTownKm = 10;
    private const double HeadlineLead = 3, ViolenceLead = 8, UntellingLead = 0.2, PlannedLead = 0.5, LeadDecay = 0.3;

    private readonly Reading _reading;
    private readonly IReadOnlyList<TextSpan> _sentences;
    private readonly int[] _itemOfSentence;
    private readonly List<AccountDraft> _drafts = [];
    private readonly int[] _sentenceOfTrigger;
    private readonly HashSet<int> _itemsOfOne = [];
    private readonly ILookup<int, AccountPlace> _placesOfSentence;
    private readonly ILookup<int, string> _namedOfSentence;

    private AccountReader(Reading reading, IReadOnlyList<TextSpan> sentences)
    {
        _reading = reading;
        _sentences = sentences;
        _itemOfSentence = new int[sentences.Count];
        var item = 0;
        for (var i = 0; i < sentences.Count; i++)
        {
            while (item < reading.Report.Items.Count - 1 && reading.Report.Items[item].Span.End <= sentences[i].Start)
            {
                item++;
            }
            _itemOfSentence[i] = item;
        }
        _sentenceOfTrigger = [.. reading.Events.Select(occurrence => _sentences.IndexAt(occurrence.Trigger.Start))];
        _namedOfSentence = reading.Casualties.Where(casualty => casualty is { Named: true, Who: not null }).ToLookup(casualty => _sentences.IndexAt(casualty.Span.Start), casualty => casualty.Who!);
        _placesOfSentence = reading.Places.Where(place => place is { Gazetteer: not null, Kind: not PlaceKind.Country } && IncidentLinker.PlaceOf(place) is not null)
            .ToLookup(place => _sentences.IndexAt(place.Span.Start), place => AccountDraft.PlaceOf(IncidentLinker.PlaceOf(place))!);
    }

    /// <summary>The accounts of a reading.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="facts">What it says of each of its events.</param>
    /// <param name="sentences">The sentences of its report, in the text's order.</param>
    public static AccountsOfReading Read(Reading reading, IReadOnlyList<EventFacts> facts, IReadOnlyList<TextSpan> sentences) =>
        new AccountReader(reading, sentences).Read(facts);

    private AccountsOfReading Read(IReadOnlyList<EventFacts> facts)
    {
        var ofEvent = new int[facts.Count];
        List<AccountDraft> single = [.. facts.Select((one, i) => new AccountDraft(_reading.Events[i], one, _sentenceOfTrigger[i], _sentenceOfTrigger[i] < 0 ? -1 : _itemOfSentence[_sentenceOfTrigger[i]], IsAsked(_sentenceOfTrigger[i])))];
        _itemsOfOne.UnionWith(single.Where(one => one.Type == EventType.Assault).GroupBy(one => one.Item).Where(IsOfOne).Select(item => item.Key));
        for (var i = 0; i < facts.Count; i++)
        {
            var one = single[i];
            if (IsBackground(_reading.Events[i], one))
            {
                ofEvent[i] = -1;
                continue;
            }
            var home = _drafts.FindLastIndex(draft => IsSame(draft, one));
            if (home < 0)
            {
                _drafts.Add(one);
                home = _drafts.Count - 1;
            }
            else
            {
                _drafts[home].Add(one);
            }
            ofEvent[i] = home;
        }
        foreach (var draft in _drafts.Where(draft => draft is { Type: EventType.Assault, First: null } && !_itemsOfOne.Contains(draft.Item)))
        {
            if (DayNamedIn(draft) is { } day)
            {
                draft.DateOn(day);
            }
        }
        int[] ofCasualty = [.. _reading.Casualties.Select(casualty => HomeOf(casualty, ofEvent))];
        foreach (var home in ofCasualty.Where(home => home >= 0))
        {
            _drafts[home].HasVictims = true;
        }
        foreach (var draft in _drafts)
        {
            draft.Lead = LeadOf(draft);
        }
        var left = UntellingWords();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return new AccountsOfReading([.. _drafts.Select(draft => Finish(draft, left, seen))], ofEvent, ofCasualty);
    }

    // The one day that its own sentence names, where its event was given none.
    private int? DayNamedIn(AccountDraft one)
    {
        int? named = null;
        if (one.Sentence < 0 || _reading.Report.Published is not { } published)
        {
            return null;
        }
        foreach (var time in _reading.Times)
        {
            if (time.Value?.Day is { } day && _sentences[one.Sentence].Contains(time.Span.Start))
            {
                if (named is not null && named != day.DayNumber)
                {
                    return null;
                }
                named = day.DayNumber;
            }
        }
        return named <= published.Day.DayNumber + 1 && named >= published.Day.DayNumber - DaysBefore ? named : null;
    }

    // A question tells of nothing: "Why die for them?"
    private bool IsAsked(int sentence) => sentence >= 0 && _sentences[sentence].Of(_reading.Report.Text).AsSpan().TrimEnd().TrimEnd("\"”’'»)").EndsWith("?");

    // A war as a whole, told without a town and a day of its own: what the report's events stand before, and no occurrence. Nor is what is only asked.
    private bool IsBackground(Event occurrence, AccountDraft one)
    {
        if (one.Type != EventType.Assault)
        {
            return false;
        }
        if (IsAsked(one.Sentence))
        {
            return true;
        }
        if (one.Place is { IsSettlement: true })
        {
            return false;
        }
        // What has gone on since a day long ago, or for many weeks, is a war's count and no occurrence.
        if (occurrence.Date is { } date && date.Days is ({ } since, var until)
            && ((until ?? _reading.Report.Published?.Day)?.DayNumber - since.DayNumber > CampaignDays) && occurrence.Mentions.All(mention => mention.Status is EventStatus.Happened or EventStatus.Ongoing or EventStatus.Alleged))
        {
            return true;
        }
        if (!occurrence.Mentions.All(mention => BackgroundWords.IsWar(mention.Span.Of(_reading.Report.Text))))
        {
            return false;
        }
        return one.First is not { } day || _reading.Report.Published is { } published && published.Day.DayNumber - day > NewsDays;
    }

    // The account of the event that it is told with, or of the violence told nearest before it in its item; where no violence is told there, an account of its own.
    private int HomeOf(Casualty casualty, int[] ofEvent)
    {
        var sentence = _sentences.IndexAt(casualty.Span.Start);
        if (sentence >= 0 && IsAsked(sentence) || casualty.Harm == Harm.Struck && _reading.Places.Any(place => place.Gazetteer is not null && place.Span.Contains(casualty.Span.Start) && casualty.Span.End <= place.Span.End))
        {
            return -1;
        }
        if (casualty.Event is { } occurrence)
        {
            // "People are being killed" counts nobody.
            return _reading.Events[occurrence.Number - 1].Status == EventStatus.Ongoing && casualty.High is null ? -1 : ofEvent[occurrence.Number - 1];
        }
        if (sentence < 0)
        {
            return -1;
        }
        var (nearest, distance) = (-1, int.MaxValue);
        for (var i = 0; i < _drafts.Count; i++)
        {
            if (_drafts[i] is { Type: EventType.Assault, IsTelling: true } draft && draft.Item == _itemOfSentence[sentence])
            {
                foreach (var (told, _) in draft.Tellings)
                {
                    // One told later is farther than one told before.
                    var apart = told <= sentence ? 2 * (sentence - told) : 3 * (told - sentence);
                    if (apart < distance)
                    {
                        (nearest, distance) = (i, apart);
                    }
                }
            }
        }
        if (nearest < 0)
        {
            _drafts.Add(new AccountDraft(casualty, sentence, _itemOfSentence[sentence]));
            nearest = _drafts.Count - 1;
        }
        return nearest;
    }

    // A short item whose violence is put at hardly more than one town and day, and blamed on one side at most, tells of one occurrence; a summary of many does not. News of a war is a summary sooner.
    private bool IsOfOne(IEnumerable<AccountDraft> violence)
    {
        var events = violence.ToList();
        var (length, towns) = _reading.Conflict is null ? (ShortItem, 2) : (ShortWarItem, 1);
        return _itemOfSentence.Count(item => item == events[0].Item) <= length
            && events.Where(one => one.Place is { IsSettlement: true }).Select(one => one.Place!.Anchor).Distinct(StringComparer.Ordinal).Count() <= towns
            && events.Where(one => one.First is not null).Select(one => one.First).Distinct().Count() <= 3
            && events.Where(one => one.Actor is not null).Select(one => one.Actor).Distinct(StringComparer.Ordinal).Count() <= 1;
    }

    private bool IsSame(AccountDraft draft, AccountDraft one)
    {
        if (draft.Item != one.Item || draft.Kind != one.Kind || !draft.IsTelling || !one.IsTelling || one.Sentence < 0)
        {
            return false;
        }
        var samePlace = draft.Place is { IsSettlement: true } known && one.Place is { IsSettlement: true } named && known.Anchor == named.Anchor;
        var sameDay = draft.First is not null && one.First is not null && draft.First <= one.Last && one.First <= draft.Last;
        if (draft.Type != EventType.Assault)
        {
            return samePlace && sameDay;
        }
        if ((draft.TakesGround || one.TakesGround) && !samePlace)
        {
            return false;
        }
        if (sameDay && draft.Modes.Overlaps(one.Modes) && AreNamedTogether(draft, one))
        {
            return true;
        }
        // "An operation against the country", and two sentences on a town that was shelled.
        if (draft.IsCampaign != one.IsCampaign && one.Sentence != draft.LastSentence && (draft.Place is { IsSettlement: true } || one.Place is { IsSettlement: true }))
        {
            return false;
        }
        if (!_itemsOfOne.Contains(one.Item) && AreOfOthers(draft, one))
        {
            return false;
        }
        if (one.Place is null && !_itemsOfOne.Contains(one.Item) && draft.Place is { IsSettlement: true } && IsElsewhere(one.Sentence, draft.Place))
        {
            return false;
        }
        var placesFit = draft.Place is null || one.Place is null || samePlace || draft.Place.Position.DistanceKm(one.Place.Position) <= Math.Max(SameTownKm, draft.Place.IsSettlement && one.Place.IsSettlement ? 0 : Math.Max(draft.Place.RadiusKm, one.Place.RadiusKm));
        var daysFit = draft.First is null || one.First is null || sameDay;
        var actorsFit = draft.Actor is null || one.Actor is null || draft.Actor == one.Actor;
        return placesFit && daysFit && actorsFit && (samePlace || sameDay || one.Sentence - draft.LastSentence <= (_itemsOfOne.Contains(one.Item) ? Reach : ShortReach));
    }

    // "At a depot near the village, in the town's district": one blow with two places.
    private bool AreNamedTogether(AccountDraft draft, AccountDraft one) =>
        draft.Place is { IsSettlement: true } here && one.Place is { IsSettlement: true } there && here.Position.DistanceKm(there.Position) <= DistrictKm
        && (_placesOfSentence[one.Sentence].Any(place => !place.IsSettlement && place.Position.DistanceKm(here.Position) <= SameTownKm && place.Name == here.Name)
            || draft.Tellings.Exists(told => _placesOfSentence[told.Sentence].Any(place => !place.IsSettlement && place.Position.DistanceKm(there.Position) <= SameTownKm && place.Name == there.Name)));

    // Deaths told in passing: each sentence names who died, and they are not the same.
    private bool AreOfOthers(AccountDraft draft, AccountDraft one)
    {
        var names = _namedOfSentence[one.Sentence].ToHashSet(StringComparer.Ordinal);
        var before = draft.Tellings.SelectMany(told => _namedOfSentence[told.Sentence]).ToHashSet(StringComparer.Ordinal);
        return names.Count > 0 && before.Count > 0 && !names.Overlaps(before);
    }

    // All places that the sentence names lie away from the town.
    private bool IsElsewhere(int sentence, AccountPlace town) => _placesOfSentence[sentence].Any()
        && _placesOfSentence[sentence].All(place => place.Anchor != town.Anchor && place.Position.DistanceKm(town.Position) > SameTownKm + place.RadiusKm + town.RadiusKm);

    // The headline and the first sentences say what a report is about, and violence before all else.
    private double LeadOf(AccountDraft draft)
    {
        var lead = 0.0;
        var first = FirstOfItem(draft.Item);
        foreach (var (sentence, status) in draft.Tellings)
        {
            if (sentence < 0)
            {
                continue;
            }
            lead += (sentence == first ? HeadlineLead : 1 / (1 + (LeadDecay * (sentence - first)))) * (draft.Type == EventType.Assault ? ViolenceLead : 1)
                * (status == EventStatus.Planned ? PlannedLead : status is EventStatus.Hypothetical or EventStatus.Historical ? UntellingLead : 1);
        }
        return Math.Round(lead / (1 + Math.Max(0, draft.Item)), 3);
    }

    private int FirstOfItem(int item)
    {
        var first = Array.IndexOf(_itemOfSentence, item);
        return Math.Max(0, first);
    }
}

/// <summary>The accounts of one reading.</summary>
/// <param name="Accounts">In the order of their first events; those of casualties alone last.</param>
/// <param name="OfEvent">The number of each event's account among them; -1 for one that is only the background of others.</param>
/// <param name="OfCasualty">Likewise of each casualty; -1 for one that belongs to none.</param>
internal sealed record AccountsOfReading(IReadOnlyList<Account> Accounts, IReadOnlyList<int> OfEvent, IReadOnlyList<int> OfCasualty);
