namespace Attest.Sources.Files;

/// <summary>One file to read, or one path from which nothing can be read.</summary>
/// <param name="Path">As the user gave it, or the folder as given with what was found below; <c>-</c> for standard input.</param>
public abstract record Input(string Path)
{
    /// <summary>Names standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>A file, or standard input.</summary>
    /// <param name="Path">The path.</param>
    public sealed record File(string Path) : Input(Path);

    /// <summary>A path that gives nothing.</summary>
    /// <param name="Path">The path.</param>
    /// <param name="Message">Which path, what was found, what was expected, what to do.</param>
    public sealed record Refused(string Path, string Message) : Input(Path);
}

/// <summary>What paths came to.</summary>
/// <param name="Inputs">In the order of the paths; within a folder in ordinal order of names.</param>
/// <param name="PassedOver">Number of files in folders whose names say that they hold no report.</param>
public sealed record FoundInputs(IReadOnlyList<Input> Inputs, int PassedOver);
