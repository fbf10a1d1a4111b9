using System.Globalization;
using AngleSharp.Dom;

namespace Attest.Web.Tests.Hostile.Walking;

/// <summary>A form as a page has it, with one of its buttons.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Address">Where it is sent.</param>
/// <param name="IsMultipart">Whether it is sent part by part, with files.</param>
/// <param name="Fields">All that it sends, by name, the button too.</param>
internal sealed record WrittenForm(string Method, string Address, bool IsMultipart, IReadOnlyList<WrittenField> Fields)
{
    /// <summary>The forms of a page, each once for each button that sends something else or elsewhere.</summary>
    /// <param name="page">The page.</param>
    /// <param name="address">Its address.</param>
    public static IEnumerable<WrittenForm> In(IDocument page, string address)
    {
        foreach (var form in page.QuerySelectorAll("form").Where(form => form.GetAttribute("method") != "dialog"))
        {
            var fields = form.QuerySelectorAll("input[name], select[name], textarea[name]").Where(field => field.GetAttribute("type") is not ("submit" or "button" or "image" or "reset"))
                .GroupBy(field => field.GetAttribute("name")!, StringComparer.Ordinal).Select(same => WrittenField.Of([.. same], page)).ToList();
            var buttons = form.QuerySelectorAll("button").Where(button => button.GetAttribute("type") is null or "submit").ToList();
            if (buttons.Count == 0 && fields.TrueForAll(field => field.Kind == FieldKind.Hidden))
            {
                // Nobody can send it: it has neither a button nor a field to press Enter in.
                continue;
            }
            var ways = buttons.Count == 0 ? [(Action: (string?)null, Name: (string?)null, Value: "")]
                : buttons.Select(button => (Action: button.GetAttribute("formaction"), Name: button.GetAttribute("name"), Value: button.GetAttribute("value") ?? "")).Distinct().ToList();
            foreach (var (action, name, value) in ways)
            {
                yield return new WrittenForm(
                    (form.GetAttribute("method") ?? "get").ToUpperInvariant(), action ?? form.GetAttribute("action") ?? address, form.GetAttribute("enctype") == "multipart/form-data",
                    name is null ? fields : [.. fields, new WrittenField(name, FieldKind.Choice, [value], [value], Planting.Longest) { IsOfButton = true }]);
            }
        }
    }

    /// <summary>What tells it from other forms that go to the same route: its fields and what its button says.</summary>
    public string Shape => string.Join(' ', Fields.Select(one => one is { Kind: FieldKind.Choice, IsOfButton: true } ? $"{one.Name}={one.Options[0]}" : one.Name).Order(StringComparer.Ordinal));
}

/// <summary>How a field takes its value.</summary>
internal enum FieldKind
{
    /// <summary>It is typed.</summary>
    Typed,

    /// <summary>The page fills it in.</summary>
    Hidden,

    /// <summary>It is one or some of what the page offers.</summary>
    Choice,

    /// <summary>It is a file.</summary>
    File,
}

/// <summary>A field of a form.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How it takes its value.</param>
/// <param name="Values">What a browser sends of it where nobody touches it; empty for nothing.</param>
/// <param name="Options">What the page offers for it.</param>
/// <param name="Longest">The most characters of what is typed.</param>
internal sealed record WrittenField(string Name, FieldKind Kind, IReadOnlyList<string> Values, IReadOnlyList<string> Options, int Longest)
{
    /// <summary>Whether it is what a button says.</summary>
    public bool IsOfButton { get; init; }

    /// <summary>Whether a browser sends nothing without it.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>The field that some elements of one name are.</summary>
    public static WrittenField Of(IReadOnlyList<IElement> elements, IDocument page)
    {
        var first = elements[0];
        var name = first.GetAttribute("name")!;
        var longest = int.TryParse(first.GetAttribute("maxlength"), NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? Math.Min(most, Planting.Longest) : Planting.Longest;
        var isNeeded = first.HasAttribute("required");
        switch (first.LocalName, first.GetAttribute("type"))
        {
            case ("select", _):
                var options = first.QuerySelectorAll("option").ToList();
                var chosen = options.Find(option => option.HasAttribute("selected")) ?? options.FirstOrDefault();
                return new WrittenField(name, FieldKind.Choice, chosen is null ? [] : [ValueOf(chosen)], [.. options.Select(ValueOf)], longest);
            case ("input", "checkbox" or "radio"):
                return new WrittenField(name, FieldKind.Choice, [.. elements.Where(element => element.HasAttribute("checked")).Select(ValueOf)], [.. elements.Select(ValueOf)], longest);
            case ("input", "file"):
                return new WrittenField(name, FieldKind.File, [], [], longest);
            case ("textarea", _):
                return new WrittenField(name, FieldKind.Typed, [first.TextContent], [], longest) { IsNeeded = isNeeded };
            default:
                var offered = first.GetAttribute("list") is { } list ? page.GetElementById(list)?.QuerySelectorAll("option").Select(ValueOf).ToList() ?? [] : [];
                return new WrittenField(name, first.GetAttribute("type") == "hidden" ? FieldKind.Hidden : FieldKind.Typed, [.. elements.Select(element => element.GetAttribute("value") ?? "")], offered, longest) { IsNeeded = isNeeded };
        }
    }

    private static string ValueOf(IElement element) => element.GetAttribute("value") ?? (element.LocalName == "option" ? element.TextContent : "on");
}
