using System.IO.Compression;
using Attest.Register.Evidence;
using Attest.Register.EvidencePacks;
using Attest.Register.Tests.Running;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.EvidencePacks;

public sealed class EvidencePackTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pack_unpacks_everywhere_verifies_alone_and_with_its_register()
    {
        await using var here = await MakeAsync();
        var (pack, digest) = await PackAsync(here);
        using (var archive = new ZipArchive(new MemoryStream(pack)))
        {
            Assert.Contains(archive.Entries, entry => entry.FullName.StartsWith("evidence/", StringComparison.Ordinal) && entry.FullName.EndsWith("-photo.jpg", StringComparison.Ordinal));
            Assert.Contains(archive.Entries, entry => entry.FullName == "verify.html");
        }
        var verification = PackVerifier.Verify(new MemoryStream(pack));
        Assert.Empty(verification.Faults);
        Assert.Equal(("RD-2024-000001", digest), (verification.Number, verification.Digest));
        Assert.Empty((await here.Register.VerifyPackAsync(new MemoryStream(pack), Cancel)).Faults);
        await using var other = await MakeAsync();
        Assert.NotEmpty((await other.Register.VerifyPackAsync(new MemoryStream(pack), Cancel)).Faults);
        Assert.Equal(digest, (await here.Register.TrailAsync(Board, "RD-2024-000001", Cancel)).Custody[^1].Digest);
    }

    [Fact]
    public async Task A_pack_with_any_one_byte_changed_or_cut_off_does_not_verify()
    {
        await using var here = await MakeAsync();
        var (pack, _) = await PackAsync(here);
        for (var at = 0; at < pack.Length; at += at < 400 || at > pack.Length - 700 ? 1 : 97)
        {
            pack[at] ^= 1;
            Assert.True(PackVerifier.Verify(new MemoryStream(pack)).Faults.Count > 0, $"Byte {at} of {pack.Length} was changed and nothing found.");
            pack[at] ^= 1;
        }
        Assert.NotEmpty(PackVerifier.Verify(new MemoryStream(pack[..^1])).Faults);
        Assert.NotEmpty(PackVerifier.Verify(new MemoryStream([.. pack, 0])).Faults);
        Assert.NotEmpty(PackVerifier.Verify(new MemoryStream([])).Faults);
        Assert.Empty(PackVerifier.Verify(new MemoryStream(pack)).Faults);
    }

    [Fact]
    public void A_pack_of_more_than_four_gigabytes_unpacks_with_other_programs()
    {
        var words = "the last file"u8.ToArray();
        StoredZip.Entry[] entries = [.. Enumerable.Range(0, 20).Select(number => new StoredZip.Entry($"evidence/{number:00}.mp4", 240L << 20, 0)), new StoredZip.Entry("manifest.json", words.Length, RedundancyCheck.Of(words))];
        using var pack = new SparseStream();
        foreach (var entry in entries)
        {
            pack.Add(StoredZip.Local(entry));
            if (entry.Bytes == words.Length)
            {
                pack.Add(words);
            }
            else
            {
                pack.AddZeroes(entry.Bytes);
            }
        }
        pack.Add(StoredZip.End(entries));
        Assert.True(pack.Length > uint.MaxValue);
        using var archive = new ZipArchive(pack);
        Assert.Equal(entries.Select(entry => entry.Name), archive.Entries.Select(entry => entry.FullName));
        using var read = new StreamReader(archive.GetEntry("manifest.json")!.Open());
        Assert.Equal("the last file", read.ReadToEnd());
        using var film = archive.GetEntry("evidence/19.mp4")!.Open();
        Assert.Equal(0, film.ReadByte());
    }

    [Fact]
    public async Task Nobody_gets_a_pack_of_what_they_may_not_see()
    {
        await using var here = await MakeAsync();
        await PackAsync(here);
        foreach (var actor in new[] { Stranger, OtherExaminer, Auditor, Administrator })
        {
            using var nothing = new MemoryStream();
            await Assert.ThrowsAsync<RegisterException>(() => here.Register.WriteEvidencePackAsync(actor, "RD-2024-000001", nothing, "", Cancel));
            Assert.Equal(0, nothing.Length);
        }
    }

    private static async Task<(byte[] Pack, string Digest)> PackAsync(TemporaryRegister here)
    {
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        await here.Register.ReceiveAsync(Claimant, draft.Id, "photo.jpg", new MemoryStream(SampleFiles.Jpeg()), "", Cancel);
        await here.Register.SubmitAsync(Claimant, draft.Id, Cancel);
        using var pack = new MemoryStream();
        var digest = await here.Register.WriteEvidencePackAsync(Board, draft.Id, pack, "for a court", Cancel);
        return (pack.ToArray(), digest);
    }
}
