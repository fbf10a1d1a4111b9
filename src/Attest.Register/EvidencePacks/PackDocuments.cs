using Attest.Incidents.Coverage;
using Attest.Register.DamageClaims;

namespace Attest.Register.EvidencePacks;

/// <summary>The record in an evidence pack: <c>record.json</c>.</summary>
internal sealed record PackedRecord(string Register, DateTimeOffset MadeAt, string MadeBy, DamageClaim DamageClaim);

/// <summary>The custody: <c>custody.json</c>.</summary>
internal sealed record PackedCustody(IReadOnlyList<CustodyEntry> Custody);

/// <summary>What was reported: <c>reported.json</c>.</summary>
internal sealed record PackedReports(IReadOnlyList<Match> Matches, IReadOnlyList<DayCoverage> Coverage, string CoverageSentence);

/// <summary>What proves all the rest: <c>proofs.json</c>.</summary>
/// <param name="Head">The head of the ledger as it was published when the pack was made.</param>
/// <param name="Key">The key that signed it, as SubjectPublicKeyInfo in base 64.</param>
/// <param name="Nodes">Hashes of the Merkle tree, base 64, each once.</param>
/// <param name="Entries">The entries of the ledger about the damage claim, the oldest first; the last says which there are.</param>
/// <param name="Names">Entries that say what accounts of the staff are called; none in a claimant's pack.</param>
internal sealed record PackedProofs(string Head, string Key, IReadOnlyList<string> Nodes, IReadOnlyList<PackedEntry> Entries, IReadOnlyList<PackedEntry> Names);

/// <summary>One entry of the ledger, with what its commitments stand for where that is not withheld, and its way to the root: places among the nodes, from below.</summary>
internal sealed record PackedEntry(
    long Position, string Kind, string RecordedAt, string Body, string Previous, string Hash, PackedMatter? Matter, PackedMatter? Trail, IReadOnlyList<int> Path);

/// <summary>What a commitment stands for: with the salt (base 64) the content (UTF-8) gives the commitment.</summary>
internal sealed record PackedMatter(string Commitment, string Salt, string Content);

/// <summary>The files of a pack: <c>manifest.json</c>.</summary>
internal sealed record PackManifest(string Format, string Number, IReadOnlyList<PackedFile> Files)
{
    public const string CurrentFormat = "attest-evidence-pack-2";
}

/// <summary>A file of a pack.</summary>
internal sealed record PackedFile(string Path, long Bytes, string Sha256);
