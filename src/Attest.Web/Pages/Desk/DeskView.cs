using Attest.Archive;

namespace Attest.Web.Pages.Desk;

/// <summary>Who works at a page of the desk, and what it tells them beside its matter.</summary>
/// <param name="MayRead">Whether they may see all that is kept.</param>
/// <param name="MayEdit">Whether they may correct.</param>
/// <param name="Token">The token of the page's forms; null where they may change nothing.</param>
/// <param name="Replaced">Judgements of others that came over theirs since they last looked.</param>
public sealed record DeskView(bool MayRead, bool MayEdit, string? Token, IReadOnlyList<ListedJudgement> Replaced)
{
    /// <summary>Edits of others that came over theirs since they last looked.</summary>
    public IReadOnlyList<PostEdit> ReplacedEdits { get; init; } = [];
}
