using Attest.Web.Accounts;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Api;

/// <summary>One thing that the API answers. The routes, the OpenAPI document and the page at <c>/api</c> are made of these.</summary>
/// <param name="Name">Its name in OpenAPI, such as <c>listIncidents</c>.</param>
/// <param name="Path">Its address, with braces.</param>
/// <param name="Summary">What it gives, in a few words.</param>
/// <param name="Description">What one must know of it.</param>
/// <param name="Schema">The schema of its answer.</param>
/// <param name="Parameters">What its query may hold.</param>
internal sealed record ApiOperation(string Name, string Path, string Summary, string Description, string Schema, IReadOnlyCollection<string> Parameters)
{
    /// <summary>How many a list gives where nothing is asked.</summary>
    public int DefaultLimit { get; init; } = 20;

    /// <summary>How many it gives at most.</summary>
    public int MostLimit { get; init; } = 100;

    /// <summary>Whether it answers the same until an incident changes.</summary>
    public bool IsOfIncidents { get; init; }

    /// <summary>Lines of a shell that show it; <c>SITE</c> stands for the site's address, and words in braces for ids that the page fills in.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>The method that asks for it.</summary>
    public string Method { get; init; } = HttpMethods.Get;

    /// <summary>The schema of what it takes; null where it takes nothing.</summary>
    public string? Body { get; init; }

    /// <summary>The media types of that.</summary>
    public IReadOnlyList<string> BodyTypes { get; init; } = [];

    /// <summary>What a token must be good for.</summary>
    public TokenScope Scope { get; init; } = TokenScope.Read;

    /// <summary>Whether it is answered without a token, too, where the site lets everybody read or whoever sits at its machine.</summary>
    public bool IsOpen { get; init; } = true;

    /// <summary>Whether it leads on (307) from one that lives on in another.</summary>
    public bool LeadsOn { get; init; }

    /// <summary>Whether there may be none of what it is asked for: by the name in its address, or at all.</summary>
    public bool MayBeMissing { get; init; } = Path.Contains('{', StringComparison.Ordinal);

    /// <summary>Whether what is sent may have been kept already, which changes nothing.</summary>
    public bool MayBeKept { get; init; }

    /// <summary>The statuses of its answers.</summary>
    public IEnumerable<int> Statuses =>
    [
        .. Body is null ? Schema.Length == 0 ? [200] : [200, 304] : MayBeKept ? new[] { 200, 201 } : [201], .. LeadsOn ? [307] : Array.Empty<int>(), 400, 401, 403, .. MayBeMissing ? [404] : Array.Empty<int>(),
        .. Body is null ? Array.Empty<int>() : [409, 413, 415, 422], 429,
    ];

    /// <summary>Where everything is.</summary>
    public static ApiOperation Index { get; } = new("index", "/api/v1", "What there is", "Counts of what the archive keeps, and the address of each list.", "Index", []) { Examples = ["curl -s 'SITE/api/v1'"] };

    /// <summary>Incidents.</summary>
    public static ApiOperation Incidents { get; } = new(
        "listIncidents", "/api/v1/incidents", "Incidents, the newest report first",
        "Each with all its claims. What comes in while you page stands where its date puts it and moves nothing: nothing is given twice or left out. Only an incident that changes moves to the front. "
        + "Ask /api/v1/changes after the sequence of your first page for what changed meanwhile. As of a moment a page may have fewer than asked for, or none, while next goes on.",
        "IncidentPage", [.. ApiQuery.Filters, .. ApiQuery.Paging, .. ApiQuery.Clocks])
    {
        IsOfIncidents = true, Examples = ["curl -s 'SITE/api/v1/incidents?measure=people-killed&all=no&limit=5'", "curl -s -H 'If-None-Match: \"0\"' 'SITE/api/v1/incidents?disputed=yes'", "curl -s 'SITE/api/v1/incidents?publishedBy=2040-01-01&recordedBy=2040-01-01T12:00:00Z'"],
    };

    /// <summary>One incident.</summary>
    public static ApiOperation Incident { get; } = new(
        "getIncident", "/api/v1/incidents/{id}", "One incident", "With all its claims, origins, figures and contradictions. An id that was merged, and a claim's, lead to the incident (307).", "Incident", ApiQuery.Clocks)
    {
        IsOfIncidents = true, LeadsOn = true, Examples = ["curl -sL 'SITE/api/v1/incidents/{incident}'"],
    };

