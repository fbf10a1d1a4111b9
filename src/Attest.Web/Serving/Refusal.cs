using Microsoft.AspNetCore.Http;

namespace Attest.Web.Serving;

/// <summary>Why a page can't be shown, in words for a person.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What is the matter, a short sentence.</param>
/// <param name="Message">What was looked for and what was found.</param>
/// <param name="Advice">What to do.</param>
public sealed record Refusal(int Status, string Title, string Message, string Advice)
{
    /// <summary>What was typed, which the page gives back so that nobody writes it twice; empty for nothing.</summary>
    public string Typed { get; init; } = "";

    /// <summary>A page of this site on which to go on; null for none.</summary>
    public string? See { get; init; }

    /// <summary>There is no incident with this id.</summary>
    public static Refusal NoIncident { get; } = new(
        StatusCodes.Status404NotFound,
        "There is no incident under this address",
        "Ids of incidents are permanent, and merged ones live on under the new id; this one was never given here, or it belongs to another archive.",
        "Look for it among the incidents, the newest of which come first.");

    /// <summary>Nothing of an incident was known at the moment that is asked for.</summary>
    public static Refusal NoIncidentThen { get; } = new(
        StatusCodes.Status404NotFound,
        "Nothing of this incident was known then",
        "By the moment that the address asks for, no report of an incident under this id had been published and recorded here; or there is none under this id at all.",
        "See how it stands now, or look among the incidents as they stood then.");

    /// <summary>There is no report with this id.</summary>
    public static Refusal NoReport { get; } = new(
        StatusCodes.Status404NotFound,
        "There is no report under this address",
        "A report is named by the 64 hexadecimal digits of its SHA-256. None is kept here under this name.",
        "Look for it in the list of reports.");

    /// <summary>There are no bytes with this digest.</summary>
    public static Refusal NoOriginal { get; } = new(
        StatusCodes.Status404NotFound,
        "There is no original under this digest",
        "An original is named by the 64 hexadecimal digits of its SHA-256. No bytes are kept here under this name.",
        "Go to the report that was read from it: its page links the original.");

    /// <summary>There is no other version of the report under this digest.</summary>
    public static Refusal NoVersion { get; } = new(
        StatusCodes.Status404NotFound,
        "There is no other version to compare with",
        "What changed is told between two versions of one document; this one has no version before it, or the address names a report that is none of its versions.",
        "The report’s page lists all versions that are kept.");

    /// <summary>The public sees no whole texts.</summary>
    public static Refusal OriginalWithheld { get; } = new(
        StatusCodes.Status403Forbidden,
        "Originals are not shown to the public",
        "They hold the whole text of their publishers, and the names of people who are nobody’s business. Their digests stand on the pages of the reports, so that anybody who has the same bytes can compare them.",
        "Go to the report that was read from it: its page has an excerpt and leads to the publisher.");

    /// <summary>The public sees an archive as it stands.</summary>
    public static Refusal RecordWithheld { get; } = new(
        StatusCodes.Status403Forbidden,
        "How this archive stood before is not for the public",
        "What was recorded by an earlier moment holds what was taken back since: names that should not stand here, words that were withdrawn. What changed for everybody stands under the corrections.",
        "Ask as of publication instead (published-by, in the API publishedBy), or sign in.");

    /// <summary>A page's number is not one.</summary>
    public static Refusal NoPageNumber { get; } = new(
        StatusCodes.Status400BadRequest,
        "This is not the number of a page",
        "The address asks for a page of the list by something that is not a whole number from 1 on.",
        "Start from the first page.");

    /// <summary>Nobody is quoted under this key.</summary>
    public static Refusal NoSpeaker { get; } = new(
        StatusCodes.Status404NotFound,
        "Nobody is quoted under this address",
        "A speaker has an address here while a report in its latest version quotes them; this archive has none under this one.",
        "Look among the speakers, or search for the name.");

    /// <summary>Nobody was quoted under the key by the moment asked of.</summary>
    public static Refusal NoSpeakerThen { get; } = NoSpeaker with
    {
        Title = "Nobody was quoted under this address by then",
        Message = "No report that had been published by then quotes a speaker of this address. Reports that were changed since are not looked at as they stood.",
    };

    /// <summary>A filter of an address can't be read.</summary>
    /// <param name="fault">Which, as a sentence.</param>
    public static Refusal NoFilter(string fault) => new(
        StatusCodes.Status400BadRequest, "The list can’t be narrowed to this", fault, "Start from the whole list and narrow it by its form.");

