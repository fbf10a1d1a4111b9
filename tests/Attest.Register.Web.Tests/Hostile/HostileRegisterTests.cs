using System.IO.Compression;
using System.Text.Json;
using Attest.Register.Tests.Running;
using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Browsing;
using Attest.Web.Tests.Hostile.Walking;
using Microsoft.Playwright;

namespace Attest.Register.Web.Tests.Hostile;

/// <summary>Hostile words in every field of every form of the room, in every column of a table and in the names of files: none is forgotten, none becomes anything but words in any page, file or evidence pack.</summary>
public sealed class HostileRegisterTests(HostileRegister register, Chromium chromium) : IClassFixture<HostileRegister>
{
    private const string Verifier = "verify.html";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_field_of_every_form_was_filled_with_hostile_words_or_a_row_says_what_it_takes_instead()
    {
        Assert.True(register.Forms.Fates.Count > 60, $"{register.Forms.Fates.Count} fields.");
        Nothing(register.Forms.Fates.Select(fate => (fate.Key, Missing: fate.Value.Missing(fate.Key, register.Planting))).Where(fate => fate.Missing is not null).Select(fate => $"{fate.Key} {fate.Missing}"));
    }

    [Fact]
    public void Every_column_of_a_table_was_filed_with_hostile_words_or_a_row_says_what_it_takes_instead()
    {
        Nothing(register.Table.Fates.Where(column => column.Value is not null && !HostileRegisterFields.Columns.ContainsKey(column.Key)).Select(column => $"{column.Key}: {column.Value}"));
        Nothing(HostileRegisterFields.Columns.Keys.Where(column => register.Table.Fates[column] is null).Select(column => $"{column} takes words, and a row says that it does not."));
    }

    [Fact]
    public void Every_route_that_takes_something_was_come_upon_and_took_it() =>
        Nothing(OfRoom("POST").Concat(OfRoom("PUT")).Except(register.Forms.Taken).Except(HostileRegisterFields.WithoutForm.Keys));

    [Fact]
    public void Every_page_and_file_holds_it_as_words_alone()
    {
        Nothing(register.Check.Faults);
        var seen = register.Views.Values.SelectMany(views => views).Where(route => route.Value.Any(one => one.Status < 400)).Select(route => route.Key).ToHashSet(StringComparer.Ordinal);
        Nothing(OfRoom("GET").Except(seen).Except(register.Forms.Taken));
    }

    [Fact]
    public void Every_field_that_takes_words_is_shown_somewhere_or_a_row_says_why_not() =>
        Nothing(register.Forms.Fates.Where(fate => fate.Value is { TakesWords: true, IsChoice: false, IsHidden: false } && !fate.Key.StartsWith("GET ", StringComparison.Ordinal)).Select(fate => fate.Key)
            .Concat(register.Table.Filed.Keys.Select(HostileTable.FieldOf)).Concat([HostileSeedClaims.Statement, HostileSeedClaims.Words, HostileSeedClaims.Files, HostileScripts.Upload])
            .Where(field => !register.Planting.IsShown(field)).Except(HostileRegisterFields.ShownNowhere));

    [Fact]
    public void What_everybody_sees_holds_none_of_it() =>
        Nothing(register.Views[""].Values.SelectMany(route => route).Where(seen => register.Planting.Find(seen.Text + string.Join('\n', seen.Headers.Values)) > 0).Select(seen => seen.Asked));

    [Fact]
    public async Task Hostile_keys_and_queries_are_refused_in_words_alone()
    {
        foreach (var who in new[] { RegisterSite.Claimant, RegisterSite.Board, "" })
        {
            foreach (var address in Wrong())
            {
                await register.Visitor(who).GetAsync(address);
            }
        }
        Nothing(register.Check.Faults);
    }

    [Fact]
    public async Task None_of_it_runs_on_a_page_of_any_kind()
    {
        // Of each route the page that shows most of it, as whoever sees that.
        var pages = register.Views.Where(views => views.Key.Length > 0).SelectMany(views => views.Value.SelectMany(route => route.Value.Where(seen => seen.Page is not null).Select(seen => (Who: views.Key, Route: route.Key, Seen: seen, Shown: register.Planting.Find(seen.Text)))))
            .GroupBy(page => page.Route, StringComparer.Ordinal).Select(route => route.MaxBy(page => page.Shown)).ToList();
        Assert.True(pages.Count >= 15, $"{pages.Count} kinds of pages.");
        foreach (var of in pages.GroupBy(page => page.Who))
        {
            await using var window = await HostileWindow.OpenAsync(chromium, register.Site.Address, register.Site.Session(of.Key));
            foreach (var address in of.Select(page => page.Seen.Address).Concat(of.Key == RegisterSite.Board ? Wrong().Where((_, number) => number % 12 == 0) : []))
            {
                await window.VisitAsync(address);
            }
            Nothing(window.Faults);
        }
    }

