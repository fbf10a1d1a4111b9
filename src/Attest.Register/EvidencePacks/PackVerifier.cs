using System.Security.Cryptography;
using System.Text;
using Attest.Register.Evidence;
using Attest.Register.Heads;
using Attest.Register.Storage;

namespace Attest.Register.EvidencePacks;

/// <summary>Verifies an evidence pack: every byte of it, that what it says was filed, done and given is what the ledger's entries prove, and that these lead to a signed head of the ledger. Needs no register.</summary>
/// <remarks>That the head is the register's own a pack can't prove: it is held against the heads that the register publishes.</remarks>
public static class PackVerifier
{
    private const int MostFiles = 10_000;

    // What is kept in memory; everything else is only looked at.
    private static readonly string[] Documents = [PackWriter.Record, PackWriter.Custody, PackWriter.Reported, PackWriter.Proofs, PackWriter.Manifest, PackWriter.ManifestDigest];

    private const long LongestDocument = 64L << 20;

    /// <summary>Verifies a pack.</summary>
    /// <param name="pack">The ZIP; can be sought.</param>
    /// <param name="heads">The heads that the register published, as its site gives them; null where they are not at hand.</param>
    /// <exception cref="IOException">It can't be read.</exception>
    public static PackVerification Verify(Stream pack, string? heads = null)
    {
        ArgumentNullException.ThrowIfNull(pack);
        var faults = new List<string>();
        var documents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var (files, lengths) = ReadFiles(pack, documents, faults);
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
            CheckManifest(manifest, files, lengths, faults);
            // Of documents that were changed nothing more is to be said.
            var found = new PackVerification(manifest.Number, digest, files.Count, 0, faults);
            found = faults.Count == 0 ? CheckProofs(manifest, documents, files, found, faults) : found;
            return heads is not null && found.Head is not null && faults.Count == 0 ? HeldAgainst(found, heads) : found;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException or System.Text.Json.JsonException)
        {
            return new PackVerification(null, digest, files.Count, 0, [.. faults, $"A document of the pack can't be read: {fault.Message}"]);
        }
    }

    /// <summary>Whether the head of a pack is among those that were published.</summary>
    private static PackVerification HeldAgainst(PackVerification found, string heads)
    {
        var (head, published) = (found.Head!, LedgerHead.ReadAll(heads));
        var same = published.FirstOrDefault(one => one.Size == head.Size);
        var keys = heads.ReplaceLineEndings("\n").Split('\n').Select(LedgerHead.KeyOf).OfType<byte[]>().ToList();
        return published.Count == 0 ? Fault("The heads to hold the pack against are none: expected the text that the register publishes as /register/heads.txt.")
            : keys.Count > 0 && !keys.Exists(key => key.AsSpan().SequenceEqual(found.Key)) ? Fault($"The head of the pack is signed by {head.Origin}; the heads were published by {published[0].Origin}: the pack is not of this register.")
            : same is null ? Fault($"The head of the pack (size {head.Size}) is not among those that were published: fetch them anew, or the pack is not of this register.")
            : !same.Root.Span.SequenceEqual(head.Root.Span) ? Fault($"The head of the pack has the root {head.RootText}; the one that was published for the size {head.Size} has {same.RootText}: the pack was forged, or the ledger was written anew.")
            : found with { IsPublished = true };

        PackVerification Fault(string sentence) => found with { Faults = [.. found.Faults, sentence] };
    }

    private static (Dictionary<string, string> Digests, Dictionary<string, long> Lengths) ReadFiles(Stream pack, Dictionary<string, byte[]> documents, List<string> faults)
    {
        var (files, lengths) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, long>(StringComparer.Ordinal));
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
                return (files, lengths);
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
            lengths[entry.Name] = entry.Bytes;
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
        return (files, lengths);
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

    private static void CheckManifest(PackManifest manifest, Dictionary<string, string> files, Dictionary<string, long> lengths, List<string> faults)
    {
        if (manifest.Format != PackManifest.CurrentFormat)
        {
            faults.Add($"The pack has the format “{manifest.Format}”, expected {PackManifest.CurrentFormat}. Use the Attest that it was made with.");
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
            else if (lengths[file.Path] != file.Bytes)
            {
                faults.Add($"{file.Path} is as long as {lengths[file.Path]} bytes, the manifest says {file.Bytes}.");
            }
        }
        foreach (var added in files.Keys.Except(manifest.Files.Select(file => file.Path)).Except([PackWriter.Manifest, PackWriter.ManifestDigest]))
        {
            faults.Add($"{added} is not in the manifest: it was added.");
        }
    }

    // That the documents say what the ledger committed to: they could else be written anew as a whole, with their digests.
    private static PackVerification CheckProofs(PackManifest manifest, Dictionary<string, byte[]> documents, Dictionary<string, string> files, PackVerification found, List<string> faults)
    {
        foreach (var missing in new[] { PackWriter.Proofs, PackWriter.Record, PackWriter.Custody, PackWriter.Reported }.Where(name => !documents.ContainsKey(name)))
        {
            faults.Add($"{missing} is missing.");
        }
        if (faults.Count > 0)
        {
            return found;
        }
        var proofs = RegisterJson.Read<PackedProofs>(documents[PackWriter.Proofs]);
        var head = PackProofs.Check(proofs, faults);
        var proven = ProvenClaim.Of(proofs.Entries, faults);
        if (proven is not null)
        {
            PackComparison.Compare(proven, documents, files, faults);
            if (!proven.Names.SequenceEqual(proofs.Names.Select(entry => entry.Position)))
            {
                faults.Add("The entries that say what accounts are called are others than the register put into the pack.");
            }
            if (manifest.Number != proven.Record.DamageClaim.Number)
            {
                faults.Add($"{PackWriter.Manifest} names the damage claim {manifest.Number}; the ledger proves {proven.Record.DamageClaim.Number}.");
            }
        }
        return found with { Entries = proofs.Entries.Count, Withheld = proven?.Withheld ?? 0, Head = head, Key = Convert.FromBase64String(proofs.Key), LastEntry = proofs.Entries[^1].Hash };
    }
}

/// <summary>What verifying an evidence pack found.</summary>
/// <param name="Number">The damage claim's number; null where the pack does not say.</param>
/// <param name="Digest">The digest of its manifest, which stands for the whole: it must be the one in the register's custody.</param>
/// <param name="Files">Files in it.</param>
/// <param name="Entries">Entries of the ledger in it.</param>
/// <param name="Faults">What is wrong, each in a sentence; empty where nothing is.</param>
public sealed record PackVerification(string? Number, string Digest, int Files, int Entries, IReadOnlyList<string> Faults)
{
    /// <summary>How many of the entries are withheld, in whole or in part: their hashes are proven, and not what they stand for.</summary>
    public int Withheld { get; init; }

    /// <summary>The head of the ledger that the entries lead to; null where the pack has none.</summary>
    public LedgerHead? Head { get; init; }

    /// <summary>Whether the head is one that the register published; false where that was not looked at or is not so.</summary>
    public bool IsPublished { get; init; }

    /// <summary>How many entries the register has of the damage claim since the pack was made; null where no register was asked.</summary>
    public int? Since { get; init; }

    /// <summary>Whether the register has the damage claim erased since.</summary>
    public bool IsErasedSince { get; init; }

    /// <summary>The key that signed the head, as SubjectPublicKeyInfo.</summary>
    internal byte[] Key { get; init; } = [];

    /// <summary>The hash of the last entry.</summary>
    internal string LastEntry { get; init; } = "";
}
