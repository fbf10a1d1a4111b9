using Attest.Intake;

namespace Attest.Sources.Files;

/// <summary>Files → bytes for intake. What can't be opened is a refusal with its reason, never the end of a run.</summary>
/// <param name="published">The date of publication that the user gave for all of them; null where each says its own.</param>
/// <param name="standardInput">Opens what <c>-</c> stands for; null where nothing does.</param>
public sealed class InputReader(PublicationTime? published, Func<Stream>? standardInput = null)
{
    /// <summary>The bytes of one input, or why there are none; exactly one of the two is null.</summary>
    public async Task<(IntakeInput? Content, string? Refusal)> ReadAsync(Input input, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input is Input.Refused refused)
        {
            return (null, refused.Message);
        }
        var path = input.Path;
        try
        {
            await using var stream = path == Input.StandardInput
                ? (standardInput ?? throw new IOException("standard input is not read here"))()
                : new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
            if (stream.CanSeek && InputForms.TooLong(path, stream.Length) is { } tooLong)
            {
                return (null, tooLong);
            }
            var bytes = await ReadAsync(stream, InputForms.LimitOf(path), cancel);
            return (new IntakeInput(path, bytes, published), null);
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            return (null, Explain("Reading", path, problem));
        }
    }

    /// <summary>Why a file or folder could not be read, in words for the user.</summary>
    /// <param name="doing">What was being done: “Reading”.</param>
    /// <param name="path">With which file or folder.</param>
    /// <param name="problem">What the system said.</param>
    public static string Explain(string doing, string path, Exception problem) => problem switch
    {
        UnauthorizedAccessException => $"{doing} {path}: found that you have no permission, expected to be allowed to read it. Change that (chmod u+r; for a folder u+rx), or leave it out.",
        FileNotFoundException or DirectoryNotFoundException => $"{doing} {path}: found that it has gone in the meantime, expected a file. Run the command again.",
        _ => $"{doing} {path}: found “{problem.Message}”, expected readable bytes. Check the disk, then run the command again.",
    };

    // A pipe does not tell its length beforehand. One byte more than allowed is enough for intake to see that it is too long.
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, long limit, CancellationToken cancel)
    {
        var bytes = new byte[stream.CanSeek ? (int)stream.Length + 1 : 64 * 1024];
        var length = 0;
        while (length <= limit && await stream.ReadAsync(bytes.AsMemory(length), cancel) is var count and > 0)
        {
            length += count;
            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(bytes.Length * 2L, limit + 1 + count));
            }
        }
        return bytes.AsMemory(0, length);
    }
}
