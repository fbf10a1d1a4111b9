using System.Text;
using Attest.Register.DamageClaims;
using Attest.Register.Tests.Running;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.Evidence;

public sealed class EvidenceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("jpeg", "image/jpeg")]
    [InlineData("png", "image/png")]
    [InlineData("gif", "image/gif")]
    [InlineData("webp", "image/webp")]
    [InlineData("film", "video/mp4")]
    public async Task The_original_is_kept_untouched_and_the_copy_tells_nothing_of_its_maker(string kind, string type)
    {
        await using var here = await MakeAsync();
        var file = kind switch { "jpeg" => SampleFiles.Jpeg(), "png" => SampleFiles.Png(), "gif" => SampleFiles.Gif(), "webp" => SampleFiles.Webp(), _ => SampleFiles.Film() };
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);

        var piece = await here.Register.ReceiveAsync(Claimant, draft.Id, "..\\..\\photo.exe", new MemoryStream(file), "the kitchen", Cancel);

        Assert.Equal((type, $"photo.exe.{type switch { "image/jpeg" => "jpg", "video/mp4" => "mp4", _ => type[6..] }}", Sha256.Of(file)), (piece.MediaType, piece.Name, piece.Sha256));
        Assert.Contains(new EvidenceFact("given name", "photo.exe"), piece.Metadata);
        Assert.NotEmpty(piece.Metadata);
        await using (var original = await here.Register.OpenOriginalAsync(Claimant, draft.Id, piece.Id, "", Cancel))
        {
            Assert.Equal("application/octet-stream", original.MediaType);
            Assert.Equal(file, Bytes(original.Content));
        }
        await using var copy = await here.Register.OpenWorkingCopyAsync(Claimant, draft.Id, piece.Id, "", Cancel);
        var shown = Bytes(copy.Content);
        Assert.Equal(piece.WorkingCopy!.Sha256, Sha256.Of(shown));
        var text = Encoding.Latin1.GetString(shown);
        Assert.DoesNotContain("script", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Invented", text, StringComparison.Ordinal);
        Assert.DoesNotContain("+50.4501", text, StringComparison.Ordinal);
        await here.Register.SubmitAsync(Claimant, draft.Id, Cancel);
        Assert.Equal(
            [CustodyAct.Received, CustodyAct.WorkingCopyMade, CustodyAct.OriginalTaken],
            (await here.Register.TrailAsync(Claimant, draft.Id, Cancel)).Custody.Select(entry => entry.Act));
    }

    [Fact]
    public async Task What_a_photograph_says_of_itself_is_kept_in_the_record_and_its_orientation_in_the_copy()
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var piece = await here.Register.ReceiveAsync(Claimant, draft.Id, "photo.jpg", new MemoryStream(SampleFiles.Jpeg(orientation: 6)), "", Cancel);
        Assert.Contains(new EvidenceFact("position", "50.45, 30.5"), piece.Metadata);
        Assert.Contains(new EvidenceFact("camera maker", "Invented Cameras"), piece.Metadata);
        Assert.Contains("bytes stand behind the end", Assert.Single(piece.Notices), StringComparison.Ordinal);
        await using var copy = await here.Register.OpenWorkingCopyAsync(Claimant, draft.Id, piece.Id, "", Cancel);
        Assert.Equal(6, Attest.Register.Evidence.ExifReader.Read(Bytes(copy.Content).AsSpan(12), new Attest.Register.Evidence.FactList()));
    }

    [Theory]
    [InlineData("xmp")]
    [InlineData("iptc")]
    [InlineData("heic")]
    [InlineData("tiff")]
    public async Task So_is_what_it_says_in_other_ways(string kind)
    {
        byte[] xmp = [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:tiff='http://ns.adobe.com/tiff/1.0/'><rdf:Description tiff:Make='Invented Cameras'/></rdf:RDF></x:xmpmeta>"u8];
        byte[] iptc = [.. "Photoshop 3.0\0"u8, .. "8BIM\u0004\u0004"u8, 0, 0, 0, 0, 0, 21, 0x1C, 2, 80, 0, 16, .. "Invented Cameras"u8];
        var exif = SampleFiles.Jpeg().AsSpan(30);
        byte[] file = kind switch
        {
            "xmp" => [0xFF, 0xD8, 0xFF, 0xE1, (byte)((xmp.Length + 2) >> 8), (byte)(xmp.Length + 2), .. xmp, .. SampleFiles.Jpeg().AsSpan(2)],
            "iptc" => [0xFF, 0xD8, 0xFF, 0xED, 0, (byte)(iptc.Length + 2), .. iptc, .. SampleFiles.Jpeg().AsSpan(2)],
            "heic" => [.. SampleFiles.Box("ftyp", [.. "heic"u8, 0, 0, 0, 0]), .. SampleFiles.Box("mdat", [0, 0, 0, 6, .. "Exif\0\0"u8, .. exif])],
            _ => exif.ToArray(),
        };
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var piece = await here.Register.ReceiveAsync(Claimant, draft.Id, "photo", new MemoryStream(file), "", Cancel);
        Assert.Contains(new EvidenceFact(kind == "iptc" ? "by" : "camera maker", "Invented Cameras"), piece.Metadata);
        if (piece.WorkingCopy is null)
        {
            return;
        }
        await using var copy = await here.Register.OpenWorkingCopyAsync(Claimant, draft.Id, piece.Id, "", Cancel);
        Assert.DoesNotContain("Invented", Encoding.Latin1.GetString(Bytes(copy.Content)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("program", "a program (ELF)")]
    [InlineData("windows", "a program for Windows")]
    [InlineData("script", "a script")]
    [InlineData("svg", "a page or drawing that can hold a script")]
    [InlineData("html", "a page or drawing that can hold a script")]
    [InlineData("zip", "an archive (ZIP)")]
    [InlineData("bomb", "a packed file that unpacks to far more than it is")]
    [InlineData("noise", "content of no known kind")]
    [InlineData("blanks", "content of no known kind")]
    [InlineData("empty", "an empty file")]
    [InlineData("torn", "a damaged archive or document")]
    public async Task What_could_do_harm_is_refused_with_a_sentence_and_nothing_of_it_is_kept(string kind, string found)
    {
        await using var here = await MakeAsync();
        var file = kind switch
        {
            "program" => [0x7F, .. "ELF"u8, .. new byte[500]],
            "windows" => [.. "MZ"u8, .. new byte[500]],
            "script" => [.. "#!/bin/sh\nrm -rf /\n"u8],
            "svg" => [.. "  <svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"u8],
            "html" => [.. "words first <html><body>"u8],
            "zip" => Zipped(SampleFiles.Docx()),
            "bomb" => SampleFiles.ZipBomb(),
            "blanks" => [.. Enumerable.Repeat((byte)' ', 70_000), .. "<script>1</script>"u8],
            "noise" => [1, 2, 3, 4, 5, 250, 251],
            "torn" => SampleFiles.Docx()[..60],
            _ => Array.Empty<byte>(),
        };
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);

        var refusal = await Assert.ThrowsAsync<RegisterException>(() => here.Register.ReceiveAsync(Claimant, draft.Id, "holiday.jpg", new MemoryStream(file), "", Cancel));

        Assert.Equal(RegisterRefusal.RefusedFile, refusal.Kind);
        Assert.Contains($"found {found}, expected", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(FilesOf(here));
        Assert.Empty(await here.Register.UploadsAsync(Claimant, draft.Id, Cancel));
    }

    [Theory]
    [InlineData("pdf", "application/pdf")]
    [InlineData("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("text", "text/plain")]
    [InlineData("cut", "image/jpeg")]
    public async Task What_no_page_can_show_safely_is_taken_and_only_downloaded(string kind, string type)
    {
        await using var here = await MakeAsync();
        var file = kind switch { "pdf" => SampleFiles.Pdf(), "docx" => SampleFiles.Docx(), "cut" => SampleFiles.Jpeg()[..150], _ => Encoding.UTF8.GetBytes("Ми виїхали вранці.") };
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var piece = await here.Register.ReceiveAsync(Claimant, draft.Id, "paper", new MemoryStream(file), "", Cancel);
        Assert.Equal((type, EvidenceShowing.Download), (piece.MediaType, piece.Showing));
        Assert.Null(piece.WorkingCopy);
        await Assert.ThrowsAsync<RegisterException>(() => here.Register.OpenWorkingCopyAsync(Claimant, draft.Id, piece.Id, "", Cancel));
    }

    [Theory]
    [InlineData("zvit.pdf.js", "zvit.pdf.js.txt", "text")]
    [InlineData("foto.bat", "foto.bat.txt", "text")]
    [InlineData("foto.PS1", "foto.PS1.txt", "text")]
    [InlineData("x.hta", "x.hta.txt", "text")]
    [InlineData("x.url", "x.url.txt", "text")]
    [InlineData("words.TXT", "words.TXT", "text")]
    [InlineData("foto.html", "foto.html.jpg", "jpeg")]
    [InlineData("foto.JPEG", "foto.JPEG", "jpeg")]
    [InlineData(".jpg", "jpg.jpg", "jpeg")]
    [InlineData("paper.docm", "paper.docm.docx", "docx")]
    [InlineData("paper", "paper.pdf", "pdf")]
    public async Task A_file_goes_out_under_the_ending_of_what_it_is_and_no_other(string name, string expected, string kind)
    {
        await using var here = await MakeAsync();
        var file = kind switch { "text" => Encoding.UTF8.GetBytes("del everything\r\n"), "jpeg" => SampleFiles.Jpeg(), "docx" => SampleFiles.Docx(), _ => SampleFiles.Pdf() };
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);

        var piece = await here.Register.ReceiveAsync(Claimant, draft.Id, name, new MemoryStream(file), "", Cancel);

        await using (var original = await here.Register.OpenOriginalAsync(Claimant, draft.Id, piece.Id, "", Cancel))
        {
            Assert.Equal(expected, original.Name);
        }
        await here.Register.SubmitAsync(Claimant, draft.Id, Cancel);
        using var pack = new MemoryStream();
        await here.Register.WriteEvidencePackAsync(Claimant, draft.Id, pack, "", Cancel);
        using var zip = new System.IO.Compression.ZipArchive(pack);
        Assert.EndsWith($"-{expected}", Assert.Single(zip.Entries, entry => entry.FullName.StartsWith("evidence/", StringComparison.Ordinal)).FullName, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("photo.jpg", "photo.jpg")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\x\\фото.jpg", "фото.jpg")]
    [InlineData("a\u202Egpj.exe", "agpj.exe")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    [InlineData("a\r\nSet-Cookie: b\u0000.jpg", "b.jpg")]
    [InlineData("<img src=x onerror=1>.png", "_img src=x onerror=1_.png")]
    public void A_name_is_made_harmless(string name, string harmless) => Assert.Equal(harmless, Attest.Register.Evidence.FileName.Harmless(name));

    [Fact]
    public async Task An_upload_that_is_cut_at_every_quarter_goes_on_from_there()
    {
        await using var here = await MakeAsync();
        var file = new byte[1_000_003];
        new Random(1).NextBytes(file);
        SampleFiles.Pdf().CopyTo(file, 0);
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var upload = await here.Register.BeginUploadAsync(Claimant, draft.Id, "scan.pdf", file.Length, "", Cancel);
        for (var quarter = 1; quarter <= 4; quarter++)
        {
            var state = await here.Register.UploadStateAsync(Claimant, upload.Id, Cancel);
            await Assert.ThrowsAsync<RegisterException>(() => here.Register.FinishUploadAsync(Claimant, upload.Id, Cancel));
            await Assert.ThrowsAsync<IOException>(() => here.Register.AppendUploadAsync(Claimant, upload.Id, state.Received, new BreakingStream(file, (int)state.Received, file.Length * quarter / 4), Cancel));
            // The second time the register is closed and opened in between, the third time the last block is half written.
            if (quarter == 2)
            {
                await here.ReopenAsync();
            }
            else if (quarter == 3)
            {
                using var torn = new FileStream(Assert.Single(FilesOf(here)), FileMode.Open);
                torn.SetLength(torn.Length - 7);
            }
        }
        var wrong = await here.Register.AppendUploadAsync(Claimant, upload.Id, 5, new MemoryStream([1, 2, 3]), Cancel);
        Assert.Equal(file.Length, wrong.Received);
        await Assert.ThrowsAsync<RegisterException>(() => here.Register.UploadStateAsync(Stranger, upload.Id, Cancel));

        var piece = await here.Register.FinishUploadAsync(Claimant, upload.Id, Cancel);

        Assert.Equal(Sha256.Of(file), piece.Sha256);
        await using var original = await here.Register.OpenOriginalAsync(Claimant, draft.Id, piece.Id, "", Cancel);
        Assert.Equal(file, Bytes(original.Content));
        original.Content.Position = 654_321;
        Assert.Equal(file[654_321], original.Content.ReadByte());
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_before_and_while_it_comes()
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var refusal = await Assert.ThrowsAsync<RegisterException>(() => here.Register.BeginUploadAsync(Claimant, draft.Id, "film.mp4", 251L << 20, "", Cancel));
        Assert.Contains("found a file of 251 MB, expected at most 250 MB", refusal.Message, StringComparison.Ordinal);
        var upload = await here.Register.BeginUploadAsync(Claimant, draft.Id, "film.mp4", 1000, "", Cancel);
        await Assert.ThrowsAsync<RegisterException>(() => here.Register.AppendUploadAsync(Claimant, upload.Id, 0, new EndlessStream(251L << 20), Cancel));
        Assert.Empty(FilesOf(here));
    }

    [Fact]
    public async Task Nobody_but_its_people_opens_evidence_and_each_look_is_in_its_custody()
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var piece = await here.Register.ReceiveAsync(Claimant, draft.Id, "photo.png", new MemoryStream(SampleFiles.Png()), "", Cancel);
        await here.Register.SubmitAsync(Claimant, draft.Id, Cancel);
        await here.Register.AssignAsync(Board, draft.Id, Examiner.Account, Cancel);
        foreach (var actor in new[] { Stranger, OtherExaminer, Auditor, Administrator })
        {
            Assert.Equal(RegisterRefusal.NotFound, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.OpenOriginalAsync(actor, draft.Id, piece.Id, "", Cancel))).Kind);
            Assert.Equal(RegisterRefusal.NotFound, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.OpenWorkingCopyAsync(actor, draft.Id, piece.Id, "", Cancel))).Kind);
        }
        await (await here.Register.OpenWorkingCopyAsync(Examiner, draft.Id, piece.Id, "to look at the wall", Cancel)).DisposeAsync();
        await (await here.Register.OpenOriginalAsync(Examiner, draft.Id, piece.Id, "to compare", Cancel)).DisposeAsync();
        Assert.Equal("to look at the wall", (await here.Register.TrailAsync(Examiner, draft.Id, Cancel)).Custody.Single(entry => entry.Act == CustodyAct.WorkingCopyViewed).Why);
        var seen = (await here.Register.TrailAsync(Auditor, draft.Id, Cancel)).Custody;
        Assert.Equal(Examiner.Account, seen.Single(entry => entry.Act == CustodyAct.OriginalTaken).By);
        Assert.All(seen, entry => Assert.Equal("", entry.Why));
        await Assert.ThrowsAsync<RegisterException>(() => here.Register.WithdrawEvidenceAsync(Claimant, draft.Id, piece.Id, Cancel));
    }

    [Fact]
    public async Task A_piece_taken_back_and_a_draft_thrown_away_leave_no_file()
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var first = await here.Register.ReceiveAsync(Claimant, draft.Id, "photo.png", new MemoryStream(SampleFiles.Png()), "", Cancel);
        await here.Register.ReceiveAsync(Claimant, draft.Id, "photo.jpg", new MemoryStream(SampleFiles.Jpeg()), "", Cancel);
        await here.Register.WithdrawEvidenceAsync(Claimant, draft.Id, first.Id, Cancel);
        Assert.Equal(2, FilesOf(here).Length);
        await here.Register.DiscardDraftAsync(Claimant, draft.Id, Cancel);
        Assert.Empty(FilesOf(here));
        await Assert.ThrowsAsync<RegisterException>(() => here.Register.DraftAsync(Claimant, draft.Id, Cancel));
    }

    [Theory]
    [InlineData("add take discard")]
    [InlineData("add add take take discard")]
    [InlineData("add discard")]
    [InlineData("add take add submit withdraw erase")]
    [InlineData("add submit assign return add save withdraw")]
    [InlineData("add submit assign return add take save discard submit")]
    [InlineData("add submit assign return save withdraw erase")]
    public async Task Whatever_becomes_of_a_draft_and_its_pieces_what_is_left_verifies(string acts)
    {
        await using var here = await MakeAsync();
        var id = (await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel)).Id;
        var (pieces, added) = (new Stack<string>(), (byte)0);
        foreach (var act in acts.Split(' '))
        {
            await (act switch
            {
                "add" => AddAsync(),
                "take" => here.Register.WithdrawEvidenceAsync(Claimant, id, pieces.Pop(), Cancel),
                "discard" => here.Register.DiscardDraftAsync(Claimant, id, Cancel),
                "submit" => here.Register.SubmitAsync(Claimant, id, Cancel),
                "assign" => here.Register.AssignAsync(Board, id, Examiner.Account, Cancel),
                "return" => here.Register.ReturnAsync(Examiner, id, ["unclear-time"], "Which week was it?", Cancel),
                "save" => here.Register.SaveDraftAsync(Claimant, id, Statements.Flat() with { Account = "It was in the last week of March, when the windows of the whole street broke." }, Cancel),
                "withdraw" => here.Register.WithdrawAsync(Claimant, id, "", Cancel),
                _ => here.Register.EraseAsync(Claimant, id, "It was a mistake.", Cancel),
            });
            Assert.Empty((await here.Register.VerifyAsync(null, Cancel)).Faults);
        }
        if (acts.Contains("withdraw", StringComparison.Ordinal))
        {
            Assert.Empty(await here.Register.DraftsAsync(Claimant, Cancel));
            await Assert.ThrowsAsync<RegisterException>(() => here.Register.SubmitAsync(Claimant, id, Cancel));
        }

        async Task AddAsync() => pieces.Push((await here.Register.ReceiveAsync(Claimant, id, $"photo-{pieces.Count}.png", new MemoryStream([.. SampleFiles.Png(), added++]), "", Cancel)).Id);
    }

    private static byte[] Bytes(Stream content)
    {
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Zipped(byte[] content)
    {
        using var file = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("photo.jpg").Open();
            entry.Write(content);
        }
        return file.ToArray();
    }

    private static string[] FilesOf(TemporaryRegister here) => Directory.GetFiles(Path.Combine(here.Folder, "register", "evidence"), "*", SearchOption.AllDirectories);

    /// <summary>Gives bytes up to a place and breaks there.</summary>
    private sealed class BreakingStream(byte[] file, int start, int end) : MemoryStream
    {
        private int _at = start;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_at >= end)
            {
                throw new IOException("The connection broke.");
            }
            var given = Math.Min(Math.Min(buffer.Length, 10_000), end - _at);
            file.AsMemory(_at, given).CopyTo(buffer);
            _at += given;
            return ValueTask.FromResult(given);
        }
    }

    /// <summary>Gives bytes without holding them.</summary>
    private sealed class EndlessStream(long length) : MemoryStream
    {
        private long _left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var given = (int)Math.Min(buffer.Length, _left);
            _left -= given;
            return ValueTask.FromResult(given);
        }
    }
}
