using System.Text;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.EvidencePacks;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>Evidence packs: all that is known of one damage claim, to be verified anywhere.</content>
public sealed partial class DamageRegister
{
    /// <summary>Writes the evidence pack of a damage claim as one ZIP; who did is entered in its custody with the pack's digest before the first byte leaves.</summary>
    /// <param name="actor">Its examiner, the board, or its claimant.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="output">Where to; written from front to back, never sought.</param>
    /// <param name="why">Why; may be empty.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <returns>The digest of the pack's manifest, which stands for the whole.</returns>
    /// <exception cref="RegisterException">There is none that they may read.</exception>
    public async Task<string> WriteEvidencePackAsync(Actor actor, string id, Stream output, string why, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(output);
        var (claim, custody, proofs, place, isOwn, key) = await ReadAsync(
            "Writing an evidence pack of the register of",
            sql =>
            {
                var row = Readable(sql, actor, KeyFor(sql, id));
                var isOwn = IsOwn(actor, row);
                var claim = ClaimOf(sql, row, isOwn);
                claim = claim with { Completion = null, Evidence = [.. claim.Evidence.Where(piece => claim.SubmittedEvidence.Contains(piece.Id))] };
                return (claim, CustodyOf(sql, row.Id, seesWords: true, isOwn), ProofsOf(sql, row.Id, claim.SubmittedEvidence, isOwn), claim.Place, isOwn, Key(new MatterStore(sql, _keys), row.Id));
            },
            cancel);
        var reported = await MatchesForAsync(actor, claim.Statement, place, "en", cancel);
        var pack = new PackWriter();
        await Task.Run(
            () => Explain("Writing an evidence pack of the register of", _files, () =>
            {
                pack.Add("record.json", RegisterJson.Write(new PackedRecord(Pack.Title, _clock.GetUtcNow(), isOwn ? StepTrail.ClaimantWord : actor.Account, claim)));
                pack.Add("custody.json", RegisterJson.Write(new PackedCustody(custody)));
                pack.Add("reported.json", RegisterJson.Write(new PackedReports(reported.Matches, reported.Coverage, reported.CoverageSentence)));
                pack.Add("proofs.json", RegisterJson.Write(new PackedProofs(proofs)));
                foreach (var piece in claim.Evidence)
                {
                    pack.Add(piece, () => _evidence.Open(piece.Id, key, piece.Bytes));
                }
                pack.Seal(claim.Number ?? "");
                return true;
            }),
            cancel);
        await WriteAsync("Writing an evidence pack of the register of", ledger => EnterCustody(ledger, actor, isOwn, claim.Id, CustodyAct.Packed, null, why, pack.Digest), cancel);
        await pack.WriteAsync(output, cancel);
        return pack.Digest;
    }

    /// <summary>Whether the entries of a pack stand in this register's ledger as the pack says.</summary>
    /// <param name="pack">The ZIP; can be sought.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <returns>What is wrong with the pack by itself or against this register.</returns>
    public async Task<PackVerification> VerifyPackAsync(Stream pack, CancellationToken cancel)
    {
        var alone = await Task.Run(() => PackVerifier.Verify(pack), cancel);
        if (alone.Number is null || alone.Faults.Count > 0)
        {
            return alone;
        }
        var packed = await ReadAsync(
            "Verifying an evidence pack with the register of",
            sql => sql.Value("SELECT id FROM damage_claims WHERE number = $1", alone.Number) is string id
                && sql.Rows("SELECT matter FROM custody WHERE id = $1", row => row.IsDBNull(0) ? null : row.GetString(0), id)
                    .Any(matter => matter is not null && new MatterStore(sql, _keys).Find(matter) is { } found && RegisterJson.Read<CustodyMatter>(found.Content).Digest == alone.Digest),
            cancel);
        return packed ? alone : alone with { Faults = [$"The register has no entry that a pack with the digest {alone.Digest} was made of {alone.Number}. It may be of another register, or the damage claim was erased since."] };
    }

    // What is withheld from whom stays as a commitment: pieces that were not submitted from everybody, what only the staff's business is from claimants.
    private List<PackedEntry> ProofsOf(Sql sql, string id, IReadOnlyList<string> submitted, bool isOwn)
    {
        var matter = new MatterStore(sql, _keys);
        return sql.Rows(
            """
            SELECT position, kind, recorded_at, body, previous, hash FROM ledger WHERE position IN (
                SELECT entry FROM steps WHERE id = $1 UNION SELECT entry FROM evidence WHERE id = $1 UNION SELECT entry FROM custody WHERE id = $1) ORDER BY position
            """,
            ReadEntry, id).ConvertAll(entry => IsWithheld(matter, entry, submitted, isOwn)
                ? new PackedEntry(entry.Position, entry.Kind, entry.RecordedAt, entry.Body, entry.Previous, entry.Hash, null, null)
                : new PackedEntry(entry.Position, entry.Kind, entry.RecordedAt, entry.Body, entry.Previous, entry.Hash, Packed(matter, entry.MatterOf()), Packed(matter, entry.Trail())));
    }

    private static bool IsWithheld(MatterStore matter, LedgerEntry entry, IReadOnlyList<string> submitted, bool isOwn) => entry.Kind switch
    {
        RegisterEntry.EvidenceReceived => !submitted.Contains(entry.Member("evidence") ?? ""),
        RegisterEntry.CustodyEntered when entry.Trail() is { } trail => Own<CustodyTrail>(matter, trail) is var line && ((line.Evidence is { } evidence && !submitted.Contains(evidence)) || (isOwn && line.Role != RegisterRole.Claimant)),
        RegisterEntry.StepTaken when entry.Trail() is { } trail => isOwn && TrailOf(matter, trail).Step == DamageStep.Propose,
        _ => false,
    };

    private static PackedMatter? Packed(MatterStore matter, string? commitment) => commitment is not null && matter.Find(commitment) is { } found
        ? new PackedMatter(commitment, Convert.ToBase64String(found.Salt), Encoding.UTF8.GetString(found.Content)) : null;
}
