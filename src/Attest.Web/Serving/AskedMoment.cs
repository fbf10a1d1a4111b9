using System.Diagnostics.CodeAnalysis;
using Attest.Web.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Attest.Web.Serving;

/// <summary>The moment of both clocks as of which a page is asked: <c>published-by</c> and <c>recorded-by</c> in its address. One a request; addresses within the page keep it.</summary>
public sealed class AskedMoment
{
    /// <summary>The name in addresses of the clock of publication.</summary>
    public const string Published = "published-by";

    /// <summary>The name in addresses of the clock of recording.</summary>
    public const string Recorded = "recorded-by";

    private string? _published, _recorded;

    /// <summary>Only what had been published by this moment; null for all.</summary>
    public DateTimeOffset? PublishedBy { get; private set; }

    /// <summary>Only what had been recorded here by this moment; null for all.</summary>
    public DateTimeOffset? RecordedBy { get; private set; }

    /// <summary>Whether nothing is asked, so that the page stands as it stands now.</summary>
    public bool IsNow => PublishedBy is null && RecordedBy is null;

    /// <summary>The address of the same page as it stands now.</summary>
    public string Now { get; private set; } = "/";

    /// <summary>The moment in words, with both clocks named; empty for now.</summary>
    public string Words => Moments.AsOf(PublishedBy, RecordedBy);

    /// <summary>The moment as addresses have it: each clock that is asked, with its value as it was given.</summary>
    public IEnumerable<(string Name, string Value)> Parts => new[] { (Published, _published), (Recorded, _recorded) }.Where(part => part.Item2 is not null).Select(part => (part.Item1, part.Item2!));

    /// <summary>An address of another page, as of the same moment of the clocks that it answers.</summary>
    /// <param name="address">From the root on, with what it asks for and the place in the page.</param>
    /// <param name="published">Whether that page answers the clock of publication.</param>
    /// <param name="recorded">Whether that page answers the clock of recording.</param>
    public string At(string address, bool published = true, bool recorded = true)
    {
        ArgumentNullException.ThrowIfNull(address);
        return IsNow ? address : QueryHelpers.AddQueryString(address, Parts.Where(part => part.Name == Published ? published : recorded).Select(part => KeyValuePair.Create(part.Name, (string?)part.Value)));
    }

    /// <summary>An address of the API, as of the same moment.</summary>
    /// <param name="address">From the root on, with what it asks for.</param>
    public string ForPrograms(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return IsNow ? address : QueryHelpers.AddQueryString(address, Parts.Select(part => KeyValuePair.Create(part.Name == Published ? "publishedBy" : "recordedBy", (string?)part.Value)));
    }

    /// <summary>Reads a moment as addresses write it: a day, which counts to its end, or an instant.</summary>
    /// <param name="text">The text; null or empty asks for none.</param>
    /// <param name="moment">The moment; null for none.</param>
    /// <returns>False where it is no moment.</returns>
    public static bool TryRead(string? text, out DateTimeOffset? moment)
    {
        moment = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }
        var isTime = PublicationTime.TryParse(text.Trim(), out var time);
        moment = isTime ? time.Instant ?? time.EndOfDay : null;
        return isTime;
    }

    /// <summary>Reads what a request asks; an empty value asks for nothing.</summary>
    /// <param name="request">The request.</param>
    /// <param name="refusal">What can't be read; null where all can.</param>
    internal bool TryRead(HttpRequest request, [NotNullWhen(false)] out Refusal? refusal)
    {
        refusal = null;
        foreach (var name in new[] { Published, Recorded })
        {
            var given = request.Query[name];
            if (given.Count > 1 || !TryRead(given.ToString(), out var moment))
            {
                refusal = Refusal.NoMomentOf(name);
                return false;
            }
            if (moment is not null && name == Published)
            {
                (PublishedBy, _published) = (moment, given.ToString().Trim());
            }
            else if (moment is not null)
            {
                (RecordedBy, _recorded) = (moment, given.ToString().Trim());
            }
        }
        var others = request.Query.Where(pair => pair.Key is not (Published or Recorded) && !PlacesInLists.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value.ToString()));
        Now = QueryHelpers.AddQueryString(request.Path, others);
        return true;
    }

    // A place in a list as it stood is none in the list of now.
    private static readonly string[] PlacesInLists = ["cursor", "before", "after", "page"];
}
