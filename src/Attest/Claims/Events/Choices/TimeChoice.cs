using System.Collections.Frozen;

namespace Attest.Claims.Events.Choices;

/// <summary>Chooses when an event was, among what the rules say and what its sentence, those near it and the first of its item name.</summary>
internal sealed class TimeChoice(Report report, EventScenes scenes, Weighing weighing, Surroundings surroundings)
{
    /// <summary>Sentences before the event's whose times can still be its own.</summary>
    private const int Reach = 3;

    /// <summary>Sentences at the beginning of an item whose times can hold for all of it.</summary>
    private const int Begins = 3;

    /// <summary>Sentences after that of an event which its item begins with: what a headline tells is told again.</summary>
    private const int ReachOn = 2;

    private const int OfFirst = Reach + 1, OfNext = Reach + 2, OfElsewhere = Reach + 3;

    private static readonly FrozenSet<string> Weekdays = FrozenSet.Create(StringComparer.Ordinal, "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    private static readonly FrozenSet<string> Months = FrozenSet.Create(
        StringComparer.Ordinal, "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec");

    private readonly SignBag _signs = weighing.Signs;
    private readonly List<Option> _options = [];
    private (TimeMention? Time, DraftMention Main)? _before;

    /// <summary>Chooses the time of the event that the surroundings were taken of.</summary>
    public void Choose(DraftEvent draft)
    {
        Gather(draft);
        Option? best = null;
        var heaviest = float.NegativeInfinity;
        if (draft.Time is null)
        {
            LookAtNone(draft, 2);
            heaviest = weighing.Of(draft, Choice.Time, null, isRules: true);
        }
        foreach (var option in _options)
        {
            Look(draft, option);
            if (weighing.Of(draft, Choice.Time, option.Time, option.Time == draft.Time) is var weight && weight > heaviest)
            {
                (best, heaviest) = (option, weight);
            }
        }
        if (draft.Time is not null)
        {
            LookAtNone(draft, 3);
            best = weighing.Of(draft, Choice.Time, null, isRules: false) > heaviest ? null : best;
        }
        if (best?.Time != draft.Time)
        {
            draft.TakeTime(best?.Time, best is { Back: not 0 });
        }
        _before = (draft.Time, draft.Main);
    }

    private void Gather(DraftEvent draft)
    {
        var main = draft.Main;
        _options.Clear();
        Add(main.Sentence, 0);
        var begins = scenes.FirstFrom(main.Item < 0 ? 0 : report.Items[main.Item].Span.Start);
        for (var number = main.Sentence - 1; number >= Math.Max(begins, main.Sentence - Reach); number--)
        {
            Add(number, main.Sentence - number);
        }
        for (var number = begins; number < begins + Begins && number < main.Sentence - Reach; number++)
        {
            Add(number, OfFirst);
        }
        if (main.Sentence - begins <= 1)
        {
            var ends = main.Item < 0 ? int.MaxValue : report.Items[main.Item].Span.End;
            for (var number = main.Sentence + 1; number <= main.Sentence + ReachOn && number < scenes.Sentences.Count && scenes.Sentences[number].Sentence.Span.Start < ends; number++)
            {
                Add(number, OfNext);
            }
        }
        if (draft.Time is { } rules)
        {
            // Theirs first: of equal weight they hold.
            var known = _options.FindIndex(option => option.Time == rules);
            var theirs = known < 0 ? new Option(rules, OfElsewhere, -1) : _options[known];
            if (known >= 0)
            {
                _options.RemoveAt(known);
            }
            _options.Insert(0, theirs);
        }
    }

    private void Add(int number, int back)
    {
        var words = scenes.Sentences[number];
        foreach (var time in scenes.TimesIn(words.Sentence.Span))
        {
            if (time.Value is { IsDuration: false } value && value.Days.First is not null && (back == 0 || !_options.Exists(known => known.Time.Value == value)))
            {
                _options.Add(new Option(time, back, words.HeadOf(time.Span)));
            }
        }
    }

