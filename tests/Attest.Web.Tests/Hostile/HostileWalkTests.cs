using Attest.Archive;
using Attest.Web.Serving;
using Attest.Web.Tests.Browsing;
using Attest.Web.Tests.Hostile.Walking;
using Microsoft.Playwright;

namespace Attest.Web.Tests.Hostile;

/// <summary>Hostile words in every field of every form and every member of every body: none is forgotten, none becomes anything but words in any view or export.</summary>
public sealed class HostileWalkTests(HostileSite site, Chromium chromium) : IClassFixture<HostileSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_field_of_every_form_was_filled_with_hostile_words_or_a_row_says_what_it_takes_instead()
    {
        Assert.NotEmpty(site.Forms.Fates);
        Nothing(site.Forms.Fates.Where(fate => !IsFilledAtItsClaim(fate.Key)).Select(fate => (fate.Key, Missing: fate.Value.Missing(fate.Key, site.Planting))).Where(fate => fate.Missing is not null).Select(fate => $"{fate.Key} {fate.Missing}"));
    }

    [Fact]
    public void Every_route_that_takes_a_form_was_come_upon_and_took_one() =>
        Nothing(site.Routes.Of("POST").Where(route => !route.StartsWith("/api/", StringComparison.Ordinal)).Except(site.Forms.Taken).Except(HostileFields.NotReached));

    [Fact]
    public void Every_member_of_every_body_was_filled_with_hostile_words_or_a_row_says_what_it_takes_instead()
    {
        Assert.Equal(site.Routes.Of("POST").Where(route => route.StartsWith("/api/", StringComparison.Ordinal)), site.Bodies.Fates.Keys.Select(key => key.Split(' ')[1]).Distinct().Order(StringComparer.Ordinal));
        Nothing(site.Bodies.Fates.Select(fate => (fate.Key, Missing: fate.Value.Missing(fate.Key, site.Planting))).Where(fate => fate.Missing is not null).Select(fate => $"{fate.Key} {fate.Missing}"));
    }

    [Fact]
    public void No_row_excuses_a_field_that_takes_words()
    {
        var refused = site.Forms.Fates.Values.Concat(site.Bodies.Fates.Values).Where(fate => fate is { TakesWords: false, Row: not null }).Select(fate => fate.Row!.Why + fate.Row.Route + fate.Row.Name).ToHashSet(StringComparer.Ordinal);
        Nothing(HostileFields.OfForms(site).Concat(HostileFields.OfBodies(site)).Where(row => !refused.Contains(row.Why + row.Route + row.Name)).Select(row => $"{row.Route} {row.Name}: {row.Why}"));
    }

    [Fact]
    public void Every_view_and_export_of_what_was_written_holds_it_as_words_alone()
    {
        Nothing(site.Check.Faults);
        Nothing(site.Routes.Of("GET").Except([.. site.Views.Where(route => route.Value.Any(seen => seen.Status < 400)).Select(route => route.Key), "/live"]));
        Nothing(site.OpenViews.Keys.Except(site.Views.Keys));
    }

    [Fact]
    public void Every_field_that_takes_words_is_shown_somewhere_or_a_row_says_why_not() =>
        Nothing(Filled().Where(field => !site.Planting.IsShown(field) && !HostileFields.IsHeader(field)).Except(HostileFields.ShownNowhere));

    [Fact]
    public async Task The_stream_holds_numbers_and_ids_alone()
    {
        using var browser = new HttpClient { BaseAddress = site.Address };
        var sequence = Pages.Markup.Parse(await browser.GetStringAsync("/", Cancel)).QuerySelector("[data-live]")!.GetAttribute("data-sequence")!;
        var stream = await HostileViews.StreamAsync(browser, $"/live?after={sequence}&all=yes", WriteAsync);
        site.Check.Look(stream);
        Assert.Contains("event: change", stream.Text, StringComparison.Ordinal);
        Assert.Equal(0, site.Planting.Find(stream.Text));
        Nothing(site.Check.Faults);
    }

    [Fact]
    public async Task None_of_it_runs_on_a_page_of_any_kind()
    {
        await using var window = await HostileWindow.OpenAsync(chromium, site.Address, await site.SessionAsync("administrator"));
        // Of each kind the page that shows most of it, and those that refuse what they are asked.
        var pages = site.Views.Values.Select(route => route.Where(seen => seen.Page is not null).MaxBy(seen => site.Planting.Find(seen.Text))).OfType<Seen>().Select(seen => seen.Address).ToList();
        Assert.True(pages.Count > 40);
        foreach (var page in pages.Concat(HostileViews.Wrong(site).Where((_, number) => number % 25 == 0)))
        {
            await window.VisitAsync(page);
        }
        if (ClientFiles.Embedded.HasScripts)
        {
            await window.VisitAsync("/map?all=yes");
            await Assertions.Expect(window.Page.Locator("[data-map]")).ToHaveAttributeAsync("data-ready", "yes", new() { Timeout = 90_000 });
            await window.Page.Locator("table button").First.ClickAsync();
            await Assertions.Expect(window.Page.Locator("[data-map-panel]")).ToBeVisibleAsync();
            await window.LookAsync();
            await window.VisitAsync("/?all=yes");
            await WriteAsync();
            await window.Page.Locator("[data-live-bar]").ClickAsync();
            await Assertions.Expect(window.Page.Locator("[data-live-bar]")).ToBeHiddenAsync();
            await window.LookAsync();
        }
        Nothing(window.Faults);
    }

    [Fact]
    public async Task What_is_asked_for_with_hostile_keys_and_queries_is_refused_in_words_alone()
    {
        foreach (var visitor in new[] { site.Administrator(), site.Stranger(site.Open) })
        {
            using (visitor)
            {
                foreach (var address in HostileViews.Wrong(site))
                {
                    await visitor.GetAsync(address);
                }
            }
        }
        Nothing(site.Check.Faults);
    }

    // The queue shows the forms of a claim's own page for whichever claim comes next, so that what it shows hangs on what was decided before: a field that was filled there need not be filled here, nor the reports of errors that the page itself names.
    private bool IsFilledAtItsClaim(string field) => field.StartsWith("POST /review/", StringComparison.Ordinal) && (field.EndsWith(" answers", StringComparison.Ordinal) || site.Forms.Fates.TryGetValue(field.Replace("/review/", "/claims/{id}/", StringComparison.Ordinal), out var there) && there.WasTried);

    // What is asked for is shown by the answer alone, and what a page fills in only says what it was made from.
    private IEnumerable<string> Filled() => site.Forms.Fates.Concat(site.Bodies.Fates).Where(fate => (fate.Value.TakesWords || fate.Value.Row?.Form is not null) && !fate.Value.IsChoice && !fate.Value.IsHidden && !fate.Key.StartsWith("GET ", StringComparison.Ordinal)).Select(fate => fate.Key)
        .Append(HostileSeeds.Field).Append(HostileHost.OfFeed).Append(HostileHost.OfHook);

    // Something changes while others look on.
    private async Task WriteAsync()
    {
        var words = site.Planting.Next("a post that comes in").Value;
        var claim = (await site.Archive.IncidentsAsync(0, 1, Cancel))[0].Claims[0].Id;
        await site.Archive.WritePostAsync(new PostDraft(PostKind.Post, words[..180], words, [new NumberedClaim(1, claim)]), new Decision("", words[..60]), isHeld: false, Cancel);
    }

    private static void Nothing(IEnumerable<string> found)
    {
        var all = found.Distinct().ToList();
        Assert.True(all.Count == 0, $"{all.Count} found:\n{string.Join('\n', all.Order(StringComparer.Ordinal).Take(200).Select(one => one.Length > 260 ? one[..260] : one))}");
    }
}
