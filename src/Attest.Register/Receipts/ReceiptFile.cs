using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Storage;

namespace Attest.Register.Receipts;

/// <summary>Receipts as files that claimants keep, and what can be told of one without the register: that it is whole, and not that the register has given it.</summary>
public static class ReceiptFile
{
    /// <summary>The longest such file, in bytes.</summary>
    public const int MostBytes = 4 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A receipt as a file: JSON in UTF-8.</summary>
    public static byte[] Write(Receipt receipt) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(receipt, Json));

    /// <summary>The receipt in a file.</summary>
    /// <param name="content">The file.</param>
    /// <returns>The receipt, whatever it says; null where the file is none.</returns>
    public static Receipt? Read(ReadOnlySpan<byte> content)
    {
        try
        {
            return content.Length <= MostBytes && JsonSerializer.Deserialize<Receipt>(content, Json) is { Number: not null, EntryHash: not null, Kind: not null, Body: not null, Previous: not null, Salt: not null, Content: not null } receipt ? receipt : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with a receipt in itself, in plain sentences; empty where its hash, its commitment and its number hold.</summary>
    public static IReadOnlyList<string> Check(Receipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var entry = new LedgerEntry(receipt.Entry, receipt.Kind, Moment.Write(receipt.At), receipt.Body, receipt.Previous, receipt.EntryHash);
        var faults = new List<string>();
        if (entry.ComputeHash() is var hash && hash != entry.Hash)
        {
            faults.Add($"The receipt was changed: its entry's fields give the hash {hash}, it says {entry.Hash}.");
        }
        if (CommitmentOf(receipt) is var commitment && commitment != entry.MatterOf())
        {
            faults.Add($"What the receipt says was filed gives the commitment {commitment ?? "of nothing, as its salt is none"}; its entry holds {entry.MatterOf() ?? "none"}.");
        }
        else if (NumberIn(receipt) != receipt.Number || entry.DamageClaim() != receipt.Id)
        {
            faults.Add($"The receipt is said to be for {receipt.Number}; what was filed is {NumberIn(receipt) ?? "no damage claim"}.");
        }
        return faults;
    }

    private static string? CommitmentOf(Receipt receipt)
    {
        var salt = new byte[receipt.Salt.Length];
        return Convert.TryFromBase64String(receipt.Salt, salt, out var length) ? Commitment.Of(salt.AsSpan(0, length), Encoding.UTF8.GetBytes(receipt.Content)) : null;
    }

    private static string? NumberIn(Receipt receipt)
    {
        try
        {
            return RegisterJson.Read<StepMatter>(Encoding.UTF8.GetBytes(receipt.Content)).Submitted?.Number;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
