using System.Globalization;

namespace Attest.Archive.Storage;

/// <summary>Where an archive's files are, and whether a folder is one.</summary>
internal sealed class ArchiveFolder(string path)
{
    // What may stand in a folder without making it somebody else's: the lock of a server about to make the archive, the keys of its forms, and what file systems put there.
    private static readonly string[] Unobtrusive = ["originals", "keys", "serve.lock", "serve.holder", "lost+found", ".DS_Store", "attest.db-wal", "attest.db-shm"];

    /// <summary>Absolute.</summary>
    public string Path { get; } = path;

    public string Database { get; } = System.IO.Path.Combine(path, "attest.db");

    public Originals Originals { get; } = new(path);

    /// <summary>Opens the archive for writing, making it in a new or empty folder.</summary>
    public Sql Open()
    {
        RequireFolder();
        var writer = Sql.OpenWriter(Database);
        try
        {
            RequireKnownVersion(writer);
            if (writer.Number("PRAGMA user_version") == 0)
            {
                Make(writer);
            }
            Originals.Prepare();
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>The views must have been made by this program's code, or they would mean something else.</summary>
    public void RequireViews(Sql sql)
    {
        var version = sql.Number("SELECT version FROM views_made");
        if (version != Schema.ViewsVersion)
        {
            throw new ArchiveException(string.Create(
                CultureInfo.InvariantCulture, $"Opening the archive {Path}: its views have version {version}, expected {Schema.ViewsVersion}. Run `attest rebuild`; the ledger and the originals stay as they are."));
        }
    }

    private void RequireFolder()
    {
        if (File.Exists(Path))
        {
            throw new ArchiveException($"Opening the archive {Path}: found a file, expected a folder. Choose another with --data.");
        }
        if (Directory.Exists(Path) && !File.Exists(Database))
        {
            var others = Directory.EnumerateFileSystemEntries(Path).Select(entry => System.IO.Path.GetFileName(entry)).Except(Unobtrusive, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal).ToList();
            if (others.Count > 0)
            {
                throw new ArchiveException(
                    $"Opening the archive {Path}: found a folder with other things in it ({others[0]}{(others.Count > 1 ? " and more" : "")}) and no attest.db. "
                    + "Choose a new or empty folder, or that of an archive, with --data.");
            }
            if (Originals.Any())
            {
                throw new ArchiveException(
                    $"Opening the archive {Path}: found originals but no attest.db, which holds the ledger. Put attest.db back from a copy, or choose another folder with --data.");
            }
        }
        Directory.CreateDirectory(Path);
    }

    private void RequireKnownVersion(Sql sql)
    {
        var version = sql.Number("PRAGMA user_version");
        var application = sql.Number("PRAGMA application_id");
        var tables = sql.Number("SELECT count(*) FROM sqlite_schema");
        if (version == 0 && application == 0 && tables == 0)
        {
            return;
        }
        if (application != Schema.ApplicationId)
        {
            throw new ArchiveException(
                $"Opening the archive {Path}: its attest.db is a database of another program. Choose another folder with --data.");
        }
        if (version != Schema.Version)
        {
            throw new ArchiveException(string.Create(
                CultureInfo.InvariantCulture, $"Opening the archive {Path}: it has version {version}, this program knows {Schema.Version}. Use the program that made it, or a newer one."));
        }
    }

    private static void Make(Sql writer) => writer.Write(() =>
    {
        // Another process may have made it while this one waited.
        if (writer.Number("PRAGMA user_version") == 0)
        {
            writer.Script(Schema.Ledger);
            writer.Script(Schema.Views);
            writer.Run("INSERT INTO views_made (only, version) VALUES (1, $1)", Schema.ViewsVersion);
            writer.Script(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {Schema.ApplicationId}; PRAGMA user_version = {Schema.Version};"));
        }
        return true;
    });
}
