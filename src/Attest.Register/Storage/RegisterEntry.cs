using Attest.Archive.Storage;

namespace Attest.Register.Storage;

/// <summary>Kinds of entries of the register's ledger.</summary>
internal static class RegisterEntry
{
    /// <summary>Something was done with a damage claim: submitted, assigned, decided, erased.</summary>
    public const string StepTaken = "step-taken";

    /// <summary>A piece of evidence is there whole.</summary>
    public const string EvidenceReceived = "evidence-received";

    /// <summary>Its giver took a piece back before submitting.</summary>
    public const string EvidenceWithdrawn = "evidence-withdrawn";

    /// <summary>Somebody did something with evidence.</summary>
    public const string CustodyEntered = "custody-entered";

    /// <summary>A draft that evidence had been received for was thrown away, its key destroyed.</summary>
    public const string DraftDiscarded = "draft-discarded";

    /// <summary>Somebody is something to the register since.</summary>
    public const string RoleGiven = "role-given";

    /// <summary>The open statistics were counted; they stand so until they are published anew.</summary>
    public const string StatisticsPublished = "statistics-published";

    /// <summary>An evidence pack was begun: which entries the damage claim has, and what of them is withheld. It is the last entry that the pack holds, and of the head that proves it.</summary>
    public const string PackBegun = "pack-begun";

    /// <summary>A head of the ledger was published; the entry holds it as it was.</summary>
    public const string HeadPublished = "head-published";

    /// <summary>What an account of the staff is called.</summary>
    public const string AccountNamed = "account-named";

    /// <summary>The damage claim that an entry is about; null for a role.</summary>
    public static string? DamageClaim(this LedgerEntry entry) => entry.Member("damageClaim");

    /// <summary>The commitment to what is sealed under the damage claim's key.</summary>
    public static string? MatterOf(this LedgerEntry entry) => entry.Member("matter");

    /// <summary>The head that an entry holds.</summary>
    public static string? Note(this LedgerEntry entry) => entry.Member("note");

    /// <summary>The commitment to what is sealed under the register's own key.</summary>
    public static string? Trail(this LedgerEntry entry) => entry.Member("trail");
}
