using System.Globalization;
using Attest.Register.DamageClaims;
using Attest.Register.Strings;

namespace Attest.Register;

/// <summary>What was asked of the register can't be done; the message says what was being done, what was found, what is expected and what to do.</summary>
/// <remarks>It never holds a name, an address or anything else that was stated.</remarks>
public sealed class RegisterException : Exception
{
    private readonly string? _key;
    private readonly IReadOnlyList<object> _values = [];

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

    private RegisterException(RegisterRefusal kind, string key, IReadOnlyList<object> values)
        : base(Say(key, values, "en")) => (Kind, _key, _values) = (kind, key, values);

    /// <summary>A refusal whose words stand in the resource files, so that it can be told in each of their languages.</summary>
    /// <param name="kind">What kind of refusal it is.</param>
    /// <param name="key">Its text.</param>
    /// <param name="values">What stands for <c>{0}</c>, <c>{1}</c> and so on: texts, numbers, states, steps, roles, keys of other texts, or lists of these.</param>
    internal static RegisterException Told(RegisterRefusal kind, string key, params IReadOnlyList<object> values) => new(kind, key, values);

    /// <summary>The message in a language.</summary>
    /// <param name="language">Such as <c>uk</c>; one that is not known gives English.</param>
    public string In(string language) => _key is null ? Message : Say(_key, _values, language);

    private static string Say(string key, IReadOnlyList<object> values, string language) => RegisterWords.Of(key, language, [.. values.Select(value => Say(value, language))]);

    private static string Say(object value, string language) => value switch
    {
        TextKey other => RegisterWords.Of(other.Key, language),
        DamageState state => RegisterWords.Of(state, language),
        DamageStep step => RegisterWords.Of(step, language),
        RegisterRole role => RegisterWords.Of(role, language),
        IEnumerable<object> several => string.Join(", ", several.Select(one => Say(one, language))),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>What kind of refusal it is.</summary>
    public RegisterRefusal Kind { get; } = RegisterRefusal.NotPossible;
}

/// <summary>A text of the resource files that stands in another.</summary>
/// <param name="Key">Its key.</param>
internal sealed record TextKey(string Key);

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
