using System.Text;
using System.Text.Json;
using Attest.Web.Accounts;
using Attest.Web.Rooms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Attest.Web.Serving;

/// <summary>Files that pages load: embedded in the assembly, each served under a name that holds its digest, so that it can be kept for ever.</summary>
internal sealed class ClientFiles
{
    private const string Address = "/assets/", Built = "Client/", BuiltAssets = Built + "assets/", Manifest = Built + "manifest.json";

    private readonly Dictionary<string, ClientFile> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PageScript> _scripts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _roomSheets = new(StringComparer.Ordinal);

    private ClientFiles(IReadOnlyList<ISiteRoom> rooms)
    {
        Rooms = rooms;
        foreach (var room in rooms.Where(room => room.StyleSheet.Length > 0))
        {
            _roomSheets[room.Address] = Add("room", ".css", "text/css; charset=utf-8", Encoding.UTF8.GetBytes(room.StyleSheet));
        }
        var names = typeof(ClientFiles).Assembly.GetManifestResourceNames();
        var sheets = names.Where(name => name.StartsWith("Styles/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        StyleSheet = Add("site", ".css", "text/css; charset=utf-8", Encoding.UTF8.GetBytes(string.Join('\n', sheets.Select(sheet => Encoding.UTF8.GetString(Read(sheet))))));
        Icon = Add("icon", ".svg", "image/svg+xml", Read("Assets/icon.svg"));
        if (names.Contains(Manifest))
        {
            AddScripts(names.Where(name => name.StartsWith(BuiltAssets, StringComparison.Ordinal)));
        }
    }

    /// <summary>The files of this assembly.</summary>
    public static ClientFiles Embedded { get; } = new([]);

    /// <summary>The rooms of the site.</summary>
    public IReadOnlyList<ISiteRoom> Rooms { get; }

    /// <summary>The files of this assembly, and the style sheets of rooms.</summary>
    public static ClientFiles With(IReadOnlyList<ISiteRoom> rooms) => rooms.Count == 0 ? Embedded : new ClientFiles(rooms);

    /// <summary>Address of a room's style sheet; null where it has none.</summary>
    /// <param name="room">The room's address.</param>
    public string? SheetOf(string? room) => room is null ? null : _roomSheets.GetValueOrDefault(room);

    /// <summary>Address of the style sheet.</summary>
    public string StyleSheet { get; }

    /// <summary>Address of the site's icon.</summary>
    public string Icon { get; }

    /// <summary>Whether the program was built with scripts; where Node was missing it was not, and pages work without.</summary>
    public bool HasScripts => _scripts.Count > 0;

    /// <summary>What a page loads to run a script of <c>Client/src</c>, such as <c>live</c>; null where the program was built without scripts.</summary>
    public PageScript? Script(string name) => _scripts.GetValueOrDefault(name);

    /// <summary>The file under this name; null where there is none.</summary>
    public ClientFile? Find(string name) => _byName.GetValueOrDefault(name);

    // The build names each file by its content already; modules import one another by these names.
    private void AddScripts(IEnumerable<string> resources)
    {
        foreach (var resource in resources)
        {
            var name = resource[BuiltAssets.Length..];
            var bytes = Read(resource);
            _byName[name] = new ClientFile(bytes, MediaType(name), Sha256.Of(bytes).Hex);
        }
        using var manifest = JsonDocument.Parse(Read(Manifest));
        foreach (var chunk in manifest.RootElement.EnumerateObject().Where(chunk => chunk.Value.TryGetProperty("isEntry", out var isEntry) && isEntry.GetBoolean()))
        {
            _scripts[Path.GetFileNameWithoutExtension(chunk.Name)] = new PageScript(AddressOf(chunk.Value.GetProperty("file").GetString()!), [.. SheetsOf(manifest.RootElement, chunk.Name, []).Select(AddressOf)]);
        }

        static string AddressOf(string built) => Address + Path.GetFileName(built);
    }

    // What several scripts import is built once, with its style sheets.
    private static IEnumerable<string> SheetsOf(JsonElement manifest, string name, HashSet<string> seen)
    {
        if (!seen.Add(name) || !manifest.TryGetProperty(name, out var chunk))
        {
            return [];
        }
        var imported = chunk.TryGetProperty("imports", out var imports) ? imports.EnumerateArray().SelectMany(import => SheetsOf(manifest, import.GetString()!, seen)).ToList() : [];
        return imported.Concat(chunk.TryGetProperty("css", out var css) ? css.EnumerateArray().Select(sheet => sheet.GetString()!) : []).Distinct();
    }

    private static string MediaType(string name) => Path.GetExtension(name) switch
    {
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".json" => "application/json",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    private static byte[] Read(string name)
    {
        using var stream = typeof(ClientFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Reading the client file {name} from {typeof(ClientFiles).Assembly.GetName().Name}: it is not embedded; see Attest.Web.csproj.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private string Add(string stem, string extension, string mediaType, byte[] bytes)
    {
        var digest = Sha256.Of(bytes).Hex;
        var name = $"{stem}.{digest[..12]}{extension}";
        _byName[name] = new ClientFile(bytes, mediaType, digest);
        return Address + name;
    }

    /// <summary>One file.</summary>
    /// <param name="Bytes">Its content.</param>
    /// <param name="MediaType">Its type.</param>
    /// <param name="Digest">SHA-256 of the content, in hexadecimal digits.</param>
    public sealed record ClientFile(byte[] Bytes, string MediaType, string Digest);

    /// <summary>A script with what belongs to it.</summary>
    /// <param name="Module">Address of the module.</param>
    /// <param name="Sheets">Addresses of its style sheets.</param>
    public sealed record PageScript(string Module, IReadOnlyList<string> Sheets);
}

/// <summary>The routes of the files that pages load.</summary>
internal static class ClientFileRoutes
{
    /// <summary><c>GET /assets/{name}</c>, and <c>GET /favicon.ico</c> for browsers that ask for it unbidden.</summary>
    public static void MapClientFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/assets/{name}", PageResults.ReadOnly, (string name, HttpContext context, ClientFiles files) =>
        {
            if (files.Find(name) is not { } file)
            {
                return Results.NotFound();
            }
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Bytes(file.Bytes, file.MediaType, entityTag: new EntityTagHeaderValue($"\"{file.Digest}\""));
        }).ForEverybody();
        routes.MapMethods("/favicon.ico", PageResults.ReadOnly, (ClientFiles files) => Results.Redirect(files.Icon)).ForEverybody();
    }
}
