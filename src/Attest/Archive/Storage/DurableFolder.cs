using System.Runtime.InteropServices;

namespace Attest.Archive.Storage;

/// <summary>Folders whose renames outlast a loss of power.</summary>
public static partial class DurableFolder
{
    /// <summary>Makes a rename in a folder durable. Windows does so by itself, and has no call for it.</summary>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        var handle = OpenDirectory(directory, 0);
        if (handle < 0)
        {
            throw new IOException($"Opening the folder {directory} to make it durable: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());
        }
        var result = FlushDirectory(handle);
        var error = Marshal.GetLastPInvokeError();
        _ = CloseDirectory(handle);
        if (result != 0)
        {
            throw new IOException($"Making the folder {directory} durable: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenDirectory(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FlushDirectory(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseDirectory(int handle);
}
