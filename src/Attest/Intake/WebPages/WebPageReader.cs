namespace Attest.Intake.WebPages;

internal static class WebPageReader
{
    public const string MediaType = "text/html";

    public static IntakeResult Read(IntakeInput input) => new IntakeResult.Refused(input.Path, $"Reading {input.Path}: found no article in the page.");

    public static string? TextOf(ReadOnlySpan<byte> original) => null;
}
