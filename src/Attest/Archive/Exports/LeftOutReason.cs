namespace Attest.Archive.Exports;

/// <summary>Why a form has no room for an incident; the first that holds.</summary>
public enum LeftOutReason
{
    /// <summary>It has no sub-event type of ACLED's: nothing violent, or not told closely enough.</summary>
    NoSubtype,

    /// <summary>It is denied, planned, possible or long past.</summary>
    NotHappened,

    /// <summary>No report says where, or a country is all that is said.</summary>
    NoPlace,

    /// <summary>No report dates it to a month or closer.</summary>
    NoDay,
}
