using System.Globalization;

namespace Attest.Archive;

/// <summary>Held by the one process that serves an archive's folder, so that a second one is told who does. The system lets go of it when the process ends, however it ends.</summary>
public sealed class ServeLock : IDisposable
{
    private const int HeldOnUnix = 11;
    private const int HeldOnWindows = unchecked((int)0x80070020);

    private readonly FileStream _lock;
    private readonly string _holder;

    private ServeLock(FileStream held, string holder)
    {
        _lock = held;
        _holder = holder;
    }

    /// <summary>Takes the lock of a folder, making the folder where there is none.</summary>
    /// <param name="folder">The archive's folder.</param>
    /// <param name="address">Where it will be served, to be told to others, such as <c>http://127.0.0.1:5080</c>.</param>
    /// <exception cref="ArchiveException">Another process holds it, or the folder can't be written; the message says which and what to do.</exception>
    public static ServeLock Take(string folder, string address)
    {
        var path = Path.GetFullPath(folder);
        var holder = Path.Combine(path, "serve.holder");
        return Storage.ArchiveFaults.Explain("Taking the lock for serving", path, () =>
        {
            Directory.CreateDirectory(path);
            FileStream held;
            try
            {
                held = new FileStream(Path.Combine(path, "serve.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException fault) when (fault.HResult is HeldOnUnix or HeldOnWindows)
            {
                var who = File.Exists(holder) ? File.ReadAllText(holder).Trim() : "another process";
                throw new ArchiveException(
                    $"Serving the archive {path}: {who} serves it already. Open that address, stop that process, or choose another folder with --data.", fault);
            }
            File.WriteAllText(holder, string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} at {address}\n"));
            return new ServeLock(held, holder);
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_holder);
        _lock.Dispose();
    }
}
