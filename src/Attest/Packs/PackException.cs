namespace Attest.Packs;

/// <summary>A pack can't be used: a file is missing or a row is not as <c>docs/packs.md</c> asks. The message says what was being done, what was found, what was expected and what to do.</summary>
/// <param name="message">The four parts, in one or two sentences.</param>
public sealed class PackException(string message) : Exception(message);
