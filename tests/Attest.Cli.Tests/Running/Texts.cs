namespace Attest.Cli.Tests.Running;

/// <summary>Small invented reports.</summary>
internal static class Texts
{
    /// <summary>A report of one strike, told apart by the number killed.</summary>
    public static string Strike(int killed) => $"""
        Marhanets: {killed} dead after shells hit a market

        MARHANETS, Ukraine, June 4, 2023 - Shells hit a market in Marhanets on Sunday, killing {killed} people, the mayor said.

        "We are still looking under the roof," he added.

        """;

    /// <summary>One report line.</summary>
    public static string Line(int number) =>
        $$"""{"url":"https://wire.example/{{number}}","title":"Report {{number}}","publisher":"Sample Wire","published":"2023-06-0{{number}}","language":"en","text":"Drones hit a depot near Nikopol, killing {{number}} people, officials said."}""";

    /// <summary>A report line with a ministry's totals; the third is less than the second. A sentence of it is of violence that nobody counts.</summary>
    public static string Losses(int day) =>
        $$"""{"url":"https://wire.example/losses/{{day}}","title":"Losses {{day}}","publisher":"Sample Wire","published":"2023-06-0{{day + 3}}","language":"en","text":"Russia has lost {{(day == 3 ? 3790 : 3800 + day)}} tanks since the start of the invasion, the Defence Ministry of Ukraine said on Telegram.\n\nThat battle is long forgotten.\n"}""";

    /// <summary>A saved page with an article.</summary>
    public const string Page = """
        <!doctype html><html lang="en"><head><title>Bridge closed near Beryslav</title>
        <meta property="og:site_name" content="Sample Daily"><meta property="article:published_time" content="2023-06-05T08:00:00Z"></head>
        <body><nav>Home News</nav><article><h1>Bridge closed near Beryslav</h1>
        <p>A bridge near Beryslav was closed on Monday after a strike wounded two drivers, the regional administration said in a statement to reporters.</p>
        <p>Traffic is led over the dam road until engineers have looked at the pillars, which will take several days, according to the road service.</p></article></body></html>
        """;
}
