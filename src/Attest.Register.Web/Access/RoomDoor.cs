using Attest.Register.DamageClaims;
using Attest.Register.Web.Words;
using Attest.Web.Accounts;
using Attest.Web.Rooms;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Attest.Register.Web.Access;

/// <summary>One request to the room: who asks, in which language, and the register that answers.</summary>
internal sealed class RoomDoor(DamageRegister register)
{
    /// <summary>The parameter and the cookie of the language.</summary>
    public const string LanguageParameter = "lang", LanguageCookie = "attest-language";

    /// <summary>The cookie by which whoever sits at this machine, while nobody has an account, looks at the room as somebody else.</summary>
    public const string AsCookie = "attest-register-as";

    private HttpContext _context = default!;
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();
    private WaitingCounts _waiting = new(0, 0);

    /// <summary>The register.</summary>
    public DamageRegister Register { get; } = register;

    /// <summary>Who asks; null where that is not known.</summary>
    public Actor? Actor { get; private set; }

    /// <summary>Who asks, of routes that only those who are known reach.</summary>
    public Actor Known => Actor ?? throw new InvalidOperationException("Answering in the register: found nobody, expected somebody who signed in.");

    /// <summary>The language of the page.</summary>
    public string Language { get; private set; } = RoomWords.Languages[0];

    /// <summary>Who asks, as the site knows them.</summary>
    public SiteCaller Caller { get; private set; } = default!;

    /// <summary>Takes the request in.</summary>
    public async Task EnterAsync(HttpContext context)
    {
        _context = context;
        Caller = SiteCaller.Of(context);
        Language = LanguageOf(context);
        if (Caller.IsSignedIn)
        {
            Actor = await ActorOfAsync(Register, Caller, context.RequestAborted);
        }
        else if (Caller.IsThisMachine)
        {
            Actor = new Actor(Caller.Key, WireNames<RegisterRole>.TryParse(context.Request.Cookies[AsCookie] ?? "", out var role) ? role : RegisterRole.Board, IsAdministrator: true);
        }
        // Who of the staff did what is told to the staff.
        _names = Actor is { } actor && (actor.IsAdministrator || actor.Role != RegisterRole.Claimant) ? await Register.NamesAsync(context.RequestAborted) : _names;
        _waiting = Actor is not null && HttpMethods.IsGet(context.Request.Method) ? await Register.WaitingAsync(Actor, context.RequestAborted) : _waiting;
        if (Caller.IsKnown)
        {
            context.Response.Headers.CacheControl = "private, no-store";
        }
    }

    /// <summary>Somebody who is signed in, as the register knows them.</summary>
    public static async Task<Actor> ActorOfAsync(DamageRegister register, SiteCaller caller, CancellationToken cancel)
    {
        var known = await register.ActorAsync(caller.Key, caller.Name, caller.Role == Role.Administrator, cancel);
        // Examining means reading what was reported, unmasked: a role in the register makes nobody a reader of the archive.
        return caller.Role.Includes(Role.Reader) ? known : known with { Role = RegisterRole.Claimant, ReadsReports = false };
    }

    /// <summary>What every page needs to know.</summary>
    /// <param name="withForms">Whether it has forms that change something.</param>
    public RoomView View(bool withForms = true) => new(
        Language, withForms && Caller.IsKnown ? Forms.TokenFor(_context) : null, Actor, Caller, Register.Pack, _names, Here()) { Waiting = _waiting };

    /// <summary>The form that was sent; its size and token were looked at before.</summary>
    public async Task<RoomForm> FormAsync(CancellationToken cancel) => new(await _context.Request.ReadFormAsync(cancel));

    // The page without its language, so that the switch leads back to it.
    private string Here()
    {
        var request = _context.Request;
        if (!HttpMethods.IsGet(request.Method))
        {
            return $"{RegisterRoom.Home}?{LanguageParameter}=";
        }
        var kept = request.Query.Where(value => value.Key != LanguageParameter).SelectMany(value => value.Value.Select(one => $"{Uri.EscapeDataString(value.Key)}={Uri.EscapeDataString(one ?? "")}&"));
        return $"{request.Path}?{string.Concat(kept)}{LanguageParameter}=";
    }

    private static string LanguageOf(HttpContext context)
    {
        if (context.Request.Query[LanguageParameter].ToString() is { Length: > 0 } asked && RoomWords.Languages.Contains(asked))
        {
            context.Response.Cookies.Append(LanguageCookie, asked, new CookieOptions { Path = RegisterRoom.Home, SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict, HttpOnly = true, MaxAge = TimeSpan.FromDays(365) });
            return asked;
        }
        if (context.Request.Cookies[LanguageCookie] is { } chosen && RoomWords.Languages.Contains(chosen))
        {
            return chosen;
        }
        // What the browser prefers, of the languages there are.
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant()).FirstOrDefault(language => RoomWords.Languages.Contains(language)) ?? RoomWords.Languages[0];
    }
}
