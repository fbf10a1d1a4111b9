namespace Attest.Claims.Events;

/// <summary>A noun phrase of a sentence that can take part in an event.</summary>
/// <param name="First">Index of its first token in the sentence.</param>
/// <param name="Last">Index of its last.</param>
/// <param name="Name">In a stable form: a side, a side with a person in brackets, a body, or the report's own words.</param>
/// <param name="Side">The nation or party it belongs to; null where that is not known.</param>
/// <param name="Kind">What sort of phrase it is.</param>
/// <param name="IsPossessive">Whether it stands before a noun as its owner: "Russia's", "Russian".</param>
internal sealed record Participant(int First, int Last, string Name, string? Side, ParticipantKind Kind, bool IsPossessive)
{
    /// <summary>Whether it can act: a state, a body, a person, forces.</summary>
    public bool CanAct => Kind is not (ParticipantKind.Thing or ParticipantKind.Weapon or ParticipantKind.Capital);
}

/// <summary>What sort of participant.</summary>
internal enum ParticipantKind
{
    /// <summary>A state, an alliance, a party to the war.</summary>
    Nation,

    /// <summary>A named person.</summary>
    Person,

    /// <summary>A named body.</summary>
    Body,

    /// <summary>Forces, people: a group without a name.</summary>
    Group,

    /// <summary>A building, a ship, a place.</summary>
    Thing,

    /// <summary>A weapon: it acts for whoever fired it.</summary>
    Weapon,

    /// <summary>A capital that the text names as a place: it takes part only as the government that something is given or said to.</summary>
    Capital,

    /// <summary>A pronoun that stands for one of the others.</summary>
    Pronoun,
}
