using Attest.Archive;
using Attest.Web.Accounts;
using Attest.Web.Api;
using Attest.Web.Feeds;
using Attest.Web.Marks;
using Attest.Web.Pages.About;
using Attest.Web.Pages.Desk;
using Attest.Web.Pages.Incidents;
using Attest.Web.Pages.Live;
using Attest.Web.Pages.Map;
using Attest.Web.Pages.Overviews;
using Attest.Web.Pages.Posts;
using Attest.Web.Pages.Reports;
using Attest.Web.Pages.Search;
using Attest.Web.Pages.SigningIn;
using Attest.Web.Pages.Situation;
using Attest.Web.Pages.Snapshots;
using Attest.Web.Pages.Sources;
using Attest.Web.Pages.Speakers;
using Attest.Web.Pages.Webhooks;
using Attest.Web.Publishing;
using Attest.Web.Serving;
using Attest.Web.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Logging;

namespace Attest.Web;

/// <summary>The site over one archive: server-rendered pages that work without script and load nothing from another host.</summary>
public static class AttestSite
{
    // A filter or a search may be long, and its address deserves a page that says so instead of a cut connection.
    private const int LongestRequestLine = 64 * 1024;

    /// <summary>Makes the site, ready to be run; nothing listens yet.</summary>
    /// <remarks>
    /// Run it with <c>HostingAbstractionsHostExtensions.RunAsync(app, cancel)</c>. A port that is taken surfaces there as an
    /// <see cref="IOException"/>, a malformed address as a <see cref="FormatException"/>. Only warnings and errors are logged, to standard error.
    /// The archive is read, and written only by what <see cref="SiteOptions.Intake"/> gives it; it is not disposed.
    /// </remarks>
    /// <param name="archive">What the pages show.</param>
    /// <param name="urls">Where to listen, such as <c>http://127.0.0.1:5080</c>; port 0 takes a free one.</param>
    /// <param name="options">What may be varied; null for the defaults.</param>
    public static WebApplication Create(ReportArchive archive, IReadOnlyList<string> urls, SiteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(urls);

        // The empty builder reads no settings from the working folder or the environment: what the site does depends on its arguments alone.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls([.. urls]).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = LongestRequestLine;
            kestrel.Limits.MaxRequestBodySize = 0;
        });
        // A start that fails is the caller's to tell, in a sentence.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            .AddSimpleConsole().Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddRoutingCore();
        builder.Services.AddOutputCache();
        builder.Services.AddRazorComponents();
        options ??= new SiteOptions();
        var reach = SiteReach.Of(urls, options);
        builder.Services.AddForms(archive.Folder);
        builder.Services.AddAccounts(archive.Folder);
        if (options.Intake is { } intake)
        {
            builder.Services.AddSingleton<IHostedService>(new SourcePolling(intake));
        }
        builder.Services.AddSingleton(new Publications(archive, options)).AddSingleton(reach);
        AddAccess(builder.Services, options);
        if (reach.IsPublic)
        {
            builder.Services.AddHostedService<CoverWarming>();
        }
        builder.Services.AddSingleton<ApiLimits>().AddSingleton<ExportTurns>().AddSingleton<PageLimits>();
        builder.Services.AddSingleton(new Publishing.Desk(archive)).AddSingleton(services => new SnapshotShelf(archive, services.GetRequiredService<Publications>(), options)).AddScoped<DeskDoor>().AddSingleton<ReviewHolds>().AddSingleton<ErrorThrottle>();
        builder.Services.AddSingleton<ChangeHub>().AddHostedService(services => services.GetRequiredService<ChangeHub>());
        WebhookService.AddTo(builder.Services, options.Intake?.AllowPrivate == true, options.Address);
        AddLooks(builder.Services, options);
        foreach (var room in options.Rooms)
        {
            room.AddServices(builder.Services);
        }

        var app = builder.Build();
        app.UseAddress(reach);
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.UseLoopbackHosts(reach);
        app.UseApiServing();
        app.UsePageLimits();
        app.UseRouting();
        app.UseAccessGate();
        app.UseAskedMoments();
        app.UseOutputCache();
        app.MapClientFiles();
        app.MapLive();
        app.MapIncidents();
        app.MapMap();
        app.MapReports();
        app.MapOverviews();
        app.MapSources();
        app.MapSituation();
        app.MapSearch();
        app.MapSpeakers();
        app.MapDesk();
        app.MapPosts();
        app.MapSnapshots();
        app.MapAbout();
        app.MapApi();
        app.MapFeeds();
        app.MapSigningIn();
        app.MapTokens();
        app.MapUsers();
        app.MapComments();
        app.MapViews();
        app.MapWebhooks();
        foreach (var room in options.Rooms)
        {
            room.MapRoutes(app);
        }
        return app;
    }

    /// <summary>What components ask for beside the records that they show.</summary>
    internal static void AddLooks(IServiceCollection services, SiteOptions options) => services
        .AddScoped<CurrentActor>()
        .AddScoped<AskedMoment>()
        .AddSingleton(options.Clock)
        .AddSingleton(options.Packs)
        .AddSingleton(new SidePalette([.. options.Packs.Packs.Select(pack => pack.Parties)]))
        .AddSingleton(ClientFiles.With(options.Rooms));

    // Who asks is found out by the gate, and what each is shown and may do follows from it.
    private static void AddAccess(IServiceCollection services, SiteOptions options) => services
        .AddSingleton<ActorFinder>()
        .AddSingleton<SignInThrottle>()
        .AddScoped(request => request.GetRequiredService<CurrentActor>().Actor)
        .AddScoped<Repeats>()
        .AddScoped(request => request.GetRequiredService<Publications>().For(request.GetRequiredService<Actor>()))
        .AddScoped(request => WriteAccess.Of(options.Intake, request.GetRequiredService<SiteReach>(), request.GetRequiredService<CurrentActor>()));
}
