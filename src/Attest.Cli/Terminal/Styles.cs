using Spectre.Console;

namespace Attest.Cli.Terminal;

/// <summary>The few looks of text in a terminal. Each only repeats what a mark or a word says.</summary>
internal static class Styles
{
    /// <summary>Headlines, speakers, what must not be missed.</summary>
    public static readonly Style Strong = new(decoration: Decoration.Bold);

    /// <summary>What accompanies: sources, rules, furniture.</summary>
    public static readonly Style Quiet = new(decoration: Decoration.Dim);

    /// <summary>Who speaks.</summary>
    public static readonly Style Speaker = new(Color.Teal, decoration: Decoration.Bold);

    /// <summary>Numbers.</summary>
    public static readonly Style Figure = new(Color.Green);

    /// <summary>Names of places.</summary>
    public static readonly Style Place = new(Color.Blue);

    /// <summary>Expressions of time.</summary>
    public static readonly Style Time = new(Color.Purple);

    /// <summary>What happened.</summary>
    public static readonly Style Event = new(Color.Olive);
}
