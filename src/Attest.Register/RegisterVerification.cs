namespace Attest.Register;

/// <summary>What verifying a register found.</summary>
/// <param name="Entries">Entries of its ledger.</param>
/// <param name="Evidence">Pieces of evidence whose every block was opened.</param>
/// <param name="Faults">What is wrong, each in a sentence that names it; empty where nothing is.</param>
public sealed record RegisterVerification(long Entries, int Evidence, IReadOnlyList<string> Faults);
