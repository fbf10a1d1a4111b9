using Attest.Archive;
using Attest.Web.Publishing;
using Attest.Web.Wording;

namespace Attest.Web.Pages.Snapshots;

/// <summary>What pages and the terminal say of a snapshot.</summary>
internal static class SnapshotWords
{
    /// <summary>A sort of view.</summary>
    public static string Of(SnapshotKind kind) => kind switch
    {
        SnapshotKind.Incident => "incident",
        SnapshotKind.Tally => "tally",
        SnapshotKind.Series => "series",
        SnapshotKind.Search => "search",
        SnapshotKind.Situation => "situation report",
        SnapshotKind.Coverage => "coverage",
        SnapshotKind.Map => "map, as a table",
        SnapshotKind.Tallies => "list of tallies",
        SnapshotKind.AllSeries => "list of series",
        SnapshotKind.Reports => "list of reports",
        SnapshotKind.Report => "report",
        SnapshotKind.Speakers => "list of speakers",
        SnapshotKind.Speaker => "speaker",
        SnapshotKind.Posts => "posts of the desk",
        _ => "list of incidents",
    };

    /// <summary>As of when it shows things, on both clocks.</summary>
    public static string AsOf(Snapshot snapshot) => $"as published by {Moments.Of(snapshot.PublishedBy ?? snapshot.At)} and recorded here by {Moments.Of(snapshot.RecordedBy ?? snapshot.At)}";

    /// <summary>A line to cite it by.</summary>
    /// <param name="shown">The snapshot.</param>
    /// <param name="site">The site's address without a slash at its end.</param>
    public static string Citation(ShownSnapshot shown, string site) =>
        // What is no longer shown may have gone for its title.
        $"Attest, {(shown.Gone is null ? $"“{shown.Title}”, " : "")}snapshot of {Moments.Of(shown.Snapshot.At)}, {AsOf(shown.Snapshot)}. {site}/snapshots/{shown.Id} (SHA-256 {shown.Id}){(shown.Gone is { At: { } at } ? $", withdrawn on {Moments.Of(at)}" : shown.Gone is not null ? ", no longer shown" : "")}";
}
