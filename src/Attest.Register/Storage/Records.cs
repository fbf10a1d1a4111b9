using Attest.Register.DamageClaims;

namespace Attest.Register.Storage;

/// <summary>What was submitted: the matter of an entry, sealed under the damage claim's key.</summary>
/// <param name="Number">The damage claim's number.</param>
/// <param name="Owner">The account that filed it.</param>
/// <param name="Statement">What is stated.</param>
/// <param name="Place">Where that is; null where it could not be resolved.</param>
/// <param name="Evidence">The pieces of evidence that it was submitted with.</param>
internal sealed record SubmittedRecord(string Number, string Owner, Statement Statement, ResolvedPlace? Place, IReadOnlyList<string> Evidence);

/// <summary>A step as everybody who sees the trail may know it: no names of claimants and none of their words. Sealed under the register's own key, so that it outlasts an erasure.</summary>
/// <param name="Number">The damage claim's number.</param>
/// <param name="Sequence">Its number in the order of filing.</param>
/// <param name="Step">What was done.</param>
/// <param name="From">Where it stood.</param>
/// <param name="To">Where it stands since.</param>
/// <param name="By">The account's key; <see cref="ClaimantWord"/> for its claimant.</param>
/// <param name="Role">As what they acted.</param>
/// <param name="Reasons">Reasons from the pack's list.</param>
/// <param name="AssignedTo">The examiner it was assigned to; null for other steps.</param>
/// <param name="Proposed">What is proposed; null for other steps.</param>
/// <param name="Words">Why it was erased, which no key of its own is left to seal; null for other steps.</param>
internal sealed record StepTrail(
    string Number, long Sequence, DamageStep Step, DamageState From, DamageState To, string By, RegisterRole Role, IReadOnlyList<string> Reasons, string? AssignedTo, DamageStep? Proposed, string? Words)
{
    /// <summary>What stands for a claimant's account.</summary>
    public const string ClaimantWord = "claimant";
}

/// <summary>What a step holds that is sealed under the damage claim's key.</summary>
/// <param name="By">The account.</param>
/// <param name="Words">Why, in their words.</param>
/// <param name="Submitted">What was submitted, for submitting and completing; else null.</param>
internal sealed record StepMatter(string By, string Words, SubmittedRecord? Submitted);

/// <summary>A line of custody as the trail shows it.</summary>
internal sealed record CustodyTrail(string By, RegisterRole Role, CustodyAct Act, string? Evidence);

/// <summary>What a line of custody holds that is sealed under the damage claim's key.</summary>
internal sealed record CustodyMatter(string By, string Why, string? Digest);

/// <summary>What an evidence pack holds of its damage claim's entries.</summary>
/// <param name="By">The account that it was made for.</param>
/// <param name="Role">As what they acted.</param>
/// <param name="Register">The title of the register's rules.</param>
/// <param name="Entries">The positions of all entries that the ledger has of the damage claim before this one.</param>
/// <param name="Hashes">SHA-256 of their hashes one after another, 32 bytes each.</param>
/// <param name="Withheld">The positions of those of which nothing is opened.</param>
/// <param name="Closed">The positions of those of which only the trail is opened.</param>
/// <param name="Names">The positions of the entries in it that say what accounts are called.</param>
internal sealed record PackTrail(
    string By, RegisterRole Role, string Register, IReadOnlyList<long> Entries, string Hashes, IReadOnlyList<long> Withheld, IReadOnlyList<long> Closed, IReadOnlyList<long> Names)
{
    /// <summary>Whether it was made for who filed the damage claim.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOwn => Role == RegisterRole.Claimant;
}

/// <summary>What is sealed of an evidence pack under the damage claim's key.</summary>
/// <param name="By">The account.</param>
/// <param name="Reported">SHA-256 of what it holds of the reports: with the damage claim gone, nobody may guess at it.</param>
/// <param name="Page">SHA-256 of the page that verifies it.</param>
internal sealed record PackMatter(string By, string Reported, string Page);

/// <summary>What an account of the staff is called: in the ledger it stands under its key.</summary>
internal sealed record AccountName(string Account, string Name);

/// <summary>A role that was given or taken.</summary>
/// <param name="Account">To whom.</param>
/// <param name="Role">Which; claimant for none.</param>
/// <param name="By">By whom.</param>
/// <param name="Why">Why.</param>
internal sealed record RoleRecord(string Account, RegisterRole Role, string By, string Why);

/// <summary>A draft as it is saved.</summary>
internal sealed record DraftRecord(string Owner, Statement Statement);

/// <summary>A CSV file as it was given.</summary>
internal sealed record BulkRecord(string Owner, string File, string Language);

/// <summary>What came of a line of it: as which place it is understood, or what is wrong with it.</summary>
internal sealed record BulkLineRecord(string Place, IReadOnlyList<string> Mistakes);

/// <summary>An upload as it began.</summary>
internal sealed record UploadRecord(string Owner, string Name, string Description)
{
    /// <summary>What whoever began it calls it; empty for nothing.</summary>
    public string Attempt { get; init; } = "";
}
