using Attest.Sources;

namespace Attest.Web.Wording;

/// <summary>How a source fares, in words.</summary>
internal static class SourceWords
{
    /// <summary>What it was found to be: <c>feed</c>.</summary>
    public static string Of(SourceForm form) => form switch
    {
        SourceForm.Feed => "feed",
        SourceForm.Page => "page",
        SourceForm.Folder => "folder",
        _ => "feed or page",
    };

    /// <summary>Its state as sentences: last success, failures with their reason, next look.</summary>
    public static string State(SourceHealth health) => string.Join(' ', Sentences(health));

    private static IEnumerable<string> Sentences(SourceHealth health)
    {
        yield return health.SucceededAt is { } success ? $"Last success {Moments.Of(success)}." : health.LookedAt is null ? "Not looked at yet." : "No look has succeeded yet.";
        if (health.Fault is { } fault)
        {
            yield return $"{Failed(health.Failures)}: it {fault}.";
        }
        if (health.NextAt is { } next)
        {
            yield return $"Next look {Moments.Of(next)}.";
        }
        else
        {
            yield return "It is gone for good, and is not looked at again.";
        }
    }

    /// <summary>How often it failed: <c>Failed 3 times</c>.</summary>
    public static string Failed(int failures) => failures switch
    {
        1 => "Failed once",
        2 => "Failed twice",
        _ => $"Failed {Numbers.Of((long)failures)} times",
    };
}
