using System.Globalization;

namespace Attest.Web.Wording;

/// <summary>What people decided, in words: for pages and for the terminal.</summary>
public static class JudgementWords
{
    /// <summary>A verdict: <c>not the same</c>.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Same => "the same",
        Verdict.NotSame => "not the same",
        Verdict.Graded => "source graded",
        Verdict.Reported => "error reported",
        Verdict.Dismissed => "no error",
        _ => WireNames<Verdict>.Of(verdict).Replace('-', ' '),
    };

    /// <summary>What somebody did by a verdict, as a sentence of its own goes on: <c>a claim was put right</c>.</summary>
    public static string Done(Verdict verdict) => verdict switch
    {
        Verdict.Same => "reports that stood apart were joined",
        Verdict.NotSame => "reports that stood together were parted",
        Verdict.Corrected => "a claim was put right",
        Verdict.Added => "a claim was added",
        Verdict.Rejected => "a claim was rejected",
        Verdict.Resolved => "a disagreement was resolved",
        _ => Of(verdict),
    };

    /// <summary>A field of a claim: <c>how many</c>.</summary>
    public static string Of(ClaimField field) => field switch
    {
        ClaimField.Figure => "how many",
        ClaimField.Of => "of what",
        ClaimField.SpeakerSide => "the speaker’s side",
        ClaimField.Speaker => "who says so",
        ClaimField.Modality => "said as",
        ClaimField.Subtype => "kind of violence",
        ClaimField.Mode => "means",
        ClaimField.Time => "when",
        ClaimField.Place => "where",
        ClaimField.Actor => "who did it",
        ClaimField.Target => "to whom or what",
        ClaimField.Status => "whether it happened",
        _ => WireNames<ClaimField>.Of(field),
    };

    /// <summary>A value as it is read: <c>6 to 8</c>, <c>Kharkiv</c>, <c>the publisher</c>.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The written value; null for none.</param>
    /// <param name="places">The places that values name.</param>
    /// <param name="kind">What the claim is made of; null where that is not known.</param>
    public static string Of(ClaimField field, string? value, IReadOnlyList<IncidentPlace> places, ClaimKind? kind = null)
    {
        ArgumentNullException.ThrowIfNull(places);
        if (value is null)
        {
            return field != ClaimField.Speaker ? "not known" : kind == ClaimKind.Statement ? "somebody unnamed" : "the publisher";
        }
        switch (field)
        {
            case ClaimField.Figure:
                var (low, high, approximate) = FigureText.Read(value);
                return Numbers.Range(low, high, approximate);
            case ClaimField.Measure:
                return WireNames<Measure>.TryParse(value, out var measure) ? Names.Of(measure) : value;
            case ClaimField.Scope:
                return WireNames<FigureScope>.TryParse(value, out var scope) ? Names.Of(scope) : value;
            case ClaimField.Type:
                return WireNames<EventType>.TryParse(value, out var type) ? Names.Of(type, null) : value;
            case ClaimField.Mode:
                return string.Join(", ", value.Split(' ').Select(Names.Mode));
            case ClaimField.Time:
                return Moments.Of(new TimeValue(value));
            case ClaimField.Place:
                return places.FirstOrDefault(place => place.Gazetteer == value)?.Name ?? value;
            default:
                return value.Replace('-', ' ');
        }
    }

    /// <summary>What a judgement changes of a claim, a line each: the field, what was there, what is there now.</summary>
    public static IEnumerable<(string Field, string Before, string After)> Changes(Judgement judgement)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        var said = judgement.One is [var one, ..] ? one.Says : ClaimValues.None;
        var kind = judgement.One is [{ Anchor: { } anchor }, ..] ? anchor.Kind : null;
        foreach (var (field, value) in judgement.Changes)
        {
            yield return (Of(field), judgement.Verdict == Verdict.Added ? "" : Of(field, said[field], judgement.Places, kind), Of(field, value, judgement.Places, kind));
        }
    }

    /// <summary>What the letter of a grade says of the source (Admiralty system, NATO AJP-2.1).</summary>
    public static string Reliability(char letter) => letter switch
    {
        'A' => "completely reliable",
        'B' => "usually reliable",
        'C' => "fairly reliable",
        'D' => "not usually reliable",
        'E' => "unreliable",
        _ => "reliability cannot be judged",
    };

    /// <summary>What the number of a grade says of what it tells.</summary>
    public static string Credibility(int number) => number switch
    {
        1 => "confirmed by others",
        2 => "probably true",
        3 => "possibly true",
        4 => "doubtful",
        5 => "improbable",
        _ => "truth cannot be judged",
    };

    /// <summary>A grade in full: <c>B2: usually reliable, probably true</c>.</summary>
    public static string Of(SourceGrade grade)
    {
        ArgumentNullException.ThrowIfNull(grade);
        return string.Create(CultureInfo.InvariantCulture, $"{grade.Code}: {Reliability(grade.Reliability)}, {Credibility(grade.Credibility)}");
    }
}