    /// <summary>Claims.</summary>
    public static ApiOperation Claims { get; } = new(
        "listClaims", "/api/v1/claims", "Claims, those taken in last first",
        "Every claim of the latest versions of reports, with its incident where it belongs to one: figures of series and others that belong to none have null there (incident=none gives these alone). "
        + "kind, measure and publisher are asked of the claim itself, all other filters of its incident, so that claims of none are left out. Nothing that comes in moves what you page through; a claim whose report is read anew or judged comes to the front. "
        + "A page may have fewer than asked for, or none, while next goes on: a rare filter is looked for a stretch at a time.", "ClaimPage",
        ["kind", "incident", .. ApiQuery.Filters, .. ApiQuery.Paging, .. ApiQuery.Clocks])
    {
        Examples = ["curl -s 'SITE/api/v1/claims?place=Kharkiv&limit=5'", "curl -s 'SITE/api/v1/claims?incident=none&limit=5'", "curl -s 'SITE/api/v1/claims?kind=figure&measure=people-killed&recordedBy=2040-01-01'"],
    };

    /// <summary>One claim.</summary>
    public static ApiOperation Claim { get; } = new("getClaim", "/api/v1/claims/{id}", "One claim", "With the incident that it belongs to (null where it belongs to none, as a figure of a series), what it says in the fields that a correction takes (says), and what was read there before (wasRead).", "ClaimRecord", ApiQuery.Clocks) { Examples = ["curl -s 'SITE/api/v1/claims/{claim}'"] };

    /// <summary>Reports.</summary>
    public static ApiOperation Reports { get; } = new("listReports", "/api/v1/reports", "Reports, the newest first", "The latest version of each document.", "ReportPage", ["publisher", .. ApiQuery.Paging, .. ApiQuery.Clocks]) { Examples = ["curl -s 'SITE/api/v1/reports?limit=10'"] };

    /// <summary>One report.</summary>
    public static ApiOperation Report { get; } = new("getReport", "/api/v1/reports/{id}", "One report", "With the versions of its document, other reports of the same bytes, and the incident of each of its events and figures.", "Report", ApiQuery.Clocks) { Examples = ["curl -s 'SITE/api/v1/reports/{report}'"] };

    /// <summary>One reading.</summary>
    public static ApiOperation Reading { get; } = new(
        "getReading", "/api/v1/readings/{id}", "What was read in a report", "Its text with everything that was read in it; offsets count code points. On a public site an excerpt and what was read in that.", "Reading", ApiQuery.Clocks) { Examples = ["curl -s 'SITE/api/v1/readings/{report}'"] };

    /// <summary>Series.</summary>
    public static ApiOperation Series { get; } = new(
        "listSeries", "/api/v1/series", "What one claimant counts again and again", "Those with values for at least two days, those with most values first. Nothing in a series is added to incidents.", "SeriesPage", ["measure", "claimant", .. ApiQuery.Paging, .. ApiQuery.Clocks])
    {
        DefaultLimit = 10, MostLimit = 50, IsOfIncidents = true, Examples = ["curl -s 'SITE/api/v1/series?limit=3'"],
    };

    /// <summary>One series.</summary>
    public static ApiOperation OneSeries { get; } = new("getSeries", "/api/v1/series/{id}", "One series", "With every value and its claims.", "Series", ApiQuery.Clocks) { IsOfIncidents = true, Examples = ["curl -s 'SITE/api/v1/series/{series}'"] };

    /// <summary>Tallies.</summary>
    public static ApiOperation Tallies { get; } = new("listTallies", "/api/v1/tallies", "Measures summed over incidents", "Each as a range.", "TallyList", ApiQuery.Clocks) { IsOfIncidents = true, Examples = ["curl -s 'SITE/api/v1/tallies'"] };

    /// <summary>One tally.</summary>
    public static ApiOperation Tally { get; } = new(
        "getTally", "/api/v1/tallies/{measure}", "One tally, on both clocks", "Summed over incidents, with the latest of them (limit) and their claims, what may be counted twice and what was left out.", "Tally",
        ["side", "place", "from", "to", "claimant", .. ApiQuery.Clocks, "limit"])
    {
        DefaultLimit = 100, MostLimit = 1000, IsOfIncidents = true, Examples = ["curl -s 'SITE/api/v1/tallies/people-killed?from=2023-01-01&publishedBy=2040-01-01'"],
    };

    /// <summary>Speakers.</summary>
    public static ApiOperation Speakers { get; } = new("listSpeakers", "/api/v1/speakers", "Those who are quoted, the most quoted first", "On a public site without private persons. With publishedBy those whose words had been published by then in the latest version of a report, in the same order, each with how many claims they had (counted to 500; more tells that there are others).", "SpeakerPage", [.. ApiQuery.Paging, "publishedBy"]) { IsOfIncidents = true, Examples = ["curl -s 'SITE/api/v1/speakers?limit=10'", "curl -s 'SITE/api/v1/speakers?publishedBy=2040-01-01'"] };

