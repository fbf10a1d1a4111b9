namespace Attest.Claims.Events.Choices;

/// <summary>What is chosen of an event by trained weights, each among options that the rules lay out.</summary>
internal enum Choice
{
    /// <summary>Whether an analyst would record it.</summary>
    Kept,

    /// <summary>Who did it.</summary>
    Actor,

    /// <summary>To whom or what.</summary>
    Target,

    /// <summary>Where.</summary>
    Place,

    /// <summary>When.</summary>
    Time,

    /// <summary>Whether it happened.</summary>
    Status,
}

/// <summary>Tells how well an option fits.</summary>
internal interface IWeigher
{
    /// <summary>The weight of an option; of options the heaviest is taken, of equals the first, which is the rules' own.</summary>
    /// <param name="draft">The event.</param>
    /// <param name="choice">What is chosen.</param>
    /// <param name="option">The option: a name, a place, a time, a status, yes or no; null for none.</param>
    /// <param name="signs">What speaks for it or against it.</param>
    float Weigh(DraftEvent draft, Choice choice, object? option, SignBag signs);
}
