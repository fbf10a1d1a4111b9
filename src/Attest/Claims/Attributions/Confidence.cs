namespace Attest.Claims.Attributions;

/// <summary>How sure the reader is of an attribution: how many of ten such hold.</summary>
/// <remarks>
/// From the labels' probabilities by a logistic curve for each kind of evidence, fitted on the articles of PolNeAR's train part that were held out of training
/// (MODELS.md; right is half of the content and the source in common). What stands within somebody's words, which that corpus does not mark, has the share
/// of its rule by judgement.
/// </remarks>
internal static class Confidence
{
    private const double According = 0.95;
    private const double AfterContent = 0.9;
    private const double SayBefore = 0.9;
    private const double OtherBefore = 0.7;
    private const double BeliefBefore = 0.6;
    private const double Hearsay = 0.75;
    private const double Noun = 0.6;
    private const double Continuation = 0.8;
    private const double TakenOver = 0.05;

    /// <summary>The confidence of a candidate, 0 to 1.</summary>
    public static double Of(Candidate candidate)
    {
        if (candidate.Certainty is not { } certainty)
        {
            return ByRule(candidate);
        }
        if (candidate.Rule == CandidateRule.Continuation)
        {
            return Math.Round(Continuation * certainty, 3);
        }
        var (height, slope) = candidate.Evidence switch
        {
            CandidateEvidence.Rules => (-3.2, 3.8),
            CandidateEvidence.Labels => (-5.9, 7.9),
            _ => (-4.0, 5.6),
        };
        return Math.Round(1 / (1 + Math.Exp(-(height + (slope * certainty)))), 3);
    }

    private static double ByRule(Candidate candidate)
    {
        var confidence = candidate.Rule switch
        {
            CandidateRule.According => According,
            CandidateRule.After => AfterContent,
            CandidateRule.Hearsay => Hearsay,
            CandidateRule.Noun => Noun,
            CandidateRule.Continuation => Continuation,
            _ => candidate.Entry?.Class switch
            {
                CueClass.Say or CueClass.Write => SayBefore,
                CueClass.Believe or CueClass.Intend => BeliefBefore,
                _ => OtherBefore,
            },
        };
        return candidate.InheritsSource ? confidence - TakenOver : confidence;
    }
}
