namespace Attest.Register.DamageClaims;

/// <summary>Where a damage claim stands.</summary>
public enum DamageState
{
    /// <summary>It is being written; nobody but its claimant sees it.</summary>
    Draft,

    /// <summary>It was submitted and waits for an examiner.</summary>
    Submitted,

    /// <summary>An examiner looks at it.</summary>
    InExamination,

    /// <summary>It went back to its claimant, who is to complete it.</summary>
    Returned,

    /// <summary>It is in the register.</summary>
    Recorded,

    /// <summary>The board decided not to record it, for a reason from the pack's list.</summary>
    NotRecorded,

    /// <summary>Its claimant appealed that decision; the board decides once more.</summary>
    Appealed,

    /// <summary>In the appeal it went back to its claimant, who is to complete it.</summary>
    ReturnedAppeal,

    /// <summary>Its claimant took it back.</summary>
    Withdrawn,

    /// <summary>Its content was destroyed; a tombstone in the ledger is left.</summary>
    Erased,
}

/// <summary>What can be done with a damage claim.</summary>
public enum DamageStep
{
    /// <summary>Submit a draft.</summary>
    Submit,

    /// <summary>Give it to an examiner, or to another.</summary>
    Assign,

    /// <summary>Give it back for completion, with a reason.</summary>
    Return,

    /// <summary>Submit what was returned again.</summary>
    Complete,

    /// <summary>Examine on what was returned and not completed, as it was submitted.</summary>
    Resume,

    /// <summary>Give a piece of evidence to what is submitted and not decided; taken with each piece that is received then.</summary>
    AddEvidence,

    /// <summary>Propose a decision to the board.</summary>
    Propose,

    /// <summary>Record it.</summary>
    Record,

    /// <summary>Decide not to record it, with a reason from the list.</summary>
    Refuse,

    /// <summary>Appeal a decision not to record; possible once.</summary>
    Appeal,

    /// <summary>Take it back.</summary>
    Withdraw,

    /// <summary>Destroy its content.</summary>
    Erase,
}

/// <summary>Who somebody is to the register. Who has no role of these is a claimant.</summary>
public enum RegisterRole
{
    /// <summary>Files damage claims and sees their own.</summary>
    Claimant,

    /// <summary>Examines what is assigned to them, and sees nothing else.</summary>
    Examiner,

    /// <summary>Decides, and sees all.</summary>
    Board,

    /// <summary>Sees the trail of what was done, by whom and when; no evidence and no names of claimants.</summary>
    Auditor,
}

/// <summary>Somebody who acts: a signed-in account with what it is to the register.</summary>
/// <param name="Account">The account's key, which no other account ever gets; what somebody files and decides hangs on it. Words for who has no account.</param>
/// <param name="Role">Its role, as the register's role book has it.</param>
/// <param name="IsAdministrator">Whether it administers the site, and so gives roles.</param>
public sealed record Actor(string Account, RegisterRole Role, bool IsAdministrator = false)
{
    /// <summary>What the account is called; its key where nothing is said.</summary>
    public string Name { get => field ?? Account; init; }

    /// <summary>Whether they may read reports in their own words; who may not is given no matches and no sentences, in an evidence pack either.</summary>
    public bool ReadsReports { get; init; } = true;
}

/// <summary>One row of the table of what can be done when, and by whom.</summary>
/// <param name="From">Where a damage claim stands.</param>
/// <param name="Step">What is done.</param>
/// <param name="To">Where it stands then.</param>
/// <param name="Roles">Who may.</param>
/// <param name="NeedsWords">Whether it takes a reason in words.</param>
/// <param name="NeedsReason">Whether it takes a reason from the pack's list.</param>
/// <param name="Condition">What else must hold; <see cref="TransitionCondition.None"/> for nothing.</param>
public sealed record Transition(
    DamageState From, DamageStep Step, DamageState To, IReadOnlyList<RegisterRole> Roles, bool NeedsWords, bool NeedsReason, TransitionCondition Condition);

/// <summary>What must hold for a transition beside state and role.</summary>
public enum TransitionCondition
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is the actor's own.</summary>
    Own,

    /// <summary>It is assigned to the actor.</summary>
    Assigned,

    /// <summary>It is the actor's own, was never appealed, and the time for it has not run out.</summary>
    AppealOpen,
}
