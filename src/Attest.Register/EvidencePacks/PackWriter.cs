using System.Security.Cryptography;
using System.Text;
using Attest.Register.DamageClaims;
using Attest.Register.Evidence;
using Attest.Register.Storage;
using Attest.Register.Strings;

namespace Attest.Register.EvidencePacks;

/// <summary>Writes an evidence pack: the record, the custody, what was reported, the proofs, each piece of evidence, a manifest of all of these, and a page that verifies them without a network.</summary>
internal sealed class PackWriter
{
    public const string Record = "record.json", Custody = "custody.json", Reported = "reported.json", Proofs = "proofs.json",
        Manifest = "manifest.json", ManifestDigest = "manifest.sha256", Page = "verify.html", EvidenceFolder = "evidence/";

    // What stands in the page where the rest of its script and the table of transitions go.
    private const string ScriptGap = "/* proofs.js */", TransitionsGap = "[/* transitions.tsv */]", TermsGap = "{/* terms */}";

    private readonly List<(StoredZip.Entry Entry, Func<Stream> Open, string Sha256)> _files = [];

    /// <summary>The digest of the manifest, which stands for the whole pack.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>The digest of the page that verifies packs.</summary>
    public static string PageDigest => Sha256.Of(PageBytes()).Hex;

    /// <summary>Where a piece lies in a pack.</summary>
    public static string PathOf(EvidencePiece piece) => $"{EvidenceFolder}{piece.Id}-{piece.Name}";

    /// <summary>Adds a document.</summary>
    public void Add(string path, byte[] content) => _files.Add((new StoredZip.Entry(path, content.Length, RedundancyCheck.Of(content)), () => new MemoryStream(content, writable: false), Sha256.Of(content).Hex));

    /// <summary>Adds a piece of evidence; it is read once now, to be checked, and once when it is written.</summary>
    /// <exception cref="InvalidDataException">It is not what was received.</exception>
    public void Add(EvidencePiece piece, Func<Stream> open)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var check = RedundancyCheck.Begin;
        using (var content = open())
        {
            var buffer = new byte[EvidenceBlocks.PlainBytes];
            while (content.Read(buffer) is > 0 and var read)
            {
                digest.AppendData(buffer, 0, read);
                check = RedundancyCheck.Take(check, buffer.AsSpan(0, read));
            }
        }
        var found = Convert.ToHexStringLower(digest.GetHashAndReset());
        if (found != piece.Sha256.Hex)
        {
            throw new InvalidDataException($"The evidence {piece.Id} has the digest {found}, expected {piece.Sha256}.");
        }
        _files.Add((new StoredZip.Entry(PathOf(piece), piece.Bytes, RedundancyCheck.End(check)), open, found));
    }

    /// <summary>Adds the page and the manifest; nothing is added after that.</summary>
    public void Seal(string number)
    {
        Add(Page, PageBytes());
        var manifest = RegisterJson.Write(new PackManifest(PackManifest.CurrentFormat, number, [.. _files.Select(file => new PackedFile(file.Entry.Name, file.Entry.Bytes, file.Sha256))]));
        Digest = Sha256.Of(manifest).Hex;
        Add(Manifest, manifest);
        Add(ManifestDigest, Encoding.ASCII.GetBytes($"{Digest}\n"));
    }

    /// <summary>Writes the pack from front to back.</summary>
    public async Task WriteAsync(Stream output, CancellationToken cancel)
    {
        foreach (var (entry, open, _) in _files)
        {
            await output.WriteAsync(StoredZip.Local(entry), cancel);
            await using var content = open();
            await content.CopyToAsync(output, cancel);
        }
        await output.WriteAsync(StoredZip.End([.. _files.Select(file => file.Entry)]), cancel);
    }

    /// <summary>The page that verifies packs: one file, with its script and the table of transitions in it.</summary>
    internal static byte[] PageBytes() => Encoding.UTF8.GetBytes(Resource("verify.html")
        .Replace(ScriptGap, Resource("proofs.js"), StringComparison.Ordinal)
        .Replace(TransitionsGap, Encoding.UTF8.GetString(RegisterJson.Write(Transitions.All)), StringComparison.Ordinal)
        .Replace(TermsGap, Encoding.UTF8.GetString(RegisterJson.Write(RegisterWords.Languages.ToDictionary(language => language, Terms))), StringComparison.Ordinal));

    // What the codes of states, steps, acts and roles are called on the page.
    private static Dictionary<string, string> Terms(string language)
    {
        var terms = new Dictionary<string, string>(StringComparer.Ordinal);
        Add<DamageState>();
        Add<DamageStep>();
        Add<CustodyAct>();
        Add<RegisterRole>();
        return terms;

        void Add<T>()
            where T : struct, Enum
        {
            foreach (var value in Enum.GetValues<T>())
            {
                terms.Add(WireNames<T>.Of(value), RegisterWords.Of(value, language));
            }
        }
    }

    private static string Resource(string name)
    {
        using var stream = typeof(PackWriter).Assembly.GetManifestResourceStream($"EvidencePacks/{name}") ?? throw new InvalidOperationException($"Writing an evidence pack: {name} is not in this build; build the project anew.");
        using var text = new StreamReader(stream, Encoding.UTF8);
        return text.ReadToEnd();
    }
}
