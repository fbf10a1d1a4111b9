using System.Collections.Frozen;
using Attest.Incidents.Linking;

namespace Attest.Incidents.Contradictions;

/// <summary>Where, when, by whom, whether at all, and whether over: in what accounts of one occurrence can't both hold.</summary>
/// <remarks>Only different origins contradict each other here. A war as a whole, or what has neither a place below a country nor a day, is no one thing that could be affirmed and denied.</remarks>
internal static class EventContradictions
{
    /// <summary>Letters between two sentences of one report within which a denial answers an assertion, though neither says where or when.</summary>
    private const int NearLetters = 600;

    /// <summary>Days that a date may span and still tell one occurrence from the next.</summary>
    private const int ShortDays = 2;

    /// <summary>Kilometres beyond both areas from which two places are two.</summary>
    private const double ApartKm = 10;

    private static readonly FrozenSet<string> Lasting = ["Armed clash", "Government regains territory", "Non-state actor overtakes territory", "Non-violent transfer of territory"];

    /// <summary>Adds what the events of an incident disagree on.</summary>
    /// <param name="claims">All claims in the incident's order.</param>
    /// <param name="found">Where it is added.</param>
    public static void Add(IReadOnlyList<LinkedClaim> claims, List<Contradiction> found)
    {
        var events = claims.Where(claim => claim is { Claim.Kind: ClaimKind.Event, Event: not null }).ToList();
        // What a report itself puts in several places or on several days is not told apart by one of them.
        var placesOf = events.Where(claim => claim.Event!.Place is not null).ToLookup(claim => claim.Claim.Report.Id, claim => claim.Event!.Place!.Gazetteer);
        var said = events.Where(IsAsserted).DistinctBy(claim => (claim.OriginKey ?? claim.Claim.Report.Id.Hex, claim.Event!.Place?.Gazetteer, claim.Event.Date, SideOf(claim.Event.Actor), claim.Claim.IsRejected))
            .Take(ContradictionFinder.MostAccounts).ToList();
        AddOccurrence(events, found);
        for (var i = 0; i < said.Count; i++)
        {
            for (var j = i + 1; j < said.Count; j++)
            {
                LinkedClaim first = said[i], second = said[j];
                if (first.OriginKey == second.OriginKey && (first.OriginKey is not null || first.Claim.Report.Id == second.Claim.Report.Id) || !IsPointed(first) || !IsPointed(second))
                {
                    continue;
                }
                if (KindOf(first, second, placesOf) is { } kind && !found.Exists(other => other.Kind == kind && Tells(other, first, second)))
                {
                    found.Add(ContradictionFinder.Pair(kind, null, first, second, superseded: false));
                }
            }
        }
        AddStatus(events, said, found);
    }

    private static ContradictionKind? KindOf(LinkedClaim left, LinkedClaim right, ILookup<Sha256, string> placesOf)
    {
        var isOneBlow = IsBlow(left.Event!) && IsBlow(right.Event!);
        EventFacts first = left.Event!, second = right.Event!;
        if (isOneBlow && IsShort(first.Date, out var days) && IsShort(second.Date, out var otherDays) && days.First <= otherDays.Last && otherDays.First <= days.Last
            && first.Place is { Kind: PlaceKind.City or PlaceKind.Village or PlaceKind.Site } here && second.Place is { Kind: PlaceKind.City or PlaceKind.Village or PlaceKind.Site } there
            && !placesOf[left.Claim.Report.Id].Contains(there.Gazetteer) && !placesOf[right.Claim.Report.Id].Contains(here.Gazetteer) && here.Position.DistanceKm(there.Position) > here.RadiusKm + there.RadiusKm + ApartKm)
        {
            return ContradictionKind.Place;
        }
        // A copy whose "on Saturday" is counted from another day of publication says nothing new: only other publishers can tell another day, of a place both name.
        if (isOneBlow && left.Claim.Status == EventStatus.Happened && right.Claim.Status == EventStatus.Happened
            && first.Place is { Kind: PlaceKind.City or PlaceKind.Village or PlaceKind.Site } at && at.Gazetteer == second.Place?.Gazetteer
            && left.Claim.Report.Publisher != right.Claim.Report.Publisher
            && IsShort(first.Date, out var firstDays) && IsShort(second.Date, out var secondDays) && (firstDays.Last < secondDays.First || secondDays.Last < firstDays.First))
        {
            return ContradictionKind.Time;
        }
        // Each shells the other's side of a river: two deeds, and no dispute, unless both are said to have struck the same side.
        return isOneBlow && SideOf(first.Actor) is { } one && SideOf(second.Actor) is { } other && one != other
            && SideOf(first.Target) is var struck && struck == SideOf(second.Target) && (struck is not null || first.Target is not null && first.Target == second.Target)
            ? ContradictionKind.Actor
            : null;
    }

    // A strike is at one place at one time; fighting along a front, talks of several days and the taking of ground are not.
    private static bool IsBlow(EventFacts facts) => facts.Type == EventType.Assault && !Lasting.Contains(facts.Subtype ?? "");

