using Attest.Archive;
using Attest.Archive.Posts;
using Attest.Tests.Incidents;
using static Attest.Tests.Incidents.ReadingSample;

namespace Attest.Tests.Archive;

/// <summary>What editors write of claims: kept edit by edit, on both clocks, and marked where a claim of it changes.</summary>
public sealed class PostTests
{
    private const string Day = "2031-05-13";

    private static readonly string[] Views = ["posts", "post_edits", "post_claims", "post_changes", "claims", "incidents", "judgements"];

    private static readonly Decision Editor = new("", "A. Editor");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_keeps_its_claims_in_the_order_in_which_its_text_names_them()
    {
        await using var here = await StrikeAsync();
        var (told, figure) = await ClaimsAsync(here);

        var edit = await here.Archive.WritePostAsync(Draft("Four died [7], officials say,\nafter a strike [3].\n\nNothing  more is known.", "A strike", (3, told.Id), (7, figure.Id)), Editor, isHeld: false, Cancel);

        var post = await PostAsync(here, edit.Post);
        Assert.Equal(("A strike", PostKind.Post, PostState.Shown), (post.Content.Headline, post.Kind, post.State));
        Assert.Equal(["Four died [1], officials say, after a strike [2].", "Nothing more is known."], post.Content.Paragraphs);
        Assert.Equal([figure.Id, told.Id], post.Content.Claims.Select(claim => claim.Claim.Id));
        Assert.All(post.Content.Claims, claim => Assert.Equal((PostClaimState.Stands, claim.Claim.Id), (claim.State, claim.Now)));
        Assert.Equal((await AllAsync(here))[0].Id, post.Content.Claims[0].Incident);
        Assert.Equal(figure.Report.Quote, post.Content.Claims[0].Claim.Report.Quote);
        Assert.Equal([("Four died", null), ("", 1), (", officials say, after a strike", null), ("", 2), (".", null)], PostText.Pieces(post.Content.Paragraphs[0], 2).Select(piece => (piece.Words, piece.Claim)));
    }

