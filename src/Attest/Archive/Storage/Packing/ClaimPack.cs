using Attest.Incidents;
using Attest.Incidents.Contradictions;
using Attest.Incidents.Origins;

namespace Attest.Archive.Storage.Packing;

/// <summary>How the claims view keeps what linking needs of a claim, beside what its row and its report's row hold.</summary>
/// <remarks>Every member of <see cref="LinkedClaim"/> is written and read here: a new one wants its two lines and a new number of the views (<see cref="Schema.ViewsVersion"/>).</remarks>
internal static class ClaimPack
{
    /// <summary>What a claim shows of its report, but for the report's id and the claim's sentence.</summary>
    public static byte[] Head(Report report)
    {
        var pack = new PackWriter();
        pack.Text(report.Url);
        pack.Text(report.Title);
        pack.Text(report.Publisher);
        pack.Published(report.Published);
        return pack.ToArray();
    }

    /// <summary>What <see cref="Head(Report)"/> wrote, without a sentence.</summary>
    public static ClaimReport Head(string report, ReadOnlySpan<byte> head)
    {
        var pack = new PackReader(head);
        return new ClaimReport(new Sha256(report), pack.Text(), pack.Text(), pack.Text(), pack.Published(), "");
    }

    public static byte[] Write(LinkedClaim linked)
    {
        var pack = new PackWriter();
        var claim = linked.Claim;
        pack.List(claim.Words, span =>
        {
            pack.Number(span.Start);
            pack.Number(span.End - span.Start);
        });
        pack.Text(claim.Report.Quote);
        pack.Count(claim.Report.QuoteStart);
        pack.Number((long)claim.Kind);
        pack.Count((int?)claim.Measure);
        pack.Decimal(claim.Low);
        pack.Decimal(claim.High);
        pack.Flag(claim.Approximate);
        pack.Text(claim.Side);
        pack.Number((long)claim.Status);
        pack.Number((long)claim.Modality);
        pack.Text(claim.Speaker);
        pack.List(claim.Chain, pack.Text);
        pack.Text(claim.Origin);
        pack.Flag(claim.IsPart);
        pack.Flag(claim.IsDerived);
        pack.Count((int?)claim.Scope);
        pack.Flag(claim.IsRejected);
        pack.List(claim.Judged, judged =>
        {
            pack.Number((long)judged.Verdict);
            pack.Text(judged.Judgement);
        });
        Facts(pack, linked.Event);
        pack.Text(linked.SpeakerSide);
        pack.Text(linked.OriginKey);
        pack.Count((int?)linked.Scope);
        pack.Text(linked.Of);
        pack.Text(linked.Conflict);
        pack.Text(linked.Credit?.Key);
        if (linked.Credit is { } credit)
        {
            pack.Text(credit.Name);
            pack.Number((long)credit.Kind);
        }
        pack.Text(linked.Signature);
        pack.Published(linked.SaidAt);
        pack.Number((long)linked.Revision);
        pack.Time(linked.Period);
        pack.Place(linked.CountedAt);
        pack.Flag(linked.IsRate);
        return pack.ToArray();
    }

    /// <summary>The claim.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="member">The event or figure that it is.</param>
    /// <param name="account">Its account; null for none.</param>
    /// <param name="report">Its report, as <see cref="Head(string, ReadOnlySpan{byte})"/> gives it.</param>
    /// <param name="content">What <see cref="Write"/> gave.</param>
    /// <exception cref="FormatException">These are other bytes.</exception>
    public static LinkedClaim Read(string id, LocalId member, string? account, ClaimReport report, ReadOnlySpan<byte> content)
    {
        var pack = new PackReader(content);
        var words = Spans(ref pack);
        var claim = new Claim(
            id, report with { Quote = pack.Needed(), QuoteStart = pack.Count(null) }, (ClaimKind)pack.Int(), (Measure?)pack.Count(null), pack.Decimal(), pack.Decimal(), pack.Flag(), pack.Text(), (EventStatus)pack.Int(),
            (Modality)pack.Int(), pack.Text(), pack.Texts(), pack.Text(), pack.Flag(), words)
        {
            IsDerived = pack.Flag(),
            Scope = (FigureScope?)pack.Count(null),
            IsRejected = pack.Flag(),
            Judged = Judged(ref pack),
        };
        return new LinkedClaim(
            claim, member, account, Facts(ref pack), pack.Text(), pack.Text(), (FigureScope?)pack.Count(null), pack.Text(), pack.Text(), Credit(ref pack), pack.Text(), pack.Published(), (Revision)pack.Int(), pack.Time(),
            pack.Place(), pack.Flag());
    }

    /// <summary>The spans of a claim alone.</summary>
    public static IReadOnlyList<TextSpan> Words(ReadOnlySpan<byte> content)
    {
        var pack = new PackReader(content);
        return Spans(ref pack);
    }

    private static TextSpan[] Spans(ref PackReader pack)
    {
        var spans = new TextSpan[pack.Count()];
        for (var i = 0; i < spans.Length; i++)
        {
            var start = pack.Int();
            spans[i] = new TextSpan(start, start + pack.Int());
        }
        return spans;
    }

    private static ClaimJudgement[] Judged(ref PackReader pack)
    {
        var judged = new ClaimJudgement[pack.Count()];
        for (var i = 0; i < judged.Length; i++)
        {
            judged[i] = new ClaimJudgement((Verdict)pack.Int(), pack.Needed());
        }
        return judged;
    }

    private static void Facts(PackWriter pack, EventFacts? facts)
    {
        pack.Count((int?)facts?.Type);
        if (facts is null)
        {
            return;
        }
        pack.List(facts.Modes, pack.Text);
        pack.Text(facts.Subtype);
        pack.Text(facts.Actor);
        pack.Text(facts.Target);
        pack.Place(facts.Place);
        pack.Time(facts.Date);
        pack.Count(facts.TimePrecision);
    }

    private static EventFacts? Facts(ref PackReader pack) => pack.Count(null) is { } type
        ? new EventFacts((EventType)type, pack.Texts(), pack.Text(), pack.Text(), pack.Text(), pack.Place(), pack.Time(), pack.Count(null))
        : null;

    private static Credit? Credit(ref PackReader pack) => pack.Text() is { } key ? new Credit(key, pack.Needed(), (OriginKind)pack.Int()) : null;
}
