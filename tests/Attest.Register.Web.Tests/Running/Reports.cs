using System.Text;
using Attest.Archive;

namespace Attest.Register.Web.Tests.Running;

/// <summary>What was reported in the archive beside the register; invented.</summary>
internal static class Reports
{
    private const string Report = """
        A drone hit a dormitory in Rzhyshchiv, Kyiv region, on Wednesday, killing four people and wounding seven, the State Emergency Service said.
        The blast damaged a college building and two apartment blocks next to it, the service said.
        """;

    /// <summary>Adds one report of a strike.</summary>
    public static async Task FillAsync(ReportArchive archive) =>
        await new Attest.Sources.Adding.ReportAdder(archive, new Pipeline()).AddAsync(
            new Attest.Intake.IntakeInput("sample.txt", Encoding.UTF8.GetBytes(Report), new PublicationTime(new DateOnly(2023, 3, 22))), null, TestContext.Current.CancellationToken);
}