    private void Look(DraftEvent draft, Option option)
    {
        var main = draft.Main;
        var (time, back, token) = option;
        var (words, type, family, part) = (main.Words, (int)main.Concept.Type, SignBag.Of(main.Concept.Family), main.IsNoun ? 1 : 0);
        var node = surroundings.Node;
        var own = back == 0;
        var rule = time == draft.Time ? draft.TimeIsInferred ? 2 : 1 : draft.Time is null ? 0 : draft.Time.Value == time.Value ? 3 : 4;
        var tag = SignBag.Of(words.Sentence.Tokens[node].PennTag);
        var value = time.Value!.Value;
        var precision = value.Day is not null ? 0 : value.Days.Last is null ? 1 : value.Iso.Length <= 4 ? 2 : value.Iso.Length <= 7 ? 3 : 4;
        var past = EventChoices.PastOf(value, report.Published?.Day);
        _signs.Clear();
        _signs.Add(Sign.Rule, rule, own ? 1 : 0);
        _signs.Add(Sign.RuleType, rule, type, part + (own ? 2 : 0));
        _signs.Add(Sign.RuleFamily, rule, family, own ? 1 : 0);
        _signs.Add(Sign.Near, back, draft.Time is null ? 1 : 0);
        _signs.Add(Sign.NearType, back, type, draft.Time is null ? 1 : 0);
        _signs.Add(Sign.Precision, precision, rule, own ? 1 : 0);
        _signs.Add(Sign.PrecisionType, precision, type, own ? 1 : 0);
        _signs.Add(Sign.Past, past, (int)draft.Status);
        _signs.Add(Sign.PastType, past, type, own ? 1 : 0);
        _signs.Add(Sign.TenseType, tag, type, own ? 1 : 0);
        _signs.Add(Sign.Tense, tag, past, own ? 1 : 0);
        _signs.Add(Sign.StatusHelper, EventChoices.HelperOf(words, node), precision, own ? 1 : 0);
        var wording = WordingOf(report.Text.AsSpan(time.Span.Start, time.Span.Length));
        _signs.Add(Sign.Wording, wording);
        _signs.Add(Sign.Wording, wording, own ? 1 : 0, type + 1);
        _signs.Add(Sign.Wording, wording, tag, 100);
        var age = AgeOf(value);
        var told = ((int)draft.Status * 4) + (Circumstances.IsVerbal(main.Concept.Type) ? 2 : 0) + part;
        _signs.Add(Sign.Age, age, type, own ? 1 : 0);
        _signs.Add(Sign.Age, age, tag, own ? 3 : 2);
        _signs.Add(Sign.Age, (age * 16) + back, told, 4);
        _signs.Add(Sign.Age, (age * 16) + back, unchecked((tag * 31) + told), 5);
        var count = _options.Count(other => other.Back == 0);
        _signs.Add(Sign.OwnCount, Math.Min(count, 3), back);
        _signs.Add(Sign.Mentions, Math.Min(_options.Count, 4), rule);
        if (_before is { } before && before.Main.Item == main.Item)
        {
            var gap = Math.Clamp(main.Sentence - before.Main.Sentence, 0, 3);
            var kept = before.Time is null ? 0 : before.Time == time || before.Time.Value == time.Value ? 1 : 2;
            _signs.Add(Sign.Prior, kept, gap, own ? 1 : 0);
            _signs.Add(Sign.Prior, kept, before.Main.Concept.Type == main.Concept.Type ? 11 : 10, own ? 1 : 0);
            _signs.Add(Sign.Prior, kept, type + 20, own ? 1 : 0);
        }
        if (!own)
        {
            return;
        }
        var (exact, way) = TreePath.Of(words, node, token);
        _signs.Add(Sign.Path, exact);
        _signs.Add(Sign.PathType, exact, type, part);
        _signs.Add(Sign.PathFamily, way, family);
        _signs.Add(Sign.Case, TreePath.CaseOf(words, token), type);
        _signs.Add(Sign.Case, TreePath.CaseOf(words, token), precision, 100);
        _signs.Add(Sign.Distance, token < node ? 1 : 0, Math.Min(Math.Abs(token - node) / 3, 6));
        surroundings.Add(token, time.Span, precision, type, part);
        var distance = surroundings.DistanceTo(token);
        var rank = _options.Count(other => other.Back == 0 && other.Time != time && surroundings.DistanceTo(other.Token) < distance);
        _signs.Add(Sign.Rank, Math.Min(rank, 2), Math.Min(count, 3));
        _signs.Add(Sign.Rank, Math.Min(rank, 2), precision, 100);
    }

