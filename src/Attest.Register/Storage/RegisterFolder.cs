using System.Globalization;
using Attest.Archive;
using Attest.Archive.Storage;

namespace Attest.Register.Storage;

/// <summary>Where a register's files are, and how its database is opened.</summary>
internal sealed class RegisterFolder
{
    /// <summary>The folder within the archive's.</summary>
    public const string Name = "register";

    public const string DatabaseName = "register.db";

    private const string KeyPurpose = "the key that this register was made with";

    public RegisterFolder(string archive)
    {
        Archive = System.IO.Path.GetFullPath(archive);
        Path = System.IO.Path.Combine(Archive, Name);
        Database = System.IO.Path.Combine(Path, DatabaseName);
    }

    /// <summary>The archive's folder.</summary>
    public string Archive { get; }

    /// <summary>The register's.</summary>
    public string Path { get; }

    public string Database { get; }

    /// <summary>Opens the register for writing, making it where there is none.</summary>
    public (Sql Writer, RegisterKeys Keys) Open(string? keyFile, TimeProvider clock)
    {
        MakeFolder();
        var writer = Sql.OpenWriter(Database);
        RegisterKeys? keys = null;
        try
        {
            // What is deleted is overwritten, or a destroyed key could be read from the free pages.
            writer.Script("PRAGMA secure_delete = ON;");
            RequireKnownVersion(writer);
            // One process at a time: of two that make a register at once the second must find the key of the first.
            keys = writer.Write(() =>
            {
                var opened = RegisterKeys.Open(Path, keyFile, isNew: writer.Number("PRAGMA user_version") == 0);
                try
                {
                    Make(writer);
                    RequireItsKey(writer, opened, keyFile);
                    return opened;
                }
                catch
                {
                    opened.Dispose();
                    throw;
                }
            });
            if (writer.Number("SELECT version FROM views_made") != RegisterSchema.ViewsVersion)
            {
                var made = keys;
                writer.Write(() =>
                {
                    new RegisterLedger(writer, made, clock).Rebuild();
                    return true;
                });
            }
            return (writer, keys);
        }
        catch
        {
            keys?.Dispose();
            writer.Dispose();
            throw;
        }
    }

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else
        {
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private void RequireKnownVersion(Sql sql)
    {
        var version = sql.Number("PRAGMA user_version");
        var application = sql.Number("PRAGMA application_id");
        if (version == 0 && application == 0 && sql.Number("SELECT count(*) FROM sqlite_schema") == 0)
        {
            return;
        }
        if (application != RegisterSchema.ApplicationId)
        {
            throw new ArchiveException($"Opening the register {Path}: its {DatabaseName} is a database of another program. Put the register's own back from a copy, or choose another archive with --data.");
        }
        if (version != RegisterSchema.Version)
        {
            throw new ArchiveException(string.Create(
                CultureInfo.InvariantCulture, $"Opening the register {Path}: it has version {version}, this program knows {RegisterSchema.Version}. Use the program that made it, or a newer one."));
        }
    }

    private static void Make(Sql writer)
    {
        // Another process may have made it while this one waited.
        if (writer.Number("PRAGMA user_version") == 0)
        {
            writer.Script(RegisterSchema.Kept);
            writer.Script(RegisterSchema.Views);
            writer.Run("INSERT INTO views_made (only, version) VALUES (1, $1)", RegisterSchema.ViewsVersion);
            writer.Script(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {RegisterSchema.ApplicationId}; PRAGMA user_version = {RegisterSchema.Version};"));
        }
    }

    // Under another key everything would look empty, and what is filed then be sealed under what is no key of this register.
    private void RequireItsKey(Sql writer, RegisterKeys keys, string? keyFile)
    {
        writer.Script(RegisterSchema.KeptLater);
        var known = writer.Value("SELECT sealed FROM key_check") as byte[];
        try
        {
            if (known is not null)
            {
                keys.UnsealOwn(known, KeyPurpose);
                return;
            }
            // A register made before there was such a row is known by what it keeps.
            if (writer.Value("SELECT sealed FROM matter WHERE lock = '' LIMIT 1") is byte[] kept)
            {
                keys.UnsealOwn(kept, MatterStore.OwnPurpose);
            }
        }
        catch (InvalidDataException fault)
        {
            throw new ArchiveException(
                $"Opening the register {Path}: found another key in {RegisterKeys.FileOf(Path, keyFile)} than the one it was made with, or a damaged database. Name the right key file with --register-key, or put it back from where you keep it.", fault);
        }
        writer.Run("INSERT INTO key_check (only, sealed) VALUES (1, $1)", keys.SealOwn(System.Text.Encoding.UTF8.GetBytes(KeyPurpose), KeyPurpose));
    }
}
