using Microsoft.Data.Sqlite;

namespace Attest.Web.Accounts;

/// <summary>The file that holds the accounts of an archive. While there is none, nobody signs in.</summary>
internal sealed class AccountFile(string folder)
{
    /// <summary>Its name in the archive's folder.</summary>
    public const string Name = "accounts.db";

    private readonly Lock _lock = new();
    private bool _isPrepared;

    /// <summary>Where it lies.</summary>
    public string Path { get; } = System.IO.Path.Combine(folder, Name);

    /// <summary>How to connect to it.</summary>
    public string Connection => new SqliteConnectionStringBuilder { DataSource = Path, ForeignKeys = true, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 10 }.ToString();

    /// <summary>Whether anybody has an account. The command may make the first at any moment, so this is asked at every request.</summary>
    public bool HasAccounts()
    {
        if (!File.Exists(Path))
        {
            return false;
        }
        using var connection = new SqliteConnection(Connection);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'accounts')";
        if (command.ExecuteScalar() is not 1L)
        {
            return false;
        }
        command.CommandText = "SELECT EXISTS (SELECT 1 FROM accounts)";
        return command.ExecuteScalar() is 1L;
    }

    /// <summary>Makes the file, for its owner alone, with its tables.</summary>
    public async Task PrepareAsync(AccountsContext context, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (_isPrepared)
            {
                return;
            }
            Directory.CreateDirectory(folder);
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            using var made = new FileStream(Path, options);
        }
        await context.PrepareAsync(cancel);
        lock (_lock)
        {
            _isPrepared = true;
        }
    }
}
