namespace Attest.Incidents;

/// <summary>Readings → incidents: the fourth stage. Pure: which claims speak of one occurrence, and what they agree and disagree on.</summary>
/// <remarks>Independent of the order of arrival: the same readings give the same incidents however they come.</remarks>
public sealed class IncidentLinker
{
}
