using Attest.Packs;

namespace Attest.Web.Wording;

/// <summary>The product's terms as pages write them: the words of the formats, with blanks for hyphens, and plainer ones where those read badly.</summary>
public static class Names
{
    /// <summary>A measure: <c>people killed</c>.</summary>
    public static string Of(Measure measure) => measure switch
    {
        Measure.ChangePercent => "change in per cent",
        Measure.OpinionShare => "share of opinion",
        Measure.MoneyPledged => "money pledged",
        Measure.PeopleCount => "people",
        Measure.Other => "other figures",
        _ => Plain(measure),
    };

    /// <summary>A measure at the head of a section: <c>People killed</c>.</summary>
    public static string Heading(Measure measure) => Capital(Of(measure));

    /// <summary>Whether a measure counts things, so that its number says all; else it has a unit that only the words of the report give.</summary>
    public static bool IsCount(Measure measure) => measure is not (
        Measure.MoneyPledged or Measure.MoneySpent or Measure.MoneyRequested or Measure.MoneyNeeded or Measure.TradeValue or Measure.ChangePercent
        or Measure.CommodityVolume or Measure.Price or Measure.Distance or Measure.Speed or Measure.Duration or Measure.OpinionShare or Measure.Other);

    /// <summary>What sort of event it is, as precisely as is known: <c>Air/drone strike</c>, else <c>Assault</c>.</summary>
    public static string Of(EventType type, string? subtype) => subtype ?? Capital(type.ToString().ToLowerInvariant());

    /// <summary>A mode of an event: <c>drone</c>, <c>intercept</c>.</summary>
    public static string Mode(string mode) => mode[(mode.IndexOf(':', StringComparison.Ordinal) + 1)..].Replace('-', ' ');

    /// <summary>Who an outlet belongs to, in words.</summary>
    public static string Of(Ownership ownership) => ownership switch
    {
        Ownership.State => "state media",
        Ownership.Public => "public service",
        _ => "privately owned",
    };

    /// <summary>How bytes came here, in words.</summary>
    public static string Of(ObtainedBy by) => by switch
    {
        ObtainedBy.Page => "fetched from its page",
        ObtainedBy.Feed => "given whole by its feed",
        ObtainedBy.Folder => "found in a watched folder, as of",
        ObtainedBy.Paste => "pasted by hand",
        _ => "uploaded by hand",
    };

    /// <summary>A status: <c>happened</c>.</summary>
    public static string Of(EventStatus status) => Plain(status);

    /// <summary>A status as a list is narrowed to it, in the words that entries have: <c>unverified</c>.</summary>
    public static string AskedFor(EventStatus status) => status switch
    {
        EventStatus.Alleged => "unverified",
        EventStatus.Hypothetical => "possible",
        EventStatus.Historical => "earlier event",
        _ => Of(status),
    };

    /// <summary>A type as a list is narrowed to it; that of violence with what entries of it are called.</summary>
    public static string AskedFor(EventType type) => type == EventType.Assault ? "Assault (clash, strike, attack)" : Of(type, null);

    /// <summary>A modality: <c>asserted</c>.</summary>
    public static string Of(Modality modality) => Plain(modality);

    /// <summary>A picture and whether somebody is said to have verified it: <c>a video, not verified</c>.</summary>
    public static string Of(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var kind = picture.Kind switch
        {
            PictureKind.Satellite => "a satellite image",
            PictureKind.Camera => "a fixed camera’s picture",
            _ => $"a {Plain(picture.Kind)}",
        };
        return picture.Check switch
        {
            PictureCheck.Located => $"{kind}, geolocated",
            PictureCheck.Unverified => $"{kind}, not verified",
            _ => $"{kind}, {Plain(picture.Check)}",
        };
    }

    /// <summary>What forces do with ground, and which way: <c>advance: towards Alba, on the northern axis</c>.</summary>
    public static string Of(Direction direction, Reading reading)
    {
        ArgumentNullException.ThrowIfNull(direction);
        ArgumentNullException.ThrowIfNull(reading);
        var bearings = string.Join(", ", direction.Bearings.Select(bearing => bearing.Sector is { } sector
            ? $"{Plain(bearing.Way)} the {sector}"
            : reading.PlaceOf(bearing.Place)?.Name is { } place ? $"{Plain(bearing.Way)} {place}" : $"“{bearing.Span.Of(reading.Report.Text)}”"));
        return string.Join(": ", new[] { direction.Movement is { } movement ? Plain(movement) : "", bearings }.Where(part => part.Length > 0));
    }

    /// <summary>How a figure relates to time: <c>new</c>, <c>in all so far</c>, <c>at that time</c>.</summary>
    public static string Of(FigureScope scope) => scope switch
    {
        FigureScope.Cumulative => "in all so far",
        FigureScope.Stock => "at that time",
        _ => "new",
    };

    /// <summary>Whether a reader asks of what is measured if it is new or in all; of a distance or a duration nobody does.</summary>
    public static bool HasScope(Measure measure) => measure is not (Measure.Duration or Measure.Distance or Measure.Speed or Measure.Price or Measure.OpinionShare or Measure.ChangePercent);

    /// <summary>What a contradiction is about, at the head of a line: <c>Whether it happened</c>.</summary>
    public static string Of(ContradictionKind kind, Measure? measure) => kind switch
    {
        ContradictionKind.Count => measure is { } known ? Heading(known) : "How many",
        ContradictionKind.Place => "Where it happened",
        ContradictionKind.Time => "When it happened",
        ContradictionKind.Actor => "Who did it",
        ContradictionKind.Occurrence => "Whether it happened",
        ContradictionKind.Status => "Whether it is over",
        _ => kind.ToString(),
    };

    /// <summary>What makes an origin a root; empty for somebody who speaks.</summary>
    public static string Of(OriginKind kind) => kind switch
    {
        OriginKind.Agency => "news agency",
        OriginKind.Post => "forwarded post",
        OriginKind.Text => "one text, nearly word for word, that names nobody",
        _ => "",
    };

    /// <summary>The state of a contradiction: <c>open</c>.</summary>
    public static string Of(ContradictionState state) => Plain(state);

    /// <summary>How a date of publication is known.</summary>
    public static string Of(PublishedFrom from) => from switch
    {
        PublishedFrom.Option => "given when it was added",
        PublishedFrom.Metadata => "stated in the page’s or line’s own fields",
        PublishedFrom.Text => "read from the dateline",
        _ => "not known",
    };

    /// <summary>How precisely a place is meant (ACLED's geographic precision).</summary>
    public static string GeoPrecision(int? code) => code switch
    {
        1 => "a particular place",
        2 => "near, or part of a region",
        3 => "a larger region",
        _ => "precision not known",
    };

    /// <summary>How precisely a time is meant (ACLED's time precision).</summary>
    public static string TimePrecision(int? code) => code switch
    {
        1 => "to the day",
        2 => "to the week",
        3 => "to the month or longer",
        _ => "precision not known",
    };

    /// <summary>A language in English; its code where that is not known.</summary>
    public static string Language(string code)
    {
        try
        {
            return code == Report.UnknownLanguage ? "not told" : System.Globalization.CultureInfo.GetCultureInfo(code, predefinedOnly: true).EnglishName;
        }
        catch (System.Globalization.CultureNotFoundException)
        {
            return code;
        }
    }

    /// <summary>The words with a capital at their head.</summary>
    public static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>Any other member of a domain enumeration.</summary>
    public static string Plain<T>(T value)
        where T : struct, Enum => WireNames<T>.Of(value).Replace('-', ' ');
}
