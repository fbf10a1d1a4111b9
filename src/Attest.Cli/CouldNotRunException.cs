namespace Attest.Cli;

/// <summary>What was asked for can't be done at all. The message says what was found, what was expected and what to do.</summary>
internal sealed class CouldNotRunException : Exception
{
    /// <inheritdoc/>
    public CouldNotRunException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public CouldNotRunException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
