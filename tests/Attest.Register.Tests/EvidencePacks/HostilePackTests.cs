using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Attest.Register.EvidencePacks;
using Attest.Register.Evidence;
using Attest.Register.Tests.Running;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.EvidencePacks;

/// <summary>What is given to be verified may be anything.</summary>
public sealed class HostilePackTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_file_of_any_length_that_is_no_pack_is_told_as_such_and_not_read_into_memory()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var file = new FileStream(path, FileMode.Open);
            file.SetLength(6L << 30);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Contains("this is no evidence pack", string.Join(' ', PackVerifier.Verify(file).Faults), StringComparison.Ordinal);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("salt")]
    [InlineData("content")]
    [InlineData("body")]
    [InlineData("entry")]
    [InlineData("file")]
    public async Task What_is_missing_in_a_document_is_a_fault_and_no_crash(string what)
    {
        await using var here = await MakeAsync();
        var id = (await here.FileAsync(Statements.Displaced())).Id;
        using var pack = new MemoryStream();
        await here.Register.WriteEvidencePackAsync(Claimant, id, pack, "", Cancel);
        using var changed = Resealed(pack, (name, json) =>
        {
            var entries = json["entries"]?.AsArray();
            switch (what)
            {
                case "salt" or "content" when name == "proofs.json":
                    entries![0]!["matter"]![what] = null;
                    break;
                case "body" when name == "proofs.json":
                    entries![0]!["body"] = null;
                    break;
                case "entry" when name == "proofs.json":
                    entries![0] = null;
                    break;
                case "file" when name == "manifest.json":
                    json["files"]!.AsArray().Add(null);
                    break;
            }
        });
        Assert.NotEmpty(PackVerifier.Verify(changed).Faults);
    }

    // The pack with changed documents, and manifest, digests and checks made anew.
    private static MemoryStream Resealed(MemoryStream pack, Action<string, JsonNode> change)
    {
        using var zip = new ZipArchive(pack, ZipArchiveMode.Read, leaveOpen: true);
        var files = new List<(string Name, byte[] Bytes)>();
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using var opened = entry.Open();
            opened.CopyTo(content);
            var bytes = content.ToArray();
            if (entry.Name.EndsWith(".json", StringComparison.Ordinal))
            {
                var json = JsonNode.Parse(bytes)!;
                if (entry.Name == PackWriter.Manifest)
                {
                    foreach (var file in json["files"]!.AsArray())
                    {
                        var (name, made) = files.Single(one => one.Name == (string)file!["path"]!);
                        (file!["bytes"], file["sha256"]) = (made.Length, Sha256.Of(made).Hex);
                    }
                }
                change(entry.Name, json);
                bytes = Encoding.UTF8.GetBytes(json.ToJsonString());
            }
            files.Add((entry.FullName, entry.Name == PackWriter.ManifestDigest ? Encoding.ASCII.GetBytes($"{Sha256.Of(files.Single(one => one.Name == PackWriter.Manifest).Bytes).Hex}\n") : bytes));
        }
        var output = new MemoryStream();
        var entries = files.ConvertAll(file => new StoredZip.Entry(file.Name, file.Bytes.Length, RedundancyCheck.Of(file.Bytes)));
        for (var index = 0; index < files.Count; index++)
        {
            output.Write(StoredZip.Local(entries[index]));
            output.Write(files[index].Bytes);
        }
        output.Write(StoredZip.End(entries));
        return output;
    }
}
