namespace Attest;

/// <summary>That what is said is what a video, photograph or satellite image shows: a claim of that document, which holds no more than the picture does.</summary>
/// <param name="Kind">What sort of picture.</param>
/// <param name="Check">Whether somebody is said to have checked it.</param>
/// <param name="CheckWords">The words that say so; null where nobody is said to have looked.</param>
public sealed record Picture(PictureKind Kind, PictureCheck Check, TextSpan? CheckWords)
{
    /// <summary>Whether what it shows stands: somebody verified it or found where it was taken.</summary>
    public bool IsVerified => Check is PictureCheck.Verified or PictureCheck.Located;
}

/// <summary>What sort of picture.</summary>
public enum PictureKind
{
    /// <summary>Moving pictures.</summary>
    Video,

    /// <summary>A photograph or another still picture.</summary>
    Photograph,

    /// <summary>Pictures taken from orbit.</summary>
    Satellite,

    /// <summary>A fixed or worn camera that records by itself: CCTV, a dashboard camera.</summary>
    Camera,
}

/// <summary>Whether a picture is said to have been checked.</summary>
public enum PictureCheck
{
    /// <summary>Nobody is said to have verified it, or somebody says that he could not.</summary>
    Unverified,

    /// <summary>Somebody is said to have verified it.</summary>
    Verified,

    /// <summary>Somebody is said to have found where it was taken.</summary>
    Located,

    /// <summary>Somebody says that it is not what it is taken for.</summary>
    Disputed,
}
