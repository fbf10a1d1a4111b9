using System.Text;
using Attest.Intake;

namespace Attest.Tests.Intake;

/// <summary>Short ways to hand texts to intake.</summary>
internal static class IntakeSamples
{
    private static readonly ReportIntake Intake = new();

    public const string Paragraph = "The mayor of the town said that three people were hurt when a drone fell on the market early in the morning.";

    public static List<IntakeResult> Read(string path, byte[] bytes, PublicationTime? published = null) => [.. Intake.Read(new IntakeInput(path, bytes, published))];

    public static IntakeResult.Accepted Accept(string path, string text, PublicationTime? published = null) =>
        Assert.IsType<IntakeResult.Accepted>(Assert.Single(Read(path, Encoding.UTF8.GetBytes(text), published)));

    public static IntakeResult.Refused Refuse(string path, byte[] bytes) => Assert.IsType<IntakeResult.Refused>(Assert.Single(Read(path, bytes)));

    public static IntakeResult.Refused Refuse(string path, string text) => Refuse(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Each item as "kind: headline | its first words".</summary>
    public static IEnumerable<string> Outline(Report report) => report.Items.Select(item =>
        $"{WireNames<ItemKind>.Of(item.Kind)}: {item.Headline?.Of(report.Text) ?? "-"} | {First(item.Span.Of(report.Text).Trim())}");

    private static string First(string text)
    {
        var line = text.Split('\n')[0].TrimEnd('\r');
        return line.Length <= 24 ? line : line[..24];
    }
}