    [Fact]
    public async Task The_script_that_sends_files_shows_their_names_as_words()
    {
        await using var window = await HostileWindow.OpenAsync(chromium, register.Site.Address, register.Site.Session(RegisterSite.Claimant));
        await window.VisitAsync($"/register/drafts/{register.Seeds.Draft}/evidence");
        Assert.SkipUnless(await window.Page.Locator("script[type=module][src*=upload]").CountAsync() > 0, "built without Node: the form sends files by itself");
        var names = HostileWords.Words.Where(word => !word.Contains('/', StringComparison.Ordinal)).Take(4).ToList();
        await window.Page.Locator("input[type=file]").SetInputFilesAsync(names.Select((name, number) => new FilePayload { Name = $"{name}.png", MimeType = "image/png", Buffer = number == 0 ? "MZ program"u8.ToArray() : Pictures.Png(200, 1, (byte)number) }));
        await window.Page.Locator("[data-upload] button:not([type])").ClickAsync();
        await Assertions.Expect(window.Page.Locator(".upload-progress .failed")).ToBeVisibleAsync();
        await window.LookAsync();
        await Assertions.Expect(window.Page.Locator(".upload-progress .failed")).ToContainTextAsync(names[0]);
        Nothing(window.Faults);
    }

    [Fact]
    public async Task None_of_it_runs_in_the_page_of_an_evidence_pack()
    {
        Assert.NotEmpty(register.Packs);
        var pack = register.Packs.MaxBy(pack => register.Planting.Find(TextOf(pack)))!;
        var folder = Directory.CreateTempSubdirectory("attest-register-web-");
        try
        {
            var verifier = new Uri(Path.Combine(folder.FullName, Verifier));
            await File.WriteAllBytesAsync(verifier.LocalPath, new PackForgery(pack).Files[Verifier], Cancel);
            await using var window = await HostileWindow.OpenAsync(chromium, verifier, null);
            await window.VisitAsync(verifier.AbsoluteUri);
            await window.Page.Locator("#pack").SetInputFilesAsync(new FilePayload { Name = "pack.zip", MimeType = "application/zip", Buffer = pack });
            await Assertions.Expect(window.Page.Locator("#outcome.holds")).ToBeVisibleAsync();
            await window.LookAsync();
            Assert.NotEqual(0, register.Planting.Find(await window.Page.ContentAsync()));
            Nothing(window.Faults);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Names_of_files_in_an_evidence_pack_are_names_and_its_records_are_JSON()
    {
        foreach (var pack in register.Packs)
        {
            using var zip = new ZipArchive(new MemoryStream(pack));
            foreach (var file in zip.Entries)
            {
                Assert.DoesNotContain(file.FullName, letter => char.IsControl(letter) || letter is '\\' or '<' or '>' or '"' or ':' or '\u202E' or '\u2028');
                Assert.DoesNotContain("..", file.FullName.Split('/'));
                if (file.FullName.EndsWith(".json", StringComparison.Ordinal))
                {
                    using var content = file.Open();
                    Assert.DoesNotContain(Members(JsonDocument.Parse(content).RootElement), member => member == HostileWords.Mark);
                }
            }
        }
    }

    /// <summary>All that an evidence pack says in files of text.</summary>
    internal static string TextOf(byte[] pack)
    {
        using var zip = new ZipArchive(new MemoryStream(pack));
        return string.Join('\n', zip.Entries.Where(file => Path.GetExtension(file.FullName) is ".json" or ".txt").Select(file =>
        {
            using var reader = new StreamReader(file.Open());
            return reader.ReadToEnd();
        }));
    }

    private IEnumerable<string> OfRoom(string method) => register.Routes.Of(method).Where(route => route.StartsWith(HostileRegister.Room, StringComparison.Ordinal));

    // Every route with a hostile key in its gaps, and every query that is known with a hostile value.
    private IEnumerable<string> Wrong()
    {
        foreach (var route in OfRoom("GET"))
        {
            if (route.Contains('{', StringComparison.Ordinal))
            {
                yield return Filled(route, Uri.EscapeDataString(register.Planting.Next("a key in an address", 200).Value));
                yield return Filled(route, "..%2F..%2F..%2Fetc%2Fpasswd");
                yield return Filled(route, Uri.EscapeDataString(HostileWords.Controls[0]));
            }
        }
        foreach (var (route, name) in register.Queries.Append(("/register", "lang")).Distinct().Order())
        {
            yield return $"{Filled(route, "x")}?{Uri.EscapeDataString(name)}={Uri.EscapeDataString(register.Planting.Next("a query", 190).Value)}";
            yield return $"{Filled(route, "x")}?{Uri.EscapeDataString(name)}={Uri.EscapeDataString(HostileWords.Controls[0])}";
        }
    }

    private static string Filled(string route, string key) => string.Concat(route.Split('{', '}').Select((part, number) => number % 2 == 1 ? key : part));

    private static IEnumerable<string> Members(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Members(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Members),
        _ => [],
    };

    private static void Nothing(IEnumerable<string> found)
    {
        var all = found.Distinct().ToList();
        Assert.True(all.Count == 0, $"{all.Count} found:\n{string.Join('\n', all.Order(StringComparer.Ordinal).Take(100).Select(one => one.Length > 320 ? one[..320] : one))}");
    }
}
