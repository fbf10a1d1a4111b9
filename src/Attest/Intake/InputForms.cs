using System.Globalization;
using System.Text;

namespace Attest.Intake;

/// <summary>In which form an input holds its reports.</summary>
public enum InputForm
{
    /// <summary>One report as plain text.</summary>
    PlainText,

    /// <summary>One saved web page.</summary>
    WebPage,

    /// <summary>One report a line, as JSON.</summary>
    ReportLines,
}

/// <summary>Which files are reports, in which form, and how long they may be: all that a caller must know before it opens one.</summary>
public static class InputForms
{
    /// <summary>Most bytes of a plain text, and of the text of one report line: 32 MiB, some five million words.</summary>
    public const int LongestText = 32 * 1024 * 1024;

    /// <summary>Most bytes of a web page: 16 MiB. The largest live pages have two or three; a parsed page takes some twenty times its bytes.</summary>
    public const int LongestPage = 16 * 1024 * 1024;

    /// <summary>Most bytes of a file of report lines: 512 MiB, as it is read at once.</summary>
    public const int LongestReportLines = 512 * 1024 * 1024;

    private const int SniffedBytes = 1024;

    private static readonly Dictionary<string, InputForm> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".txt"] = InputForm.PlainText,
        [".md"] = InputForm.PlainText,
        [".html"] = InputForm.WebPage,
        [".htm"] = InputForm.WebPage,
        [".jsonl"] = InputForm.ReportLines,
    };

    private static readonly string[] PageOpenings = ["<!doctype html", "<html", "<head", "<body", "<article", "<meta"];

    /// <summary>The extensions of reports, with their dots, in alphabetical order: what is taken from a folder.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. ByExtension.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether a file of this name is taken from a folder.</summary>
    public static bool IsReport(string path) => ByExtension.ContainsKey(Path.GetExtension(path));

    /// <summary>Why an input is too long to be read, as a message for its user; null where it is not. Ask before reading a file.</summary>
    /// <param name="path">As the user gave it.</param>
    /// <param name="length">In bytes.</param>
    /// <param name="form">The form, where it is known from elsewhere.</param>
    public static string? TooLong(string path, long length, InputForm? form = null)
    {
        var limit = form is { } known ? LimitOf(known) : LimitOf(path);
        return length <= limit
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Reading {path}: found {length / 1048576.0:0.0} MiB, expected at most {limit / 1048576}. Split it into its reports, or give them as report lines (.jsonl).");
    }

    /// <summary>Most bytes that an input of this name may have.</summary>
    public static long LimitOf(string path) => ByExtension.TryGetValue(Path.GetExtension(path), out var form) ? LimitOf(form) : LongestText;

    /// <summary>Most bytes that an input of this form may have.</summary>
    public static long LimitOf(InputForm form) => form switch
    {
        InputForm.WebPage => LongestPage,
        InputForm.ReportLines => LongestReportLines,
        _ => LongestText,
    };

    /// <summary>The form that the name says, or else (standard input, other names) that the first bytes show.</summary>
    internal static InputForm Of(string path, ReadOnlySpan<byte> bytes)
    {
        if (ByExtension.TryGetValue(Path.GetExtension(path), out var form))
        {
            return form;
        }
        var opening = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, SniffedBytes)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        if (opening.StartsWith("{\"", StringComparison.Ordinal))
        {
            return InputForm.ReportLines;
        }
        return opening.StartsWith('<') && PageOpenings.Any(tag => opening.Contains(tag, StringComparison.OrdinalIgnoreCase))
            ? InputForm.WebPage
            : InputForm.PlainText;
    }
}
