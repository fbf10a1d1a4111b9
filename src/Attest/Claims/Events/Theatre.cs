using Attest.Claims.Places;
using Attest.Packs;

namespace Attest.Claims.Events;

/// <summary>Gives what a war does to its parties, and no words place, the country that the war is fought in, where the report names that country at all; it is marked as inferred.</summary>
internal static class Theatre
{
    /// <summary>Completes the events of one report.</summary>
    /// <param name="events">Its events.</param>
    /// <param name="places">Its places, in the text's order.</param>
    /// <param name="known">What is known of the war that it is about.</param>
    public static void Complete(IReadOnlyList<DraftEvent> events, IReadOnlyList<Place> places, Knowledge known)
    {
        if (known.Theatre is not { } country)
        {
            return;
        }
        var named = places.Where(place => place.Kind == PlaceKind.Country && place.Country == country).ToList();
        foreach (var draft in events)
        {
            if (draft.Place is null && IsOfTheWar(draft, known) && Nearest(named, draft.Main.Span.Start) is { } theatre)
            {
                draft.CompletePlace(theatre);
            }
        }
    }

    private static bool IsOfTheWar(DraftEvent draft, Knowledge known) =>
        draft.Main.Concept.Type == EventType.Assault && draft.Main.Status is EventStatus.Happened or EventStatus.Ongoing or EventStatus.Alleged
        && draft.Main.Concept.Family is "war" or "strike" or "attack" or "harm" or "losses" or "combat" or "territory"
        && (draft.ActorSide is { } actor && known.Parties.Contains(actor) || draft.TargetSide is { } target && known.Parties.Contains(target));

    // The last time that the text names it before, or else the first after.
    private static Place? Nearest(List<Place> named, int position) => named.Count == 0 ? null : named[Math.Max(0, PlaceOrder.FirstFrom(named, position + 1) - 1)];
}
