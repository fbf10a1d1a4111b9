using System.Text.Json.Nodes;
using Attest.Register.DamageClaims;
using Attest.Register.EvidencePacks;
using Attest.Register.Tests.Running;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.EvidencePacks;

/// <summary>Whoever changes what a pack says, and all digests with it, is found out: the ledger proves another.</summary>
public sealed class ForgedPackTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_kind_of_forgery_is_found_and_named()
    {
        await using var here = await MakeAsync();
        var pack = await RecordedAsync(here, Board);
        Assert.Empty(PackVerifier.Verify(new MemoryStream(new PackForgery(pack).Seal())).Faults);
        foreach (var (kind, (forge, named)) in PackForgery.Kinds)
        {
            var faults = PackVerifier.Verify(new MemoryStream(forge(pack))).Faults;
            Assert.True(faults.Any(fault => fault.Contains(named, StringComparison.Ordinal)), $"{kind}: expected “{named}”, found: {string.Join(" | ", faults)}");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whichever_value_or_line_of_whichever_document_is_changed_it_is_found(bool isClaimants)
    {
        await using var here = await MakeAsync();
        var pack = await RecordedAsync(here, isClaimants ? Claimant : Board);
        var tried = 0;
        foreach (var document in new[] { PackWriter.Record, PackWriter.Custody, PackWriter.Reported, PackWriter.Proofs, PackWriter.Manifest })
        {
            for (var place = 0; ; place++)
            {
                var (at, isThere, what) = (place, false, "");
                void Forge(JsonNode json)
                {
                    var left = at;
                    (isThere, what) = ChangeNth(json, ref left);
                }
                var forged = document == PackWriter.Manifest ? new PackForgery(pack).Seal(Forge) : new PackForgery(pack).Change(document, Forge).Seal();
                if (!isThere)
                {
                    break;
                }
                tried++;
                Assert.True(PackVerifier.Verify(new MemoryStream(forged)).Faults.Count > 0, $"{document}, {what}: changed, and nothing found.");
            }
        }
        Assert.True(tried > 300, $"Only {tried} changes were tried.");
    }

    [Fact]
    public async Task A_ledger_of_the_forgers_own_verifies_alone_and_against_no_published_head()
    {
        await using var here = await MakeAsync();
        var pack = await RecordedAsync(here, Board);
        var heads = await HeadsAsync(here);
        var found = PackVerifier.Verify(new MemoryStream(pack), heads);
        Assert.Empty(found.Faults);
        Assert.True(found.IsPublished);
        // All that a pack can prove is there: what it can't is that the head is the register's.
        var forged = new PackForgery(pack).OnALedgerOfItsOwn().Seal();
        var alone = PackVerifier.Verify(new MemoryStream(forged));
        Assert.Empty(alone.Faults);
        Assert.False(alone.IsPublished);
        Assert.Contains("not of this register", Assert.Single(PackVerifier.Verify(new MemoryStream(forged), heads).Faults), StringComparison.Ordinal);
        Assert.NotEmpty((await here.Register.VerifyPackAsync(new MemoryStream(forged), Cancel)).Faults);
        Assert.Contains("expected the text", Assert.Single(PackVerifier.Verify(new MemoryStream(pack), "no heads").Faults), StringComparison.Ordinal);
        // An older list has not got it.
        var before = heads[..heads.IndexOf("attest-register/", heads.IndexOf('\n', StringComparison.Ordinal), StringComparison.Ordinal)];
        Assert.NotEmpty(PackVerifier.Verify(new MemoryStream(pack), before).Faults);
    }

    [Fact]
    public async Task A_claimants_pack_withholds_what_is_the_staffs_names_nobody_and_verifies()
    {
        await using var here = await MakeAsync();
        var pack = await RecordedAsync(here, Claimant);
        var found = await here.Register.VerifyPackAsync(new MemoryStream(pack), Cancel);
        Assert.Empty(found.Faults);
        Assert.True(found.Withheld > 2, $"{found.Withheld} are withheld.");
        foreach (var (name, content) in new PackForgery(pack).Files)
        {
            var text = System.Text.Encoding.UTF8.GetString(content);
            Assert.DoesNotContain("Board of the tests", text, StringComparison.Ordinal);
            Assert.DoesNotContain("propose it", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Examiner of the tests", text, StringComparison.Ordinal);
            Assert.DoesNotContain("why the board looks", text, StringComparison.Ordinal);
        }
        var boards = new PackForgery(await RecordedAsync(here, Board));
        Assert.Contains("Examiner of the tests", System.Text.Encoding.UTF8.GetString(boards.Files[PackWriter.Proofs]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_outlasts_an_erasure_an_appeal_and_a_rebuilding_and_says_what_came_since()
    {
        await using var here = await MakeAsync();
        var receipt = await here.FileAsync(Statements.Displaced());
        await here.Register.AssignAsync(Board, receipt.Id, Examiner.Account, Cancel);
        await here.Register.DecideAsync(Board, receipt.Id, DamageStep.Refuse, ["not-damage"], "no loss", Cancel);
        using var refused = new MemoryStream();
        await here.Register.WriteEvidencePackAsync(Claimant, receipt.Id, refused, "", Cancel);
        Assert.Equal(0, (await here.Register.VerifyPackAsync(refused, Cancel)).Since);
        await here.Register.AppealAsync(Claimant, receipt.Id, "it is one", Cancel);
        await here.Register.DecideAsync(Board, receipt.Id, DamageStep.Record, [], "it is", Cancel);
        Assert.Equal(2, (await here.Register.VerifyPackAsync(refused, Cancel)).Since);
        using var recorded = new MemoryStream();
        await here.Register.WriteEvidencePackAsync(Board, receipt.Id, recorded, "", Cancel);
        await here.Register.EraseAsync(Board, receipt.Id, "asked for", Cancel);
        foreach (var pack in new[] { refused, recorded })
        {
            var found = await here.Register.VerifyPackAsync(pack, Cancel);
            Assert.Empty(found.Faults);
            Assert.True(found.IsErasedSince);
        }
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
    }

    [Fact]
    public async Task A_head_is_published_each_day_on_which_something_was_entered()
    {
        await using var here = await MakeAsync();
        await here.Register.PublishHeadWhereDueAsync(Cancel);
        await here.Register.PublishHeadWhereDueAsync(Cancel);
        here.Clock.Advance(TimeSpan.FromDays(2));
        await here.Register.PublishHeadWhereDueAsync(Cancel);
        var first = Assert.Single((await here.Register.HeadsAsync(null, 10, Cancel)).Items);
        await here.FileAsync(Statements.Displaced());
        await here.Register.PublishHeadWhereDueAsync(Cancel);
        var heads = (await here.Register.HeadsAsync(null, 10, Cancel)).Items;
        Assert.Equal(2, heads.Count);
        Assert.True(heads[0].Size > first.Size && heads.All(head => head.IsSignedBy(Heads.LedgerHead.KeyOf(here.Register.HeadKey)!)));
        Assert.Equal(heads[1], await here.Register.HeadAsync(first.Size, Cancel) is { } one ? heads[1] with { } : null);
        Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
    }

    private static async Task<string> HeadsAsync(TemporaryRegister here) =>
        $"{here.Register.HeadKey}\n\n{string.Join('\n', (await here.Register.HeadsAsync(null, 100, Cancel)).Items.Select(head => head.Note))}";

    /// <summary>A damage claim that went a long way, and its pack.</summary>
    private static async Task<byte[]> RecordedAsync(TemporaryRegister here, Actor who)
    {
        var (board, examiner) = (Board with { Name = "Board of the tests" }, Examiner with { Name = "Examiner of the tests" });
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var taken = await here.Register.ReceiveAsync(Claimant, draft.Id, "by-mistake.jpg", new MemoryStream(SampleFiles.Jpeg()), "", Cancel);
        await here.Register.WithdrawEvidenceAsync(Claimant, draft.Id, taken.Id, Cancel);
        await here.Register.ReceiveAsync(Claimant, draft.Id, "photo.jpg", new MemoryStream(SampleFiles.Jpeg()), "the front", Cancel);
        await here.Register.SubmitAsync(Claimant, draft.Id, Cancel);
        here.Clock.Advance(TimeSpan.FromHours(5));
        await here.Register.AssignAsync(board, draft.Id, examiner.Account, Cancel);
        await here.Register.DamageClaimAsync(examiner, draft.Id, Cancel);
        await here.Register.ReturnAsync(examiner, draft.Id, ["missing-evidence"], "one more photograph", Cancel);
        await here.Register.ReceiveAsync(Claimant, draft.Id, "back.jpg", new MemoryStream(SampleFiles.Jpeg()), "", Cancel);
        await here.Register.SubmitAsync(Claimant, draft.Id, Cancel);
        await here.Register.ProposeAsync(examiner, draft.Id, DamageStep.Record, [], "I propose it", Cancel);
        var piece = (await here.Register.DamageClaimAsync(board, draft.Id, Cancel)).Evidence[0].Id;
        await (await here.Register.OpenOriginalAsync(board, draft.Id, piece, "why the board looks", Cancel)).DisposeAsync();
        here.Clock.Advance(TimeSpan.FromDays(1.25));
        await here.Register.DecideAsync(board, draft.Id, DamageStep.Record, [], "recorded", Cancel);
        using var pack = new MemoryStream();
        await here.Register.WriteEvidencePackAsync(who == Board ? board : who, draft.Id, pack, "to look at", Cancel);
        return pack.ToArray();
    }

    // Changes the value at a place, or takes the line at it away, counted through the whole document.
    private static (bool IsThere, string What) ChangeNth(JsonNode node, ref int left)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, member) in members.ToList())
            {
                if (member is JsonObject or JsonArray)
                {
                    if (ChangeNth(member, ref left) is { IsThere: true } found)
                    {
                        return (true, $"{name}.{found.What}");
                    }
                }
                else if (member is not null && left-- == 0)
                {
                    members[name] = Other(member);
                    return (true, name);
                }
            }
        }
        else if (node is JsonArray lines)
        {
            for (var index = 0; index < lines.Count; index++)
            {
                if (left-- == 0)
                {
                    lines.RemoveAt(index);
                    return (true, $"line {index}");
                }
                if (lines[index] is { } line && (line is JsonObject or JsonArray ? ChangeNth(line, ref left) : Changed(lines, index, ref left)) is { IsThere: true } found)
                {
                    return (true, $"{index}.{found.What}");
                }
            }
        }
        return (false, "");
    }

    private static (bool IsThere, string What) Changed(JsonArray lines, int index, ref int left)
    {
        if (left-- != 0)
        {
            return (false, "");
        }
        lines[index] = Other(lines[index]!);
        return (true, "value");
    }

    private static JsonValue Other(JsonNode value) => value.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.Number => JsonValue.Create(decimal.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) + 1),
        System.Text.Json.JsonValueKind.True => JsonValue.Create(false),
        System.Text.Json.JsonValueKind.False => JsonValue.Create(true),
        _ => JsonValue.Create((string)value! is { Length: > 0 } text ? (text[0] == '1' ? "2" : "1") + text[1..] : "1"),
    };
}
