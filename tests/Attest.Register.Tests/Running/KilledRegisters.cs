using System.Globalization;

namespace Attest.Register.Tests.Running;

/// <summary>What stands on the disk at moments of a change, and so what a kill would leave: at each moment that is taken, and between two of them after each page that was written to the database's log.</summary>
/// <param name="folder">The folder of the archive.</param>
internal sealed class KilledRegisters(string folder)
{
    // A log of SQLite: its header, then each page with a header of its own.
    private const int LogHeader = 32, Frame = 4096 + 24;
    private const string Database = "register.db", Log = "register.db-wal";

    private readonly string _register = Path.Combine(folder, "register");
    private readonly List<Dictionary<string, byte[]>> _taken = [];

    /// <summary>How many moments were taken.</summary>
    public int Taken => _taken.Count;

    /// <summary>Takes what stands there now.</summary>
    public void Take() => _taken.Add(Directory.EnumerateFiles(_register, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith("-shm", StringComparison.Ordinal)).ToDictionary(path => Path.GetRelativePath(_register, path), Read, StringComparer.Ordinal));

    /// <summary>All of them, each in a folder of its own; to be disposed.</summary>
    public IEnumerable<KilledRegister> All()
    {
        for (var moment = 0; moment < _taken.Count; moment++)
        {
            yield return Written(_taken[moment], Invariant($"at moment {moment}"));
            if (moment + 1 < _taken.Count)
            {
                foreach (var between in Between(_taken[moment], _taken[moment + 1], moment))
                {
                    yield return between;
                }
            }
        }
    }

    // Files change only where a moment is taken; between two the database alone is written.
    private static IEnumerable<KilledRegister> Between(Dictionary<string, byte[]> earlier, Dictionary<string, byte[]> later, int moment)
    {
        var (log, grown) = (earlier.GetValueOrDefault(Log) ?? [], later.GetValueOrDefault(Log) ?? []);
        if (grown.Length > log.Length && grown.AsSpan(0, log.Length).SequenceEqual(log))
        {
            for (var end = Math.Max(log.Length, LogHeader); end < grown.Length; end += Frame)
            {
                yield return Written(new(earlier) { [Log] = grown[..end] }, Invariant($"after moment {moment} with {end} bytes of the log"));
                yield return Written(new(earlier) { [Log] = grown[..Math.Min(grown.Length, end + (Frame / 2))] }, Invariant($"after moment {moment} within what follows {end} bytes of the log"));
            }
        }
        else if (!later[Database].AsSpan().SequenceEqual(earlier[Database]))
        {
            // What the log held is put into the database, from its beginning to its end, before the log is emptied.
            var (old, now) = (earlier[Database], later[Database]);
            for (var end = 4096; end < now.Length; end += 4 * 4096)
            {
                yield return Written(new(earlier) { [Database] = [.. now[..end], .. old.Length > end ? old[end..] : []] }, Invariant($"after moment {moment} with {end} bytes of the database"));
            }
        }
    }

    private static KilledRegister Written(Dictionary<string, byte[]> files, string told)
    {
        var here = Directory.CreateTempSubdirectory("attest-register-").FullName;
        foreach (var (name, bytes) in files)
        {
            var path = Path.Combine(here, "register", name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
        return new KilledRegister(here, told);
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One of them.</summary>
/// <param name="Folder">The folder of its archive.</param>
/// <param name="Told">When it was killed, in words.</param>
internal sealed record KilledRegister(string Folder, string Told) : IDisposable
{
    /// <summary>Its database.</summary>
    public string Database => Path.Combine(Folder, "register", "register.db");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
