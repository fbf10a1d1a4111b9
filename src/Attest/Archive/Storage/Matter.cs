using System.IO.Compression;

namespace Attest.Archive.Storage;

/// <summary>What the ledger's commitments stand for: readings with all their texts and names. Erasing one leaves the ledger whole.</summary>
internal sealed class Matter(Sql sql)
{
    /// <summary>Content made ready outside the transaction.</summary>
    /// <param name="Commitment">SHA-256 of salt and content: it proves the content and, without the salt, tells nothing of it.</param>
    /// <param name="Salt">Random.</param>
    /// <param name="Packed">The content under Brotli.</param>
    public sealed record Sealed(string Commitment, byte[] Salt, byte[] Packed);

    public static Sealed Seal(ReadOnlySpan<byte> content)
    {
        var salt = Commitment.NewSalt();
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(content);
        }
        return new Sealed(Commit(salt, content), salt, packed.ToArray());
    }

    public static string Commit(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content) => Commitment.Of(salt, content);

    /// <summary>Call it within <see cref="Sql.Write"/>.</summary>
    public void Store(Sealed matter) =>
        sql.Run("INSERT INTO matter (commitment, salt, content) VALUES ($1, $2, $3)", matter.Commitment, matter.Salt, matter.Packed);

    /// <summary>What a commitment stands for; null where it is not there.</summary>
    public Sealed? Find(string commitment) => sql.Rows(
        "SELECT salt, content FROM matter WHERE commitment = $1",
        row => new Sealed(commitment, row.GetBytes(0), row.GetBytes(1)), commitment) is [var found] ? found : null;

    /// <summary>The content.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what was packed.</exception>
    public static byte[] Unpack(Sealed matter)
    {
        using var content = new MemoryStream();
        using var brotli = new BrotliStream(new MemoryStream(matter.Packed), CompressionMode.Decompress);
        try
        {
            brotli.CopyTo(content);
        }
        catch (InvalidOperationException fault)
        {
            throw new InvalidDataException($"Unpacking the matter of commitment {matter.Commitment}: {fault.Message}", fault);
        }
        return content.ToArray();
    }
}
