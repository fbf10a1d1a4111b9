using Attest.Register.Evidence;
using Attest.Register.Tests.Running;

namespace Attest.Register.Tests.Evidence;

/// <summary>PDFs and office documents that do something when they are opened, however that is hidden in them.</summary>
public sealed class HostileDocumentTests
{
    private const string Script = "<</S /JavaScript /JS (app.alert(1))>>", Packed = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode ";

    [Theory]
    [InlineData("1 0 obj <</Type /Catalog /OpenAction <</S /JavaScript /JS (app.alert(1))>> >> endobj", "a script")]
    [InlineData("1 0 obj<</S/JavaScript/JS 2 0 R>>endobj", "a script")]
    [InlineData("1 0 obj <</S /J#61vaScr#69pt /JS (x)>> endobj", "a script")]
    [InlineData("1 0 obj <</Names <</JavaScript 4 0 R>>>> endobj", "a script")]
    [InlineData("1 0 obj <</OpenAction <</S /Launch /F (calc.exe)>>>> endobj", "starts a program")]
    [InlineData("1 0 obj <</AA <</O <</Type/Action/S/Launch>>>>>> endobj", "starts a program")]
    [InlineData("1 0 obj <</Names <</EmbeddedFiles 5 0 R>>>> endobj", "other files")]
    [InlineData("1 0 obj <</Type /Annot /Subtype /FileAttachment>> endobj", "other files")]
    [InlineData("1 0 obj <</Type /Annot /Subtype /RichMedia>> endobj", "is played")]
    [InlineData("1 0 obj <</AcroForm <</XFA [(template) 6 0 R]>>>> endobj", "a form with a program")]
    [InlineData("1 0 obj <</A <</S /SubmitForm /F (https://example.org)>>>> endobj", "sent elsewhere")]
    [InlineData("5 0 obj <</Length 9>> stream\n1 0 obj <</S /JavaScript>> endobj\nendstream endobj", "a script")]
    [InlineData("1 0 obj (a string (that is never closed\n2 0 obj <</S /JavaScript>> endobj", "a script")]
    [InlineData("trailer <</Root 1 0 R /Encrypt 9 0 R>>", "encrypted")]
    public void What_a_PDF_does_when_it_is_opened_is_refused_by_its_name(string objects, string what) => Assert.Contains(what, Refusal(SampleFiles.Pdf(objects)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(Packed, 1, "a script")]
    [InlineData("/Type /Obj#53tm /N 1 /First 4 /Filter /FlateDecode ", 1, "a script")]
    [InlineData("/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode] ", 2, "a script")]
    [InlineData("/Type /ObjStm /N 1 /First 4 ", 0, "a script")]
    [InlineData("/Type 8 0 R /N 1 /First 4 /Filter /FlateDecode ", 1, "a script")]
    [InlineData("/Type /ObjStm %1 0 obj\n/N 1 /First 4 /Filter /FlateDecode %2 0 obj\n", 1, "a script")]
    [InlineData("/N 1 %1 0 obj\n/First 4 /Filter /FlateDecode ", 1, "a script")]
    [InlineData("/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode ", 0, "can’t be looked into")]
    [InlineData("/Type /ObjStm /N 1 /First 4 /Filter [/ASCIIHexDecode /FlateDecode] ", 1, "can’t be looked into")]
    [InlineData("/Type /ObjStm /N 1 /First 4 /Filter 9 0 R ", 1, "can’t be looked into")]
    [InlineData("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /DecodeParms <</Predictor 12>> ", 1, "can’t be looked into")]
    [InlineData("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode ", 0, "can’t be looked into")]
    public void So_it_is_in_a_stream_of_objects_and_what_can_not_be_looked_into_is_told_as_such(string dictionary, int times, string what) =>
        Assert.Contains(what, Refusal(SampleFiles.Pdf(SampleFiles.PdfStream(dictionary, $"5 0 {Script}", times))).Message, StringComparison.Ordinal);

    [Fact]
    public void Wherever_a_name_is_cut_by_how_much_is_read_at_once_it_is_found()
    {
        for (var before = 65_500; before < 65_560; before++)
        {
            Assert.Contains("a script", Refusal(SampleFiles.Pdf(new string(' ', before) + Script)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1 0 obj <</Type /Annot /Subtype /Link /A <</S /URI /URI (https://www.example.org/JavaScript/Launch)>>>> endobj")]
    [InlineData("1 0 obj <</Title (How JavaScript and Launch are written)>> endobj")]
    [InlineData("1 0 obj <</Type /Outlines /First 2 0 R>> endobj 2 0 obj <</N 3 /Filter /DCTDecode>> stream\n\u00ff\u00d8 a picture\nendstream endobj")]
    [InlineData("1 0 obj <</JavaScripts 1 /Launched true>> endobj")]
    public void A_PDF_that_only_speaks_of_such_things_is_taken(string objects) => Assert.Equal("pdf", ContentInspector.Inspect(new MemoryStream(SampleFiles.Pdf(objects))).Endings[0]);

    [Fact]
    public void Packed_contents_and_pictures_are_taken_and_a_stream_that_never_ends_is_not()
    {
        var file = SampleFiles.Pdf(SampleFiles.PdfStream("/Filter /FlateDecode ", "BT (Invented words) Tj ET") + SampleFiles.PdfStream(Packed, "5 0 <</Type /Page>>"));
        Assert.Equal("pdf", ContentInspector.Inspect(new MemoryStream(file)).Endings[0]);
        var bomb = SampleFiles.Pdf(SampleFiles.PdfStream("/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode] ", "5 0 " + new string(' ', 140 << 20), 2));
        Assert.True(bomb.Length < 100_000, $"{bomb.Length} bytes");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("unpacks to far more", Refusal(bomb).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    [Fact]
    public void A_long_PDF_is_looked_through_within_seconds()
    {
        var random = new byte[64 << 20];
        new Random(1).NextBytes(random);
        "%PDF-1.7\n"u8.CopyTo(random);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal("pdf", ContentInspector.Inspect(new MemoryStream(random)).Endings[0]);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
    }

    [Theory]
    [InlineData("word/document.xml", "<w:p xmlns:w='w'><w:fldChar w:fldCharType='begin'/><w:instrText>DDEAUTO c:\\\\x \"/k\"</w:instrText></w:p>", true)]
    [InlineData("word/document.xml", "<w:p xmlns:w='w'><w:fldChar w:fldCharType='begin'/><w:instrText>DDE</w:instrText><w:r/><w:instrText>AUTO x</w:instrText></w:p>", true)]
    [InlineData("word/header1.xml", "<w:fldSimple xmlns:w='w' w:instr=' INCLUDEPICTURE \"http://example.org/p.png\" '/>", true)]
    [InlineData("word/document.xml", "<w:p xmlns:w='w'><w:fldChar w:fldCharType='begin'/><w:instrText>HYPERLINK \"https://example.org/link\" \\o \"a link\"</w:instrText><w:fldChar w:fldCharType='begin'/><w:instrText> PAGE </w:instrText></w:p>", false)]
    [InlineData("xl/worksheets/sheet1.xml", "<c><f>cmd|'/c calc'!A1</f></c>", true)]
    [InlineData("xl/worksheets/sheet1.xml", "<c><f>_xlfn.WEBSERVICE (\"http://example.org\")</f></c>", true)]
    [InlineData("xl/worksheets/sheet1.xml", "<c><f>SUM(A1:A9)</f></c>", false)]
    public void Fields_and_formulas_that_fetch_or_run_something_are_refused(string path, string words, bool isRefused) =>
        Check(isRefused, SampleFiles.Zip(("[Content_Types].xml", "<x/>"), ("word/document.xml", path == "word/document.xml" ? words : "<x/>"), (path == "word/document.xml" ? "word/styles.xml" : path, path == "word/document.xml" ? "<x/>" : words)));

    [Theory]
    [InlineData("<draw:image xmlns:draw='d' xmlns:xlink='x' xlink:href='https://example.org/beacon.png'/>", true)]
    [InlineData("<text:section-source xmlns:text='t' xmlns:xlink='x' xlink:href='file:///etc/passwd'/>", true)]
    [InlineData("<text:section-source xmlns:text='t' xmlns:xlink='x' xlink:href='../other.odt'/>", true)]
    [InlineData("<draw:image xmlns:draw='d' xmlns:xlink='x' xlink:href='\\\\example.org\\share\\p.png'/>", true)]
    [InlineData("<table:table-cell xmlns:table='t' table:formula='of:=DDE(\"soffice\";\"a\";\"b\")'/>", true)]
    [InlineData("<draw:image xmlns:draw='d' xmlns:xlink='x' xlink:href='Pictures/100.png'/>", false)]
    [InlineData("<text:a xmlns:text='t' xmlns:xlink='x' xlink:href='https://example.org/'/>", false)]
    public void OpenDocument_that_fetches_from_outside_is_refused_and_a_link_is_not(string content, bool isRefused) =>
        Check(isRefused, SampleFiles.Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)));

    private static void Check(bool isRefused, byte[] file)
    {
        if (isRefused)
        {
            Assert.Contains("links to files elsewhere", Refusal(file).Message, StringComparison.Ordinal);
        }
        else
        {
            ContentInspector.Inspect(new MemoryStream(file));
        }
    }

    private static RegisterException Refusal(byte[] file) => Assert.Throws<RegisterException>(() => ContentInspector.Inspect(new MemoryStream(file)));
}
