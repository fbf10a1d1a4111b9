namespace Attest.Register;

/// <summary>What was asked of the register can't be done; the message says what was being done, what was found, what is expected and what to do.</summary>
/// <remarks>It never holds a name, an address or anything else that was stated.</remarks>
public sealed class RegisterException : Exception
{
    /// <inheritdoc/>
    public RegisterException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public RegisterException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <inheritdoc/>
    public RegisterException()
    {
    }

    /// <summary>A refusal of a kind.</summary>
    public RegisterException(RegisterRefusal kind, string message)
        : base(message) => Kind = kind;

    /// <summary>What kind of refusal it is.</summary>
    public RegisterRefusal Kind { get; } = RegisterRefusal.NotPossible;
}

/// <summary>Kinds of refusals, so that a page can answer each as it should.</summary>
public enum RegisterRefusal
{
    /// <summary>It can't be done as things stand: the state, the time or what was given does not allow it.</summary>
    NotPossible,

    /// <summary>There is no such damage claim or piece, or none that the actor may know of: the two are answered alike.</summary>
    NotFound,

    /// <summary>The actor may know of it, and may not do this.</summary>
    NotAllowed,

    /// <summary>A file is refused: its kind, its size or what is in it.</summary>
    RefusedFile,

    /// <summary>Mistakes stand in the way of submitting; ask for them with <see cref="DamageRegister.CheckAsync"/>.</summary>
    Mistakes,
}
