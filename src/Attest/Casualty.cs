namespace Attest;

/// <summary>Somebody of whom a report says that they were killed, wounded or struck, where no number has to say so: "a man was shot and killed".</summary>
/// <param name="Id">Its place in this reading.</param>
/// <param name="Span">The words for who it is.</param>
/// <param name="Harm">What was done to them.</param>
/// <param name="Low">How many they are at least.</param>
/// <param name="High">At most; null where the words leave it open.</param>
/// <param name="Who">A named person's last name or the noun that heads the words, in lower case; null where they point back to somebody: "he", "the victim".</param>
/// <param name="Named">Whether <paramref name="Who"/> is a name.</param>
/// <param name="Attribution">Who says so; null for the publisher's own voice.</param>
/// <param name="Event">The event that it is told with; null where none was found.</param>
public sealed record Casualty(LocalId Id, TextSpan Span, Harm Harm, decimal? Low, decimal? High, string? Who, bool Named, LocalId? Attribution, LocalId? Event);

/// <summary>What was done to somebody.</summary>
public enum Harm
{
    /// <summary>They died of it.</summary>
    Killed,

    /// <summary>They were wounded.</summary>
    Wounded,

    /// <summary>They were shot, stabbed or hit; whether they live is not said here.</summary>
    Struck,
}
