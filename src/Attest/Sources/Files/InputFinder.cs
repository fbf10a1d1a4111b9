using Attest.Intake;

namespace Attest.Sources.Files;

/// <summary>Paths → files to read: folders are looked through with all below them, always in the same order.</summary>
/// <remarks>
/// Names that begin with a dot are passed over, links to folders are not followed (they may lead in a circle), and files whose names say that they
/// hold no report are counted. A file that the user names is always read, whatever it is called.
/// </remarks>
public static class InputFinder
{
    /// <summary>Finds what to read.</summary>
    public static FoundInputs Find(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var inputs = new List<Input>();
        var passedOver = 0;
        foreach (var path in paths)
        {
            if (path == Input.StandardInput || File.Exists(path))
            {
                inputs.Add(new Input.File(path));
            }
            else if (Directory.Exists(path))
            {
                var (found, over) = (inputs.Count, passedOver);
                LookThrough(path, inputs, ref passedOver);
                if (inputs.Count == found)
                {
                    inputs.Add(new Input.Refused(path, NoReports(path, passedOver - over)));
                }
            }
            else
            {
                inputs.Add(new Input.Refused(path, $"Reading {path}: found nothing there, expected a file, a folder or - for standard input. Check the name, and the folder you are in."));
            }
        }
        return new FoundInputs(inputs, passedOver);
    }

    private static string NoReports(string folder, int passedOver)
    {
        var found = passedOver == 0 ? "no files" : $"only files of other kinds ({passedOver})";
        return $"Looking through {folder}: found {found}, expected reports ({string.Join(", ", InputForms.Extensions)}). Name another folder, or the files themselves.";
    }

    private static void LookThrough(string folder, List<Input> inputs, ref int passedOver)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            inputs.Add(new Input.Refused(folder, InputReader.Explain("Looking through", folder, problem)));
            return;
        }
        foreach (var entry in entries.Where(entry => entry.Name[0] != '.').OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var path = Path.Join(folder, entry.Name);
            if (entry is DirectoryInfo)
            {
                if (entry.LinkTarget is null)
                {
                    LookThrough(path, inputs, ref passedOver);
                }
            }
            else if (InputForms.IsReport(entry.Name))
            {
                inputs.Add(new Input.File(path));
            }
            else
            {
                passedOver++;
            }
        }
    }
}
