using Attest.Web.Wording;

namespace Attest.Web.Marks;

/// <summary>One figure as it is drawn, in the site's grammar of doubt.</summary>
/// <param name="Low">Least value; null where open below.</param>
/// <param name="High">Greatest value; null where open above.</param>
/// <param name="Approximate">Drawn with a halo of its tolerance.</param>
/// <param name="Doubt">How it is drawn apart from what is plainly asserted.</param>
/// <param name="Superseded">Drawn faded: the same origin has given a later figure.</param>
/// <param name="Side">Whose claim it is, which gives the hue.</param>
public sealed record FigureMark(decimal? Low, decimal? High, bool Approximate, Doubt Doubt, bool Superseded, SideLook Side)
{
    /// <summary>The mark of a figure's claim.</summary>
    public static FigureMark Of(Claim claim, SideLook speaker, bool superseded) =>
        new(claim.Low, claim.High, claim.Approximate, Doubts.Of(claim.Status, claim.Modality), superseded, speaker);

    /// <summary>The same in words, for those who don't see it: "at least 8, denied".</summary>
    public string Words => Numbers.Range(Low, High, Approximate)
        + (Doubt == Doubt.None ? "" : $", {Doubts.Word(Doubt)}")
        + (Superseded ? ", superseded" : "");
}

/// <summary>What keeps a claim from being plainly asserted.</summary>
public enum Doubt
{
    /// <summary>Nothing: a filled dot.</summary>
    None,

    /// <summary>Alleged or not verified: a hollow dot.</summary>
    Unverified,

    /// <summary>Denied: a hollow dot, struck through.</summary>
    Denied,

    /// <summary>Planned, possible, asked or imagined: a dashed outline.</summary>
    Unreal,

    /// <summary>It belongs to an earlier time: a filled dot, and the word.</summary>
    Historical,
}

/// <summary>Tells how much doubt a status and a modality carry.</summary>
public static class Doubts
{
    /// <summary>The strongest doubt of the two.</summary>
    public static Doubt Of(EventStatus status, Modality modality) => (status, modality) switch
    {
        (EventStatus.Denied, _) or (_, Modality.Denied) => Doubt.Denied,
        (EventStatus.Planned or EventStatus.Hypothetical, _) or (_, Modality.Planned or Modality.Possible or Modality.Asked) => Doubt.Unreal,
        (EventStatus.Alleged, _) or (_, Modality.Unverified) => Doubt.Unverified,
        (EventStatus.Historical, _) => Doubt.Historical,
        _ => Doubt.None,
    };

    /// <summary>The doubt in a word; empty for none.</summary>
    public static string Word(Doubt doubt) => doubt switch
    {
        Doubt.Unverified => "unverified",
        Doubt.Denied => "denied",
        Doubt.Unreal => "planned or possible",
        Doubt.Historical => "earlier event",
        _ => "",
    };
}