    /// <summary>One speaker.</summary>
    public static ApiOperation Speaker { get; } = new("getSpeaker", "/api/v1/speakers/{key}", "What one says, the newest first", "A page of claims, each with its incident. With publishedBy what had been said and published by then, in the latest versions of reports.", "SpeakerClaims", [.. ApiQuery.Paging, "publishedBy"]) { IsOfIncidents = true, Examples = ["curl -s 'SITE/api/v1/speakers/{speaker}'"] };

    /// <summary>Search.</summary>
    public static ApiOperation Search { get; } = new(
        "search", "/api/v1/search", "Incidents and parts of reports by their words, the best first", "Incidents on the first page only; where very many reports have the words, those added last come first (newestFirst). With publishedBy the latest versions of reports that had been published by then, and incidents as they stood.", "SearchPage", ["q", .. ApiQuery.Filters, .. ApiQuery.Paging, "publishedBy"])
    {
        Examples = ["curl -s 'SITE/api/v1/search?q=drone*'", "curl -s 'SITE/api/v1/search?q=drone*&publishedBy=2040-01-01'"],
    };

    /// <summary>Changes.</summary>
    public static ApiOperation Changes { get; } = new(
        "listChanges", "/api/v1/changes", "What changed about incidents, the oldest first", "To go on without a gap: ask again after the last sequence. An incident that a filter no longer asks for tells nothing.", "ChangeList", [.. ApiQuery.Filters, "after", "limit"])
    {
        DefaultLimit = 100, MostLimit = 1000, Examples = ["curl -s 'SITE/api/v1/changes?after=0&limit=5'"],
    };

    /// <summary>Corrections.</summary>
    public static ApiOperation Corrections { get; } = new("listCorrections", "/api/v1/corrections", "What people decided, the newest first", "Judgements of the ledger with their reasons; one that was taken back names by what.", "CorrectionPage", [.. ApiQuery.Paging, "recordedBy", "verdict", "of"]) { Examples = ["curl -s 'SITE/api/v1/corrections'", "curl -s 'SITE/api/v1/corrections?verdict=corrected&limit=5'"] };

    /// <summary>One correction.</summary>
    public static ApiOperation Correction { get; } = new("getCorrection", "/api/v1/corrections/{id}", "One thing that somebody decided", "By the judgement's id.", "ListedCorrection", []) { Examples = ["curl -s 'SITE/api/v1/corrections/{judgement}'"] };

    /// <summary>What was decided of a claim.</summary>
    public static ApiOperation ClaimJudgements { get; } = new(
        "listClaimJudgements", "/api/v1/claims/{id}/judgements", "What was decided of a claim, the oldest first", "For those who read everything. Give the number seen back with a judgement of the claim, and the answer tells whose came in between.", "ClaimJudgements", [])
    {
        IsOpen = false, Examples = ["curl -s -H \"Authorization: Bearer $ATTEST_TOKEN\" 'SITE/api/v1/claims/{claim}/judgements'"],
    };

    /// <summary>Adding a report.</summary>
    public static ApiOperation AddReport { get; } = new(
        "addReport", "/api/v1/reports", "Add a report",
        "As JSON, as a file with its fields, or as bytes with what is known of them in the address; at most 16 MiB. The same words from the same address are the same report: sent again they are answered 200 and change nothing, "
        + "and what was known of them first stays. It counts as 5 requests. With an Idempotency-Key a repetition within a day is answered as the first was.", "ReportAdded", ["url", "title", "publisher", "published"])
    {
        Method = HttpMethods.Post, Body = "NewReport", MayBeKept = true, BodyTypes = ReportPosts.Types, Scope = TokenScope.ReportsWrite, IsOpen = false,
        Examples =
        [
            "curl -s -X POST -H \"Authorization: Bearer $ATTEST_TOKEN\" -H 'Content-Type: application/json' -d '{\"text\": \"Two people were wounded by shelling in Nikopol on Sunday, the governor said.\", \"publisher\": \"Sample Desk\", \"published\": \"2031-03-16\", \"url\": \"https://desk.example/nikopol\"}' 'SITE/api/v1/reports'",
            "echo 'A bridge in Kherson was damaged overnight, officials said.' | curl -s -X POST -H \"Authorization: Bearer $ATTEST_TOKEN\" -H 'Content-Type: text/plain' --data-binary @- 'SITE/api/v1/reports?publisher=Sample%20Desk&published=2031-03-17'",
            "echo '<h1>Depot on fire</h1><p>A fuel depot burned in Odesa during the night, the police of the region said.</p>' | curl -s -X POST -H \"Authorization: Bearer $ATTEST_TOKEN\" -F 'file=@-;filename=depot.html;type=text/html' -F 'published=2031-03-18' 'SITE/api/v1/reports'",
        ],
    };

