namespace Attest.Sources.Fetching;

/// <summary>What to fetch.</summary>
/// <param name="Address">Of http or https.</param>
/// <param name="AllowPrivate">Whether addresses that are not public may be connected to.</param>
/// <param name="Validators">What the last answer was marked with; with them an unchanged one costs next to nothing.</param>
public sealed record FetchRequest(Uri Address, bool AllowPrivate = false, Validators Validators = default);

/// <summary>The marks of an answer by which its host knows it again (RFC 9110, section 8.8).</summary>
/// <param name="Tag">Its entity tag as given; null where it has none.</param>
/// <param name="Modified">When it was last modified, as given; null where it does not say.</param>
public readonly record struct Validators(string? Tag, string? Modified);

/// <summary>What a fetch came to.</summary>
public abstract record FetchOutcome
{
    private FetchOutcome()
    {
    }

    /// <summary>Something came.</summary>
    /// <param name="Bytes">Unpacked.</param>
    /// <param name="MediaType">As the host says, in lower case without parameters; null where it does not.</param>
    /// <param name="From">The address that answered in the end.</param>
    /// <param name="Validators">To be shown the next time.</param>
    public sealed record Fetched(byte[] Bytes, string? MediaType, Uri From, Validators Validators) : FetchOutcome;

    /// <summary>It is as it was.</summary>
    public sealed record Unchanged : FetchOutcome;

    /// <summary>Nothing came.</summary>
    /// <param name="Reason">What was found, as the rest of a sentence: “answered 404 Not Found”.</param>
    /// <param name="RetryAfter">How long the host asks to be left alone; null where it does not.</param>
    /// <param name="IsGone">Whether the host says that it is gone for good.</param>
    public sealed record Failed(string Reason, TimeSpan? RetryAfter = null, bool IsGone = false) : FetchOutcome;
}
