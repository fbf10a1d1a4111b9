namespace Attest.Register.Web.Access;

/// <summary>Whom a route of the room is for. What depends on the damage claim itself is decided by the register, which answers 404 to whom it is none of their business.</summary>
public enum RoomAudience
{
    /// <summary>Whoever reaches the site.</summary>
    Everybody,

    /// <summary>Whoever signed in; they get what is their own.</summary>
    Claimants,

    /// <summary>Of one draft or damage claim: its claimant.</summary>
    ItsClaimant,

    /// <summary>Of one damage claim: its claimant, its examiner and the board.</summary>
    ItsParties,

    /// <summary>Of one damage claim: its examiner and the board.</summary>
    ItsExaminers,

    /// <summary>Of one damage claim: its examiner.</summary>
    ItsExaminer,

    /// <summary>Of one damage claim: its claimant, its examiner, the board, and auditors.</summary>
    ItsTrail,

    /// <summary>Of one damage claim: its claimant, the board, and administrators.</summary>
    ItsErasers,

    /// <summary>Examiners, the board and auditors; each gets their part.</summary>
    Desk,

    /// <summary>The board.</summary>
    Board,

    /// <summary>The board and auditors.</summary>
    Auditing,

    /// <summary>Administrators of the site; the board and auditors may look.</summary>
    RolesShown,

    /// <summary>The board and administrators of the site.</summary>
    Erasers,

    /// <summary>Administrators of the site.</summary>
    Administrators,
}
