using Attest.Web.Tests.Accounts;
using Attest.Web.Tests.Hostile.Walking;

namespace Attest.Web.Tests.Hostile;

/// <summary>The fields of the site that do not take any words. Every other takes them, or a test names it.</summary>
internal static class HostileFields
{
    private const string Judgements = "/api/v1/judgements ";

    /// <summary>Fields of which no view shows anything: what is asked and not kept, what is secret, what only says which state a form was made from.</summary>
    public static readonly IReadOnlyList<string> ShownNowhere =
    [
        "POST /account/password password", "POST /desk/key-points q", "POST /desk/posts/write q", "POST /posts/{id}/edit q",
        // What is frozen is shown by its own words, and a restored snapshot as if it had never been withdrawn.
        "POST /freeze address", "POST /snapshots/{id}/restore reason",
        // These stand on pages of single reports and judgements, of which the walk looks at the newest alone.
        "POST /api/v1/judgements JudgeUndone reason", "POST /api/v1/reports NewReport text", "POST /api/v1/reports NewReport url", "POST /api/v1/reports text/markdown url", "POST /api/v1/reports text/plain url",
    ];

    /// <summary>Routes whose form the walk does not come upon at the right moment: what it pinned it has held back or withdrawn by then. PostJourneyTests sends it.</summary>
    public static readonly IReadOnlyList<string> NotReached = ["/posts/{id}/unpin"];

    /// <summary>Headers, of which no view shows anything either.</summary>
    public static bool IsHeader(string field) => field.EndsWith(" Prefer", StringComparison.Ordinal) || field.EndsWith(" Idempotency-Key", StringComparison.Ordinal);

    /// <summary>Fields of forms.</summary>
    /// <param name="site">Who fills them in.</param>
    public static IReadOnlyList<ClosedField> OfForms(HostileSite site) =>
    [
        new("*", "form-token", "a token that the page was given"),
        .. Claims("*"),
        new("*", "figure", "a figure") { Ordinary = () => "8" },
        new("/incidents/{id}/merge", "other", "an incident") { Ordinary = () => site.Found.Next(site.Found.Incidents) },
        new("/incidents/{id}/unsure", "other", "an incident") { Ordinary = () => site.Found.Next(site.Found.Incidents) },
        new("/incidents/{id}/split", "claim", "a claim of the incident"),
        new("/incidents/{id}/resolve", "one", "a claim of the incident"),
        new("/incidents/{id}/resolve", "other", "a claim of the incident"),
        new("*", "answers", "readers’ reports of errors"),
        new("*", "judgement", "a judgement"),
        new("/review/accept", "claim", "a claim"),
        new("/review/reject", "claim", "a claim"),
        new("/review/correct", "claim", "a claim"),
        new("/review/accept", "report", "a report"),
        new("/review/accept", "words", "words of the report"),
        new("/reports/{id}/claim", "words", "words of the report") { Ordinary = site.Found.NextWords },
        new("/reports/{id}/error", "words", "words of the report") { Ordinary = site.Found.NextWords },
        new("/freeze", "address", "a page that can be frozen") { Ordinary = () => "/?all=yes", Form = _ => $"/?all=yes&publisher={Uri.EscapeDataString(site.Found.Publisher ?? "")}" },
        new("/views", "address", "a page that can be narrowed") { Ordinary = () => "/?place=Odesa", Form = planted => $"/search?q={Dense(planted.Value)}" },
        new("/webhooks", "address", "an address") { Ordinary = () => site.Host.Hook, Form = planted => $"{site.Host.Hook}?{Dense(planted.Value)}" },
        new("/webhooks", "filter", "a filter of the list") { Ordinary = () => "/?all=yes", Form = planted => $"/?all=yes&side={Uri.EscapeDataString(planted.Value)[..Math.Min(planted.Value.Length, 150)].TrimEnd('%')}" },
        new("/webhooks", "near", "a place of the gazetteer") { Ordinary = () => "Nikopol" },
        new("/webhooks", "km", "kilometres") { Ordinary = () => "30" },
        new("/webhooks", "kind", "a kind of change"),
        new("/add/source", "source", "an address") { Ordinary = () => site.Host.Feed, Form = planted => $"{site.Host.Feed}?{Dense(planted.Value)}" },
        new("/add/text", "url", "an address") { Ordinary = () => "https://wire.example/one", Form = planted => $"https://wire.example/{Dense(planted.Value)}" },
        new("*", "published", "a day or a moment") { Ordinary = () => "2031-03-12" },
        new("/account/tokens", "scope", "a scope"),
        new("/users", "name", "a name of letters and few signs") { Ordinary = () => site.Found.NewName(), Form = planted => $"{planted.Key} onload-hostile'@x" },
        new("/sign-in", "name", "the name of an account") { Ordinary = site.NextReader },
        new("/sign-in", "password", "its password") { Ordinary = () => AccountSite.Password },
        new("/account/password", "current", "the present password") { Ordinary = () => site.Password },
        new("/account/password", "again", "the new password once more") { Twin = "password" },
        new("/desk/key-points", "text", "points that each name a claim") { Ordinary = () => $"{site.Found.NewName()} [1]", Form = planted => $"{planted.Value[..Math.Min(planted.Value.Length, 380)].ReplaceLineEndings(" ")} [1]" },
        new("/desk/key-points", "claim", "a claim"),
        new("/desk/posts/write", "claim", "a claim"),
        new("/posts/{id}/edit", "claim", "a claim"),
        new("/grade", "source", "a source that is known"),
        new("*", "date", "a day") { Ordinary = () => "2031-03-12" },
        new("*", "from", "a day") { Ordinary = () => "2031-01-01" },
        new("*", "to", "a day") { Ordinary = () => "2031-12-31" },
        new("/since", "at", "a moment") { Ordinary = () => "2031-03-12T10:00" },
    ];

