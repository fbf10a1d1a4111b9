using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Attest.Web.Serving;

/// <summary>Files that pages load: embedded in the assembly, each served under a name that holds its digest, so that it can be kept for ever.</summary>
internal sealed class ClientFiles
{
    private const string Folder = "/assets/";
    private readonly Dictionary<string, ClientFile> _byName = new(StringComparer.Ordinal);

    private ClientFiles()
    {
        var assembly = typeof(ClientFiles).Assembly;
        var sheets = assembly.GetManifestResourceNames().Where(name => name.StartsWith("Styles/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        StyleSheet = Add("site", ".css", "text/css; charset=utf-8", Encoding.UTF8.GetBytes(string.Join('\n', sheets.Select(sheet => Encoding.UTF8.GetString(Read(sheet))))));
        Icon = Add("icon", ".svg", "image/svg+xml", Read("Assets/icon.svg"));

        byte[] Read(string name)
        {
            using var stream = assembly.GetManifestResourceStream(name)
                ?? throw new InvalidOperationException($"Reading the client file {name} from {assembly.GetName().Name}: it is not embedded; see Attest.Web.csproj.");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    /// <summary>The files of this assembly.</summary>
    public static ClientFiles Embedded { get; } = new();

    /// <summary>Address of the style sheet.</summary>
    public string StyleSheet { get; }

    /// <summary>Address of the site's icon.</summary>
    public string Icon { get; }

    /// <summary>The file under this name; null where there is none.</summary>
    public ClientFile? Find(string name) => _byName.GetValueOrDefault(name);

    private string Add(string stem, string extension, string mediaType, byte[] bytes)
    {
        var digest = Sha256.Of(bytes).Hex;
        var name = $"{stem}.{digest[..12]}{extension}";
        _byName[name] = new ClientFile(bytes, mediaType, digest);
        return Folder + name;
    }

    /// <summary>One file.</summary>
    /// <param name="Bytes">Its content.</param>
    /// <param name="MediaType">Its type.</param>
    /// <param name="Digest">SHA-256 of the content, in hexadecimal digits.</param>
    public sealed record ClientFile(byte[] Bytes, string MediaType, string Digest);
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
        });
        routes.MapMethods("/favicon.ico", PageResults.ReadOnly, (ClientFiles files) => Results.Redirect(files.Icon));
    }
}