    private static void AddOccurrence(List<LinkedClaim> events, List<Contradiction> found)
    {
        // Somebody has to deny it, in words that deny just this: a "not" is more often about something else.
        var denials = events.Where(claim => claim.OriginKey is not null).Select(claim => (Claim: claim, Kind: DenialReader.Of(claim.Claim))).Where(denial => denial.Kind != Denial.None)
            .DistinctBy(denial => (denial.Claim.OriginKey, denial.Kind, denial.Claim.Claim.IsRejected)).Take(ContradictionFinder.MostAccounts).ToList();
        foreach (var (denial, kind) in denials)
        {
            bool Answers(LinkedClaim claim) => (kind == Denial.Intention ? IsForetold(claim) : IsAsserted(claim)) && SpeakOfOne(claim, denial);
            foreach (var assertion in events.Where(claim => claim.OriginKey != denial.OriginKey && Answers(claim)).DistinctBy(claim => (claim.OriginKey, claim.Claim.IsRejected))
                .Take(ContradictionFinder.MostAccounts))
            {
                var (first, second) = events.IndexOf(assertion) < events.IndexOf(denial) ? (assertion, denial) : (denial, assertion);
                found.Add(ContradictionFinder.Pair(ContradictionKind.Occurrence, null, first, second, superseded: false));
            }
            // Who takes back a denial, or what it said before, no longer holds both.
            foreach (var own in events.Where(claim => claim.OriginKey == denial.OriginKey && claim.At is not null && claim.At != denial.At && Answers(claim)).Take(1))
            {
                var (first, second) = events.IndexOf(own) < events.IndexOf(denial) ? (own, denial) : (denial, own);
                found.Add(ContradictionFinder.Pair(ContradictionKind.Occurrence, null, first, second, superseded: true));
            }
        }
    }

    // Said to be over, and by another later still to come.
    private static void AddStatus(List<LinkedClaim> events, List<LinkedClaim> said, List<Contradiction> found)
    {
        var done = said.Where(claim => claim.Claim.Status == EventStatus.Happened && IsPointed(claim)).ToList();
        foreach (var planned in events.Where(claim => claim.Claim is { Status: EventStatus.Planned, Modality: Modality.Asserted or Modality.Planned } && claim.OriginKey is not null && IsPointed(claim))
            .DistinctBy(claim => claim.OriginKey).Take(ContradictionFinder.MostAccounts))
        {
            var over = done.Find(claim => claim.OriginKey is not null && claim.OriginKey != planned.OriginKey && claim.At is { } at && planned.At is { } later && later.Day > at.Day);
            if (over is not null)
            {
                found.Add(ContradictionFinder.Pair(ContradictionKind.Status, null, over, planned, superseded: false));
            }
        }
    }

    private static bool IsAsserted(LinkedClaim claim) => claim.Claim is
    {
        Status: EventStatus.Happened or EventStatus.Ongoing or EventStatus.Alleged,
        Modality: Modality.Asserted or Modality.Unverified,
    };

    private static bool IsForetold(LinkedClaim claim) => claim.Claim is { Status: EventStatus.Planned, Modality: Modality.Asserted or Modality.Unverified or Modality.Planned };

    // Two reports: both said of a place or a day. One report: mentions of one event, or near each other in the same word; a war that goes on is too much for one "not".
    private static bool SpeakOfOne(LinkedClaim assertion, LinkedClaim denial)
    {
        var (said, denied) = (assertion.Claim, denial.Claim);
        // Who says that it does not send tanks says nothing of what others send.
        if (assertion.Event!.Actor is { } one && denial.Event!.Actor is { } other && (SideOf(one) ?? one) != (SideOf(other) ?? other))
        {
            return false;
        }
        if (said.Report.Id != denied.Report.Id)
        {
            return IsPointed(assertion) && IsPointed(denial) && Comparability.AreOnePlace(assertion.Event!.Place, denial.Event!.Place);
        }
        if (said.Words[0] == denied.Words[0])
        {
            return false;
        }
        return assertion.Member == denial.Member && (denied.Modality == Modality.Denied || !BackgroundWords.IsWar(WordsOf(denied)))
            || TermReader.HaveOneStem(WordsOf(said), WordsOf(denied)) && !BackgroundWords.IsWar(WordsOf(denied))
                && (IsPointed(assertion) && IsPointed(denial) || Math.Abs(said.Words[0].Start - denied.Words[0].Start) <= NearLetters);
    }

    private static string WordsOf(Claim claim) => claim.Report.QuoteStart is { } start && claim.Words[0].Start >= start && claim.Words[0].End - start <= claim.Report.Quote.Length
        ? claim.Report.Quote[(claim.Words[0].Start - start)..(claim.Words[0].End - start)]
        : "";

    private static bool IsPointed(LinkedClaim claim) => claim.Event is { } facts && (facts.Place is { Kind: not PlaceKind.Country } && facts.Date is not null || IsShort(facts.Date, out _));

    private static bool IsShort(TimeValue? date, out (DateOnly First, DateOnly Last) days)
    {
        days = date?.Days is ({ } first, { } last) ? (first, last) : default;
        return days != default && days.Last.DayNumber - days.First.DayNumber < ShortDays;
    }

    private static string? SideOf(string? name) => name is null ? null : ParticipantTally.SideOf(name);

    private static bool Tells(Contradiction known, LinkedClaim first, LinkedClaim second) => known.First == first.Claim.Id && known.Second == second.Claim.Id;
}
