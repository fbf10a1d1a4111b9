using System.Globalization;
using Attest.Register.DamageClaims;
using Attest.Register.Packs;
using Attest.Register.Strings;
using Attest.Register.Web.Words;
using Attest.Web.Rooms;

namespace Attest.Register.Web.Access;

/// <summary>What every page of the room knows: in which language, for whom, and by which rules.</summary>
/// <param name="Language">Language of the page, such as <c>uk</c>.</param>
/// <param name="Token">The token of its forms; null where it has none.</param>
/// <param name="Actor">Who asks; null where that is not known.</param>
/// <param name="Caller">The same, as the site knows them.</param>
/// <param name="Pack">The register's rules.</param>
/// <param name="Names">What accounts of the staff are called, by their keys; empty where that is none of who asks.</param>
/// <param name="Here">The page's address up to the language that it is to be shown in.</param>
public sealed record RoomView(string Language, string? Token, Actor? Actor, SiteCaller Caller, RegisterPack Pack, IReadOnlyDictionary<string, string> Names, string Here)
{
    /// <summary>How many damage claims wait for who asks.</summary>
    public WaitingCounts Waiting { get; init; } = new(0, 0);

    private CultureInfo Culture => CultureInfo.GetCultureInfo(Language);

    /// <summary>The register's title.</summary>
    public string Title => Pack.TitleIn.GetValueOrDefault(Language) ?? Pack.Title;

    /// <summary>A text of the pages.</summary>
    public string Text(string key, params IReadOnlyList<string> values) => RoomWords.Of(key, Language, values);

    /// <summary>A member of an enumeration of the register.</summary>
    public string Text<T>(T value)
        where T : struct, Enum => RegisterWords.Of(value, Language);

    /// <summary>What an account is called; the role alone where its name is not known or not to be told.</summary>
    /// <param name="account">The account's key, or words for who has none.</param>
    /// <param name="role">As what they acted.</param>
    public string Who(string account, RegisterRole role) =>
        account == Actor?.Account ? Actor.Name : Names.TryGetValue(account, out var name) ? name : Guid.TryParse(account, out _) || account == WireNames<RegisterRole>.Of(role) ? Text(role) : account;

    /// <summary>A category with its code.</summary>
    public string Category(string code) => Pack.Find(code) is { } category ? $"{code} {RegisterWords.Of(category, Language)}" : code;

    /// <summary>A reason of the pack's list.</summary>
    public string Reason(string id) => Pack.Reasons.FirstOrDefault(reason => reason.Id == id) is { } reason ? reason.TitleIn.GetValueOrDefault(Language) ?? reason.Title : id;

    /// <summary>What can have caused damage.</summary>
    public string Means(string id) => Pack.Means.FirstOrDefault(means => means.Id == id) is { } means ? means.LabelIn.GetValueOrDefault(Language) ?? means.Label : id;

    /// <summary>What a field is called.</summary>
    public string Label(string field) => RegisterWords.Of(Pack.Field(field), Language);

    /// <summary>What helps to fill it.</summary>
    public string Help(string field) => Pack.Field(field) is { } known ? known.HelpIn.GetValueOrDefault(Language) ?? known.Help : "";

    /// <summary>A day: <c>22 March 2023</c>.</summary>
    public string Day(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    /// <summary>A day with its weekday: <c>Wed 22 Mar 2023</c>.</summary>
    public string ShortDay(DateOnly day) => day.ToString("ddd d MMM yyyy", Culture);

    /// <summary>When something is said to have been: a day, a month, a year, or an interval with its open end in words.</summary>
    public string When(TimeValue time)
    {
        var parts = time.Iso.Split('/');
        return parts switch
        {
            [var one] => Part(one),
            ["", ""] => Text("days.open"),
            [var first, ""] => Text("days.from-on", Part(first)),
            ["", var last] => Text("days.until", Part(last)),
            [var first, var last] => Text("days.throughout", Part(first), Part(last)),
            _ => time.Iso,
        };
    }

    /// <summary>A publication, to the minute where that is known.</summary>
    public string When(PublicationTime time) => time.Instant is { } instant ? Hour(instant, "ddd d MMM yyyy, HH:mm") : ShortDay(time.Day);

    // A day, a month or a year; what is neither is shown as it is written.
    private string Part(string iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? ShortDay(day)
        : DateTime.TryParseExact(iso, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute) ? minute.ToString("ddd d MMM yyyy, HH:mm", Culture)
        : DateOnly.TryParseExact(iso, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month.ToString("MMMM yyyy", Culture)
        : iso;

    /// <summary>An instant by the clock of the pack: <c>22 March 2023, 04:10 Kyiv</c>.</summary>
    public string At(DateTimeOffset instant) => Hour(instant, "d MMMM yyyy, HH:mm");

    private string Hour(DateTimeOffset instant, string format) => $"{TimeZoneInfo.ConvertTime(instant, Pack.Clock.Zone).ToString(format, Culture)} {Pack.Clock.In(Language)}";

    /// <summary>The days of a damage claim, in words.</summary>
    public string Days(DamageTime time) => time.Precision switch
    {
        DamageTimePrecision.Day => Day(time.First),
        DamageTimePrecision.About => Text("days.about", Day(time.First)),
        DamageTimePrecision.Month => time.First.ToString("MMMM yyyy", Culture),
        DamageTimePrecision.Within => Text("days.within", Day(time.First), Day(time.Last)),
        _ => Text("days.throughout", Day(time.First), Day(time.Last)),
    };

    /// <summary>A number with its thousands parted.</summary>
    public string Number(long number) => RoomWords.Number(number, Language);

    /// <summary>An amount of money.</summary>
    public string Amount(decimal amount, string currency) => $"{amount.ToString("#,0.##", Culture)} {(currency.Length > 0 ? currency : Pack.Currency)}";

    /// <summary>The size of a file.</summary>
    public string Bytes(long bytes) => bytes switch
    {
        < 1024 => string.Create(Culture, $"{bytes} {Text("unit.byte")}"),
        < 1024 * 1024 => string.Create(Culture, $"{bytes / 1024.0:0.#} {Text("unit.kilobyte")}"),
        _ => string.Create(Culture, $"{bytes / (1024.0 * 1024.0):0.#} {Text("unit.megabyte")}"),
    };
}
