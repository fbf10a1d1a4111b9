using Attest.Incidents.Coverage;
using Attest.Register.DamageClaims;

namespace Attest.Register.EvidencePacks;

/// <summary>The record in an evidence pack: <c>record.json</c>.</summary>
internal sealed record PackedRecord(string Register, DateTimeOffset MadeAt, string MadeBy, DamageClaim DamageClaim);

/// <summary>The custody: <c>custody.json</c>.</summary>
internal sealed record PackedCustody(IReadOnlyList<CustodyEntry> Custody);

/// <summary>What was reported: <c>reported.json</c>.</summary>
internal sealed record PackedReports(IReadOnlyList<Match> Matches, IReadOnlyList<DayCoverage> Coverage, string CoverageSentence);

/// <summary>The entries of the ledger about the damage claim, with what their commitments stand for: <c>proofs.json</c>.</summary>
internal sealed record PackedProofs(IReadOnlyList<PackedEntry> Entries);

/// <summary>One entry of the ledger.</summary>
internal sealed record PackedEntry(long Position, string Kind, string RecordedAt, string Body, string Previous, string Hash, PackedMatter? Matter, PackedMatter? Trail);

/// <summary>What a commitment stands for: with the salt (base 64) the content (UTF-8) gives the commitment.</summary>
internal sealed record PackedMatter(string Commitment, string Salt, string Content);

/// <summary>The files of a pack: <c>manifest.json</c>.</summary>
internal sealed record PackManifest(string Format, string Number, IReadOnlyList<PackedFile> Files)
{
    public const string CurrentFormat = "attest-evidence-pack-1";
}

/// <summary>A file of a pack.</summary>
internal sealed record PackedFile(string Path, long Bytes, string Sha256);