    /// <summary>The place in a list is none.</summary>
    public static Refusal NoCursor { get; } = new(
        StatusCodes.Status400BadRequest,
        "The list has no such place",
        "The address asks to go on from a place that no page of the list gave.",
        "Start from the newest entries.");

    /// <summary>A moment in an address is none.</summary>
    public static Refusal NoMoment { get; } = new(
        StatusCodes.Status400BadRequest,
        "This is no moment",
        "The address asks what changed since something that is neither a moment, such as 2023-09-13T07:00Z, nor the number of a change.",
        "Choose a day and an hour on the page.");

    /// <summary>A moment as of which a page is asked is none.</summary>
    /// <param name="name">The name of the clock in the address.</param>
    public static Refusal NoMomentOf(string name) => new(
        StatusCodes.Status400BadRequest,
        "This is no moment",
        $"The address asks how the page stood, and what it gives for {name} is neither a day, such as 2023-09-13, nor a moment, such as 2023-09-13T10:00:00Z, or it is given twice.",
        "Write the moment so, or leave it out to see how things stand now.");

    /// <summary>A page can't be shown as it stood.</summary>
    /// <param name="name">The name of the clock in the address.</param>
    /// <param name="answersOther">Whether the page answers the other clock.</param>
    public static Refusal NoClock(string name, bool answersOther) => new(
        StatusCodes.Status400BadRequest,
        "This page can’t be shown as it stood then",
        $"The address asks for it by {name}, but what the page tells is {(answersOther ? $"not kept by that clock, only by {(name == AskedMoment.Published ? AskedMoment.Recorded : AskedMoment.Published)}" : "known only as it stands now")}. Nothing is shown, so that nobody takes the present for the past.",
        $"Leave {name} out, or ask the incidents, reports, tallies, series, the map or a situation report, which answer both clocks.");

    /// <summary>The list is shorter than that.</summary>
    public static Refusal PastTheEnd { get; } = new(
        StatusCodes.Status404NotFound,
        "The list ends before this page",
        "There are fewer entries than the address asks for.",
        "Start from the first page.");

    /// <summary>There is no series with this id.</summary>
    public static Refusal NoSeries { get; } = new(
        StatusCodes.Status404NotFound,
        "There is no series under this address",
        "A series has the same id in every archive that has a value of it; this one has none.",
        "Look for it among the series.");

    /// <summary>A measure, day or moment in an address is none.</summary>
    public static Refusal NoQuery { get; } = new(
        StatusCodes.Status400BadRequest,
        "This can’t be asked",
        "The address names a measure, a day or a moment in a way that is not understood. Measures are written as in people-killed, days as in 2023-09-13, moments as in 2023-09-13T10:00:00Z.",
        "Start from the tallies or the coverage.");

    /// <summary>The last day that is asked for comes before the first.</summary>
    public static Refusal ReversedDays { get; } = new(
        StatusCodes.Status400BadRequest,
        "These days are the other way round",
        "The address asks for days from one that comes after the last one, so that no day is asked for at all.",
        "Put the earlier day first.");

    /// <summary>Nothing is known under the name of a place.</summary>
    public static Refusal NoPlace(string name) => new(
        StatusCodes.Status404NotFound,
        "There is no place of that name",
        $"Neither a report here nor the gazetteer knows “{(name.Length > 80 ? name[..79] + "…" : name)}”. That nothing is told of it says nothing about peace.",
        "Look for another spelling, or start from the whole coverage.");

    /// <summary>There is no source with this id.</summary>
    public static Refusal NoSource { get; } = new(
        StatusCodes.Status404NotFound,
        "There is no source under this address",
        "It may have been removed meanwhile, here or with attest source remove.",
        "Look for it among the sources.");

    /// <summary>There is no claim with this id in the latest versions.</summary>
    public static Refusal NoClaim { get; } = new(
        StatusCodes.Status404NotFound,
        "There is no claim under this address",
        "The report may have a newer version in which these words are otherwise, or the claim was added and taken back.",
        "Start from the report or the incident.");

