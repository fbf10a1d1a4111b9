using Attest.Archive;
using Attest.Web.Marks;
using Attest.Web.Wording;

namespace Attest.Web.Pages.Map;

/// <summary>What the map's table, its tray and its panel say of an incident: the same words, with script and without.</summary>
internal static class MapWords
{
    /// <summary>The place as it is named.</summary>
    public static string Where(IncidentPin pin) => pin.Place ?? (pin.Position is null ? "place not known" : "place without a name");

    /// <summary>How precisely that is known.</summary>
    public static string Precision(IncidentPin pin) => pin.Position is null ? "no report says where"
        : MapArea.IsPoint(pin) ? Names.GeoPrecision(pin.GeoPrecision)
        : $"{Names.GeoPrecision(pin.GeoPrecision)}: within about {Numbers.Of((decimal)Math.Max(1, Math.Round(pin.RadiusKm!.Value)))} km";

    /// <summary>When it was.</summary>
    public static string When(IncidentPin pin) => pin.Date is { } date ? Moments.Of(date) : "day not known";

    /// <summary>What sort of thing it is, what sets it apart from what plainly happened, and on what it rests: in the words of its own page.</summary>
    public static string Kind(IncidentPin pin) =>
        $"{Names.Of(pin.Type, pin.Subtype)}{(Doubts.Word(Doubts.Of(pin.Status, Modality.Asserted)) is { Length: > 0 } doubt ? $", {doubt}" : "")}; {Numbers.Count(pin.Reports, "report")}, {(pin.Origins == 0 ? "no known origin" : Numbers.Count(pin.Origins, "known origin"))}";
}
