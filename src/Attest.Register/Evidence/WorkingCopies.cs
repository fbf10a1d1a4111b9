using System.Globalization;
using Attest.Register.DamageClaims;

namespace Attest.Register.Evidence;

/// <summary>Makes the working copy of one upload, where one can be made.</summary>
internal sealed class WorkingCopies(EvidenceStore store, string upload, byte[] key)
{
    /// <summary>Pictures and recordings of sound that are longer are not copied: they are taken apart in memory.</summary>
    private const long LongestPicture = 64L << 20;

    /// <summary>Pictures with more elements would fill the memory of whoever looks at them.</summary>
    private const long MostElements = 100_000_000;

    // A picture lies in memory three times while it is taken apart: of more than two at once, one after another.
    private static readonly SemaphoreSlim AtOnce = new(2, 2);

    /// <summary>What came of it.</summary>
    /// <param name="Copy">The copy; null where none was made.</param>
    /// <param name="Facts">What the original says of itself.</param>
    /// <param name="Notices">What was found.</param>
    public sealed record Made(WorkingCopy? Copy, IReadOnlyList<EvidenceFact> Facts, IReadOnlyList<string> Notices);

    /// <summary>Makes it; durable on return.</summary>
    public async Task<Made> MakeAsync(EvidenceStream content, ContentType type, CancellationToken cancel)
    {
        try
        {
            return type.Copy switch
            {
                CopyKind.None when type.Kind != EvidenceKind.Picture || content.Length > LongestPicture => new Made(null, [], []),
                CopyKind.Boxes => await FilmAsync(content, type, cancel),
                CopyKind.Mpeg or CopyKind.Wave when content.Length > LongestPicture => new Made(null, [], ["The recording is too long to be played here; it can be downloaded."]),
                _ when content.Length > LongestPicture => new Made(null, [], ["The picture is too large to be shown; it can be downloaded."]),
                _ => await PictureInTurnAsync(content, type, cancel),
            };
        }
        catch (InvalidDataException)
        {
            return new Made(null, [], [$"The file begins as a {type.Name} and is not whole, or holds what can't be told from what is to be shown, so that no copy could be made of it; the original can be downloaded."]);
        }
    }

    private async Task<Made> PictureInTurnAsync(EvidenceStream content, ContentType type, CancellationToken cancel)
    {
        await AtOnce.WaitAsync(cancel);
        try
        {
            return await PictureAsync(content, type, cancel);
        }
        finally
        {
            AtOnce.Release();
        }
    }

    private async Task<Made> PictureAsync(EvidenceStream content, ContentType type, CancellationToken cancel)
    {
        var bytes = new byte[content.Length];
        content.Position = 0;
        await content.ReadExactlyAsync(bytes, cancel);
        var facts = new FactList();
        if (type.Copy == CopyKind.None)
        {
            EmbeddedFacts.Read(bytes, hasExif: true, facts);
            return new Made(null, facts.All, []);
        }
        if (type.Copy is CopyKind.Mpeg or CopyKind.Wave)
        {
            var heard = SoundCopies.Make(type.Copy, bytes);
            await store.WriteCopyAsync(upload + EvidenceStore.CopySuffix, key, output => output.WriteAsync(heard, cancel).AsTask(), cancel);
            return new Made(new WorkingCopy(type.MediaType, heard.Length, Sha256.Of(heard)), [], []);
        }
        var copy = PictureCopies.Make(type.Copy, bytes);
        foreach (var fact in copy.Facts)
        {
            facts.Add(fact.Name, fact.Value);
        }
        EmbeddedFacts.Read(bytes, hasExif: false, facts);
        if (copy.Width * copy.Height > MostElements)
        {
            return new Made(null, facts.All, [string.Create(CultureInfo.InvariantCulture, $"The picture is said to be {copy.Width} × {copy.Height} and is not shown; it can be downloaded.")]);
        }
        await store.WriteCopyAsync(upload + EvidenceStore.CopySuffix, key, output => output.WriteAsync(copy.Bytes, cancel).AsTask(), cancel);
        return new Made(
            new WorkingCopy(type.MediaType, copy.Bytes.Length, Sha256.Of(copy.Bytes)), facts.All,
            copy.Behind == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{copy.Behind} bytes stand behind the end of the picture in the original; the copy for showing leaves them out.")]);
    }

    private async Task<Made> FilmAsync(EvidenceStream content, ContentType type, CancellationToken cancel)
    {
        var facts = new FactList();
        var blanked = FilmCopy.Blanked(content, facts);
        using var digest = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        await store.WriteCopyAsync(upload + EvidenceStore.CopySuffix, key, output => FilmCopy.WriteAsync(content, blanked, new DigestingStream(output, digest), cancel), cancel);
        return new Made(new WorkingCopy(type.MediaType, content.Length, new Sha256(Convert.ToHexStringLower(digest.GetHashAndReset()))), facts.All, []);
    }
}
