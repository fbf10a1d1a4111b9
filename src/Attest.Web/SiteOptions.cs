namespace Attest.Web;

/// <summary>What may be varied about the site.</summary>
public sealed record SiteOptions
{
    /// <summary>The conflict's sides in the order of its pack: the first two get the two strongest hues. By default those of <c>Marks/sides.tsv</c>; without any, all share the others.</summary>
    public IReadOnlyList<string> Sides { get; init; } = Marks.SidePalette.ShippedSides;

    /// <summary>Says what moment it is, for the words "3 hours ago".</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