    // The words of an expression with numbers, days and months as one each: "last *day", "in *month #".
    private static int WordingOf(ReadOnlySpan<char> expression)
    {
        var hash = 17;
        foreach (var range in expression.Split(' '))
        {
            var word = expression[range].Trim(",.()");
            if (word.IsEmpty)
            {
                continue;
            }
            var lower = word.ToString().ToLowerInvariant();
            var sort = char.IsAsciiDigit(lower[0]) ? "#" : Weekdays.Contains(lower) ? "*day" : Months.Contains(lower) ? "*month" : lower;
            hash = unchecked((hash * 31) + SignBag.Of(sort));
        }
        return hash;
    }

    // Days from a day to the report's; 9 for what is longer than a day, 8 for what is to come.
    private int AgeOf(TimeValue value) =>
        value.Day is not { } day || report.Published?.Day is not { } published ? 9 : day > published ? 8 : Math.Min(published.DayNumber - day.DayNumber, 7);

    private void LookAtNone(DraftEvent draft, int rules)
    {
        var main = draft.Main;
        var type = (int)main.Concept.Type;
        var node = surroundings.Node;
        var tag = SignBag.Of(main.Words.Sentence.Tokens[node].PennTag);
        var (own, nearest) = (0, 15);
        foreach (var option in _options)
        {
            if (option.Back == 0)
            {
                own++;
                nearest = Math.Min(nearest, surroundings.DistanceTo(option.Token));
            }
        }
        _signs.Clear();
        _signs.Add(Sign.NoneRule, rules);
        _signs.Add(Sign.NoneType, type, main.IsNoun ? 1 : 0);
        _signs.Add(Sign.NoneRuleType, rules, type, main.IsNoun ? 1 : 0);
        _signs.Add(Sign.NoneFamily, SignBag.Of(main.Concept.Family), rules);
        _signs.Add(Sign.NonePart, (int)draft.Status, rules);
        _signs.Add(Sign.NonePart, (int)draft.Status, type + 10, rules);
        _signs.Add(Sign.Tense, tag, rules);
        _signs.Add(Sign.TenseType, tag, type, 100);
        _signs.Add(Sign.Relation, (int)main.Words.Tree.RelationOf(node), rules);
        _signs.Add(Sign.StatusHelper, EventChoices.HelperOf(main.Words, node), 100);
        _signs.Add(Sign.OwnCount, Math.Min(own, 2), 0, 100);
        _signs.Add(Sign.OwnCount, Math.Min(own, 2), type, 101);
        _signs.Add(Sign.TreeDistance, nearest / 2, main.IsNoun ? 1 : 0, 100);
        _signs.Add(Sign.Prior, _before is { } before && before.Main.Item == main.Item ? before.Time is null ? 1 : 2 : 0, type, 100);
        _signs.Add(Sign.Prior, _before is { } told && told.Main.Item == main.Item ? told.Time is null ? 1 : 2 : 0, Math.Min(own, 1), 101);
        _signs.Add(Sign.Mentions, Math.Min(_options.Count, 4), Math.Min(own, 1), 100);
    }

    private sealed record Option(TimeMention Time, int Back, int Token);
}
