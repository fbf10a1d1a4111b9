using System.Globalization;
using System.Text;

namespace Attest.Web.Tests.Hostile.Walking;

/// <summary>Puts hostile words into every field of every form, and keeps what became of each.</summary>
/// <param name="routes">The site's routes.</param>
/// <param name="planting">The words.</param>
/// <param name="closed">The fields that do not take any words.</param>
/// <param name="isSpared">Whether a form is left alone, by where it is sent.</param>
/// <param name="onlyAsks">Whether a form is answered without anything of it being kept.</param>
internal sealed class FormWalk(RouteBook routes, Planting planting, IReadOnlyList<ClosedField> closed, Func<string, bool> isSpared, Func<WrittenForm, bool> onlyAsks)
{
    private const int MostPages = 4;

    private readonly Dictionary<string, Known> _forms = new(StringComparer.Ordinal);
    private int _plain;

    /// <summary>What is known of each field, by method, route and name.</summary>
    public Dictionary<string, FieldFate> Fates { get; } = new(StringComparer.Ordinal);

    /// <summary>The routes that took a form, hostile or not.</summary>
    public HashSet<string> Taken { get; } = new(StringComparer.Ordinal);

    /// <summary>Where forms led that were taken since this was emptied.</summary>
    public HashSet<string> Leads { get; } = new(StringComparer.Ordinal);

    /// <summary>The file that a form is sent with, by its route: how its name ends, and its bytes, others each time.</summary>
    public Func<string, int, (string Ending, byte[] Bytes)> File { get; init; } = (_, number) => (".txt", Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} people were wounded by shelling in Nikopol on Sunday, the governor said.")));

    /// <summary>The name of a file that hostile words make; what stands before a slash is no part of a file's name.</summary>
    public Func<string, string> NameOfFile { get; init; } = words => words.Replace('/', '.');

    /// <summary>Told of each form that was taken: its route, and what was in it.</summary>
    public Func<string, IReadOnlyList<(string Name, string Value)>, Task> WhenTaken { get; init; } = (_, _) => Task.CompletedTask;

    private sealed record Known(Visitor Who, string Shape, string Route, WrittenForm Form)
    {
        public List<string> Pages { get; } = [];

        public bool IsProbed { get; set; }
    }

    /// <summary>Takes the forms that somebody came upon in place of those of theirs known before.</summary>
    public void Learn(Visitor who, IReadOnlyCollection<(string Page, WrittenForm Form)> forms)
    {
        foreach (var known in _forms.Values.Where(known => known.Who == who))
        {
            known.Pages.Clear();
        }
        foreach (var (page, form) in forms)
        {
            var (shape, route) = (ShapeOf(form), RouteOf(form));
            if (!_forms.TryGetValue(shape, out var known))
            {
                _forms[shape] = known = new Known(who, shape, route, form);
            }
            if (known.Who == who && !known.Pages.Contains(page))
            {
                known.Pages.Add(page);
            }
            foreach (var field in form.Fields)
            {
                var fate = Fates.TryGetValue(FieldOf(known, field), out var before) ? before : Fates[FieldOf(known, field)] = new FieldFate();
                (fate.IsChoice, fate.IsHidden, fate.Row) = (field.Kind == FieldKind.Choice, field.Kind == FieldKind.Hidden, RowOf(known, field));
            }
        }
    }

    /// <summary>Finds out which fields of forms that are new take any words: all of a form at once, and one by one where that is refused.</summary>
    public async Task ProbeAsync()
    {
        foreach (var known in _forms.Values.Where(known => !known.IsProbed && known.Pages.Count > 0).OrderBy(known => known.Shape, StringComparer.Ordinal).ToList())
        {
            var open = known.Form.Fields.Where(field => field.Kind != FieldKind.Choice && RowOf(known, field) is null && !Fates[FieldOf(known, field)].TakesWords).ToList();
            await TryAsync(known, open, (field, at) => planting.Next(at, field.Longest), MostPages);
            foreach (var field in known.Form.Fields.Except(open).Where(field => !Fates[FieldOf(known, field)].WasTried))
            {
                await TryAsync(known, [field], (one, at) => planting.Next(at, one.Longest), 1);
            }
            known.IsProbed = known.Form.Fields.All(field => Fates[FieldOf(known, field)].WasTried);
            // What takes an end of a line is tried with the other signs, too.
            var several = await TryAsync(known, open, (_, at) => planting.Control(at, HostileWords.Controls[0]), 1);
            foreach (var control in HostileWords.Controls.Skip(1).Where(_ => several.Count > 0))
            {
                await SendAsync(known, several, (_, at) => planting.Control(at, control), 1);
            }
        }
    }

    /// <summary>Sends every form once, with other words in all fields that take any.</summary>
    /// <param name="withChanges">Whether forms are sent, too, that have no field to write in: they change and remove what there is.</param>
    public async Task FillAsync(bool withChanges)
    {
        // What only changes something comes last: what it removes was there until then.
        foreach (var known in _forms.Values.OrderBy(HasWords).ThenBy(known => known.Shape, StringComparer.Ordinal).Reverse().ToList())
        {
            if (HasWords(known) || withChanges || !Taken.Contains(known.Route))
            {
                await SendAsync(known, [.. known.Form.Fields.Where(field => IsOfWords(known, field))], (field, at) => Shaped(planting.Next(at, field.Longest), Fates[at]), MostPages);
            }
        }
    }

    /// <summary>Whether any field has to be filled once more.</summary>
    public bool IsDone => Fates.All(fate => fate.Value.Missing(fate.Key, planting) is null);

    private bool HasWords(Known known) => known.Form.Fields.Any(field => IsOfWords(known, field));