    /// <summary>A claim of an earlier version of a report has no words in the latest.</summary>
    /// <param name="report">The last version that has them.</param>
    public static Refusal WordsGone(Sha256 report) => new(
        StatusCodes.Status410Gone,
        "The words of this claim are no longer there",
        "It was read from an earlier version of its report. In the latest these words are gone, or nothing is read from them. What was decided of it stays among the corrections.",
        "The version that has them is still kept.") { See = $"/reports/{report.Hex}" };

    /// <summary>There is no judgement with this id.</summary>
    public static Refusal NoJudgement { get; } = new(
        StatusCodes.Status404NotFound, "There is no judgement under this address", "The address may be mistyped, or what it tells is not shown here.", "Look for it among the corrections.");

    /// <summary>More errors were reported than editors can look at.</summary>
    public static Refusal TooManyErrors { get; } = new(
        StatusCodes.Status429TooManyRequests, "Too many errors were reported in this hour", "What is reported waits for an editor, who looks at each. Nothing was kept of this one.", "Send it again in an hour, or sign in.");

    /// <summary>Nothing is frozen under this digest.</summary>
    public static Refusal NoSnapshot { get; } = new(
        StatusCodes.Status404NotFound, "There is no snapshot under this address", "A snapshot is named by the 64 hexadecimal digits of the SHA-256 of its content. None that is shown here has this name.", "Look for it among the snapshots.");

    /// <summary>What is frozen under this digest is no longer shown.</summary>
    /// <param name="why">Why, as a sentence.</param>
    public static Refusal SnapshotGone(string why) => new(
        StatusCodes.Status410Gone, "This snapshot is no longer shown", why, "Its page says when that was decided and still gives its digest, against which whoever has its bytes can check them.");

    /// <summary>There is no post with this id.</summary>
    public static Refusal NoPost { get; } = new(
        StatusCodes.Status404NotFound, "There is no post under this address", "The address may be mistyped, or the post is not shown.", "Look for it among the posts of the desk.");

    /// <summary>Something can't be decided so.</summary>
    /// <param name="why">Why not, as a sentence.</param>
    /// <param name="typed">The reason that was typed.</param>
    public static Refusal NotJudged(string why, string typed = "") =>
        new(StatusCodes.Status409Conflict, "This was not taken", why, "Go back and look at it again: somebody may have been quicker.") { Typed = typed };

    /// <summary>A form has more fields than are taken at once.</summary>
    public static Refusal TooManyFields(int most) => new(
        StatusCodes.Status413PayloadTooLarge, "That is too much at once", $"The form has more than {Wording.Numbers.Of((long)most)} fields or ticks. Nothing was changed.", "Go back and send it in parts.");

    /// <summary>A form comes from another site.</summary>
    public static Refusal ForeignForm { get; } = new(
        StatusCodes.Status403Forbidden,
        "This form comes from another site",
        "Your browser says that the request was made by a page that is not of this site. Nothing was changed.",
        "Open the page of this site and send its own form.");

    /// <summary>A form's token is missing, too old or another's.</summary>
    public static Refusal OldForm { get; } = new(
        StatusCodes.Status400BadRequest,
        "This form can’t be taken any more",
        "It was sent without the token that this site puts into its forms, or with one that no longer holds; cookies may be switched off. Nothing was changed.",
        "Go back, load the page again, and send it once more. What you typed may still be there.");

    /// <summary>The request names a host that is not this machine.</summary>
    public static Refusal OtherHost { get; } = new(
        StatusCodes.Status421MisdirectedRequest,
        "This site answers to the names of this machine only",
        "The address that was asked for has another host’s name. That is how strange pages get at programs on your machine, so nothing is shown.",
        "Open http://localhost with the same port. To serve a network, start it with --urls.");

    /// <summary>What readers reported and nobody answered is not for the public.</summary>
    public static Refusal WaitingWithheld { get; } = new(
        StatusCodes.Status403Forbidden,
        "What waits to be decided is not for the public",
        "Readers of the archive see which errors were reported and not yet answered. What was corrected stands here for everybody.",
        "Leave “of” out, or sign in.");

    /// <summary>Forms are not answered.</summary>
    public static Refusal NoWriting(string why) => new(StatusCodes.Status403Forbidden, "Nothing can be added here", why, "What is in the archive can be read as before.");

    /// <summary>It takes signing in.</summary>
    public static Refusal SignInFirst { get; } = new(
        StatusCodes.Status401Unauthorized, "Sign in first", "This is for those who have an account here. You are not signed in, or your session has ended. Nothing was changed.",
        "Sign in in another window, go back, load the page again, and send it once more. What you typed may still be there.");

