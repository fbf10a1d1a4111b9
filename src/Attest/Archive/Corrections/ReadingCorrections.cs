namespace Attest.Archive.Corrections;

/// <summary>A reading and what people judged of its claims → the reading as they put it right. Pure.</summary>
/// <remarks>
/// The reading itself stays as it is, as <see cref="Reading.AsRead"/> of the result. Judgements are applied one after another, so that of two on one thing the later holds. Each finds its claim by its
/// words with what stands around them (<see cref="WordAnchor"/>): in another version of the document, or after another version of the reader, which may have read something else there, or nothing.
/// </remarks>
internal static class ReadingCorrections
{
    /// <summary>The reading as the judgements leave it.</summary>
    /// <param name="reading">As it was read.</param>
    /// <param name="judgements">Those that stand of claims of its document, the oldest first.</param>
    public static CorrectedReading Apply(Reading reading, IReadOnlyList<Judgement> judgements)
    {
        if (judgements is [])
        {
            return new CorrectedReading(reading, []);
        }
        var draft = new ReadingDraft(reading);
        var lost = new List<string>();
        foreach (var judgement in judgements)
        {
            var judged = judgement.One[0];
            if (WordAnchor.Find(reading.Report, judged) is not { } span || !Apply(draft, judgement, judged, span))
            {
                lost.Add(judgement.Id);
            }
        }
        return new CorrectedReading(draft.Finish(), lost);
    }

    // Whether there was something to judge.
    private static bool Apply(ReadingDraft draft, Judgement judgement, JudgedClaim judged, TextSpan span)
    {
        var (kind, isDerived) = (judged.Anchor!.Kind!.Value, judged.Anchor.IsDerived);
        var member = isDerived ? null : kind == ClaimKind.Statement ? draft.FindStatement(judgement, span) : draft.Find(kind, span);
        if (member is null && judged.Anchor.IsAdded && judgement.Verdict != Verdict.Added)
        {
            return false;
        }
        if (member is null && !isDerived && judgement.Verdict != Verdict.Rejected)
        {
            // What a person says that the words say holds though the reader does not see it.
            draft.Add(judgement, kind, span, judged.Anchor.Report == draft.Report.Id ? judged.Claim : null, judged.Says.With(judgement.Changes));
            return true;
        }
        if (member is { } known && judgement.Changes.Count > 0)
        {
            draft.Change(known, judgement);
        }
        // What a person added keeps its name when a later version of the reader reads it, too.
        var added = judgement.Verdict == Verdict.Added && judged.Claim.Length > 0 && judged.Anchor.Report == draft.Report.Id ? judged.Claim : null;
        draft.Mark(kind, isDerived, member?.Span ?? span, judgement, added, member);
        return true;
    }
}

/// <summary>A reading as people put it right.</summary>
/// <param name="Reading">The reading.</param>
/// <param name="Lost">The judgements whose words are not in it.</param>
internal sealed record CorrectedReading(Reading Reading, IReadOnlyList<string> Lost);
