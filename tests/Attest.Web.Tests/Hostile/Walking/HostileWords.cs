namespace Attest.Web.Tests.Hostile.Walking;

/// <summary>Words that would be markup, script, an address, a line of their own or a formula wherever somebody forgot that they are only words.</summary>
internal static class HostileWords
{
    /// <summary>The element or attribute that each of them makes where it becomes markup; nothing of ours is named so.</summary>
    public const string Mark = "data-hostile";

    /// <summary>The function that each of them calls where it runs.</summary>
    public const string Call = "hostile";

    /// <summary>The header that a line of its own makes among those of an answer.</summary>
    public const string Header = "X-Hostile";

    /// <summary>What a value begins with: what a spreadsheet takes for a formula, and what is script as the whole of an address.</summary>
    public static readonly string[] Beginnings = ["=HYPERLINK(1)", "+cmd|'/c x'!A0", "-1+cmd|A0", "@SUM(1+1)", "＝1+1", "javascript:hostile()//"];

    /// <summary>What stands somewhere in a value, short enough for the shortest field with a key before it.</summary>
    public static readonly string[] Words =
    [
        "<script data-hostile>hostile()</script>",
        "\"><img data-hostile src=x onerror=hostile()>",
        "'><svg data-hostile onload=hostile()>",
        "\" data-hostile autofocus onfocus=hostile() \"",
        "' data-hostile onmouseover=hostile() '",
        "</title></textarea><iframe data-hostile>",
        "</style></script><b data-hostile>",
        "--><x data-hostile>",
        "]]><data-hostile/>",
        "\",\"data-hostile\":\"",
        "\\\"},{\\\"data-hostile\\\":\\\"",
        "{{hostile()}} ${hostile()} @(hostile())",
        "[x](javascript:hostile()) ![x](y)",
        "\u202Etsoh\u202C \u200B\uFEFF\u2028x",
    ];

    /// <summary>Values with signs that no line of text has: a field may refuse them, and must not be harmed by them. The first ends a line, and begins a header and a body.</summary>
    public static readonly string[] Controls = ["x\r\nX-Hostile: 1\r\n\r\n<x data-hostile>", "\t=1+1", "\r=1+1", "x\0<x data-hostile>"];
}
