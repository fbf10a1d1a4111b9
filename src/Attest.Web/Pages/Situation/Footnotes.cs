namespace Attest.Web.Pages.Situation;

/// <summary>Numbers the sentences that a text rests on, from 1 in the order in which they are first used.</summary>
public sealed class Footnotes
{
    private readonly Dictionary<(Sha256 Report, string Quote), int> _numbers = [];
    private readonly List<Claim> _notes = [];

    /// <summary>The claims by number, the first of each sentence.</summary>
    public IReadOnlyList<Claim> Notes => _notes;

    /// <summary>The number of a claim's sentence.</summary>
    public int Number(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var key = (claim.Report.Id, claim.Report.Quote);
        if (!_numbers.TryGetValue(key, out var number))
        {
            _notes.Add(claim);
            number = _notes.Count;
            _numbers.Add(key, number);
        }
        return number;
    }
}
