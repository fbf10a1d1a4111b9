namespace Attest.Claims.Attributions;

/// <summary>Reads the medium that something is said on, or the outlet it is told to, from the words around the cue.</summary>
internal static class MediumReader
{
    /// <summary>The medium's name; null where the words name none.</summary>
    public static string? Of(Words words, Candidate candidate)
    {
        var circumstance = candidate.Circumstance;
        if (circumstance.IsEmpty)
        {
            return null;
        }
        string? medium = null;
        for (var k = circumstance.First; k < circumstance.Last; k++)
        {
            // A newspaper that was told, or that the interview was given to, says more than "interview".
            if (SpeakerWords.Default.OutletAt(words, k, circumstance.Last) is { } outlet)
            {
                return outlet.Name;
            }
            if (medium is null && SpeakerWords.Default.MediumAt(words, k, circumstance.Last) is { } found)
            {
                medium = found.Via;
            }
        }
        return medium;
    }
}