    /// <summary>A first password is good for one thing alone.</summary>
    public static Refusal FirstPassword { get; } = new(
        StatusCodes.Status403Forbidden, "Choose a password of your own first", "Yours was chosen by an administrator. Nothing was changed.", "Open your account and choose another.");

    /// <summary>Nobody has an account.</summary>
    public static Refusal NoAccounts { get; } = new(
        StatusCodes.Status403Forbidden, "Nobody signs in here yet", "There is no account in this archive. Whoever sits at its machine makes the first in the terminal: attest user add NAME --role administrator.",
        "What is in the archive can be read as before.");

    /// <summary>The role is too small.</summary>
    /// <param name="least">The least role.</param>
    /// <param name="role">The role of who asks.</param>
    public static Refusal NotOfRole(string least, string role) => new(
        StatusCodes.Status403Forbidden, "Your role does not go that far", $"This is for the role {least}; you are signed in as {role}. Nothing was changed.", "An administrator of this archive can change your role.");

    /// <summary>A route says not whom it is for.</summary>
    public static Refusal Unstated { get; } = new(
        StatusCodes.Status403Forbidden, "Nobody is let in here", "This address does not say whom it is for, so it is closed to all. That is a fault of the program.", "Start from the incidents or the reports.");

    /// <summary>There is no account, session or token under this address.</summary>
    public static Refusal NoAccount { get; } = new(
        StatusCodes.Status404NotFound, "There is nothing under this address", "The account, session or token may have been removed meanwhile.", "Look at the list.");

    /// <summary>There is no webhook with this id that who asks may see.</summary>
    public static Refusal NoWebhook { get; } = new(
        StatusCodes.Status404NotFound, "There is no webhook under this address", "It was removed, or it is somebody else’s: webhooks are seen by those who made them and by administrators.", "Your webhooks stand under /webhooks.");

    /// <summary>A webhook was tested a moment ago.</summary>
    public static Refusal TooManyTests { get; } = new(
        StatusCodes.Status429TooManyRequests, "This webhook was tested a moment ago", "One test is sent within ten seconds, so that nobody’s address is called again and again from here. Nothing was sent.", "Look at its log, and try again in ten seconds.");

    /// <summary>No view has this link.</summary>
    public static Refusal NoView { get; } = new(
        StatusCodes.Status404NotFound, "There is no view under this address", "A view has a link for as long as it is saved; this one was removed, or it belongs to another archive.", "Start from the incidents and narrow them.");

    /// <summary>A comment is empty or too long.</summary>
    /// <param name="longest">The most characters.</param>
    public static Refusal NoComment(int longest) => new(
        StatusCodes.Status422UnprocessableEntity, "This comment can’t be taken", $"A comment has 1 to {longest} characters. Nothing was changed.", "Go back; what you typed may still be there.");

    /// <summary>There is no dated report to make a day's page of.</summary>
    public static Refusal NothingPublished { get; } = new(
        StatusCodes.Status404NotFound,
        "No dated report has been read",
        "A situation report is made of what was published on a day, and no report here has a day of publication.",
        "Add reports, or give their day of publication when they are added.");

    /// <summary>What is said where nothing more precise is known.</summary>
    public static Refusal For(int status) => status switch
    {
        StatusCodes.Status404NotFound => new(
            status, "There is no page under this address", "The address may be mistyped, or it belongs to another version of this site.", "Start from the incidents or the reports."),
        StatusCodes.Status405MethodNotAllowed => new(
            status, "This address can only be read", "The request asked to change something here; pages of this site only answer GET and HEAD.", "Open the address in a browser."),
        StatusCodes.Status413PayloadTooLarge => new(
            status, "This is too large for the form", "A pasted text may have 8 MiB, an upload 64 MiB in all. Nothing was changed.", "Add larger files in the terminal: attest add FILE."),
        StatusCodes.Status415UnsupportedMediaType => new(status, "This is no form", "The address takes a form as browsers send it. Nothing was changed.", "Open the page of this site and send its own form."),
        >= 500 => new(
            status, "This page could not be made", "Something went wrong while the page was put together. What was acknowledged before is kept.",
            "Try again in a moment. If it stays so, the terminal in which the site runs says what happened; `attest verify` checks the archive."),
        _ => new(status, "This request could not be understood", "The address or the request is malformed.", "Start from the incidents or the reports."),
    };
}
