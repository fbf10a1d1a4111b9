using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Attest.Archive.Storage;

/// <summary>Turns the faults of disk and database into an <see cref="ArchiveException"/> that says what was done, what was found and what to do.</summary>
public static class ArchiveFaults
{
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const long RoomToWorkIn = 1 << 20;

    /// <summary>Does the work; what goes wrong with the surroundings comes out as an <see cref="ArchiveException"/>.</summary>
    /// <param name="doing">What is being done, to stand before “the archive”: “Recording report.txt in”.</param>
    /// <param name="folder">The archive.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="ArchiveException">The surroundings stand in the way.</exception>
    public static T Explain<T>(string doing, string folder, Func<T> work) => Explain(doing, folder, "attest.db", "`attest verify`, then `attest rebuild`", work);

    /// <summary>Does the work on a database beside the archive's own.</summary>
    /// <param name="doing">What is being done, to stand before “the archive”.</param>
    /// <param name="folder">The archive.</param>
    /// <param name="database">The database's name.</param>
    /// <param name="check">The commands that check it, as they are typed.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="ArchiveException">The surroundings stand in the way.</exception>
    public static T Explain<T>(string doing, string folder, string database, string check, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException fault)
        {
            throw new ArchiveException($"{doing} the archive {folder}: {Describe(fault, folder, database, check)}", fault);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new ArchiveException($"{doing} the archive {folder}: {fault.Message} Give this user the right to read and write there, or choose another folder with --data.", fault);
        }
        catch (IOException fault)
        {
            throw new ArchiveException(
                IsFull(fault, folder) ? $"{doing} the archive {folder}: {DiskFull}" : $"{doing} the archive {folder}: {fault.Message} Check the disk and the folder's permissions.", fault);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidDataException)
        {
            throw new ArchiveException($"{doing} the archive {folder}: what is stored can't be read ({fault.Message}) Run {check}.", fault);
        }
    }

    private const string DiskFull = "the disk is full. What was acknowledged before is kept; make room and run the command again.";

    private static string Describe(SqliteException fault, string folder, string database, string check) => fault.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_FULL => DiskFull,
        SQLitePCL.raw.SQLITE_IOERR when HasNoRoom(folder) => DiskFull,
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED =>
            "another process has been writing to it for more than 30 seconds. Let it end, then run the command again.",
        SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_PERM =>
            $"its database {database} cannot be opened for writing. Give this user the right to read and write the folder and the files in it, or choose another folder with --data.",
        SQLitePCL.raw.SQLITE_NOTADB =>
            $"its file {database} is not an SQLite database. Choose another folder with --data, or put the archive's own {database} back from a copy.",
        SQLitePCL.raw.SQLITE_CORRUPT =>
            $"its database is damaged ({fault.Message}). Run {check} to see what is touched, and restore the folder from a copy.",
        SQLitePCL.raw.SQLITE_IOERR => $"the disk failed ({fault.Message}). What was acknowledged before is kept; check the disk, then run the command again.",
        _ => $"the database answered “{fault.Message}” (code {fault.SqliteExtendedErrorCode}). Run {check}.",
    };

    private static bool IsFull(IOException fault, string folder) => fault.HResult is NoSpaceLeft or QuotaExceeded or WindowsDiskFull || HasNoRoom(folder);

    private static bool HasNoRoom(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace < RoomToWorkIn;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
