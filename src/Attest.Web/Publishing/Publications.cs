using Attest.Archive;
using Attest.Web.Accounts;

namespace Attest.Web.Publishing;

/// <summary>The two views of one archive: all of it for readers, and what the policy shows to everybody else.</summary>
internal sealed class Publications
{
    /// <summary>The views; both are one where there is no policy.</summary>
    public Publications(ReportArchive archive, SiteOptions options)
    {
        Whole = new Publication(archive, options with { Public = null });
        Public = options.Public is null ? Whole : new Publication(archive, options);
    }

    /// <summary>All that is kept.</summary>
    public Publication Whole { get; }

    /// <summary>What everybody may see.</summary>
    public Publication Public { get; }

    /// <summary>What somebody sees. It hangs on the role alone: whom a route lets in is not asked here.</summary>
    public Publication For(Actor actor) => actor.Is(Role.Reader) ? Whole : Public;
}
