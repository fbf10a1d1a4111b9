using System.Globalization;
using Attest.Archive;
using Attest.Archive.Posts;

namespace Attest.Web.Pages.Posts;

/// <summary>The form of a post as it stands: what is typed, which claims are chosen, and which were found to choose from.</summary>
/// <param name="Kind">What sort of text it is.</param>
/// <param name="Headline">The headline.</param>
/// <param name="Text">The text.</param>
/// <param name="Chosen">The claims chosen, by their numbers.</param>
public sealed record PostForm(PostKind Kind, string Headline, string Text, IReadOnlyList<ChosenClaim> Chosen)
{
    private const int Most = 64;

    /// <summary>What was searched for.</summary>
    public string Asked { get; init; } = "";

    /// <summary>What was found, without what is chosen already; null where nothing was searched for.</summary>
    public IReadOnlyList<Claim>? Found { get; init; }

    /// <summary>Why it changes.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Why what was sent was not taken; null where it was.</summary>
    public string? Fault { get; init; }

    /// <summary>The post that is corrected; null for a new one.</summary>
    public Post? Post { get; init; }

    /// <summary>How many edits of it had been seen.</summary>
    public int Seen { get; init; }

    /// <summary>Where it is sent.</summary>
    public string Address => Kind == PostKind.KeyPoints ? "/desk/key-points" : Post is null ? "/desk/posts/write" : $"/posts/{Post.Id}/edit";

    /// <summary>What it would say.</summary>
    public PostDraft Draft => new(Kind, Headline, Text, [.. Chosen.Select(chosen => new NumberedClaim(chosen.Number, chosen.Claim.Id))]);

    /// <summary>The form of a post that is to be corrected.</summary>
    public static PostForm Of(Post post)
    {
        ArgumentNullException.ThrowIfNull(post);
        return new PostForm(
            post.Kind, post.Content.Headline ?? "", PostText.Of(post.Content, post.Kind), [.. post.Content.Claims.Select((claim, index) => new ChosenClaim(index + 1, claim.Claim, claim.State))]) { Post = post, Seen = post.Edits.Count };
    }

    /// <summary>The claims of a form, numbered as they were or with the next free number.</summary>
    /// <param name="given">As the form writes them: <c>2:id</c>, or <c>0:id</c> for one that has no number yet.</param>
    internal static IReadOnlyList<NumberedClaim> Numbered(IReadOnlyList<string> given)
    {
        var claims = new List<NumberedClaim>();
        foreach (var value in given.Take(Most))
        {
            var parts = value.Split(':', 2);
            if (parts is [var digits, { Length: > 0 } id] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1000 && !claims.Exists(claim => claim.Claim == id))
            {
                claims.Add(new NumberedClaim(number, id));
            }
        }
        var free = claims.Count == 0 ? 1 : claims.Max(claim => claim.Number) + 1;
        return [.. claims.Select(claim => claim.Number == 0 ? claim with { Number = free++ } : claim)];
    }
}

/// <summary>A claim chosen for a post.</summary>
/// <param name="Number">The number that the text calls it by.</param>
/// <param name="Claim">The claim.</param>
/// <param name="State">What became of it since it was put in.</param>
public sealed record ChosenClaim(int Number, Claim Claim, PostClaimState State);
