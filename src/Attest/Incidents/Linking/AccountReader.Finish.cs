using System.Globalization;

namespace Attest.Incidents.Linking;

/// <content>A draft that holds all its events → an account, with what others are compared with: its words, places, days and numbers.</content>
internal sealed partial class AccountReader
{
    private Account Finish(AccountDraft draft, HashSet<string> left, Dictionary<string, int> seen)
    {
        var report = _reading.Report;
        var own = OwnSentences(draft);
        var around = new SortedSet<int>(own);
        if (draft.Item >= 0)
        {
            var first = FirstOfItem(draft.Item);
            for (var i = first; i < Math.Min(first + Opening, _sentences.Count) && _itemOfSentence[i] == draft.Item; i++)
            {
                around.Add(i);
            }
        }
        var published = (draft.Item >= 0 ? report.Items[draft.Item].Published : null) ?? report.Published;
        var publishedDay = published?.Day.DayNumber;
        var trigger = draft.Trigger.Of(report.Text);
        // By what, where and when as the report tells it: an update put above it does not take its name.
        var name = string.Create(CultureInfo.InvariantCulture, $"{report.Document} {WireNames<EventType>.Of(draft.Type)} {trigger} {draft.Place?.Anchor} {draft.First}");
        var number = seen[name] = seen.GetValueOrDefault(name) + 1;
        var id = Sha256.Of(string.Create(CultureInfo.InvariantCulture, $"{name} {number}")).Hex[..24];
        var order = string.Create(CultureInfo.InvariantCulture,
            $"{(draft.Place is { IsSettlement: true } ? 0 : 1) + (draft.First is null ? 1 : 0)} {publishedDay ?? 9_999_999:D7} {report.Document.Hex[..12]} {id}");
        var sentence = draft.Sentence >= 0 ? Neighbourhood.Fold(_sentences[draft.Sentence].Of(report.Text)) : "";
        var (killed, wounded) = draft.IsTelling ? (Number(own, Measure.PeopleKilled), Number(own, Measure.PeopleWounded)) : (null, null);
        return new Account(
            id, order, report.Id.Hex, draft.Type, draft.Kind, draft.Lead, draft.IsTelling, draft.Place, NearbyOf(around, draft), draft.First, draft.Last, DaysOf(around, publishedDay), publishedDay,
            [.. draft.Modes.Order(StringComparer.Ordinal)], draft.Actor, killed, wounded,
            draft.IsTelling ? TermReader.Of(report.Text, own.Select(i => _sentences[i]), left) : [],
            sentence.Length < Neighbourhood.LeastSameWords ? null : Sha256.Of($"{draft.Kind} {trigger} in {sentence}").Hex[..24], draft.HasVictims || killed is not null || wounded is not null, _itemsOfOne.Contains(draft.Item) ? -1 : draft.Item);
    }

    // The sentences that tell of it: all of a short item for its main account, else those of its events and what follows them until another of its kind.
    private SortedSet<int> OwnSentences(AccountDraft draft)
    {
        var own = new SortedSet<int>();
        if (draft.Item < 0)
        {
            return own;
        }
        var (first, last) = (FirstOfItem(draft.Item), FirstOfItem(draft.Item));
        while (last < _sentences.Count && _itemOfSentence[last] == draft.Item)
        {
            last++;
        }
        if (last - first <= ShortItem && _drafts.TrueForAll(other => other.Item != draft.Item || ReferenceEquals(other, draft) || other.Lead < draft.Lead || other.Lead == draft.Lead && other.Trigger.CompareTo(draft.Trigger) > 0))
        {
            for (var i = first; i < last; i++)
            {
                own.Add(i);
            }
            return own;
        }
        var others = new HashSet<int>();
        foreach (var other in _drafts)
        {
            if (!ReferenceEquals(other, draft) && other.Item == draft.Item && other.Kind == draft.Kind)
            {
                others.UnionWith(other.Tellings.Select(told => told.Sentence));
            }
        }
        foreach (var (start, _) in draft.Tellings)
        {
            for (var i = start; i >= 0 && i < last && i <= start + Tail && (i == start || !others.Contains(i)); i++)
            {
                own.Add(i);
            }
        }
        return own;
    }

    private List<string> NearbyOf(SortedSet<int> around, AccountDraft draft)
    {
        var anchors = new SortedSet<string>(StringComparer.Ordinal);
        if (draft.Place is { IsSettlement: true } own)
        {
            anchors.Add(own.Anchor);
        }
        foreach (var place in _reading.Places)
        {
            if (place is { Gazetteer: not null, Kind: PlaceKind.City or PlaceKind.Village or PlaceKind.Site } && _sentences.IndexAt(place.Span.Start) is var sentence && around.Contains(sentence)
                && AccountDraft.PlaceOf(IncidentLinker.PlaceOf(place)) is { } named)
            {
                anchors.Add(named.Anchor);
            }
        }
        return [.. anchors];
    }

    private List<int> DaysOf(SortedSet<int> around, int? published)
    {
        var days = new SortedSet<int>();
        foreach (var time in _reading.Times)
        {
            if (time.Value?.Day is { } day && around.Contains(_sentences.IndexAt(time.Span.Start)) && (published is null || day.DayNumber <= published + 1 && day.DayNumber >= published - DaysBefore))
            {
                days.Add(day.DayNumber);
            }
        }
        return [.. days];
    }

    // The greatest number of a whole: the first figure of an early sentence may be of one part of the town.
    private decimal? Number(SortedSet<int> own, Measure measure)
    {
        decimal? number = null;
        foreach (var figure in _reading.Figures)
        {
            if (figure.Measure == measure && figure.PartOf is null && (figure.Low ?? figure.High) is { } value && own.Contains(_sentences.IndexAt(figure.Span.Start)) && (number is null || value > number))
            {
                number = value;
            }
        }
        return number;
    }

    // Who speaks for an office or a body speaks of many occurrences: the name tells nothing of which.
    private HashSet<string> UntellingWords()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var speaker in _reading.Speakers)
        {
            if (speaker.Role is not null || speaker.Kind is not (SpeakerKind.Person or SpeakerKind.Unknown))
            {
                words.UnionWith(WordsOf(speaker.Name));
            }
        }
        // What a place or the outlet is called is compared as a place or not at all.
        foreach (var place in _reading.Places)
        {
            if (place.Gazetteer is not null)
            {
                words.UnionWith(WordsOf(place.Span.Of(_reading.Report.Text)));
            }
        }
        words.UnionWith(WordsOf(_reading.Report.Publisher ?? ""));
        return words;
    }

    private static string[] WordsOf(string name) => name.Replace('’', '\'').ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
