using Attest.Intake;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Pages.Sources;

/// <summary>An uploaded file → what intake reads, or what is wrong with it.</summary>
internal static class GivenFile
{
    private const int LongestName = 120;

    /// <summary>The input, or the fault; exactly one of the two is null.</summary>
    public static async Task<(IntakeInput? Input, AddFault? Fault)> InputAsync(IFormFile file, AddValues values, DateTimeOffset now, CancellationToken cancel)
    {
        var name = NameOf(file.FileName);
        if (GivenText.PublishedFault(values.Published, out var published) is { } wrongDate)
        {
            return (null, new AddFault(wrongDate, "published"));
        }
        if (InputForms.TooLong(name, file.Length) is { } tooLong)
        {
            return (null, new AddFault(tooLong, "file"));
        }
        var bytes = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
        {
            await stream.ReadExactlyAsync(bytes, cancel);
        }
        // Many files are called report.txt: another content is another document.
        return (new IntakeInput($"uploaded/{Sha256.Of(bytes).Hex[..12]}/{name}", bytes, published)
        {
            Presumed = new ReportFacts(Publisher: GivenText.Blank(values.Publisher)),
            Obtained = new Obtained(now, ObtainedBy.Upload, name, null),
        }, null);
    }

    // A name comes from the sender: no folders, no control characters, not too long; its ending stays, for it tells the form.
    private static string NameOf(string given)
    {
        var name = new string([.. given[(given.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !char.IsControl(letter))]).Trim();
        return name.Length == 0 ? "file" : name.Length <= LongestName ? name : name[^LongestName..];
    }
}
