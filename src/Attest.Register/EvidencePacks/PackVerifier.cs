using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Attest.Archive.Storage;
using Attest.Register.Evidence;
using Attest.Register.Storage;

namespace Attest.Register.EvidencePacks;

/// <summary>Verifies an evidence pack: every byte of it, and that what it says was filed, done and given is what the ledger committed to. Needs no register.</summary>
public static class PackVerifier
{
    private const int MostFiles = 10_000;

    // What is kept in memory; everything else is only looked at.
    private static readonly string[] Documents = ["record.json", "custody.json", "reported.json", "proofs.json", PackWriter.Manifest, PackWriter.ManifestDigest];

    private const long LongestDocument = 64L << 20;

    /// <summary>Verifies a pack.</summary>
    /// <param name="pack">The ZIP; can be sought.</param>
    /// <exception cref="IOException">It can't be read.</exception>
    public static PackVerification Verify(Stream pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        var faults = new List<string>();
        var documents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var files = ReadFiles(pack, documents, faults);
        if (!documents.TryGetValue(PackWriter.Manifest, out var manifestBytes))
        {
            return new PackVerification(null, "", files.Count, 0, [.. faults, $"The file {PackWriter.Manifest} is missing: this is no evidence pack, or not a whole one."]);
        }
        var digest = Sha256.Of(manifestBytes).Hex;
        if (!documents.TryGetValue(PackWriter.ManifestDigest, out var stated) || Encoding.ASCII.GetString(stated) != $"{digest}\n")
        {
            faults.Add($"{PackWriter.Manifest} has the digest {digest}; {PackWriter.ManifestDigest} says another.");
        }
        try
        {
            var manifest = RegisterJson.Read<PackManifest>(manifestBytes);
            if (manifest.Files is null || manifest.Files.Any(file => file?.Path is null))
            {
                throw new FormatException($"{PackWriter.Manifest} names no files.");
            }
            CheckManifest(manifest, files, faults);
            // Of documents that were changed nothing more is to be said.
            var entries = faults.Count == 0 ? CheckProofs(documents, files, faults) : 0;
            return new PackVerification(manifest.Number, digest, files.Count, entries, faults);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
        {
            return new PackVerification(null, digest, files.Count, 0, [.. faults, $"A document of the pack can't be read: {fault.Message}"]);
        }
    }

    private static Dictionary<string, string> ReadFiles(Stream pack, Dictionary<string, byte[]> documents, List<string> faults)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<StoredZip.Entry>();
        pack.Position = 0;
        while (entries.Count < MostFiles)
        {
            var start = pack.Position;
            if (StoredZip.ReadLocal(pack) is not { } entry)
            {
                pack.Position = start;
                break;
            }
            var header = new byte[pack.Position - start];
            pack.Position = start;
            pack.ReadExactly(header);
            if (entry.Bytes > pack.Length - pack.Position)
            {
                faults.Add($"{entry.Name} is cut off.");
                return files;
            }
            var (sha256, check) = ReadOne(pack, entry, documents);
            if (!files.TryAdd(entry.Name, sha256))
            {
                faults.Add($"{entry.Name} is in the pack twice.");
            }
            if (check != entry.Check || !header.AsSpan().SequenceEqual(StoredZip.Local(entry)))
            {
                faults.Add($"{entry.Name}, or what stands before it in the ZIP, was changed.");
            }
            entries.Add(entry);
        }
        var expected = StoredZip.End(entries);
        var end = new byte[Math.Min(expected.Length, pack.Length - pack.Position)];
        var left = pack.Length - pack.Position;
        pack.ReadExactly(end);
        if (left != expected.Length || !end.AsSpan().SequenceEqual(expected))
        {
            faults.Add("The list of files at the end of the ZIP was changed, or something was added or taken away.");
        }
        return files;
    }

