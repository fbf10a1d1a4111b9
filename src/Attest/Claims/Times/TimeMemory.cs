namespace Attest.Claims.Times;

/// <summary>The times told so far, which "the same day" and "that year" go on from.</summary>
internal sealed class TimeMemory
{
    private const int NearTokens = 50;
    private (DateOnly Day, int Token)? _day;
    private (string Iso, int Token)? _stretch;
    private (TimeValue Value, int Token)? _told;

    /// <summary>The day told last; null where none was.</summary>
    public DateOnly? Day => _day?.Day;

    /// <summary>Forgets all.</summary>
    public void Forget() => (_day, _stretch, _told) = (null, null, null);

    /// <summary>What an expression that begins with a token is resolved against.</summary>
    public TimeContext Context(DateOnly? reference, bool? tense, int token) => new(reference, _day?.Day, _stretch?.Iso, _told?.Value, tense) { IsLastDayNear = _day is { } day && token - day.Token <= NearTokens };

    /// <summary>Keeps what an expression tells, unless it is a length, open at an end, or "now".</summary>
    public void Remember(TimeExpression expression)
    {
        if (expression.Meaning is not { Iso: { } iso, IsComparison: false } || iso[0] == 'P')
        {
            return;
        }
        var value = new TimeValue(iso);
        if (value.Day is { } day && expression.Meaning.Timex != "PRESENT_REF")
        {
            _day = (day, expression.First);
        }
        else if (value.Days.First is { } night && expression.Meaning.Timex is [.., 'T', 'N', 'I'] timex && iso.StartsWith(timex[..10], StringComparison.Ordinal))
        {
            // "The night of 3 May".
            _day = (night, expression.First);
        }
        else if (value.Days is { First: not null, Last: not null } && iso.Contains('/'))
        {
            _stretch = (iso, expression.First);
        }
        if (value.Days is { First: not null, Last: not null } && expression.Meaning.Timex != "PRESENT_REF")
        {
            _told = (value, expression.First);
        }
    }

    /// <summary>A token of the expression without which the meaning would be another; -1 where it needs none.</summary>
    public int AnchorOf(TimeContext context, Func<TimeContext, bool> changes) =>
        _day is { } day && changes(context with { LastDay = null }) ? day.Token
        : _stretch is { } stretch && changes(context with { LastStretch = null }) ? stretch.Token
        : _told is { } told && changes(context with { LastTold = null }) ? told.Token
        : -1;
}
