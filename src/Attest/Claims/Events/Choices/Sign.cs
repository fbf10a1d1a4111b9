namespace Attest.Claims.Events.Choices;

/// <summary>What can be seen of an option. None tells who or which place it is: what is learnt of one war's parties would be a prejudice about the next.</summary>
internal enum Sign
{
#pragma warning disable CS1591 // Each is told where it is added.
    Always, Type, Concept, Family, Word, WordTag, Head, HeadTag, Thing, Relation, Weak, Mentions, Facts, Position, Item, Said, SaidType, Cue, Earlier, EarlierWord,
    Together, Form, FormType, Quote, Rule, RuleType, RuleFamily, OtherRule, Path, PathType, PathPart, PathFamily, Kind, KindType, KindPath, Near, NearType, Case,
    SpeakerType, Rank, RankType, Opponent, OpponentType, Owner, OwnerType, Named, NoneType, NoneFamily, NonePart, NoneRule, NoneRuleType, PlaceKind, PlaceKindType,
    PlaceCase, PlaceCaseType, Distance, Repeats, Precision, PrecisionType, OfSaying, Tense, TenseType, Past, PastType, Status, StatusRule, StatusRuleType, StatusType,
    StatusConcept, StatusTag, StatusModality, StatusModalityRule, StatusHelper, StatusHead, StatusPast, StatusSide, StatusSideType, StatusSaid, StatusFacts, StatusPart,
    TreeDistance, Rival, Shape, Standing, SameSaid, Opens, Between, Finer, OwnCount, Prior, Wording, Age, Theatre,
#pragma warning restore CS1591
}
