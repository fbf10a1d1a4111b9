namespace Attest.Web;

/// <summary>What may be varied about the site.</summary>
public sealed record SiteOptions
{
    /// <summary>The conflict's sides in the order of its pack: the first two get the two strongest hues. Empty by default: then all sides share the others.</summary>
    public IReadOnlyList<string> Sides { get; init; } = [];

    /// <summary>Says what moment it is, for the words "3 hours ago".</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
