using Attest.Archive;

namespace Attest.Web.Publishing;

/// <content>What people decided.</content>
internal sealed partial class PublicMask
{
    /// <summary>A judgement: what was corrected, in words as the public may see them; null for what only those who keep the archive see, and for what tells of forces.</summary>
    public async Task<ListedJudgement?> OfAsync(ListedJudgement listed, CancellationToken cancel)
    {
        var judgement = listed.Judgement;
        // What was taken back is nobody's business any more: it may have been a name that should never have been written.
        if (judgement.UndoneBy is not null || judgement.Verdict is Verdict.Reported or Verdict.Dismissed or Verdict.Unsure or Verdict.Undone || judgement.Grade is { Kind: GradedKind.Speaker } || judgement.Other.Any(IsOfPosition)
            // Of what is put right, it counts what is said before and after: a sub-type alone makes a position of an event.
            || judgement.One.Any(claim => IsOfPosition(claim) || IsOfPosition(claim.Says.With(judgement.Changes))) || IsOfPosition(judgement.Changes))
        {
            return null;
        }
        if (judgement.Grade is { } grade && await IsPrivatePublisherAsync(grade.Source, null, cancel))
        {
            return null;
        }
        // Its claim says where: where that is not shown of the incident, not here either.
        if (listed.Incident is { } id && await archive.IncidentAsync(id, cancel) is { } incident && (await OfAsync(incident, cancel) is not { } shown || shown.Place != incident.Place))
        {
            return null;
        }
        var known = new List<ReportCover>();
        foreach (var judged in judgement.One.Concat(judgement.Other))
        {
            if (judged.Anchor is not { } anchor)
            {
                return null;
            }
            known.Add(await covers.OfAsync(anchor.Report, cancel));
        }
        string Masked(string words) => known.Aggregate(words, (masked, cover) => cover.Mask(masked));
        string Found(string words) => known.Aggregate(words, (masked, cover) => cover.MaskFound(masked)?.Text ?? cover.Instead);
        bool IsOfText(string name) => ReportCover.IsOfText(name, known);
        JudgedClaim Judged(JudgedClaim claim) => claim with
        {
            // What stands around the words is cut wherever it is long enough, in a name too.
            Words = Found(claim.Words), Says = Values(claim.Says), Anchor = claim.Anchor! with { Start = null, Before = "", After = "" },
        };
        ClaimValues Values(ClaimValues values) => new(values.Select(value => value.Field is ClaimField.Speaker or ClaimField.Actor or ClaimField.Target or ClaimField.Of or ClaimField.Side or ClaimField.SpeakerSide && value.Value is { } text
            ? value with { Value = IsOfText(text) ? known.Aggregate(text, (masked, cover) => cover.Name(masked)) : ReportCover.Somebody } : value));
        return listed with
        {
            Title = listed.Title is { } title ? Masked(title) : null,
            // A reason is in its author's own words, which may name anybody.
            Judgement = judgement with { One = [.. judgement.One.Select(Judged)], Other = [.. judgement.Other.Select(Judged)], Changes = Values(judgement.Changes), Author = "", Reason = "" },
        };
    }

    private static bool IsOfPosition(JudgedClaim claim) => IsOfPosition(claim.Says);

    private static bool IsOfPosition(ClaimValues values) =>
        values[ClaimField.Measure] is { } measure && PublicationPolicy.IsPosition(WireNames<Measure>.Parse(measure))
        || values[ClaimField.Type] is { } type && PublicationPolicy.IsPosition(WireNames<EventType>.Parse(type), values[ClaimField.Subtype]);
}
