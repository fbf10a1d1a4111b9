namespace Attest.Archive.Storage;

/// <summary>What people had decided by a moment of recording and still stood, as incidents of then are made of it.</summary>
internal sealed class DecidedThen
{
    private readonly Sql _sql;
    private readonly Dictionary<string, (int Place, ClaimJudgement Judgement)> _grouping = new(StringComparer.Ordinal);

    /// <param name="sql">The archive.</param>
    /// <param name="recordedBy">The moment; null for now.</param>
    public DecidedThen(Sql sql, DateTimeOffset? recordedBy)
    {
        _sql = sql;
        var then = At(recordedBy ?? DateTimeOffset.MaxValue);
        Resolutions = then.FindAll(judgement => judgement.Verdict == Verdict.Resolved);
        foreach (var judgement in then.Where(judgement => judgement.Verdict != Verdict.Resolved))
        {
            _grouping.Add(judgement.Id, (_grouping.Count, new ClaimJudgement(judgement.Verdict, judgement.Id)));
        }
        if (recordedBy is null)
        {
            return;
        }
        var otherwise = then.Select(judgement => judgement.Id).ToHashSet(StringComparer.Ordinal);
        otherwise.SymmetricExceptWith(At(DateTimeOffset.MaxValue).Select(judgement => judgement.Id));
        Units = JudgementTable.UnitsOf(sql, otherwise);

        List<Judgement> At(DateTimeOffset moment) => JudgementTable.StandingAt(sql, Moment.Write(moment), Verdict.Resolved, Verdict.Same, Verdict.NotSame);
    }

    /// <summary>The units of what stood at only one of then and now: what is kept of their incidents tells the decisions of now.</summary>
    public IReadOnlySet<string> Units { get; } = new HashSet<string>();

    /// <summary>Judgements that claims no longer disagree, the oldest first.</summary>
    public IReadOnlyList<Judgement> Resolutions { get; }

    /// <summary>What had been decided of what belongs together with the accounts of one incident, the oldest first.</summary>
    public IReadOnlyList<ClaimJudgement> Grouping(IEnumerable<string> accounts) => _grouping.Count == 0 ? []
        : [.. accounts.Distinct(StringComparer.Ordinal).SelectMany(account => JudgementTable.Of(_sql, account)).Distinct(StringComparer.Ordinal).Where(_grouping.ContainsKey).Select(judgement => _grouping[judgement]).OrderBy(one => one.Place).Select(one => one.Judgement)];
}
