using Attest.Archive;
using Attest.Archive.Corrections;
using Attest.Sources;
using Attest.Web.Pages.Live;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Attest.Web.Webhooks;

/// <summary>What somebody typed to make a webhook.</summary>
/// <param name="Name">What they call it.</param>
/// <param name="Address">Where it is sent to.</param>
/// <param name="Filter">The address of a narrowed list, or its query; empty for the front page’s list, which leaves out what tells next to nothing.</param>
/// <param name="Kinds">The written names of the kinds that they ticked.</param>
/// <param name="Near">A place; empty for anywhere.</param>
/// <param name="Km">How near to it.</param>
public sealed record WebhookForm(string Name, string Address, string Filter, IReadOnlyList<string> Kinds, string Near, string Km)
{
    /// <summary>The longest name, address and filter.</summary>
    public const int LongestName = 80, LongestAddress = 2000, LongestFilter = 2000;

    /// <summary>The farthest that something is near.</summary>
    public const int MostKm = 1000;

    /// <summary>How near where nothing is said.</summary>
    public const int UsualKm = 25;

    /// <summary>An empty form.</summary>
    public static WebhookForm None { get; } = new("", "", "", [], "", "");

    /// <summary>What is meant, or what is wrong with it as a sentence; exactly one of the two is null.</summary>
    public (WebhookOrder? Order, string? Fault) Read(bool allowPrivate)
    {
        var kinds = Kinds.Select(WebhookKinds.Read).OfType<WebhookKind>().Distinct().Order().ToList();
        IncidentPlace? place = null;
        var km = UsualKm;
        if (Name.Length is 0 or > LongestName || Name.Any(char.IsControl))
        {
            return (null, $"A webhook has a name of 1 to {LongestName} characters, by which you know it again.");
        }
        if (Address.Length is 0 or > LongestAddress || !Uri.TryCreate(Address, UriKind.Absolute, out var address) || Address.Any(sign => char.IsControl(sign) || char.IsWhiteSpace(sign) || sign == '\\'))
        {
            return (null, "Give the address to send to, such as https://example.org/hooks/attest.");
        }
        if (SourceAddress.Fault(address, allowPrivate) is { } fault)
        {
            return (null, $"The address {fault}.");
        }
        if (!allowPrivate && address.Scheme != Uri.UriSchemeHttps)
        {
            return (null, "Messages hold what only readers see: give an address of https, which nobody on the way can read along.");
        }
        if (kinds.Count == 0)
        {
            return (null, "Tick at least one thing that it is to be told of.");
        }
        if (!TryFilter(out var filter, out var told))
        {
            return (null, told);
        }
        if (Near.Length > 0)
        {
            try
            {
                ClaimForm.Read(ClaimField.Place, Near, out place);
            }
            catch (FormatException)
            {
                return (null, $"“{(Near.Length > 60 ? Near[..60] + "…" : Near)}” is no place that the gazetteer knows. Name a town, with its region or country after a comma where several bear the name.");
            }
            if (Km.Length > 0 && (!int.TryParse(Km, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out km) || km is < 1 or > MostKm))
            {
                return (null, $"How near is said in whole kilometres from 1 to {MostKm}.");
            }
        }
        return (new WebhookOrder(Name, address.AbsoluteUri, filter, kinds, place, place is null ? null : km), null);
    }

    /// <summary>The incidents that a kept filter asks for: those that the list at its address holds.</summary>
    public static IncidentFilter FilterOf(string kept)
    {
        var query = new QueryCollection(QueryHelpers.ParseQuery(kept));
        return IncidentQueryText.TryRead(query, out var filter, out _) ? IncidentQueryText.ForList(filter, IncidentQueryText.AsksAll(query)) : throw new InvalidOperationException($"Reading the filter of a webhook: “{kept}” was kept and can't be read.");
    }

    // An address that was copied from the browser's bar, or what stands behind its question mark.
    private bool TryFilter(out string kept, out string fault)
    {
        (kept, fault) = ("", "");
        if (Filter.Length is 0)
        {
            return true;
        }
        var mark = Filter.IndexOf('?', StringComparison.Ordinal);
        var text = mark >= 0 ? Filter[mark..] : Filter.Contains('=', StringComparison.Ordinal) ? $"?{Filter}" : "";
        var query = new QueryCollection(QueryHelpers.ParseQuery(text.Split('#')[0]));
        if (Filter.Length > LongestFilter || (text.Length == 0 && !(Uri.TryCreate(Filter, UriKind.RelativeOrAbsolute, out var address) && (address.IsAbsoluteUri ? address.AbsolutePath : Filter) == "/")))
        {
            fault = "The filter is the address of the list of incidents as you narrowed it, such as /?place=Kharkiv&measure=people-killed.";
            return false;
        }
        if (query.Keys.FirstOrDefault(name => !IncidentQueryText.Names.Contains(name) && name is not ("all" or "cursor")) is { } unknown)
        {
            fault = $"“{(unknown.Length > 60 ? unknown[..60] + "…" : unknown)}” is no filter of the list of incidents; those are {string.Join(", ", IncidentQueryText.Names)}.";
            return false;
        }
        if (!IncidentQueryText.TryRead(query, out var filter, out fault))
        {
            return false;
        }
        kept = IncidentQueryText.Write(filter, ("all", IncidentQueryText.AsksAll(query) ? "yes" : null));
        return true;
    }
}

/// <summary>What somebody meant.</summary>
/// <param name="Name">What they call it.</param>
/// <param name="Address">Where it is sent to.</param>
/// <param name="Filter">The filter as it stands in an address; empty for the front page’s list.</param>
/// <param name="Kinds">What it is told of.</param>
/// <param name="Near">The place that incidents must be near to; null for anywhere.</param>
/// <param name="Km">How near; null for anywhere.</param>
public sealed record WebhookOrder(string Name, string Address, string Filter, IReadOnlyList<WebhookKind> Kinds, IncidentPlace? Near, int? Km);
