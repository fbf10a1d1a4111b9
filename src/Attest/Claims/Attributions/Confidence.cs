namespace Attest.Claims.Attributions;

/// <summary>How sure the reader is of an attribution, by the rule that found it.</summary>
/// <remarks>
/// First settings by judgement, in steps of 0.05: of ten attributions that a rule finds, how many hold. A trained scorer takes their place;
/// it looks at the same candidates.
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
