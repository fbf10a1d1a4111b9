using Attest.Register.DamageClaims;
using Attest.Register.Filing;
using Attest.Register.Tests.Running;
using static Attest.Register.Tests.Running.TemporaryRegister;

namespace Attest.Register.Tests.Filing;

public sealed class SubmittingTests
{
    private static readonly string[] Stated = ["Vydumanenko", "Chernetka", "Sadova", "kitchen", "Vinnytsia", "claimant-1", "80000:123"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_saved_checked_submitted_and_has_a_receipt_that_holds()
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statement.Empty with { Category = "A1.1" }, Cancel);
        Assert.NotEmpty(await here.Register.CheckAsync(Claimant, draft.Id, "en", Cancel));
        await here.Register.SaveDraftAsync(Claimant, draft.Id, Statements.Displaced(), Cancel);
        Assert.Equal("Vydumanenko", (await here.Register.DraftAsync(Claimant, draft.Id, Cancel)).Statement.Claimant!.FamilyName);

        var receipt = await here.Register.SubmitAsync(Claimant, draft.Id, Cancel);

        Assert.Equal("RD-2024-000001", receipt.Number);
        Assert.Equal(receipt, await here.Register.ReceiptAsync(Claimant, draft.Id, Cancel));
        Assert.Empty(await here.Register.CheckReceiptAsync(receipt, Cancel));
        var kept = Receipts.ReceiptFile.Read(Receipts.ReceiptFile.Write(receipt))!;
        Assert.Empty(await here.Register.CheckReceiptAsync(kept, Cancel));
        foreach (var forged in new[]
        {
            kept with { Salt = "no base 64" }, kept with { At = kept.At.AddDays(-1) }, kept with { Number = "RD-2024-000009" }, kept with { EntryHash = kept.Previous }, kept with { Entry = kept.Entry + 1 },
            kept with { Body = kept.Body.Replace("matter", "trail", StringComparison.Ordinal) }, kept with { Id = "another" },
        })
        {
            Assert.NotEmpty(Receipts.ReceiptFile.Check(forged));
            Assert.NotEmpty(await here.Register.CheckReceiptAsync(forged, Cancel));
        }
        await using (var other = await MakeAsync())
        {
            Assert.Empty(Receipts.ReceiptFile.Check(kept));
            Assert.NotEmpty(await other.Register.CheckReceiptAsync(kept, Cancel));
        }
        Assert.Null(Receipts.ReceiptFile.Read("{\"number\":1}"u8));
        Assert.Null(Receipts.ReceiptFile.Read("PK no receipt"u8));
        Assert.NotEmpty(await here.Register.CheckReceiptAsync(receipt with { Content = receipt.Content.Replace("Olena", "Olga", StringComparison.Ordinal) }, Cancel));
        Assert.Empty(await here.Register.DraftsAsync(Claimant, Cancel));
        var claim = await here.Register.DamageClaimAsync(Claimant, receipt.Number, Cancel);
        Assert.Equal((DamageState.Submitted, "Rzhyshchiv"), (claim.State, claim.Place?.Name));
        await here.ReopenAsync();
        Assert.Equal(receipt, await here.Register.ReceiptAsync(Claimant, draft.Id, Cancel));
    }

    [Fact]
    public async Task What_is_nobody_elses_business_is_not_found_by_anybody_else()
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Displaced(), Cancel);
        foreach (var actor in new[] { Stranger, Examiner, Board, Auditor })
        {
            Assert.Equal(RegisterRefusal.NotFound, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.DraftAsync(actor, draft.Id, Cancel))).Kind);
        }
        var receipt = await here.Register.SubmitAsync(Claimant, draft.Id, Cancel);
        foreach (var actor in new[] { Stranger, Examiner, Auditor })
        {
            Assert.Equal(RegisterRefusal.NotFound, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.DamageClaimAsync(actor, receipt.Id, Cancel))).Kind);
        }
        Assert.Equal("Vydumanenko", (await here.Register.DamageClaimAsync(Board, receipt.Id, Cancel)).Statement.Claimant!.FamilyName);
        var trail = await here.Register.TrailAsync(Auditor, receipt.Id, Cancel);
        Assert.Equal("claimant", trail.Changes[0].By);
        Assert.Equal(CustodyAct.DamageClaimViewed, Assert.Single(trail.Custody).Act);
    }

    [Fact]
    public async Task Nothing_that_was_stated_given_or_said_stands_in_the_files_in_the_open()
    {
        await using var here = await MakeAsync();
        await here.FileAsync(Statements.Flat() with { Category = "A1.1", Answers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["moved-to"] = "Vinnytsia" }, Amount = null });
        await here.Register.NewDraftAsync(Claimant, Statements.Displaced("Chernetka"), Cancel);
        byte[] told = [.. SampleFiles.Png()[..33], .. SampleFiles.Chunk("tEXt", [.. "Author\0Nimyi Svidok"u8]), .. SampleFiles.Png()[33..]];
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat(), Cancel);
        await here.Register.ReceiveAsync(Claimant, draft.Id, "taiemnyi-fasad.png", new MemoryStream(told), "Opys skhovanoho", Cancel);
        await here.Register.SubmitAsync(Claimant, draft.Id, Cancel);
        await here.Register.AssignAsync(Board, draft.Id, Examiner.Account, Cancel);
        await (await here.Register.OpenWorkingCopyAsync(Examiner, draft.Id, (await here.Register.DamageClaimAsync(Examiner, draft.Id, Cancel)).Evidence[0].Id, "Navishcho dyvyvsia", Cancel)).DisposeAsync();
        await here.Register.ProposeAsync(Examiner, draft.Id, DamageStep.Refuse, ["not-damage"], "Tykha dumka", Cancel);
        await here.Register.ReturnAsync(Board, draft.Id, ["other-return"], "Prykhovane prokhannia", Cancel);
        var upload = await here.Register.BeginUploadAsync(Claimant, draft.Id, "nedokinchene-zavantazhennia.png", told.Length, "Pro shcho movchat", Cancel);
        await here.Register.AppendUploadAsync(Claimant, upload.Id, 0, new MemoryStream(told[..^5]), Cancel);
        string[] said = [.. Stated, "Nimyi Svidok", "taiemnyi-fasad", "skhovanoho", "Navishcho", "Tykha dumka", "Prykhovane", "nedokinchene", "movchat"];
        // While it is open, the log that was not put into the database yet is there to be looked into.
        Look(mustLog: true);
        await here.Register.DisposeAsync();
        Look(mustLog: false);

        void Look(bool mustLog)
        {
            var files = Directory.GetFiles(Path.Combine(here.Folder, "register"), "*", SearchOption.AllDirectories);
            Assert.Equal(mustLog, files.Any(file => file.EndsWith("-wal", StringComparison.Ordinal) && new FileInfo(file).Length > 100_000));
            foreach (var file in files)
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var reader = new StreamReader(stream, System.Text.Encoding.UTF8);
                var text = file + reader.ReadToEnd();
                Assert.All(said, word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    [Theory]
    [InlineData("category-missing")]
    [InlineData("before-first-day")]
    [InlineData("place-outside")]
    [InlineData("place-unknown")]
    [InlineData("place-several")]
    [InlineData("place-similar")]
    [InlineData("pin-apart")]
    [InlineData("no-evidence")]
    [InlineData("pin-outside")]
    [InlineData("days-reversed")]
    [InlineData("in-the-future")]
    [InlineData("claimant-several")]
    [InlineData("nationality-excluded")]
    [InlineData("category-of-persons")]
    [InlineData("field-missing")]
    public async Task A_usual_mistake_stops_submitting_and_is_told_in_a_sentence(string code)
    {
        await using var here = await MakeAsync();
        var good = Statements.Displaced();
        var statement = code switch
        {
            "category-missing" => good with { Category = "" },
            "before-first-day" => good with { When = DamageTime.On(new DateOnly(2022, 2, 23)) },
            "place-outside" => good with { Where = new DamagePlace("Warsaw") },
            "place-unknown" => good with { Where = new DamagePlace("Qwxyzzz") },
            "place-several" => good with { Where = new DamagePlace("Mykolaivka") },
            "place-similar" => good with { Where = new DamagePlace("Bakhmutt") },
            "pin-apart" => good with { Where = new DamagePlace("Zaporizhzhia") { Pin = new GeoPoint(46.48, 30.72) } },
            "no-evidence" => Statements.Flat(),
            "pin-outside" => good with { Where = new DamagePlace("") { Pin = new GeoPoint(52.23, 21.01) } },
            "days-reversed" => good with { When = new DamageTime(new DateOnly(2023, 5, 2), new DateOnly(2023, 5, 1), DamageTimePrecision.Within) },
            "in-the-future" => good with { When = DamageTime.On(new DateOnly(2024, 6, 2)) },
            "claimant-several" => good with { Claimant = good.Claimant! with { GivenName = "Olena and Petro" } },
            "nationality-excluded" => good with { Claimant = good.Claimant! with { Nationalities = ["RU"] } },
            "category-of-persons" => good with { Entity = new Entity("Vyhadka LLC") },
            _ => good with { Account = "" },
        };
        var draft = await here.Register.NewDraftAsync(Claimant, statement, Cancel);

        var mistake = Assert.Single(await here.Register.CheckAsync(Claimant, draft.Id, "en", Cancel), mistake => mistake.Code == code);

        Assert.True(mistake.Stops);
        Assert.EndsWith(".", mistake.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("{", mistake.Sentence, StringComparison.Ordinal);
        Assert.NotEqual(mistake.Sentence, Assert.Single(await here.Register.CheckAsync(Claimant, draft.Id, "uk", Cancel), other => other.Code == code).Sentence);
        Assert.Equal(RegisterRefusal.Mistakes, (await Assert.ThrowsAsync<RegisterException>(() => here.Register.SubmitAsync(Claimant, draft.Id, Cancel))).Kind);
    }

    [Theory]
    [InlineData("category-confused", "We rented the flat for three years and lost all our belongings and furniture in it.")]
    [InlineData("whole-family", "We fled on behalf of my family, all of us at once.")]
    [InlineData("account-short", "It burnt.")]
    public async Task A_question_is_asked_and_may_be_passed(string code, string account)
    {
        await using var here = await MakeAsync();
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Flat() with { Account = account }, Cancel);
        Assert.False(Assert.Single(await here.Register.CheckAsync(Claimant, draft.Id, "en", Cancel), mistake => mistake.Code == code).Stops);
    }

    [Theory]
    [InlineData("place-open", null)]
    [InlineData("place-open-pin", 49.0)]
    public async Task A_place_may_be_left_open_and_is_told_what_that_means(string code, double? latitude)
    {
        await using var here = await MakeAsync();
        var where = new DamagePlace("Khutir bez nazvy") { Gazetteer = PlaceResolver.NoneKnown, Pin = latitude is { } north ? new GeoPoint(north, 31.5) : null };
        var draft = await here.Register.NewDraftAsync(Claimant, Statements.Displaced() with { Where = where }, Cancel);
        var told = Assert.Single(await here.Register.CheckAsync(Claimant, draft.Id, "en", Cancel), mistake => mistake.Code == code);
        Assert.False(told.Stops);
        var receipt = await here.Register.SubmitAsync(Claimant, draft.Id, Cancel);
        var claim = await here.Register.DamageClaimAsync(Claimant, receipt.Id, Cancel);
        Assert.Equal(latitude is null, claim.Place is null);
        Assert.True(claim.Place is null or { Gazetteer: "" });
    }

    [Theory]
    [InlineData(46.40, 30.90, true)] // off Odesa
    [InlineData(44.95, 34.10, true)] // Simferopol
    [InlineData(50.60, 36.59, false)] // Belgorod
    [InlineData(44.0, 31.0, false)] // the open sea
    [InlineData(double.NaN, 31.0, false)]
    public async Task A_pin_counts_within_the_borders_and_the_waters_off_them(double latitude, double longitude, bool counts)
    {
        await using var here = await MakeAsync();
        Assert.Equal(counts, here.Register.Places.Resolve(new DamagePlace("") { Pin = new GeoPoint(latitude, longitude) }) is not null);
    }
}