    [Theory]
    [InlineData(PostKind.Post, "Nothing rests on this.", "found no claim in it")]
    [InlineData(PostKind.Post, "Four died [2].", "the text names [2]")]
    [InlineData(PostKind.Note, " \n ", "found no words")]
    [InlineData(PostKind.KeyPoints, "Four died.", "names no claim")]
    public async Task What_says_nothing_or_rests_on_nothing_is_not_taken(PostKind kind, string text, string because)
    {
        await using var here = await StrikeAsync();
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.WritePostAsync(new PostDraft(kind, "", text, []), Editor, isHeld: false, Cancel));
        Assert.Contains(because, fault.Message, StringComparison.Ordinal);
        Assert.Equal(2, here.Rows("ledger").Count);
        await here.Archive.WritePostAsync(new PostDraft(PostKind.Note, "", "We are back at six.", []), Editor, isHeld: false, Cancel);
    }

    [Fact]
    public async Task A_correction_keeps_what_was_said_and_both_clocks_show_how_it_stood()
    {
        await using var here = await StrikeAsync();
        var (told, figure) = await ClaimsAsync(here);
        var first = await here.Archive.WritePostAsync(Draft("Four died [1].", "", (1, figure.Id)), Editor, isHeld: false, Cancel);
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.CorrectPostAsync(first.Post, Draft("At least four died [1].", "", (1, figure.Id)), Editor, Cancel));

        var second = await here.Archive.CorrectPostAsync(first.Post, Draft("At least four died [1] in a strike [2].", "", (1, figure.Id), (2, told.Id)), Editor with { Reason = "the ministry said at least" }, Cancel);

        var now = await PostAsync(here, first.Post);
        Assert.Equal("the ministry said at least", Assert.Single(now.Corrections).Reason);
        Assert.Equal([["Four died [1]."], ["At least four died [1] in a strike [2]."]], now.Versions.Select(version => version.Content.Paragraphs));
        Assert.Equal(["Four died [1]."], (await here.Archive.PostAsync(first.Post, first.At, Cancel))!.Content.Paragraphs);
        Assert.Null(await here.Archive.PostAsync(first.Post, first.At.AddTicks(-1), Cancel));

        await here.Archive.UndoPostEditAsync(second.Id, Editor, Cancel);
        Assert.Equal(["Four died [1]."], (await PostAsync(here, first.Post)).Content.Paragraphs);
        Assert.Empty((await PostAsync(here, first.Post)).Corrections);
        Assert.Equal(2, (await here.Archive.PostAsync(first.Post, second.At, Cancel))!.Content.Claims.Count);
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.UndoPostEditAsync(first.Id, Editor, Cancel));
    }

    [Fact]
    public async Task What_was_shown_once_and_is_put_right_while_it_is_held_bears_its_correction()
    {
        await using var here = await StrikeAsync();
        var (_, figure) = await ClaimsAsync(here);
        var written = await here.Archive.WritePostAsync(Draft("Four died [1].", "", (1, figure.Id)), Editor, isHeld: false, Cancel);
        await here.Archive.ActOnPostAsync(written.Post, PostAction.Held, Editor with { Reason = "being checked" }, Cancel);
        await here.Archive.CorrectPostAsync(written.Post, Draft("Five were killed [1].", "", (1, figure.Id)), Editor with { Reason = "one more" }, Cancel);
        await here.Archive.ActOnPostAsync(written.Post, PostAction.Released, Editor, Cancel);
        Assert.Equal("one more", Assert.Single(Assert.Single((await here.Archive.PostsAsync(PostList.Shown, null, 10, Cancel)).Items).Corrections).Reason);
    }

    [Fact]
    public async Task A_draft_is_in_no_list_until_it_is_released_and_a_withdrawn_post_keeps_its_place()
    {
        await using var here = await StrikeAsync();
        var (_, figure) = await ClaimsAsync(here);
        var before = await here.Archive.LastLiveChangeAsync(null, Cancel);
        var draft = await here.Archive.WritePostAsync(Draft("Four died [1].", "", (1, figure.Id)), Editor, isHeld: true, Cancel);
        Assert.Empty((await here.Archive.PostsAsync(PostList.Shown, null, 10, Cancel)).Items);
        Assert.Single((await here.Archive.PostsAsync(PostList.Held, null, 10, Cancel)).Items);
        Assert.Equal(before, await here.Archive.LastLiveChangeAsync(null, Cancel));
        await here.Archive.CorrectPostAsync(draft.Post, Draft("Four were killed [1].", "", (1, figure.Id)), Editor, Cancel);

        var released = await here.Archive.ActOnPostAsync(draft.Post, PostAction.Released, Editor, Cancel);
        var shown = Assert.Single((await here.Archive.PostsAsync(PostList.Shown, null, 10, Cancel)).Items);
        Assert.Equal((released.At, 0, 1), (shown.ShownAt, shown.Corrections.Count, shown.Versions.Count));
        await here.Archive.ActOnPostAsync(draft.Post, PostAction.Pinned, Editor, Cancel);
        Assert.Single(await here.Archive.PinnedPostsAsync(Cancel));
        Assert.Empty((await here.Archive.PostsBesideAsync(null, null, null, 10, Cancel)).Items);
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.ActOnPostAsync(draft.Post, PostAction.Pinned, Editor, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.ActOnPostAsync(draft.Post, PostAction.Withdrawn, Editor, Cancel));

        var withdrawn = await here.Archive.ActOnPostAsync(draft.Post, PostAction.Withdrawn, Editor with { Reason = "the source took it back" }, Cancel);
        Assert.Equal((PostState.Withdrawn, "the source took it back", false), (await PostAsync(here, draft.Post)) is var gone ? (gone.State, gone.Withdrawal!.Reason, gone.IsPinned) : default);
        Assert.Single((await here.Archive.PostsBesideAsync(null, null, null, 10, Cancel)).Items);
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.CorrectPostAsync(draft.Post, Draft("Five died [1].", "", (1, figure.Id)), Editor with { Reason = "why" }, Cancel));
        await here.Archive.UndoPostEditAsync(withdrawn.Id, Editor, Cancel);
        Assert.Equal(PostState.Shown, (await PostAsync(here, draft.Post)).State);
        Assert.Equal(
            [PostChangeKind.Written, PostChangeKind.Moved, PostChangeKind.Withdrawn, PostChangeKind.Written],
            (await here.Archive.LiveChangesAsync(before, 100, Cancel)).Select(change => change.Post!.Kind));
    }

    [Fact]
    public async Task A_post_is_marked_while_a_claim_of_it_says_something_else_was_rejected_or_is_gone()
    {
        await using var here = await StrikeAsync();
        var (told, figure) = await ClaimsAsync(here);
        var post = (await here.Archive.WritePostAsync(Draft("Four died [1] in a strike [2].", "", (1, figure.Id), (2, told.Id)), Editor, isHeld: false, Cancel)).Post;

        var corrected = await here.Archive.CorrectAsync(figure.Id, [new(ClaimField.Figure, "6")], Editor with { Reason = "read wrongly" }, TemporaryArchive.Linker, Cancel);
        Assert.Equal([PostClaimState.Changed, PostClaimState.Stands], await StatesAsync(here, post));
        Assert.Equal(post, Assert.Single((await here.Archive.PostsAsync(PostList.Doubtful, null, 10, Cancel)).Items).Id);
        Assert.Equal((0, 1), await here.Archive.PostCountsAsync(Cancel));
        await here.Archive.UndoAsync(corrected.Id, "no", "B", TemporaryArchive.Linker, Cancel);
        Assert.False((await PostAsync(here, post)).IsDoubtful);

        await here.Archive.RejectAsync(told.Id, Editor with { Reason = "an exercise" }, TemporaryArchive.Linker, Cancel);
        Assert.Equal([PostClaimState.Stands, PostClaimState.Rejected], await StatesAsync(here, post));
        await Assert.ThrowsAsync<ArgumentException>(() => here.Archive.WritePostAsync(Draft("A strike [1].", "", (1, told.Id)), Editor, isHeld: false, Cancel));

        // A later version of the report: the same words under another id, and then other words.
        await RecordAsync(here, Strike("a", Day + "T20:00:00Z").Open("By night all was quiet. "));
        var later = await PostAsync(here, post);
        Assert.Equal(PostClaimState.Stands, later.Content.Claims[0].State);
        Assert.NotEqual(figure.Id, later.Content.Claims[0].Now);
        Assert.Equal((await AllAsync(here))[0].Id, later.Content.Claims[0].Incident);
        await RecordAsync(here, new ReadingSample("a", Day + "T22:00:00Z").Open("The market is open. ").Tell("talks", Alba, Day, type: EventType.Consult));
        Assert.Equal(PostClaimState.Gone, (await StatesAsync(here, post))[0]);
        // Who corrects the post sees it and says so; then it is marked no longer.
        await here.Archive.CorrectPostAsync(post, new PostDraft(PostKind.Note, "", "The report no longer says so.", []), Editor with { Reason = "the report was changed" }, Cancel);
        Assert.False((await PostAsync(here, post)).IsDoubtful);
    }

    [Fact]
    public async Task Key_points_are_one_list_that_is_set_again_and_again()
    {
        await using var here = await StrikeAsync();
        var (told, figure) = await ClaimsAsync(here);
        var set = await here.Archive.WritePostAsync(new PostDraft(PostKind.KeyPoints, "", "Four died [1].\nA strike hit Alba [2].", [new(1, figure.Id), new(2, told.Id)]), Editor, isHeld: false, Cancel);
        await here.Archive.WritePostAsync(new PostDraft(PostKind.KeyPoints, "", "A strike hit Alba [1].", [new(1, told.Id)]), Editor with { Reason = "shorter" }, isHeld: false, Cancel);

        var points = await PostAsync(here, Post.KeyPoints);
        Assert.Equal(["A strike hit Alba [1]."], points.Content.Paragraphs);
        Assert.Equal(2, (await here.Archive.PostAsync(Post.KeyPoints, set.At, Cancel))!.Content.Paragraphs.Count);
        Assert.Empty((await here.Archive.PostsAsync(PostList.All, null, 10, Cancel)).Items);
        await here.Archive.ActOnPostAsync(Post.KeyPoints, PostAction.Withdrawn, Editor with { Reason = "old" }, Cancel);
        await here.Archive.WritePostAsync(new PostDraft(PostKind.KeyPoints, "", "Four died [1].", [new(1, figure.Id)]), Editor, isHeld: false, Cancel);
        Assert.Equal(PostState.Shown, (await PostAsync(here, Post.KeyPoints)).State);
    }

    [Fact]
    public async Task Of_two_editors_at_once_both_are_kept_the_later_stands_and_the_first_is_told()
    {
        await using var here = await StrikeAsync();
        var (_, figure) = await ClaimsAsync(here);
        var post = (await here.Archive.WritePostAsync(Draft("Four died [1].", "", (1, figure.Id)), Editor, isHeld: false, Cancel)).Post;

        var one = await here.Archive.CorrectPostAsync(post, Draft("Four were killed [1].", "", (1, figure.Id)), new Decision("plainer", "A. Editor") { Seen = 1 }, Cancel);
        var other = await here.Archive.CorrectPostAsync(post, Draft("Four people died [1].", "", (1, figure.Id)), new Decision("kinder", "B. Editor") { Seen = 1 }, Cancel);

        Assert.Equal((null, one.Id), (one.Over, other.Over));
        Assert.Equal(["Four people died [1]."], (await PostAsync(here, post)).Content.Paragraphs);
        Assert.Equal(3, (await PostAsync(here, post)).Edits.Count);
        Assert.Equal(other.Id, Assert.Single(await here.Archive.ReplacedPostEditsAsync("A. Editor", one.At, Cancel)).Id);
        Assert.Empty(await here.Archive.ReplacedPostEditsAsync("B. Editor", default, Cancel));
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_rows_and_a_changed_edit_is_found()
    {
        await using var here = await StrikeAsync();
        var (told, figure) = await ClaimsAsync(here);
        var post = (await here.Archive.WritePostAsync(Draft("Four died [1] 😀.", "Four", (1, figure.Id), (2, told.Id)), Editor, isHeld: true, Cancel)).Post;
        await here.Archive.ActOnPostAsync(post, PostAction.Released, Editor, Cancel);
        await here.Archive.CorrectAsync(figure.Id, [new(ClaimField.Figure, "6")], Editor with { Reason = "read wrongly" }, TemporaryArchive.Linker, Cancel);
        var pinned = await here.Archive.ActOnPostAsync(post, PostAction.Pinned, Editor, Cancel);
        await here.Archive.UndoPostEditAsync(pinned.Id, Editor, Cancel);
        await RecordAsync(here, Strike("a", Day + "T20:00:00Z"));
        var before = here.Rows(Views);

        await here.Archive.RebuildAsync(TemporaryArchive.Linker, null, Cancel);

        Assert.Equal(before, here.Rows(Views));
        Assert.Empty((await here.VerifyAsync()).Faults);
        here.Tamper("DELETE FROM post_edits; UPDATE matter SET salt = zeroblob(32) WHERE commitment = (SELECT json_extract(body, '$.matter') FROM ledger WHERE kind = 'post-recorded' LIMIT 1);");
        var faults = (await here.VerifyAsync()).Faults;
        Assert.Contains(faults, fault => fault.Contains("edit of a post", StringComparison.Ordinal) && fault.Contains("was changed", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("not in the views", StringComparison.Ordinal));
    }

    private static PostDraft Draft(string text, string headline, params (int Number, string Claim)[] claims) => new(PostKind.Post, headline, text, [.. claims.Select(claim => new NumberedClaim(claim.Number, claim.Claim))]);

    private static async Task<Post> PostAsync(TemporaryArchive here, string id) => (await here.Archive.PostAsync(id, null, Cancel))!;

    private static async Task<IReadOnlyList<PostClaimState>> StatesAsync(TemporaryArchive here, string post) => [.. (await PostAsync(here, post)).Content.Claims.Select(claim => claim.State)];

    private static async Task<(Claim Told, Claim Figure)> ClaimsAsync(TemporaryArchive here)
    {
        var claims = Assert.Single(await AllAsync(here)).Claims;
        return (Assert.Single(claims, claim => claim.Kind == ClaimKind.Event), Assert.Single(claims, claim => claim.Kind == ClaimKind.Figure));
    }

    private static ReadingSample Strike(string name, string published) =>
        new ReadingSample(name, published).Open("Before it the market was closed. ").Tell("strike", Alba, Day, figures: [(Measure.PeopleKilled, 4, 4, false, false)]).Open("Then talks began and three more died. ");

    private static async Task<TemporaryArchive> StrikeAsync()
    {
        var here = await TemporaryArchive.MakeAsync();
        await RecordAsync(here, Strike("a", Day + "T08:00:00Z"));
        return here;
    }

    private static Task<RecordOutcome> RecordAsync(TemporaryArchive here, ReadingSample sample)
    {
        var reading = sample.Read();
        var bytes = SampleReadings.Original(reading);
        return here.RecordAsync(reading with { Report = reading.Report with { Document = Sha256.Of(reading.Report.Url!), Original = new Original(Sha256.Of(bytes), "text/plain", bytes.Length) } });
    }

    private static Task<IReadOnlyList<Incident>> AllAsync(TemporaryArchive here) => here.Archive.IncidentsAsync(0, 100, Cancel);
}
