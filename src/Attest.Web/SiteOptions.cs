using Attest.Packs;

namespace Attest.Web;

/// <summary>What may be varied about the site.</summary>
public sealed record SiteOptions
{
    /// <summary>What is known of wars: the first two parties of each get the two strongest hues, and outlets are told by their owners. By default the packs that ship.</summary>
    public PackCatalogue Packs { get; init; } = PackCatalogue.Shipped;

    /// <summary>Says what moment it is, for the words "3 hours ago".</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What the public may see; null where everything is shown, which is for those who sit at this machine or are trusted with all of it. With a policy, forms are answered for those who sign in.</summary>
    public Publishing.PublicationPolicy? Public { get; init; }

    /// <summary>The address that a program in front of the site gives it, such as <c>https://attest.example.org</c>: requests under this name are answered, links and cookies are made for it. Null where nothing stands in front.</summary>
    public Uri? Address { get; init; }

    /// <summary>How reports get in through the site, and which sources it looks at while it runs; null for a site that is only read.</summary>
    public SiteIntake? Intake { get; init; }

    /// <summary>Rooms beside the site's own pages, in the order of the navigation; none by default.</summary>
    public IReadOnlyList<Rooms.ISiteRoom> Rooms { get; init; } = [];
}
