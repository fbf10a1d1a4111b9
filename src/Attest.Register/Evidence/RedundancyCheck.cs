namespace Attest.Register.Evidence;

/// <summary>The cyclic redundancy check of PNG and ZIP (ISO 3309, polynomial EDB88320).</summary>
internal static class RedundancyCheck
{
    /// <summary>What <see cref="Take"/> begins with.</summary>
    public const uint Begin = uint.MaxValue;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(index =>
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        }
        return value;
    })];

    /// <summary>The check of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => End(Take(Begin, bytes));

    /// <summary>Takes in more bytes.</summary>
    public static uint Take(uint check, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            check = Table[(check ^ one) & 0xFF] ^ (check >> 8);
        }
        return check;
    }

    /// <summary>The check of all that was taken in.</summary>
    public static uint End(uint check) => ~check;
}
