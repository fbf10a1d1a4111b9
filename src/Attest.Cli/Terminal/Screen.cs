using System.Text;
using Spectre.Console;

namespace Attest.Cli.Terminal;

/// <summary>Where the program writes: results to standard output, failures and progress to standard error.</summary>
/// <remarks>
/// Colour is for a terminal only, and never when <c>NO_COLOR</c> is set (https://no-color.org); it never bears a meaning that the words don't.
/// What is written elsewhere is 80 columns wide, so that the same input gives the same bytes.
/// </remarks>
internal sealed class Screen
{
    private const int ColumnsWithoutTerminal = 80;
    private const int BrokenPipe = 32; // errno EPIPE, the HResult of an IOException on Unix

    private readonly TextWriter _error;

    private Screen(IAnsiConsole page, IAnsiConsole progress, TextWriter error)
    {
        Page = page;
        Progress = progress;
        _error = error;
    }

    /// <summary>Standard output for people.</summary>
    public IAnsiConsole Page { get; }

    /// <summary>Standard error for moving things; it is quiet where that is no terminal.</summary>
    public IAnsiConsole Progress { get; }

    /// <summary>Whether a moving bar can be drawn.</summary>
    public bool CanMove => Progress.Profile.Capabilities.Interactive;

    /// <summary>The screen of this process.</summary>
    public static Screen OfProcess() => new(
        Over(Console.Out, Console.IsOutputRedirected),
        Over(Console.Error, Console.IsErrorRedirected),
        Console.Error);

    /// <summary>A screen that is no terminal.</summary>
    public static Screen Over(TextWriter output, TextWriter error) => new(Over(output, redirected: true), Over(error, redirected: true), error);

    /// <summary>Standard output for machines: bytes as they are.</summary>
    public static Stream OpenBytes() => Console.OpenStandardOutput();

    /// <summary>Whether the reader of standard output has gone away.</summary>
    public static bool IsClosedPipe(IOException problem) => problem.HResult == BrokenPipe;

    /// <summary>Writes one line to standard error.</summary>
    public void Fail(string message) => _error.WriteLine(Printable(message));

    /// <summary>Writes one line to standard output, not wrapped: who reads it may be another program.</summary>
    public void Say(string line) => Page.Profile.Out.Writer.WriteLine(Printable(line));

    /// <summary>A text whose control characters can't steer a terminal: reports and file names come from strangers.</summary>
    /// <remarks>Escapes and direction overrides become U+FFFD; tabs become blanks; ends of lines stay.</remarks>
    public static string Printable(string text)
    {
        if (!text.Any(IsUnsafe))
        {
            return text;
        }
        var printable = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            printable.Append(letter == '\t' ? ' ' : IsUnsafe(letter) ? '\uFFFD' : letter);
        }
        return printable.ToString();
    }

    private static bool IsUnsafe(char letter) =>
        (char.IsControl(letter) && letter != '\n') || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static IAnsiConsole Over(TextWriter writer, bool redirected)
    {
        var colourless = redirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = colourless ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
        {
            console.Profile.Width = ColumnsWithoutTerminal;
            // Spectre draws with plain letters where it sees no terminal; ours are read in files and pipes, too.
            console.Profile.Capabilities.Unicode = true;
        }
        return console;
    }
}
