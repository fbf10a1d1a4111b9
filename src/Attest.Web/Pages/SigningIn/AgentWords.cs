namespace Attest.Web.Pages.SigningIn;

/// <summary>What a browser calls itself, in words that its owner knows it by.</summary>
internal static class AgentWords
{
    // Most browsers claim to be others as well; the first that fits is the one.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("HeadlessChrome", "Chromium"), ("Chrome/", "Chrome"), ("CriOS", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Windows", "Windows"), ("Mac OS X", "a Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary>Browser and system, such as <c>Firefox on Linux</c>.</summary>
    public static string Of(string agent) =>
        First(Browsers, agent) is not { } browser ? "A browser" : First(Systems, agent) is { } system ? $"{browser} on {system}" : browser;

    private static string? First((string Sign, string Name)[] known, string agent) => known.FirstOrDefault(one => agent.Contains(one.Sign, StringComparison.Ordinal)).Name;
}
