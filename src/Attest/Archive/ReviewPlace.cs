using System.Globalization;

namespace Attest.Archive;

/// <summary>Where somebody is in what waits to be looked at: after which entry of each sort, and which sorts were passed over to come there. It names entries, not how many there are before them, so that what comes in or is decided by others moves nothing.</summary>
/// <param name="Turn">Entries that were looked at since readers' reports were done with, by which the sorts take turns.</param>
/// <param name="Passed">The sorts of the entries passed over, the last at the end.</param>
/// <param name="Reported">The ledger's entry of the reader's report of an error that was passed last; 0 for none.</param>
/// <param name="Urgency">How urgent the claim was that was passed last; the greatest number for none.</param>
/// <param name="Claim">That claim's number; 0 for none.</param>
/// <param name="Listed">The moment of the report of the sentence that was passed last; past all for none.</param>
/// <param name="Position">That report's version; 0 for none.</param>
/// <param name="Start">Where the sentence starts; -1 for none.</param>
public sealed record ReviewPlace(int Turn, string Passed, long Reported, double Urgency, long Claim, string Listed, long Position, int Start)
{
    private const char Between = '_', OfReported = 'r', OfClaim = 'c', OfSentence = 's';
    private const string PastAll = "a";

    /// <summary>Of those that were passed over, more are not gone back to.</summary>
    private const int MostPassed = 300;

    /// <summary>Before all that waits.</summary>
    public static ReviewPlace Beginning { get; } = new(0, "", 0, double.MaxValue, 0, PastAll, 0, -1);

    /// <summary>The place that an address names; the beginning where it names none.</summary>
    public static ReviewPlace Read(string? text) => (text ?? "").Split(Between) is [var turn, var passed, var reported, var urgency, var claim, var listed, var position, var start]
        && int.TryParse(turn, NumberStyles.None, CultureInfo.InvariantCulture, out var turns) && passed.Length <= MostPassed && passed.All(letter => letter is OfReported or OfClaim or OfSentence)
        && long.TryParse(reported, NumberStyles.None, CultureInfo.InvariantCulture, out var error) && double.TryParse(urgency, NumberStyles.Float, CultureInfo.InvariantCulture, out var how) && long.TryParse(claim, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && int.TryParse(start, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
        ? new ReviewPlace(turns, passed, error, how, number, listed, version, at) : Beginning;

    /// <summary>The place as an address has it; empty for the beginning.</summary>
    public string Write() => this == Beginning ? "" : string.Create(CultureInfo.InvariantCulture, $"{Turn}{Between}{Passed}{Between}{Reported}{Between}{Urgency:R}{Between}{Claim}{Between}{Listed}{Between}{Position}{Between}{Start}");

    /// <summary>The place where one more was decided, or one less.</summary>
    public ReviewPlace Decided(int more) => this with { Turn = Math.Max(0, Turn + more) };

    /// <summary>The sort of the entry that was passed over last; null for none.</summary>
    internal ReviewKind? Last => Passed is [.., var letter] ? letter == OfReported ? ReviewKind.Reported : letter == OfClaim ? ReviewKind.Claim : ReviewKind.Sentence : null;

    internal ReviewPlace Pass(ReviewKind kind)
    {
        var passed = Passed + (kind == ReviewKind.Reported ? OfReported : kind == ReviewKind.Claim ? OfClaim : OfSentence);
        return this with { Turn = Turn + (kind == ReviewKind.Reported ? 0 : 1), Passed = passed[Math.Max(0, passed.Length - MostPassed)..] };
    }

    internal ReviewPlace Unpass() => this with { Turn = Math.Max(0, Turn - (Last == ReviewKind.Reported ? 0 : 1)), Passed = Passed[..^1] };
}
