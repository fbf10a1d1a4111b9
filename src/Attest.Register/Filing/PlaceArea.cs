using Attest.Register.DamageClaims;

namespace Attest.Register.Filing;

/// <summary>A settlement told with its area, so that of several of one name each can be told from the others.</summary>
public static class PlaceArea
{
    /// <summary>Its name and region, such as “Mykolaivka, Sumy Oblast”; the name alone where it is its own region or none is known.</summary>
    public static string Area(this IncidentPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.Region is { } region && region != place.Name ? $"{place.Name}, {region}" : place.Name;
    }

    /// <summary>The same of a place that was resolved.</summary>
    public static string Area(this ResolvedPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.Region is { } region && region != place.Name ? $"{place.Name}, {region}" : place.Name;
    }
}
