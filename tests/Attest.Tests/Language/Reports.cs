namespace Attest.Tests.Language;

/// <summary>Reports made for tests of this stage.</summary>
internal static class Reports
{
    public static Report Of(string text, params Item[] items)
    {
        var digest = Sha256.Of(ReadOnlySpan<byte>.Empty);
        return new Report(digest, digest, "test.txt", null, null, null, null, PublishedFrom.Unknown, null, "en", new Original(digest, "text/plain", text.Length), text, items);
    }
}
