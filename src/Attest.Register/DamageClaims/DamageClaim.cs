namespace Attest.Register.DamageClaims;

/// <summary>What a person, a company or the State files with the register, as it stands now.</summary>
/// <param name="Id">Its key in the register, from the first draft on; not to be guessed, and no secret.</param>
/// <param name="Number">The number that its receipt gives, such as <c>RD-2026-000017</c>; null while it is a draft.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Statement">What is stated: of a draft as saved last, else as submitted last.</param>
/// <param name="Owner">The account that filed it.</param>
/// <param name="FiledAt">When it was submitted first; null while it is a draft.</param>
/// <param name="ChangedAt">When it changed last.</param>
/// <param name="AssignedTo">The examiner's account; null where nobody has it.</param>
/// <param name="AppealedAt">When its decision was appealed; null where it was not.</param>
/// <param name="Evidence">The pieces of evidence, in the order of their receipt, those withdrawn left out.</param>
/// <param name="Changes">What happened to it, the oldest first; empty for a draft that was never submitted.</param>
/// <param name="Proposal">What its examiner proposes to the board; null where nothing is proposed.</param>
public sealed record DamageClaim(
    string Id,
    string? Number,
    DamageState State,
    Statement Statement,
    string Owner,
    DateTimeOffset? FiledAt,
    DateTimeOffset ChangedAt,
    string? AssignedTo,
    DateTimeOffset? AppealedAt,
    IReadOnlyList<EvidencePiece> Evidence,
    IReadOnlyList<DamageClaimChange> Changes,
    DamageClaimChange? Proposal)
{
    /// <summary>Where it was, as the register resolved it when it was submitted; null for a draft, and where neither settlement nor pin could be resolved.</summary>
    public ResolvedPlace? Place { get; init; }

    /// <summary>The keys of the pieces of evidence that it was submitted with last: what <see cref="Evidence"/> has beside them its claimant has not submitted yet, and sees alone.</summary>
    public IReadOnlyList<string> SubmittedEvidence { get; init; } = [];

    /// <summary>What a returned damage claim is being changed to and has not been submitted again; null where there is no such draft, and for everybody but its claimant.</summary>
    public Statement? Completion { get; init; }
}

/// <summary>A damage claim that is being written, or completed after it was returned.</summary>
/// <param name="Id">As the damage claim's.</param>
/// <param name="Statement">What is stated so far.</param>
/// <param name="SavedAt">When it was saved last.</param>
/// <param name="Evidence">What is uploaded already.</param>
/// <param name="IsCompletion">Whether it completes a damage claim that was returned, and no new one.</param>
public sealed record Draft(string Id, Statement Statement, DateTimeOffset SavedAt, IReadOnlyList<EvidencePiece> Evidence, bool IsCompletion);

/// <summary>Where a damage claim's place lies.</summary>
/// <param name="Name">The gazetteer's English name of the settlement, or of the one nearest to the pin.</param>
/// <param name="Gazetteer">Its key; empty where only a pin is known.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code; null at sea.</param>
/// <param name="Region">First-level region; null where there is none.</param>
/// <param name="Position">The pin, or else the settlement's middle.</param>
/// <param name="RadiusKm">How far from there it may be: small for a pin, the settlement's own radius else.</param>
public sealed record ResolvedPlace(string Name, string Gazetteer, string? Country, string? Region, GeoPoint Position, double RadiusKm);

/// <summary>One step of a damage claim's way, with who took it and why.</summary>
/// <param name="Step">What was done.</param>
/// <param name="From">Where it stood.</param>
/// <param name="To">Where it stands since.</param>
/// <param name="By">The account.</param>
/// <param name="Role">As what they acted.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Reasons">Reasons from the pack's list, by their ids; often none.</param>
/// <param name="Words">Why, in their own words; empty where none were given.</param>
/// <param name="Entry">The position of its entry in the register's ledger.</param>
public sealed record DamageClaimChange(
    DamageStep Step, DamageState From, DamageState To, string By, RegisterRole Role, DateTimeOffset At, IReadOnlyList<string> Reasons, string Words, long Entry)
{
    /// <summary>To whom it was assigned, for <see cref="DamageStep.Assign"/>; else null.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>What is proposed, for <see cref="DamageStep.Propose"/>; else null.</summary>
    public DamageStep? Proposed { get; init; }

    /// <summary>True for the decision on an appeal where whoever decided it had refused it before; else null.</summary>
    public bool? IsByWhoRefused { get; init; }

    /// <summary>Whether, of what was erased, traces that can be opened with the master key are left until somebody who reads an older state ends; they go by themselves then.</summary>
    public bool LeavesTraces { get; init; }
}

/// <summary>A damage claim in a list: nothing of what is stated but category and region.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Its number; null for a draft.</param>
/// <param name="Category">Its category's code.</param>
/// <param name="State">Where it stands.</param>
/// <param name="FiledAt">When it was submitted first; null for a draft.</param>
/// <param name="ChangedAt">When it changed last.</param>
/// <param name="Region">First-level region of the damage; null where not known.</param>
/// <param name="AssignedTo">The examiner; null where nobody has it.</param>
public sealed record DamageClaimSummary(
    string Id, string? Number, string Category, DamageState State, DateTimeOffset? FiledAt, DateTimeOffset ChangedAt, string? Region, string? AssignedTo)
{
    /// <summary>Whose it is and where, in one line, for those who may see that; null for an auditor.</summary>
    public string? Title { get; init; }

    /// <summary>Whether its category needs evidence, none was submitted, and it can be given now. Of one's own alone; false in other lists.</summary>
    public bool LacksEvidence { get; init; }
}

/// <summary>That a damage claim was received: its number, the time and a proof that it is in the ledger.</summary>
/// <param name="Id">The damage claim.</param>
/// <param name="Number">Its number.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Entry">The position of its entry in the register's ledger.</param>
/// <param name="EntryHash">The hash of that entry: the register can't change what was filed, or when, without changing it.</param>
/// <param name="Kind">What kind of entry it is.</param>
/// <param name="Body">What the entry holds: commitments and no content.</param>
/// <param name="Previous">The hash of the entry before.</param>
/// <param name="Salt">With it and what was filed the commitment can be computed anew; base 64.</param>
/// <param name="Content">What was filed, byte for byte as it was committed to; UTF-8.</param>
public sealed record Receipt(string Id, string Number, DateTimeOffset At, long Entry, string EntryHash, string Kind, string Body, string Previous, string Salt, string Content);
