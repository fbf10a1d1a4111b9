using Attest.Archive;
using Attest.Web.Accounts;
using Attest.Web.Pages.Desk;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Attest.Web.Pages.Posts;

/// <summary>What editors write of claims: posts, notes of the desk, and the key points.</summary>
internal static class PostRoutes
{
    private const long MostBytes = 256 * 1024;
    private const int PostsAPage = 30;

    /// <summary>Their pages and forms; every form that changes something answers with 303 to a page.</summary>
    public static void MapPosts(this IEndpointRouteBuilder routes)
    {
        // A post is published by being recorded: what it said at a moment of the world is what it says here by then.
        routes.MapMethods("/posts", PageResults.ReadOnly, ListAsync).ForReading().AnswersMoments(published: false);
        routes.MapMethods("/posts/{id}", PageResults.ReadOnly, OneAsync).ForReading().AnswersMoments(published: false);
        routes.MapMethods("/posts/{id}/edit", PageResults.ReadOnly, EditFormAsync).ForRole(Role.Editor);
        routes.MapMethods("/desk/posts", PageResults.ReadOnly, DeskAsync).ForRole(Role.Editor);
        routes.MapMethods("/desk/posts/write", PageResults.ReadOnly, WriteFormAsync).ForRole(Role.Editor);
        routes.MapMethods("/desk/key-points", PageResults.ReadOnly, KeyPointsFormAsync).ForRole(Role.Editor);
        routes.MapPost("/desk/posts/write", (HttpContext context, DeskDoor door, CancellationToken cancel) => SendAsync(null, context, door, cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/desk/key-points", (HttpContext context, DeskDoor door, CancellationToken cancel) => SendAsync(Post.KeyPoints, context, door, cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/posts/{id}/edit", (string id, HttpContext context, DeskDoor door, CancellationToken cancel) => SendAsync(id, context, door, cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/posts/{id}/pin", (string id, HttpContext context, DeskDoor door, CancellationToken cancel) => ActAsync(id, PostAction.Pinned, context, door, cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/posts/{id}/unpin", (string id, HttpContext context, DeskDoor door, CancellationToken cancel) => ActAsync(id, PostAction.Unpinned, context, door, cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/posts/{id}/hold", (string id, HttpContext context, DeskDoor door, CancellationToken cancel) => ActAsync(id, PostAction.Held, context, door, cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/posts/{id}/release", (string id, HttpContext context, DeskDoor door, CancellationToken cancel) => ActAsync(id, PostAction.Released, context, door, cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/posts/{id}/withdraw", (string id, HttpContext context, DeskDoor door, CancellationToken cancel) => ActAsync(id, PostAction.Withdrawn, context, door, cancel)).ForRole(Role.Editor).TakesForm(MostBytes);
        routes.MapPost("/post-edits/{id}/undo", UndoAsync).ForRole(Role.Editor).TakesForm(MostBytes);
    }

    private static async Task<IResult> ListAsync(string? after, AskedMoment then, HttpContext context, DeskDoor door, Publication publication, CancellationToken cancel)
    {
        try
        {
            return PageResults.Show<PostsPage>(new { Posts = await publication.PostsAsync(null, then.RecordedBy, after, PostsAPage, cancel), View = await door.ViewAsync(context, cancel) });
        }
        catch (ArgumentException)
        {
            return PageResults.Refuse(Refusal.PastTheEnd);
        }
    }

    private static async Task<IResult> OneAsync(string id, string? over, AskedMoment then, HttpContext context, DeskDoor door, Publication publication, CancellationToken cancel)
    {
        var view = await door.ViewAsync(context, cancel);
        // Editors see what is held, and what it said before it was shown.
        var post = view.MayEdit && then.IsNow ? await door.Desk.PostAsync(id, cancel) : await publication.PostAsync(id, then.RecordedBy, cancel);
        return post is null ? PageResults.Refuse(Refusal.NoPost)
            : PageResults.Show<PostPage>(new { Post = post, View = view, then.RecordedBy, Over = over is null ? null : post.Edits.FirstOrDefault(edit => edit.Id == over), IsPublic = publication.IsPublic });
    }

    private static async Task<IResult> DeskAsync(string? of, string? after, HttpContext context, DeskDoor door, CancellationToken cancel)
    {
        var list = of switch { "held" => PostList.Held, "changed" => PostList.Doubtful, _ => PostList.All };
        try
        {
            return PageResults.Show<DeskPostsPage>(new
            {
                Posts = await door.Desk.PostsAsync(list, after, PostsAPage, cancel), KeyPoints = await door.Desk.PostAsync(Post.KeyPoints, cancel), Counts = await door.Desk.PostCountsAsync(cancel), List = list, View = await door.ViewAsync(context, cancel),
            });
        }
        catch (ArgumentException)
        {
            return PageResults.Refuse(Refusal.PastTheEnd);
        }
    }

    private static async Task<IResult> WriteFormAsync(string? q, string[]? claim, HttpContext context, DeskDoor door, CancellationToken cancel) =>
        await ShowAsync(await FindAsync(new PostForm(PostKind.Post, "", "", await ClaimsAsync(PostForm.Numbered([.. (claim ?? []).Select(id => $"0:{id}")]), null, door, cancel)) { Asked = q ?? "" }, door, cancel), context, door, cancel);

    private static async Task<IResult> KeyPointsFormAsync(string? q, HttpContext context, DeskDoor door, CancellationToken cancel) =>
        await ShowAsync(await FindAsync((await door.Desk.PostAsync(Post.KeyPoints, cancel) is { State: not PostState.Withdrawn } points ? PostForm.Of(points) : new PostForm(PostKind.KeyPoints, "", "", [])) with { Asked = q ?? "" }, door, cancel), context, door, cancel);

    private static async Task<IResult> EditFormAsync(string id, string? q, HttpContext context, DeskDoor door, CancellationToken cancel) => await door.Desk.PostAsync(id, cancel) switch
    {
        null => PageResults.Refuse(Refusal.NoPost),
        { Kind: PostKind.KeyPoints } => new SeeOther("/desk/key-points"),
        var post => await ShowAsync(await FindAsync(PostForm.Of(post) with { Asked = q ?? "" }, door, cancel), context, door, cancel),
    };

    private static async Task<IResult> SendAsync(string? id, HttpContext context, DeskDoor door, CancellationToken cancel)
    {
        var sent = await DeskForm.OfAsync(context, cancel);
        var post = id is null ? null : await door.Desk.PostAsync(id, cancel);
        if (post is null && id is not null and not Post.KeyPoints)
        {
            return PageResults.Refuse(Refusal.NoPost);
        }
        var kind = id == Post.KeyPoints ? PostKind.KeyPoints : sent["kind"] == WireNames<PostKind>.Of(PostKind.Note) ? PostKind.Note : PostKind.Post;
        var decision = sent.Decision();
        var form = new PostForm(kind, sent["headline"], sent["text"], await ClaimsAsync(PostForm.Numbered(sent.All("claim")), post, door, cancel))
        {
            Asked = sent["q"], Reason = sent["reason"], Post = post, Seen = decision.Seen ?? 0,
        };
        if (sent["do"] is not ("write" or "hold"))
        {
            return await ShowAsync(await FindAsync(form, door, cancel), context, door, cancel);
        }
        // Key points that are withdrawn are written anew.
        var written = post is null || (kind == PostKind.KeyPoints && post.State == PostState.Withdrawn) ? await door.Desk.WritePostAsync(form.Draft, decision, sent["do"] == "hold", cancel) : await door.Desk.CorrectPostAsync(post.Id, form.Draft, decision, cancel);
        return written.Edit is { } edit
            ? new SeeOther($"/posts/{edit.Post}{(edit.Over is { } over ? $"?over={over}" : "")}")
            : await ShowAsync(await FindAsync(form with { Fault = written.Fault }, door, cancel), context, door, cancel);
    }

    private static async Task<IResult> ActAsync(string id, PostAction action, HttpContext context, DeskDoor door, CancellationToken cancel)
    {
        var form = await DeskForm.OfAsync(context, cancel);
        var written = await door.Desk.ActOnPostAsync(id, action, form.Decision(), cancel);
        return written.Edit is { } edit ? new SeeOther(edit.Over is { } over ? $"/posts/{Uri.EscapeDataString(id)}?over={over}" : form.Next($"/posts/{Uri.EscapeDataString(id)}")) : PageResults.Refuse(Refusal.NotJudged(written.Fault!, form["reason"]));
    }

    private static async Task<IResult> UndoAsync(string id, HttpContext context, DeskDoor door, CancellationToken cancel)
    {
        var form = await DeskForm.OfAsync(context, cancel);
        var written = await door.Desk.UndoPostEditAsync(id, form.Decision("taken back"), cancel);
        return written.Edit is { } edit ? new SeeOther(form.Next($"/posts/{edit.Post}")) : PageResults.Refuse(Refusal.NotJudged(written.Fault!, form["reason"]));
    }

    private static async Task<PostForm> FindAsync(PostForm form, DeskDoor door, CancellationToken cancel)
    {
        if (form.Asked.Trim() is not { Length: > 0 } asked)
        {
            return form;
        }
        var chosen = form.Chosen.Select(one => one.Claim.Id).ToHashSet(StringComparer.Ordinal);
        return form with { Found = [.. (await door.Desk.FindClaimsAsync(DeskRoutes.IncidentIn(asked) is { Length: > 0 } id && asked.Contains('/', StringComparison.Ordinal) ? id : asked, cancel)).Where(claim => !chosen.Contains(claim.Id))] };
    }

    // A claim that stands no more is known from the post that has it.
    private static async Task<IReadOnlyList<ChosenClaim>> ClaimsAsync(IReadOnlyList<NumberedClaim> numbered, Post? post, DeskDoor door, CancellationToken cancel)
    {
        var chosen = new List<ChosenClaim>();
        foreach (var (number, id) in numbered)
        {
            var had = post?.Content.Claims.FirstOrDefault(claim => claim.Claim.Id == id);
            if (had is not null)
            {
                chosen.Add(new ChosenClaim(number, had.Claim, had.State));
            }
            else if (await door.Desk.ClaimAsync(id, cancel) is { } record)
            {
                chosen.Add(new ChosenClaim(number, record.Claim, PostClaimState.Stands));
            }
        }
        return [.. chosen.OrderBy(claim => claim.Number)];
    }

    private static async Task<IResult> ShowAsync(PostForm form, HttpContext context, DeskDoor door, CancellationToken cancel) => new RazorComponentResult<WritePage>(new { Form = form, View = await door.ViewAsync(context, cancel) })
    {
        StatusCode = form.Fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
    };
}
