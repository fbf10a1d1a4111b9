namespace Attest.Web.Pages.Incidents;

/// <summary>One sentence of one report and the claims that one speaker makes in it.</summary>
/// <param name="Claims">The claims, in the text's order; never empty.</param>
public sealed record Statement(IReadOnlyList<Claim> Claims)
{
    /// <summary>The first of its claims, which stands for the report and the speaker of all.</summary>
    public Claim First => Claims[0];

    /// <summary>The statements among claims, in the claims' order.</summary>
    public static IReadOnlyList<Statement> Among(IEnumerable<Claim> claims) =>
        [.. claims.GroupBy(claim => (claim.Report.Id, claim.Report.QuoteStart, claim.Report.Quote, claim.Speaker)).Select(same => new Statement([.. same]))];
}
