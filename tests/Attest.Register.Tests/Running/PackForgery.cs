using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attest.Archive.Storage;
using Attest.Register.Evidence;
using Attest.Register.EvidencePacks;
using Attest.Register.Heads;
using Attest.Register.Storage;

namespace Attest.Register.Tests.Running;

/// <summary>An evidence pack in the hands of somebody who changes it and makes all digests anew.</summary>
internal sealed class PackForgery
{
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _order = [];

    public PackForgery(byte[] pack)
    {
        using var zip = new ZipArchive(new MemoryStream(pack));
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using var opened = entry.Open();
            opened.CopyTo(content);
            _order.Add(entry.FullName);
            Files[entry.FullName] = content.ToArray();
        }
    }

    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public IEnumerable<string> Evidence => _order.Where(name => name.StartsWith(PackWriter.EvidenceFolder, StringComparison.Ordinal));

    /// <summary>Changes a document.</summary>
    public PackForgery Change(string document, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(Files[document])!;
        change(json);
        Files[document] = Encoding.UTF8.GetBytes(json.ToJsonString(AsWritten));
        return this;
    }

    /// <summary>Changes what an entry stands for, and its commitment, body and hash with it.</summary>
    public static void Recommit(JsonNode entry, string part, Action<JsonNode> change)
    {
        var content = JsonNode.Parse((string)entry[part]!["content"]!)!;
        change(content);
        var text = content.ToJsonString(AsWritten);
        var commitment = Commitment.Of(Convert.FromBase64String((string)entry[part]!["salt"]!), Encoding.UTF8.GetBytes(text));
        var body = JsonNode.Parse((string)entry["body"]!)!;
        body[part] = commitment;
        (entry[part]!["content"], entry[part]!["commitment"], entry["body"]) = (text, commitment, body.ToJsonString());
        Rehash(entry);
    }

    public static void Rehash(JsonNode entry) => entry["hash"] = new LedgerEntry(
        (long)entry["position"]!, (string)entry["kind"]!, (string)entry["recordedAt"]!, (string)entry["body"]!, (string)entry["previous"]!, "").ComputeHash();

    /// <summary>Makes a ledger of the forger's own in which the entries stand, signed by the forger's key.</summary>
    public PackForgery OnALedgerOfItsOwn() => Change(PackWriter.Proofs, json =>
    {
        var (entries, nodes) = (json["entries"]!.AsArray().Concat(json["names"]!.AsArray()).ToDictionary(entry => (long)entry!["position"]!, entry => entry!), new List<string>());
        var size = entries.Keys.Max();
        var leaves = Enumerable.Range(1, (int)size).Select(position => MerkleTree.Leaf(entries.TryGetValue(position, out var entry) ? (string)entry["hash"]! : Sha256.Of([(byte)position]).Hex)).ToList();
        foreach (var (position, entry) in entries)
        {
            var path = new JsonArray();
            Walk((int)position - 1, 0, leaves.Count, path);
            entry["path"] = path;
        }
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (json["head"], json["key"]) = (LedgerHead.Sign(size, Root(0, leaves.Count), DateTimeOffset.UnixEpoch, key).Note, Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
        json["nodes"] = new JsonArray([.. nodes.Select(node => JsonValue.Create(node))]);

        byte[] Root(int from, int to) => to - from == 1 ? leaves[from] : from + (int)MerkleTree.Split(to - from) is var middle ? MerkleTree.Node(Root(from, middle), Root(middle, to)) : [];

        void Walk(int index, int from, int to, JsonArray path)
        {
            if (to - from == 1)
            {
                return;
            }
            var middle = from + (int)MerkleTree.Split(to - from);
            var (isLeft, beside) = (index < middle, index < middle ? Root(middle, to) : Root(from, middle));
            Walk(index, isLeft ? from : middle, isLeft ? middle : to, path);
            path.Add(nodes.Count);
            nodes.Add(Convert.ToBase64String(beside));
        }
    });

    /// <summary>The pack with manifest, digests and checks made anew.</summary>
    public byte[] Seal(Action<JsonNode>? changeManifest = null)
    {
        Change(PackWriter.Manifest, json =>
        {
            foreach (var file in json["files"]!.AsArray().ToList())
            {
                if (!Files.TryGetValue((string)file!["path"]!, out var content))
                {
                    json["files"]!.AsArray().Remove(file);
                    continue;
                }
                (file["bytes"], file["sha256"]) = (content.Length, Sha256.Of(content).Hex);
            }
            changeManifest?.Invoke(json);
        });
        Files[PackWriter.ManifestDigest] = Encoding.ASCII.GetBytes($"{Sha256.Of(Files[PackWriter.Manifest]).Hex}\n");
        using var output = new MemoryStream();
        var entries = _order.Where(Files.ContainsKey).Select(name => new StoredZip.Entry(name, Files[name].Length, RedundancyCheck.Of(Files[name]))).ToList();
        foreach (var entry in entries)
        {
            output.Write(StoredZip.Local(entry));
            output.Write(Files[entry.Name]);
        }
        output.Write(StoredZip.End(entries));
        return output.ToArray();
    }

    /// <summary>Forgeries of a pack of a recorded damage claim whose board has it, by what they are, with words of the fault that each is to be named by.</summary>
    public static IReadOnlyDictionary<string, (Func<byte[], byte[]> Forge, string Named)> Kinds { get; } = new Dictionary<string, (Func<byte[], byte[]>, string)>(StringComparer.Ordinal)
    {
        ["state"] = (pack => Record(pack, claim => claim["state"] = "withdrawn"), "damageClaim.state"),
        ["decision dropped"] = (pack => Record(pack, claim => claim["changes"]!.AsArray().RemoveAt(claim["changes"]!.AsArray().Count - 1)), "record.json lacks"),
        ["steps reordered"] = (pack => Record(pack, claim => Swap(claim["changes"]!.AsArray())), "the order was changed"),
        ["who decided"] = (pack => Record(pack, claim => claim["changes"]!.AsArray()[^1]!["by"] = "somebody"), "record.json tells"),
        ["day of filing"] = (pack => Record(pack, claim => claim["filedAt"] = "2024-05-30T09:00:00+00:00"), "damageClaim.filedAt"),
        ["amount"] = (pack => Record(pack, claim => claim["statement"]!["amount"] = 99_000), "record.json states something else"),
        ["place"] = (pack => Record(pack, claim => claim["place"]!["name"] = "Elsewhere"), "damageClaim.place"),
        ["custody left out"] = (pack => Custody(pack, custody => custody.RemoveAt(1)), "custody.json lacks"),
        ["custody added"] = (pack => Custody(pack, custody => Add(custody, 9999)), "9999"),
        ["custody date"] = (pack => Custody(pack, custody => custody[0]!["at"] = "2024-05-30T09:00:00+00:00"), "custody.json tells"),
        ["custody reordered"] = (pack => Custody(pack, Swap), "the order was changed"),
        ["reports"] = (pack => new PackForgery(pack).Change(PackWriter.Reported, json => json["coverageSentence"] = "Everything was reported.").Seal(), "reported.json is not"),
        ["page"] = (pack => With(pack, forgery => forgery.Files[PackWriter.Page] = [.. forgery.Files[PackWriter.Page], (byte)' ']), "verify.html is not"),
        ["evidence changed"] = (pack => With(pack, forgery => forgery.Files[forgery.Evidence.First()][^3] ^= 1), "is not the piece of evidence"),
        ["evidence left out"] = (pack => With(pack, forgery => forgery.Files.Remove(forgery.Evidence.First())), "is missing: the ledger has it received"),
        ["what an entry stands for"] = (pack => Proofs(pack, entries => Decision(entries)["trail"]!["content"] = ((string)Decision(entries)["trail"]!["content"]!).Replace("\"recorded\"", "\"not-recorded\"", StringComparison.Ordinal)), "stands for was changed"),
        ["an entry and its hash"] = (pack => Proofs(pack, entries => Recommit(Decision(entries), "trail", trail => (trail["step"], trail["to"]) = ("refuse", "not-recorded"))), "is not in the ledger of the head"),
        ["moment of an entry"] = (pack => Proofs(pack, entries =>
        {
            Decision(entries)["recordedAt"] = "2024-05-30T09:00:00.0000000Z";
            Rehash(Decision(entries));
        }), "is not in the ledger of the head"),
        ["decision left out of the proofs"] = (pack => Proofs(pack, entries => entries.Remove(Decision(entries))), "was left out"),
        ["decision closed"] = (pack => Proofs(pack, entries =>
        {
            var decision = Decision(entries).AsObject();
            decision.Remove("trail");
            decision.Remove("matter");
        }), "left out or added"),
        ["last entries cut off"] = (pack => Proofs(pack, entries => entries.RemoveAt(entries.Count - 1)), "an entry was left out"),
        ["entries reordered"] = (pack => Proofs(pack, entries => Swap(entries)), "does not follow"),
        ["head"] = (pack => new PackForgery(pack).Change(PackWriter.Proofs, json => json["head"] = ((string)json["head"]!).Replace("\nat 2", "\nat 1", StringComparison.Ordinal)).Seal(), "its signature does not hold"),
        ["steps on a ledger of the forger's own"] = (pack => Own(pack, entries => Recommit(Decision(entries), "trail", trail => trail["from"] = "appealed")), "can’t be"),
        ["number"] = (pack => new PackForgery(pack).Seal(manifest => manifest["number"] = "RD-2024-000009"), "RD-2024-000009"),
    };

    /// <summary>What the page in a pack names a forgery by, where that is not the same words.</summary>
    public static string NamedOnPage(string kind) => kind switch
    {
        "decision dropped" => "record.json lacks what ledger entry",
        "who decided" => "record.json tells of ledger entry",
        "custody left out" => "custody.json lacks what ledger entry",
        "custody date" => "custody.json tells of ledger entry",
        _ => Kinds[kind].Named,
    };

    private static byte[] With(byte[] pack, Action<PackForgery> change)
    {
        var forgery = new PackForgery(pack);
        change(forgery);
        return forgery.Seal();
    }

    private static byte[] Record(byte[] pack, Action<JsonNode> change) => new PackForgery(pack).Change(PackWriter.Record, json => change(json["damageClaim"]!)).Seal();

    private static byte[] Custody(byte[] pack, Action<JsonArray> change) => new PackForgery(pack).Change(PackWriter.Custody, json => change(json["custody"]!.AsArray())).Seal();

    private static byte[] Proofs(byte[] pack, Action<JsonArray> change) => new PackForgery(pack).Change(PackWriter.Proofs, json => change(json["entries"]!.AsArray())).Seal();

    // Whoever forges a whole ledger can make the list of its entries fit as well.
    public static byte[] Own(byte[] pack, Action<JsonArray> change) => new PackForgery(pack).Change(PackWriter.Proofs, json =>
    {
        var entries = json["entries"]!.AsArray();
        change(entries);
        for (var index = 1; index < entries.Count; index++)
        {
            if ((long)entries[index]!["position"]! == (long)entries[index - 1]!["position"]! + 1)
            {
                entries[index]!["previous"] = (string)entries[index - 1]!["hash"]!;
            }
            Rehash(entries[index]!);
        }
        Recommit(entries[^1]!, "trail", trail => trail["hashes"] = ProvenClaim.HashesOf(entries.SkipLast(1).Select(entry => (string)entry!["hash"]!)));
    }).OnALedgerOfItsOwn().Seal();

    /// <summary>The step that recorded the damage claim.</summary>
    public static JsonNode Decision(JsonArray entries) => entries.Last(entry => (string)entry!["kind"]! == RegisterEntry.StepTaken && ((string?)entry["trail"]?["content"])?.Contains("\"step\":\"record\"", StringComparison.Ordinal) == true)!;

    private static void Swap(JsonArray list)
    {
        var first = list[0]!;
        list.RemoveAt(0);
        list.Insert(1, first);
    }

    private static void Add(JsonArray list, long entry)
    {
        var added = list[0]!.DeepClone();
        added["entry"] = entry;
        list.Add(added);
    }
}