    private bool IsOfWords(Known known, WrittenField field) => field.Kind != FieldKind.Choice && Fates[FieldOf(known, field)] is var fate && (fate.TakesWords || fate.Row?.Form is not null);

    private static Planted Shaped(Planted planted, FieldFate fate)
    {
        planted.Value = fate.Row?.Form is { } form ? form(planted) : planted.Value;
        return planted;
    }

    // All at once, or else one by one; gives those that were taken.
    private async Task<IReadOnlyList<WrittenField>> TryAsync(Known known, List<WrittenField> fields, Func<WrittenField, string, Planted> plant, int mostPages)
    {
        if (fields.Count == 0 || await SendAsync(known, fields, plant, mostPages))
        {
            return fields;
        }
        var taken = new List<WrittenField>();
        foreach (var one in fields.Where(_ => fields.Count > 1))
        {
            if (await SendAsync(known, [one], plant, 1))
            {
                taken.Add(one);
            }
        }
        return taken;
    }

    // Goes to a page that has the form, fills it in and sends it; to others where it is not taken from there.
    private async Task<bool> SendAsync(Known known, IReadOnlyList<WrittenField> fields, Func<WrittenField, string, Planted> plant, int mostPages)
    {
        foreach (var page in known.Pages.ToList())
        {
            if ((await known.Who.GetAsync(page, isKnown: true)).Page is not { } there || WrittenForm.In(there, page).FirstOrDefault(one => ShapeOf(one) == known.Shape && !isSpared(one.Address)) is not { } form)
            {
                known.Pages.Remove(page);
                continue;
            }
            var planted = form.Fields.Where(field => fields.Any(one => one.Name == field.Name)).ToDictionary(field => field.Name, field => plant(field, FieldOf(known, field)), StringComparer.Ordinal);
            if (form.Fields.FirstOrDefault(field => field.IsNeeded && !planted.ContainsKey(field.Name) && RowOf(known, field) is { Twin: null } row && Ordinary(field, row).All(string.IsNullOrEmpty)) is not null)
            {
                continue;
            }
            if (mostPages-- == 0)
            {
                break;
            }
            var (values, files) = Filled(known, form, planted);
            var seen = await known.Who.SendAsync(form, values, files);
            var isTaken = seen.Status is 200 or 201 or 303 && !seen.IsToSignIn;
            var isKept = isTaken && !onlyAsks(form);
            foreach (var (name, one) in planted)
            {
                var fate = Fates[$"{known.Form.Method} {known.Route} {name}"];
                fate.WasTried = true;
                fate.TakesWords |= isKept && fate.Row?.Form is null && !one.IsControl;
                fate.Refusal = isTaken ? fate.Refusal : $"{seen.Status.ToString(CultureInfo.InvariantCulture)} {Told(seen)}";
                one.IsTaken = isKept;
            }
            if (isTaken)
            {
                Taken.Add(known.Route);
                if (seen.Location is { } location)
                {
                    Leads.Add(location.Split('#')[0]);
                }
                await WhenTaken(known.Route, values);
                return true;
            }
        }
        return false;
    }

    private (List<(string Name, string Value)> Values, List<(string Field, string Name, byte[] Bytes)> Files) Filled(Known known, WrittenForm form, Dictionary<string, Planted> planted)
    {
        var (values, files) = (new List<(string Name, string Value)>(), new List<(string, string, byte[])>());
        foreach (var field in form.Fields)
        {
            var hostile = planted.GetValueOrDefault(field.Name);
            if (field.Kind == FieldKind.File)
            {
                var (ending, bytes) = File(known.Route, ++_plain);
                files.Add((field.Name, $"{(hostile is null ? "plain" : NameOfFile(hostile.Value))}{ending}", bytes));
                continue;
            }
            values.AddRange((hostile is not null ? [hostile.Value] : Ordinary(field, RowOf(known, field))).Select(value => (field.Name, value)));
        }
        for (var i = 0; i < values.Count; i++)
        {
            if (RowOf(known, form.Fields.First(field => field.Name == values[i].Name))?.Twin is { } twin && !planted.ContainsKey(values[i].Name))
            {
                values[i] = (values[i].Name, values.First(value => value.Name == twin).Value);
            }
        }
        return (values, files);
    }

    private IReadOnlyList<string> Ordinary(WrittenField field, ClosedField? row)
    {
        var said = field.Values.Where(value => value.Length > 0).ToList();
        return field.Kind switch
        {
            FieldKind.Hidden => field.Values,
            FieldKind.Typed when row is null => [Plain()],
            _ when row?.Ordinary?.Invoke() is { } ordinary => [ordinary],
            _ when said.Count > 0 => said,
            // Of what is offered something is chosen where there must be.
            _ when row is not null && field.Options.Any(option => option.Length > 0) => [field.Options.First(option => option.Length > 0)],
            _ => field.Values,
        };
    }

    private string Plain() => $"plain words {(++_plain).ToString(CultureInfo.InvariantCulture)}";

    private static string Told(Seen seen)
    {
        var told = seen.Page is { } page ? (page.QuerySelector("#fault") ?? page.QuerySelector(".fault"))?.TextContent ?? page.QuerySelector("main")?.TextContent ?? "" : seen.Text;
        var words = string.Join(' ', told.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length > 240 ? words[..240] : words;
    }

    private string ShapeOf(WrittenForm form) => $"{form.Method} {RouteOf(form)} {form.Shape}";

    private string RouteOf(WrittenForm form) => routes.Find(form.Method, form.Address) ?? form.Address;

    private static string FieldOf(Known known, WrittenField field) => $"{known.Form.Method} {known.Route} {field.Name}";

    private ClosedField? RowOf(Known known, WrittenField field) => ClosedField.Of(closed, known.Route, field.Name);
}
