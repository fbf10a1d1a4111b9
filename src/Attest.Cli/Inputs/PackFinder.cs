using Attest.Packs;

namespace Attest.Cli.Inputs;

/// <summary>Finds the packs that the user names: folders, and packs that ship with the program.</summary>
internal static class PackFinder
{
    private const string Manifest = "pack.tsv";

    /// <summary>The packs for every report, or where none is named those that ship, each report getting the one that fits.</summary>
    /// <exception cref="PackException">There is no such pack, or it is not as it should be.</exception>
    public static PackCatalogue Find(IReadOnlyList<string> given) =>
        given.Count == 0 ? PackCatalogue.Shipped : PackCatalogue.Of([.. given.Select(Open)]);

    // A folder in the way does not hide a pack of its name, unless it is one itself.
    private static Pack Open(string given) => File.Exists(Path.Combine(given, Manifest)) || (Directory.Exists(given) && Path.GetFileName(given) != given)
        ? PackReader.Read(given.TrimEnd(Path.DirectorySeparatorChar), file => OpenTable(given, file))
        : PackCatalogue.Named(given);

    private static string? OpenTable(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new PackException($"Reading the pack table {path}: found that it can't be opened ({problem.Message}), expected a file that may be read. Check its permissions.");
        }
    }
}
