using System.Text;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.EvidencePacks;
using Attest.Register.Heads;
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
        const string doing = "Writing an evidence pack of the register of";
        var (key, begun, reported) = (default(byte[])!, default(BegunPack), default(byte[])!);
        // What is held against reports is what is in the pack: it may be completed in between.
        while (begun is null)
        {
            var (seen, submitted) = await ReadAsync(
                doing,
                sql =>
                {
                    _tree.Extend(sql);
                    var row = Readable(sql, actor, KeyFor(sql, id));
                    key = Key(new MatterStore(sql, _keys), row.Id);
                    return (row, Submitted(new MatterStore(sql, _keys), row));
                },
                cancel);
            var matches = await MatchesForAsync(actor, submitted.Statement, submitted.Place, "en", Timeout.InfiniteTimeSpan, cancel);
            reported = RegisterJson.Write(new PackedReports(matches.Matches, matches.Coverage, matches.CoverageSentence));
            begun = await WriteAsync(doing, ledger => Readable(_writer, actor, seen.Id) is var row && row.Submitted == seen.Submitted ? Begin(ledger, actor, row, Sha256.Of(reported).Hex) : null, cancel);
        }
        var (claim, pack) = (begun.Proven.Record.DamageClaim, new PackWriter());
        await Task.Run(
            () => Explain(doing, _files, () =>
            {
                pack.Add(PackWriter.Record, RegisterJson.Write(begun.Proven.Record));
                pack.Add(PackWriter.Custody, RegisterJson.Write(new PackedCustody(begun.Proven.Custody)));
                pack.Add(PackWriter.Reported, reported);
                pack.Add(PackWriter.Proofs, RegisterJson.Write(begun.Proofs));
                foreach (var piece in claim.Evidence)
                {
                    pack.Add(piece, () => _evidence.Open(piece.Id, key, piece.Bytes));
                }
                pack.Seal(claim.Number ?? "");
                return true;
            }),
            cancel);
        await WriteAsync(doing, ledger => EnterCustody(ledger, actor, begun.IsOwn, claim.Id, CustodyAct.Packed, null, why, pack.Digest), cancel);
        await pack.WriteAsync(output, cancel);
        return pack.Digest;
    }

    /// <summary>Verifies a pack by itself and against this register: its head must be one that the register published, and the register must have made it.</summary>
    /// <param name="pack">The ZIP; can be sought.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <returns>What is wrong with the pack by itself or against this register.</returns>
    public async Task<PackVerification> VerifyPackAsync(Stream pack, CancellationToken cancel)
    {
        var alone = await Task.Run(() => PackVerifier.Verify(pack), cancel);
        return alone is { Number: not null, Faults: [], Head: { } head } ? await ReadAsync("Verifying an evidence pack with the register of", sql => AgainstRegister(sql, alone, head), cancel) : alone;
    }

    private PackVerification AgainstRegister(Sql sql, PackVerification alone, LedgerHead head)
    {
        _tree.Extend(sql);
        if (sql.Value("SELECT note FROM heads WHERE size = $1", head.Size) is not string note || note != head.Note
            || !_tree.At(sql, head.Size).Root().AsSpan().SequenceEqual(head.Root.Span) || EntryAt(sql, head.Size)?.Hash != alone.LastEntry)
        {
            return alone with { Faults = [$"The register has published no head of the size {head.Size} with the root {head.RootText}: the pack is of another register, or was forged."] };
        }
        var id = EntryAt(sql, head.Size)!.DamageClaim() ?? "";
        var found = alone with { IsPublished = true, Since = (int)sql.Number($"SELECT max(0, count(*) - 1) FROM ({EntriesOf}) WHERE entry > $2", id, head.Size), IsErasedSince = Find(sql, id) is { State: DamageState.Erased } };
        // What an erased damage claim's custody said of digests is gone; that its entries are the ledger's is seen all the same.
        return found.IsErasedSince || sql.Rows("SELECT matter FROM custody WHERE id = $1 AND entry > $2", row => row.IsDBNull(0) ? null : row.GetString(0), id, head.Size)
            .Any(matter => matter is not null && new MatterStore(sql, _keys).Find(matter) is { } line && RegisterJson.Read<CustodyMatter>(line.Content).Digest == alone.Digest)
            ? found
            : found with { Faults = [$"The register has no entry that a pack with the digest {alone.Digest} was made of {alone.Number}: what the ledger proves in it is true, and something else was changed."] };
    }

    // The entries of one damage claim, which is $1.
    private const string EntriesOf =
        """
        SELECT entry FROM steps WHERE id = $1 UNION ALL SELECT entry FROM evidence WHERE id = $1 UNION ALL SELECT entry FROM custody WHERE id = $1 UNION ALL SELECT entry FROM other_entries WHERE id = $1
        """;

    private sealed record BegunPack(ProvenClaim Proven, PackedProofs Proofs, bool IsOwn);

    // All that a pack proves is of one state of the ledger, whose last entry says what there is of the damage claim.
    private BegunPack Begin(RegisterLedger ledger, Actor actor, ClaimRow row, string reported)
    {
        var isOwn = IsOwn(actor, row);
        Name(ledger, actor, isOwn);
        var (entries, submitted, matter) = (EntriesAt(_writer, $"SELECT position, kind, recorded_at, body, previous, hash FROM ledger WHERE position IN ({EntriesOf}) ORDER BY position", row.Id), Submitted(ledger.Matter, row).Evidence, ledger.Matter);
        var withheld = entries.Where(entry => IsWithheld(matter, entry, submitted, isOwn)).Select(entry => entry.Position).ToHashSet();
        var closed = entries.Where(entry => isOwn && !withheld.Contains(entry.Position) && IsClosed(matter, entry)).Select(entry => entry.Position).ToHashSet();
        var names = isOwn ? [] : NamedEntries(_writer, entries.SelectMany(entry => AccountsIn(matter, entry)).Append(actor.Account).OfType<string>().Distinct(StringComparer.Ordinal));
        var trail = new PackTrail(
            isOwn ? StepTrail.ClaimantWord : actor.Account, isOwn ? RegisterRole.Claimant : actor.Role, Pack.Title, [.. entries.Select(entry => entry.Position)], ProvenClaim.HashesOf(entries.Select(entry => entry.Hash)), [.. withheld.Order()], [.. closed.Order()],
            [.. names.Select(entry => entry.Position)]);
        var last = ledger.Append(RegisterEntry.PackBegun, row.Id, Key(matter, row.Id), RegisterJson.Write(trail), RegisterJson.Write(new PackMatter(actor.Account, reported, PackWriter.PageDigest)));
        var (head, tree) = PublishHead(ledger, last.Position);
        var nodes = new Dictionary<string, int>(StringComparer.Ordinal);
        var packed = entries.Append(last).Select(entry => PackedOf(entry, matter, tree, nodes, !withheld.Contains(entry.Position), !closed.Contains(entry.Position))).ToList();
        var faults = new List<string>();
        if (ProvenClaim.Of(packed, faults) is not { } proven || faults.Count > 0)
        {
            throw new InvalidDataException($"The ledger does not prove {row.Number}: {string.Join(' ', faults)}");
        }
        var packedNames = names.ConvertAll(entry => PackedOf(entry, matter, tree, nodes, opensTrail: true, opensMatter: true));
        return new BegunPack(proven, new PackedProofs(head.Note, Convert.ToBase64String(PublicKey), [.. nodes.Keys], packed, packedNames), isOwn);
    }

    private static IEnumerable<string?> AccountsIn(MatterStore matter, LedgerEntry entry) => (entry.Kind, entry.Trail()) switch
    {
        (RegisterEntry.StepTaken, { } trail) => TrailOf(matter, trail) is var step ? [step.By, step.AssignedTo] : [],
        (RegisterEntry.CustodyEntered, { } trail) => [Own<CustodyTrail>(matter, trail).By],
        _ => [],
    };

    private static List<LedgerEntry> EntriesAt(Sql sql, string query, params object?[] values) => sql.Rows(query, ReadEntry, values);

    private static PackedEntry PackedOf(LedgerEntry entry, MatterStore matter, LedgerTree.Sized tree, Dictionary<string, int> nodes, bool opensTrail, bool opensMatter) => new(
        entry.Position, entry.Kind, entry.RecordedAt, entry.Body, entry.Previous, entry.Hash, opensTrail && opensMatter ? Packed(matter, entry.MatterOf()) : null, opensTrail ? Packed(matter, entry.Trail()) : null,
        tree.Path(entry.Position).ConvertAll(node => PlaceOf(nodes, Convert.ToBase64String(node))));

    private static int PlaceOf(Dictionary<string, int> nodes, string node)
    {
        nodes.TryAdd(node, nodes.Count);
        return nodes[node];
    }

    // What is withheld from whom stays as a commitment: pieces that were not submitted from everybody, what only the staff's business is from claimants.
    private static bool IsWithheld(MatterStore matter, LedgerEntry entry, IReadOnlyList<string> submitted, bool isOwn) => entry.Kind switch
    {
        RegisterEntry.EvidenceReceived => !submitted.Contains(entry.Member("evidence") ?? ""),
        RegisterEntry.CustodyEntered when entry.Trail() is { } trail => Own<CustodyTrail>(matter, trail).Evidence is { } evidence && !submitted.Contains(evidence),
        RegisterEntry.StepTaken when entry.Trail() is { } trail => isOwn && TrailOf(matter, trail).Step == DamageStep.Propose,
        RegisterEntry.PackBegun => isOwn && Own<PackTrail>(matter, entry.Trail()!).Role != RegisterRole.Claimant,
        _ => false,
    };

    // Why the staff looked is not told to claimants.
    private static bool IsClosed(MatterStore matter, LedgerEntry entry) => entry.Kind == RegisterEntry.CustodyEntered && entry.Trail() is { } trail && Own<CustodyTrail>(matter, trail).Role != RegisterRole.Claimant;

    private static PackedMatter? Packed(MatterStore matter, string? commitment) => commitment is not null && matter.Find(commitment) is { } found
        ? new PackedMatter(commitment, Convert.ToBase64String(found.Salt), Encoding.UTF8.GetString(found.Content)) : null;
}
