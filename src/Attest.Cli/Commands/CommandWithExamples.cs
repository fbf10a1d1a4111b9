using System.CommandLine;

namespace Attest.Cli.Commands;

/// <summary>A command whose <c>--help</c> ends with examples.</summary>
/// <param name="name">What the user types.</param>
/// <param name="description">What it does, in a sentence or two.</param>
/// <param name="examples">Whole command lines, the commonest first; never empty.</param>
internal sealed class CommandWithExamples(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    /// <summary>Whole command lines, the commonest first.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