    private static (string Sha256, uint Check) ReadOne(Stream pack, StoredZip.Entry entry, Dictionary<string, byte[]> documents)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var kept = entry.Bytes <= LongestDocument && Documents.Contains(entry.Name) && !documents.ContainsKey(entry.Name) ? new MemoryStream() : null;
        var (check, left, buffer) = (RedundancyCheck.Begin, entry.Bytes, new byte[EvidenceBlocks.PlainBytes]);
        while (left > 0)
        {
            var read = pack.ReadAtLeast(buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)), 1);
            digest.AppendData(buffer, 0, read);
            check = RedundancyCheck.Take(check, buffer.AsSpan(0, read));
            kept?.Write(buffer, 0, read);
            left -= read;
        }
        if (kept is not null)
        {
            documents[entry.Name] = kept.ToArray();
        }
        return (Convert.ToHexStringLower(digest.GetHashAndReset()), RedundancyCheck.End(check));
    }

    private static void CheckManifest(PackManifest manifest, Dictionary<string, string> files, List<string> faults)
    {
        if (manifest.Format != PackManifest.CurrentFormat)
        {
            faults.Add($"The pack has the format “{manifest.Format}”, expected {PackManifest.CurrentFormat}. Use a newer Attest.");
        }
        foreach (var file in manifest.Files)
        {
            if (!files.TryGetValue(file.Path, out var found))
            {
                faults.Add($"{file.Path} is missing.");
            }
            else if (found != file.Sha256)
            {
                faults.Add($"{file.Path} was changed: it has the digest {found}, the manifest says {file.Sha256}.");
            }
        }
        foreach (var added in files.Keys.Except(manifest.Files.Select(file => file.Path)).Except([PackWriter.Manifest, PackWriter.ManifestDigest]))
        {
            faults.Add($"{added} is not in the manifest: it was added.");
        }
    }

    // That the documents say what the ledger committed to: they could else be written anew as a whole, with their digests.
    private static int CheckProofs(Dictionary<string, byte[]> documents, Dictionary<string, string> files, List<string> faults)
    {
        if (!documents.TryGetValue("proofs.json", out var proofsBytes) || !documents.TryGetValue("record.json", out var recordBytes))
        {
            faults.Add("record.json or proofs.json is missing.");
            return 0;
        }
        var (proofs, record) = (RegisterJson.Read<PackedProofs>(proofsBytes), RegisterJson.Read<PackedRecord>(recordBytes).DamageClaim);
        if (proofs.Entries is null || record?.Statement is null || proofs.Entries.Any(entry => entry?.Body is null || entry.Matter is { Salt: null } or { Content: null } || entry.Trail is { Salt: null } or { Content: null }))
        {
            throw new FormatException("record.json or proofs.json lacks what it must hold.");
        }
        SubmittedRecord? submitted = null;
        var pieces = new Dictionary<string, string>(StringComparer.Ordinal);
        PackedEntry? before = null;
        foreach (var packed in proofs.Entries)
        {
            var entry = new LedgerEntry(packed.Position, packed.Kind, packed.RecordedAt, packed.Body, packed.Previous, packed.Hash);
            CheckEntry(entry, packed, before, faults);
            before = packed;
            if (packed is { Kind: RegisterEntry.StepTaken, Matter: { } step } && RegisterJson.Read<StepMatter>(Encoding.UTF8.GetBytes(step.Content)).Submitted is { } filed)
            {
                submitted = filed;
            }
            else if (packed is { Kind: RegisterEntry.EvidenceReceived, Matter: { } piece })
            {
                var given = RegisterJson.Read<DamageClaims.EvidencePiece>(Encoding.UTF8.GetBytes(piece.Content));
                pieces[PackWriter.PathOf(given)] = given.Sha256.Hex;
            }
        }
        if (submitted is null || !RegisterJson.Write(submitted.Statement).AsSpan().SequenceEqual(RegisterJson.Write(record.Statement)))
        {
            faults.Add("record.json states something else than what the ledger committed to.");
        }
        foreach (var file in files.Where(file => file.Key.StartsWith(PackWriter.EvidenceFolder, StringComparison.Ordinal)))
        {
            if (pieces.GetValueOrDefault(file.Key) != file.Value)
            {
                faults.Add($"{file.Key} is not the piece of evidence that the ledger committed to.");
            }
        }
        return proofs.Entries.Count;
    }

    private static void CheckEntry(LedgerEntry entry, PackedEntry packed, PackedEntry? before, List<string> faults)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Ledger entry {entry.Position}");
        if (entry.ComputeHash() is var hash && hash != entry.Hash)
        {
            faults.Add($"{name} was changed: its fields give the hash {hash}, it says {entry.Hash}.");
        }
        if (before is not null && (entry.Position <= before.Position || (entry.Position == before.Position + 1 && entry.Previous != before.Hash)))
        {
            faults.Add($"{name} does not follow entry {before.Position}.");
        }
        foreach (var (matter, named) in new[] { (packed.Matter, entry.MatterOf()), (packed.Trail, entry.Trail()) })
        {
            if (matter is null)
            {
                continue;
            }
            if (matter.Commitment != named || Commitment.Of(Convert.FromBase64String(matter.Salt), Encoding.UTF8.GetBytes(matter.Content)) != named)
            {
                faults.Add($"What {name} stands for was changed.");
            }
        }
    }
}

/// <summary>What verifying an evidence pack found.</summary>
/// <param name="Number">The damage claim's number; null where the pack does not say.</param>
/// <param name="Digest">The digest of its manifest, which stands for the whole: it must be the one in the register's custody.</param>
/// <param name="Files">Files in it.</param>
/// <param name="Entries">Entries of the ledger in it.</param>
/// <param name="Faults">What is wrong, each in a sentence; empty where nothing is.</param>
public sealed record PackVerification(string? Number, string Digest, int Files, int Entries, IReadOnlyList<string> Faults);
