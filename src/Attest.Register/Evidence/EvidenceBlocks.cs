using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Attest.Register.Evidence;

/// <summary>How evidence lies on the disk: blocks of 64 KiB, each sealed by itself under the damage claim's key and bound to its file and place, so that none can be changed, swapped or taken from elsewhere unseen.</summary>
/// <remarks>A block is a random nonce, the tag and the ciphertext. All but the last are full. That the end was not cut off is told by the length in the record.</remarks>
internal static class EvidenceBlocks
{
    public const int PlainBytes = 64 * 1024;
    public const int NonceBytes = 12;
    public const int TagBytes = 16;
    public const int SealedBytes = NonceBytes + TagBytes + PlainBytes;

    /// <summary>How long a file of sealed blocks is.</summary>
    public static long SealedLength(long plain) => plain + ((plain + PlainBytes - 1) / PlainBytes * (NonceBytes + TagBytes));

    /// <summary>Seals one block.</summary>
    /// <returns>Length of what was written to <paramref name="output"/>.</returns>
    public static int Seal(AesGcm aes, string file, long block, ReadOnlySpan<byte> plain, Span<byte> output)
    {
        RandomNumberGenerator.Fill(output[..NonceBytes]);
        aes.Encrypt(output[..NonceBytes], plain, output.Slice(NonceBytes + TagBytes, plain.Length), output.Slice(NonceBytes, TagBytes), Bound(file, block));
        return NonceBytes + TagBytes + plain.Length;
    }

    /// <summary>Opens one block.</summary>
    /// <returns>Length of what was written to <paramref name="output"/>.</returns>
    /// <exception cref="InvalidDataException">It was changed, or is another file's or place's.</exception>
    public static int Open(AesGcm aes, string file, long block, ReadOnlySpan<byte> sealedBlock, Span<byte> output)
    {
        var length = sealedBlock.Length - NonceBytes - TagBytes;
        if (length <= 0)
        {
            throw new InvalidDataException($"Block {block} of the evidence file {file} is cut off.");
        }
        try
        {
            aes.Decrypt(sealedBlock[..NonceBytes], sealedBlock[(NonceBytes + TagBytes)..], sealedBlock.Slice(NonceBytes, TagBytes), output[..length], Bound(file, block));
        }
        catch (CryptographicException fault)
        {
            throw new InvalidDataException($"Block {block} of the evidence file {file} was changed.", fault);
        }
        return length;
    }

    private static byte[] Bound(string file, long block)
    {
        var bound = new byte[8 + Encoding.UTF8.GetByteCount(file)];
        BinaryPrimitives.WriteInt64LittleEndian(bound, block);
        Encoding.UTF8.GetBytes(file, bound.AsSpan(8));
        return bound;
    }
}
