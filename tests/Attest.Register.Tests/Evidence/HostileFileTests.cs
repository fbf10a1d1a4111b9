using System.Buffers.Binary;
using System.Text;
using Attest.Register.DamageClaims;
using Attest.Register.Evidence;
using Attest.Register.Tests.Running;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.Evidence;

/// <summary>Files that are made to run, to fetch, to fill the memory or to break whoever looks at them.</summary>
public sealed class HostileFileTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("word/vbaProject.bin")]
    [InlineData("word\\VBAPROJECT.BIN")]
    [InlineData("word/activeX/activeX1.xml")]
    [InlineData("xl/macrosheets/sheet1.xml")]
    [InlineData("word/embeddings/oleObject1.bin")]
    [InlineData("xl/externalLinks/externalLink1.xml")]
    [InlineData("word/run.js")]
    [InlineData("word/afchunk.mht")]
    public void A_document_with_a_program_or_another_file_in_it_is_refused(string part) => Refused(SampleFiles.Docx(part));

    [Theory]
    [InlineData("Basic/Standard/Module1.xml")]
    [InlineData("Scripts/python/run.py")]
    [InlineData("Object 1/content.xml")]
    [InlineData("ObjectReplacements/Object 1")]
    public void So_is_one_of_OpenDocument(string part) => Refused(SampleFiles.Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>"), (part, "<x/>")));

    [Theory]
    [InlineData("<Override PartName='/word/harmless.bin' ContentType='application/vnd.ms-office.vbaProject'/>")]
    [InlineData("<Override PartName='/word/document.xml' ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/>")]
    public void A_program_under_a_harmless_name_is_told_by_its_type(string type) =>
        Refused(SampleFiles.Zip(("[Content_Types].xml", $"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>{type}</Types>"), ("word/document.xml", "<x/>")));

    [Theory]
    [InlineData("attachedTemplate", "https://example.org/t.dotm", "External", true)]
    [InlineData("image", "https://example.org/pixel.png", "External", true)]
    [InlineData("oleObject", "word/other.bin", "Internal", true)]
    [InlineData("aFChunk", "chunk.dat", "Internal", true)]
    [InlineData("hyperlink", "https://example.org/", "External", false)]
    [InlineData("image", "media/image1.png", "Internal", false)]
    public void What_a_document_fetches_from_elsewhere_when_it_is_opened_is_refused_and_a_link_is_not(string kind, string target, string mode, bool isRefused)
    {
        var file = SampleFiles.Zip(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>"), ("word/_rels/document.xml.rels", RelationOf(kind, target, mode)));
        if (isRefused)
        {
            Refused(file);
        }
        else
        {
            Assert.Equal("docx", ContentInspector.Inspect(new MemoryStream(file)).Endings[0]);
        }
    }

    [Theory]
    [InlineData("application/vnd.oasis.opendocument.text", "odt")]
    [InlineData("application/vnd.oasis.opendocument.spreadsheet", "ods")]
    [InlineData("application/vnd.oasis.opendocument.base", null)]
    [InlineData("application/epub+zip", null)]
    public void OpenDocument_is_what_its_first_part_says(string kind, string? ending)
    {
        var file = SampleFiles.Zip(("mimetype", kind), ("content.xml", "<x/>"));
        Assert.Equal(ending, ending is null ? Refusal(file) is var _ ? null : "" : ContentInspector.Inspect(new MemoryStream(file)).Endings[0]);
    }

    [Theory]
    [InlineData(6000)]
    [InlineData(ushort.MaxValue)]
    public void A_list_of_files_that_is_too_long_is_not_read(int count)
    {
        // A record of the list has 46 bytes and a name of one letter.
        var record = new byte[47];
        "PK\u0001\u0002"u8.CopyTo(record);
        record[28] = 1;
        using var file = new MemoryStream();
        file.Write("PK\u0003\u0004"u8);
        file.Write(new byte[26]);
        for (var index = 0; index < 200_000; index++)
        {
            file.Write(record);
        }
        var end = new byte[22];
        "PK\u0005\u0006"u8.CopyTo(end);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), 30);
        file.Write(end);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("unpacks to far more", Refusal(file.ToArray()).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 30_000_000);
    }

    [Fact]
    public void A_picture_made_of_remarks_has_few_of_them_in_the_record()
    {
        byte[] file =
        [
            .. SampleFiles.Png()[..33],
            .. Enumerable.Range(0, 1000).SelectMany(number => SampleFiles.Chunk("tEXt", [.. Encoding.ASCII.GetBytes($"k{number}"), .. Enumerable.Repeat((byte)'x', 500), 0x0A, 0, (byte)'v'])),
            .. SampleFiles.Png()[33..],
        ];
        var copy = PictureCopies.Make(CopyKind.Png, file);
        Assert.Equal(50, copy.Facts.Count);
        Assert.All(copy.Facts, fact => Assert.True(fact.Name.Length <= 80 && !fact.Name.Any(char.IsControl)));
    }

    [Theory]
    [InlineData("box as long as the world")]
    [InlineData("cut within a long header")]
    [InlineData("cut within a table")]
    public async Task A_film_that_is_wrong_in_itself_is_taken_and_only_downloaded(string what)
    {
        byte[] ftyp = SampleFiles.Box("ftyp", [.. "isom"u8, 0, 0, 2, 0]);
        byte[] file = what switch
        {
            "box as long as the world" => [.. ftyp, 0, 0, 0, 1, .. "moov"u8, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xF0, 1, 2, 3],
            "cut within a long header" => [.. ftyp, 0, 0, 0, 1, .. "moov"u8, 0, 0, 0],
            _ => [.. ftyp, .. SampleFiles.Box("moov", [.. SampleFiles.Box("mvhd", [0, 0])])],
        };
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var piece = await here.Register.ReceiveAsync(Claimant, draft.Id, "film.mp4", new MemoryStream(file), "", Cancel);
        Assert.Equal((EvidenceShowing.Download, null), (piece.Showing, piece.WorkingCopy));
    }

    [Fact]
    public async Task Of_a_film_only_what_is_seen_and_heard_is_in_the_copy()
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        var file = SampleFiles.PhoneFilm();

        var piece = await here.Register.ReceiveAsync(Claimant, draft.Id, "film.mp4", new MemoryStream(file), "", Cancel);

        Assert.Contains(new EvidenceFact("position", "+50.4501+030.5234/"), piece.Metadata);
        Assert.Contains(new EvidenceFact("made", "2024-05-31 11:33:20 UTC"), piece.Metadata);
        await using var copy = await here.Register.OpenWorkingCopyAsync(Claimant, draft.Id, piece.Id, "", Cancel);
        using var bytes = new MemoryStream();
        await copy.Content.CopyToAsync(bytes, Cancel);
        var shown = Encoding.Latin1.GetString(bytes.ToArray());
        Assert.Equal(file.Length, shown.Length);
        var contents = shown[(shown.IndexOf("mdat", StringComparison.Ordinal) + 4)..];
        var samples = new string('p', 100) + new string('s', 100) + new string('\0', 100);
        Assert.StartsWith(samples + samples + new string('\0', 13) + "\0\0\0\u0010free", contents, StringComparison.Ordinal);
        Assert.All(["Invented", "INVT", "quicktime", "mebx", "+50.4501", "SAMS", "vend"], word => Assert.DoesNotContain(word, shown, StringComparison.Ordinal));
        Assert.DoesNotContain(Encoding.Latin1.GetString([0xE2, 0x7F, 0x66, 0x00]), shown, StringComparison.Ordinal);
        Assert.Contains("avc1", shown, StringComparison.Ordinal);
    }

    private static string RelationOf(string kind, string target, string mode) =>
        $"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}' Target='{target}' TargetMode='{mode}'/></Relationships>";

    private static void Refused(byte[] file) => Assert.Contains("found a document with programs, other files or links to files elsewhere in it", Refusal(file).Message, StringComparison.Ordinal);

    private static RegisterException Refusal(byte[] file) => Assert.Throws<RegisterException>(() => ContentInspector.Inspect(new MemoryStream(file)));
}
