namespace Attest.Archive.Corrections;

/// <summary>Written values of a claim as what they mean. A field without a value leaves what was there.</summary>
/// <param name="values">As <see cref="ClaimForm"/> writes them.</param>
/// <param name="places">The places that they name.</param>
internal sealed class SaidChange(ClaimValues values, IReadOnlyList<IncidentPlace> places)
{
    public (decimal? Low, decimal? High, bool Approximate)? Figure => values[ClaimField.Figure] is { } text && FigureText.Read(text) is var (low, high, approximate)
        ? (FigureBounds.Summable(low), FigureBounds.Summable(high), approximate) : null;

    public Measure? Measure => Named<Measure>(ClaimField.Measure);

    public FigureScope? Scope => Named<FigureScope>(ClaimField.Scope);

    public Modality? Modality => Named<Modality>(ClaimField.Modality);

    public EventType? Type => Named<EventType>(ClaimField.Type);

    public EventStatus? Status => Named<EventStatus>(ClaimField.Status);

    public IReadOnlyList<string>? Modes => Has(ClaimField.Mode) ? values[ClaimField.Mode]?.Split(' ') ?? [] : null;

    public IncidentPlace? Place => values[ClaimField.Place] is { } key ? places.FirstOrDefault(place => place.Gazetteer == key) : null;

    public TimeValue? Time => values[ClaimField.Time] is { } iso ? new TimeValue(iso) : null;

    /// <summary>Whether they say who says so, or how.</summary>
    public bool IsOfSaying => Has(ClaimField.Speaker) || Has(ClaimField.SpeakerSide) || Has(ClaimField.Modality);

    public bool Has(ClaimField field) => values.Has(field);

    /// <summary>The value of a field where it has one, null included; else what was there.</summary>
    public string? Text(ClaimField field, string? was) => Has(field) ? values[field] : was;

    private T? Named<T>(ClaimField field)
        where T : struct, Enum => values[field] is { } name ? WireNames<T>.Parse(name) : null;
}
