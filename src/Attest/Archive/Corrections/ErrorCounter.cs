namespace Attest.Archive.Corrections;

/// <summary>Counts what people found wrong in the claims that they judged.</summary>
internal sealed class ErrorCounter
{
    private readonly Dictionary<(ClaimField? Layer, string? Side), (int Judged, int Wrong, int Missed)> _counts = [];

    /// <summary>Takes in the standing judgements of one claim, the oldest first.</summary>
    public void Add(IReadOnlyList<Judgement> judgements)
    {
        var says = judgements[0].One[0].Says;
        var isAdded = judgements.Any(judgement => judgement.Verdict == Verdict.Added);
        var isRejected = judgements[^1].Verdict == Verdict.Rejected;
        var corrected = judgements.Where(judgement => judgement.Verdict == Verdict.Corrected).SelectMany(judgement => judgement.Changes).Select(change => change.Field).ToHashSet();
        var of = isAdded ? judgements[0].Changes : says;
        foreach (var side in new[] { null, of[ClaimField.Side] ?? of[ClaimField.SpeakerSide] }.Distinct())
        {
            Count((null, side), isAdded, isRejected || corrected.Count > 0);
            // That a claim does not hold tells nothing of what it is made of; nor does a field in which nothing was read, unless something should have been. That nobody speaks but the publisher was read, too.
            if (!isAdded && !isRejected && side is null)
            {
                foreach (var field in says.Where(said => said.Value is not null || said.Field == ClaimField.Speaker).Select(said => said.Field).Union(corrected))
                {
                    Count((field, null), isAdded: false, corrected.Contains(field));
                }
            }
        }
    }

    /// <summary>The rates: of all claims first, then by layer, then by side.</summary>
    public IReadOnlyList<ErrorRate> Rates() =>
        [.. _counts.OrderBy(one => one.Key.Side is not null).ThenBy(one => one.Key.Layer ?? (ClaimField)(-1)).ThenByDescending(one => one.Value.Judged).ThenBy(one => one.Key.Side, StringComparer.Ordinal)
            .Select(one => new ErrorRate(one.Key.Layer, one.Key.Side, one.Value.Judged, one.Value.Wrong, one.Value.Missed))];

    private void Count((ClaimField?, string?) key, bool isAdded, bool isWrong)
    {
        var (judged, wrong, missed) = _counts.GetValueOrDefault(key);
        _counts[key] = isAdded ? (judged, wrong, missed + 1) : (judged + 1, wrong + (isWrong ? 1 : 0), missed);
    }
}