    /// <summary>Members of bodies.</summary>
    public static IReadOnlyList<ClosedField> OfBodies(HostileSite site)
    {
        var found = site.Found;
        return
        [
            .. Claims("*", "says."),
            new($"{Judgements}JudgeAdded", "says.figure", "a figure") { Ordinary = () => "12" },
            new("*", "says.figure", "a figure"),
            new($"{Judgements}JudgeReported", "claim", "a claim, in place of a report"),
            new($"{Judgements}JudgeCorrected figure", "claim", "a claim") { Ordinary = () => found.Next(found.Figures) },
            new($"{Judgements}JudgeCorrected event", "claim", "a claim") { Ordinary = () => found.Next(found.Events) },
            new($"{Judgements}JudgeAdded event", "says.type", "a type of PLOVER") { Ordinary = () => "ASSAULT" },
            new("*", "claim", "a claim") { Ordinary = () => found.Next(found.Claims) },
            new($"{Judgements}JudgeReported", "report", "a report") { Ordinary = () => found.Unread },
            new($"{Judgements}JudgeAdded", "report", "a report") { Ordinary = () => found.Unread },
            new($"{Judgements}JudgeResolved", "other", "a claim that contradicts the first") { Ordinary = () => found.Contradicting.Other },
            new($"{Judgements}JudgeResolved", "claim", "a claim") { Ordinary = () => found.Contradicting.One },
            new($"{Judgements}JudgeNotSame", "incident", "an incident") { Ordinary = () => found.Divisible.Incident },
            new($"{Judgements}JudgeNotSame", "claims", "claims of it") { Ordinary = () => found.Divisible.Claim },
            new("*", "incident", "an incident") { Ordinary = () => found.Next(found.Incidents) },
            new("*", "other", "another incident") { Ordinary = () => found.Next(found.Incidents) },
            new($"{Judgements}JudgeUndone", "judgement", "a judgement that stands") { Ordinary = () => found.Undoable },
            new($"{Judgements}JudgeDismissed", "judgement", "a reader’s report that waits") { Ordinary = () => found.Reported },
            new("*", "words", "words of the report") { Ordinary = found.NextWords },
            new("*", "within", "a stretch of the report"),
            new("*", "start", "a number"),
            new("*", "seen", "a number"),
            new("*", "answers", "readers’ reports"),
            new($"{Judgements}JudgeGraded", "source", "a source that is known") { Ordinary = () => found.Publisher },
            new("*", "reliability", "a letter from A to F") { Ordinary = () => "B" },
            new("*", "credibility", "a number from 1 to 6") { Ordinary = () => "2" },
            new("*", "published", "a day or a moment"),
            new("*", "url", "an address") { Form = planted => $"https://wire.example/{Dense(planted.Value)}" },
            new("*", "html", "either this or a text") { Twin = "text", Form = planted => Page(planted.Value) },
            new("/api/v1/reports text/html", "body", "a page with an article") { Ordinary = () => Page("plain words"), Form = planted => Page(planted.Value) },
            new("/api/v1/reports application/xhtml+xml", "body", "a page with an article") { Ordinary = () => Page("plain words"), Form = planted => Page(planted.Value) },
            new("*", "Idempotency-Key", "letters and signs of ASCII") { Form = planted => $"{planted.Key}\"<x data-hostile>" },
        ];
    }

    private static IEnumerable<ClosedField> Claims(string route, string before = "") =>
    [
        new(route, $"{before}measure", "a measure"), new(route, $"{before}scope", "a scope"), new(route, $"{before}modality", "a modality"), new(route, $"{before}status", "a status"),
        new(route, $"{before}mode", "modes of PLOVER"), new(route, $"{before}subtype", "a type of ACLED"), new(route, $"{before}time", "a time in ISO 8601"), new(route, $"{before}place", "a place of the gazetteer"),
        new(route, $"{before}type", "a type of PLOVER"),
    ];

    private static string Page(string words) => $"<html><body><article><p>Two people were wounded by shelling in Nikopol on Sunday, the governor said.</p><p>{words}</p></article></body></html>";

    // What an address may hold as it is: no blank, no sign that is none, no other kind of slash.
    private static string Dense(string value) => string.Concat(value.Where(letter => !char.IsWhiteSpace(letter) && !char.IsControl(letter) && letter is not ('\\' or '#' or '\u200B' or '\uFEFF' or '\u202E' or '\u202C')));
}
