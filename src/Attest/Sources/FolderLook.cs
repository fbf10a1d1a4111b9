using System.Globalization;
using Attest.Sources.Adding;
using Attest.Sources.Files;

namespace Attest.Sources;

/// <summary>Goes through a watched folder: a file that is new or changed, and has the same size and time at two looks, is whole and is added.</summary>
internal sealed class FolderLook(SourceBook book, EntryAdder entries, InputReader reader)
{
    public async Task<Look> LookAsync(Source source, CancellationToken cancel)
    {
        var folder = source.Address.Text;
        if (!Directory.Exists(folder))
        {
            return new Look(SourceForm.Folder, "is no longer there, or may not be read", new AddTally());
        }
        var known = await book.EntriesAsync(source.Id, cancel);
        var total = new AddTally();
        var waiting = 0;
        var found = InputFinder.Find([folder]).Inputs;
        foreach (var input in found.OfType<Input.File>())
        {
            if (StampOf(input.Path) is not { } stamp)
            {
                continue;
            }
            var before = known.GetValueOrDefault(input.Path);
            if (before is { IsDone: true } && before.Stamp == stamp)
            {
                continue;
            }
            if (before?.Stamp != stamp)
            {
                waiting++;
                await book.KeepAsync(source.Id, new KnownEntry(input.Path, stamp, IsDone: false, before?.Text, 0, null, null), cancel);
                continue;
            }
            total.Add(await AddAsync(source, before, input, stamp, cancel));
        }
        foreach (var gone in known.Keys.Except(found.Select(input => input.Path), StringComparer.Ordinal))
        {
            await book.ForgetAsync(source.Id, gone, cancel);
        }
        // Only an unreadable folder is refused as a whole; an empty one waits for files.
        var fault = found.OfType<Input.Refused>().FirstOrDefault(refused => refused.Path != folder || Unreadable(folder));
        return new Look(SourceForm.Folder, fault is null ? null : $"could not be looked through: {fault.Message}", total) { Waiting = waiting, Name = Path.GetFileName(folder) };
    }

    private async Task<AddTally> AddAsync(Source source, KnownEntry before, Input input, string stamp, CancellationToken cancel)
    {
        var (content, refusal) = await reader.ReadAsync(input, cancel);
        if (content is null)
        {
            return await entries.FailAsync(source, before, input.Path, stamp, refusal!, null, isGone: true, cancel);
        }
        // What was written to while it was read is seen again at the next look.
        if (StampOf(input.Path) != stamp)
        {
            return new AddTally();
        }
        var obtained = new Obtained(File.GetLastWriteTimeUtc(input.Path), ObtainedBy.Folder, source.Address.Text, null);
        return (await entries.AddAsync(source, before, input.Path, stamp, content with { Obtained = obtained }, cancel)).Tally;
    }

    private static string? StampOf(string path)
    {
        var file = new FileInfo(path);
        try
        {
            return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}") : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool Unreadable(string folder)
    {
        try
        {
            _ = Directory.EnumerateFileSystemEntries(folder).Any();
            return false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
