using Attest.Sources;

namespace Attest.Web.Pages.Sources;

/// <summary>A source with what the page shows of its history.</summary>
/// <param name="Source">The source.</param>
/// <param name="Looks">The last looks, the newest first.</param>
/// <param name="Failed">Entries from which no report could be made.</param>
public sealed record WatchedSource(Source Source, IReadOnlyList<PastLook> Looks, IReadOnlyList<FailedEntry> Failed);