    /// <summary>Recording a judgement.</summary>
    public static ApiOperation AddJudgement { get; } = new(
        "addJudgement", "/api/v1/judgements", "Record a judgement",
        "Its author is the token's owner. The member verdict says what is decided and which other members belong to it; the checks are the desk's. Where somebody judged the same claim since you looked (seen), both judgements are kept, yours stands, and replaced tells whose it came over.",
        "JudgementMade", [])
    {
        Method = HttpMethods.Post, Body = "NewJudgement", BodyTypes = ["application/json"], Scope = TokenScope.JudgementsWrite, IsOpen = false,
        Examples =
        [
            "curl -s -X POST -H \"Authorization: Bearer $ATTEST_TOKEN\" -H 'Content-Type: application/json' -d '{\"verdict\": \"accepted\", \"claim\": \"{claim}\", \"seen\": 0, \"reason\": \"read rightly\"}' 'SITE/api/v1/judgements'",
            "curl -s -X POST -H \"Authorization: Bearer $ATTEST_TOKEN\" -H 'Content-Type: application/json' -d '{\"verdict\": \"corrected\", \"claim\": \"{claim}\", \"says\": {\"speaker\": \"The city council\"}, \"reason\": \"named in the sentence before\"}' 'SITE/api/v1/judgements'",
            "curl -s -X POST -H \"Authorization: Bearer $ATTEST_TOKEN\" -H 'Content-Type: application/json' -d '{\"verdict\": \"reported\", \"claim\": \"{claim}\", \"reason\": \"the number is of another day\"}' 'SITE/api/v1/judgements'",
        ],
    };

    /// <summary>Posts.</summary>
    public static ApiOperation Posts { get; } = new("listPosts", "/api/v1/posts", "What editors wrote of claims, the newest first", "Posts and notes of the desk with the claims that they rest on. A withdrawn one keeps its place, without its words. publishedBy: those that had been shown by then. recordedBy: as they stood then.", "PostPage", [.. ApiQuery.Paging, .. ApiQuery.Clocks]) { Examples = ["curl -s 'SITE/api/v1/posts?limit=5'"] };

    /// <summary>One post.</summary>
    public static ApiOperation Post { get; } = new("getPost", "/api/v1/posts/{id}", "One post", "As it stands, or as it stood by what was recorded here by a moment.", "Post", ["recordedBy"]) { Examples = ["curl -s 'SITE/api/v1/posts/{post}'"] };

    /// <summary>The key points.</summary>
    public static ApiOperation KeyPoints { get; } = new("getKeyPoints", "/api/v1/key-points", "The key points", "What editors set at the top of the live page: each paragraph is a point. 404 where none were set.", "Post", ["recordedBy"]) { MayBeMissing = true, Examples = ["curl -s 'SITE/api/v1/{points}'"] };

    /// <summary>Webhooks.</summary>
    public static ApiOperation Webhooks { get; } = new(
        "listWebhooks", "/api/v1/webhooks", "Your webhooks and how they fare", "Those of the token's owner, of an administrator all. They are made, paused and removed on the page /webhooks.", "WebhookList", [])
    {
        IsOpen = false, Examples = ["curl -s -H \"Authorization: Bearer $ATTEST_TOKEN\" 'SITE/api/v1/webhooks'"],
    };

    /// <summary>Exports.</summary>
    public static ApiOperation Export { get; } = new(
        "export", "/api/v1/export.{format}", "All incidents of a filter, or all claims, as a file", "Streamed from one unchanging state, on both clocks; docs/formats.md gives the forms. claims is every claim, those of no incident, too, and takes the filters as /api/v1/claims does. It counts as 20 requests.", "", [.. ApiQuery.Filters, .. ApiQuery.Clocks])
    {
        Examples =
        [
            "curl -s 'SITE/api/v1/export.csv?all=no' -o claims.csv", "curl -s 'SITE/api/v1/export.geojson?place=Kharkiv' -o kharkiv.geojson", "curl -s 'SITE/api/v1/export.jsonl?recordedBy=2040-01-01' -o incidents.jsonl",
            "curl -s 'SITE/api/v1/export.acled' -o acled.csv", "curl -s 'SITE/api/v1/export.hxl' -o hxl.csv", "curl -s 'SITE/api/v1/export.claims' -o claims.jsonl",
        ],
    };

    /// <summary>All of them, in the order of the page. It stands last: what it names must be there.</summary>
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        Index, Incidents, Incident, Claims, Claim, Reports, Report, Reading, Series, OneSeries, Tallies, Tally, Speakers, Speaker, Search, Changes, Corrections, Correction, ClaimJudgements, Posts, Post, KeyPoints, Webhooks, Export, AddReport, AddJudgement,
    ];
}
