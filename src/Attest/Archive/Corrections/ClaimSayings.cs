namespace Attest.Archive.Corrections;

/// <summary>What a claim of a reading says, field by field. Pure.</summary>
internal static class ClaimSayings
{
    /// <summary>The values of a claim.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="kind">What the claim is made of.</param>
    /// <param name="member">Which of its kind.</param>
    /// <param name="span">Its words, which tell a mention of an event from the others.</param>
    public static ClaimValues Of(Reading reading, ClaimKind kind, LocalId member, TextSpan span)
    {
        var values = new List<FieldValue>();
        void Say(ClaimField field, string? value) => values.Add(new FieldValue(field, value));
        void SaySaying(LocalId? attribution)
        {
            var said = reading.AttributionOf(attribution);
            var speaker = reading.SpeakerOf(said?.Speaker);
            Say(ClaimField.Speaker, speaker?.Name);
            Say(ClaimField.SpeakerSide, speaker?.Side);
            Say(ClaimField.Modality, WireNames<Modality>.Of(said?.Modality ?? Modality.Asserted));
        }
        if (kind == ClaimKind.Figure && member.Kind == 'f')
        {
            var figure = reading.Figures[member.Number - 1];
            Say(ClaimField.Figure, FigureText.Write(figure.Low, figure.High, figure.Approximate));
            Say(ClaimField.Measure, WireNames<Measure>.Of(figure.Measure));
            Say(ClaimField.Of, figure.Of);
            Say(ClaimField.Side, figure.Side);
            Say(ClaimField.Scope, WireNames<FigureScope>.Of(figure.Scope));
            SaySaying(figure.Attribution);
            Say(ClaimField.Place, reading.PlaceOf(figure.Place)?.Gazetteer);
            Say(ClaimField.Time, reading.TimeOf(figure.Period)?.Value?.Iso);
        }
        else if (kind == ClaimKind.Event)
        {
            var occurrence = reading.Events[member.Number - 1];
            var mention = occurrence.Mentions.FirstOrDefault(one => one.Span == span) ?? occurrence.Mentions[0];
            Say(ClaimField.Type, WireNames<EventType>.Of(occurrence.Type));
            Say(ClaimField.Mode, occurrence.Modes.Count == 0 ? null : string.Join(' ', occurrence.Modes));
            Say(ClaimField.Subtype, occurrence.Subtype);
            Say(ClaimField.Actor, occurrence.Actor);
            Say(ClaimField.Target, occurrence.Target);
            Say(ClaimField.Status, WireNames<EventStatus>.Of(mention.Status));
            SaySaying(mention.Attribution);
            Say(ClaimField.Place, reading.PlaceOf(occurrence.Place)?.Gazetteer);
            Say(ClaimField.Time, occurrence.Date?.Iso);
        }
        else if (kind == ClaimKind.Statement)
        {
            SaySaying(member);
        }
        return new ClaimValues(values);
    }

    /// <summary>The places that values name, from those that a reading has and those given.</summary>
    public static IReadOnlyList<IncidentPlace> PlacesOf(ClaimValues values, Reading reading, IReadOnlyList<IncidentPlace> given) => values[ClaimField.Place] is not { } key ? []
        : given.FirstOrDefault(place => place.Gazetteer == key) is { } named ? [named]
        : reading.Places.FirstOrDefault(place => place.Gazetteer == key) is { } read && Incidents.IncidentLinker.PlaceOf(read) is { } known ? [known] : [];
}
