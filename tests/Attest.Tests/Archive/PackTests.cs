using System.Collections;
using System.Text;
using Attest.Archive.Storage.Packing;
using Attest.Incidents;
using Attest.Incidents.Contradictions;
using Attest.Incidents.Linking;
using Attest.Incidents.Origins;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Archive;

public sealed class PackTests
{
    private static readonly IncidentPlace Place = new("Harbourtown", "gn:1", "XA", "Coast", new GeoPoint(1.5, -2.25), PlaceKind.City, 2, 7.5);

    private static readonly LinkedClaim Full = new(
        new Claim(
            "c1",
            new ClaimReport(Sha256.Of("report"), "https://a.example/", "Title", "Publisher", new PublicationTime(new DateOnly(2024, 5, 4), new DateTimeOffset(2024, 5, 4, 1, 2, 3, 4, TimeSpan.FromHours(3))), "“Seven” 🚢 died.", 12),
            ClaimKind.Figure, Measure.PeopleWounded, 7.50m, 79_000_000_000_000_000_000_000_000_000m, true, "Side", EventStatus.Alleged, Modality.Unverified, "Speaker", ["Outer", "Inner"], "o1", true, [new TextSpan(1, 3), new TextSpan(9, 14)])
        {
            IsDerived = true,
            Scope = FigureScope.Stock,
            IsRejected = true,
            Judged = [new ClaimJudgement(Verdict.Corrected, "judgement"), new ClaimJudgement(Verdict.Rejected, "another")],
        },
        new LocalId('f', 2), "account", new EventFacts(EventType.Coerce, ["drone", "attest:intercept"], "Subtype", "Actor", "Target", Place, new TimeValue("2024-05-03/"), 2), "Speaker's side", "origin", FigureScope.Stock, "boats", "conflict",
        new Credit("agency", "Agency", OriginKind.Agency), "signature", new PublicationTime(new DateOnly(2024, 5, 3)), Revision.Lowered, new TimeValue("2024-05"), Place with { Kind = PlaceKind.Region }, true);

    private static readonly Account FullAccount = new(
        "id", "1 0739010 abc id", "report", EventType.Assault, "ASSAULT/violence", 2.353, true, new AccountPlace("gn:1", "Harbourtown", "XA/Coast", new GeoPoint(1.5, -2.25), 7.5, true), ["gn:1", "gn:2"], 739_010, 739_011,
        [739_009, 739_010], 739_012, ["drone"], "Side", 7, 12.5m, [new Term("aged 7", 0.5), new Term("bridge", 0.56)], "copy", true, 3);

    [Fact]
    public void A_claim_comes_back_with_every_member_as_it_was_given()
    {
        NothingIsLeftOut(Full);
        Assert.Equivalent(Full, Again(Full), strict: true);
        var bare = Full with { Account = null, Event = null, Credit = null, Scope = null, CountedAt = null, SaidAt = null, Period = null, Claim = Full.Claim with { Chain = [], Low = null, High = -3m, Speaker = "", Words = [] } };
        Assert.Equivalent(bare, Again(bare), strict: true);
    }

    [Fact]
    public void Claims_of_a_reading_come_back_as_they_were_given()
    {
        var claims = TemporaryArchive.Linker.Claims(SampleReadings.Full());

        Assert.Equal(2, claims.Count);
        Assert.All(claims, claim => Assert.Equivalent(claim, Again(claim), strict: true));
    }

    [Fact]
    public void An_account_comes_back_with_every_member_as_it_was_given()
    {
        NothingIsLeftOut(FullAccount);
        Assert.Equivalent(FullAccount, Again(FullAccount), strict: true);
        var bare = FullAccount with { Place = null, First = null, Days = [], Terms = [], Killed = null, Item = -1 };
        Assert.Equivalent(bare, Again(bare), strict: true);

        static Account Again(Account account) => AccountPack.Read(account.Id, account.Order, account.Report, AccountPack.Write(account));
    }

    [Fact]
    public void Numbers_and_texts_of_any_kind_come_back()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<(long, decimal, double)>(), ArbMap.Default.ArbFor<string?>(), (numbers, text) =>
        {
            // Half a surrogate pair is no text; none comes out of the archive.
            text = text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            var pack = new PackWriter();
            pack.Number(numbers.Item1);
            pack.Decimal(numbers.Item2);
            pack.Double(numbers.Item3);
            pack.Text(text);
            var read = new PackReader(pack.ToArray());
            return read.Number() == numbers.Item1 && read.Decimal() is { } number && decimal.GetBits(number).SequenceEqual(decimal.GetBits(numbers.Item2)) && read.Double().Equals(numbers.Item3) && read.Text() == text;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Damaged_bytes_are_refused_and_never_read_as_something_else()
    {
        var content = ClaimPack.Write(Full);
        for (var length = 0; length < content.Length; length++)
        {
            Assert.Throws<FormatException>(() => ClaimPack.Read("c1", new LocalId('f', 2), null, Full.Claim.Report, content.AsSpan(0, length)));
        }
        Assert.Throws<FormatException>(() => Squeeze.Unpack([1, 2, 3]));
        Assert.Throws<FormatException>(() => Squeeze.Unpack([9, 0, 0, 0, 1, 2, 3]));
        Assert.Equal("words and words", Encoding.UTF8.GetString(Squeeze.Unpack(Squeeze.Pack("words and words"u8))));
    }

    [Fact]
    public void Reasons_come_back_in_the_words_in_which_they_were_given()
    {
        string[] reasons = [$"{PairScorer.Words[3]} (-1.2)", "told in the same words", $"{PairScorer.Words[14]} (+3.5)", "something (else)"];

        Assert.Equal(reasons, ReasonPack.Read(ReasonPack.Write(reasons)));
        Assert.Empty(ReasonPack.Read(ReasonPack.Write([])));
    }

    private static LinkedClaim Again(LinkedClaim claim)
    {
        var report = new Report(
            claim.Claim.Report.Id, default, "path", claim.Claim.Report.Url, claim.Claim.Report.Title, claim.Claim.Report.Publisher, claim.Claim.Report.Published, PublishedFrom.Metadata, null, "en", new Original(default, "text/plain", 0), "", []);
        return ClaimPack.Read(claim.Claim.Id, claim.Member, claim.Account, ClaimPack.Head(report.Id.Hex, ClaimPack.Head(report)), ClaimPack.Write(claim));
    }

    // A member that is added to the type must be given here, and then it must come back.
    private static void NothingIsLeftOut(object given)
    {
        foreach (var property in given.GetType().GetProperties().Where(property => property.SetMethod is not null))
        {
            var value = property.GetValue(given);
            Assert.False(value is null or false or 0 || value is IList { Count: 0 }, $"{given.GetType().Name}.{property.Name} is not given.");
            if (property.PropertyType.Namespace!.StartsWith("Attest", StringComparison.Ordinal) && property.PropertyType is { IsEnum: false, IsValueType: false })
            {
                NothingIsLeftOut(value!);
            }
            Assert.False(property.PropertyType.IsEnum && Convert.ToInt32(value, null) == 0, $"{given.GetType().Name}.{property.Name} has its default.");
        }
    }
}
