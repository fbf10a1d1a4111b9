using System.Globalization;

namespace Attest.Web.Tests.Hostile.Walking;

/// <summary>Puts hostile words into every member of every body that the API takes, and keeps what became of each.</summary>
/// <param name="shapes">The bodies.</param>
/// <param name="planting">The words.</param>
/// <param name="closed">The members that do not take any words, by route and schema.</param>
/// <param name="send">Sends a request.</param>
internal sealed class BodyWalk(IReadOnlyList<BodyShape> shapes, Planting planting, IReadOnlyList<ClosedField> closed, Func<HttpRequestMessage, Task<Seen>> send)
{
    // No field of anything that is kept is shorter.
    private const int Longest = 190;

    private int _plain;

    /// <summary>What is known of each member, by route, schema and name.</summary>
    public Dictionary<string, FieldFate> Fates { get; } = shapes.SelectMany(shape => shape.Members.Select(member => (At: FieldOf(shape, member), Fate: new FieldFate
    {
        IsChoice = member.Options.Count > 0, Row = ClosedField.Of(closed, RouteOf(shape), member.Name),
    }))).ToDictionary(pair => pair.At, pair => pair.Fate, StringComparer.Ordinal);

    /// <summary>Finds out which members take any words: each by itself.</summary>
    public async Task ProbeAsync()
    {
        foreach (var shape in shapes)
        {
            foreach (var member in shape.Members)
            {
                await SendAsync(shape, one => one == member ? planting.Next(FieldOf(shape, one), Longest) : null);
            }
            foreach (var control in HostileWords.Controls)
            {
                foreach (var member in shape.Members.Where(member => member.Where == "body" && Fates[FieldOf(shape, member)].TakesWords))
                {
                    await SendAsync(shape, one => one == member ? planting.Control(FieldOf(shape, one), control) : null);
                }
            }
        }
    }

    /// <summary>Sends every body once, with other words in all members that take any.</summary>
    public async Task FillAsync()
    {
        foreach (var shape in shapes)
        {
            var ofWords = shape.Members.Where(member => Fates[FieldOf(shape, member)] is var fate && (fate.TakesWords || fate.Row?.Form is not null)).ToList();
            await SendAsync(shape, member => ofWords.Contains(member) && RowOf(shape, member)?.Twin is null ? planting.Next(FieldOf(shape, member), Longest) : null);
            // What stands in another's place comes by itself.
            foreach (var other in ofWords.Where(member => RowOf(shape, member)?.Twin is not null))
            {
                await SendAsync(shape, member => member == other ? planting.Next(FieldOf(shape, member), Longest) : null);
            }
        }
    }

    /// <summary>Whether any member has to be filled once more.</summary>
    public bool IsDone => Fates.All(fate => fate.Value.Missing(fate.Key, planting) is null);

    private async Task SendAsync(BodyShape shape, Func<BodyMember, Planted?> plant)
    {
        var (values, planted) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<(FieldFate Fate, Planted Planted)>());
        foreach (var member in shape.Members)
        {
            var fate = Fates[FieldOf(shape, member)];
            if (plant(member) is { } hostile)
            {
                hostile.Value = fate.Row?.Form is { } form && !hostile.IsControl && fate.WasTried ? form(hostile) : hostile.Value;
                planted.Add((fate, hostile));
                values[member.Name] = hostile.Value;
            }
            else if (fate.Row is { } row)
            {
                if (row.Ordinary?.Invoke() is { } ordinary)
                {
                    values[member.Name] = ordinary;
                }
            }
            else if (member.Options.Count > 0 || member.Where == "body")
            {
                values[member.Name] = member.Options.Count > 0 ? member.Options[0] : $"plain words {(++_plain).ToString(CultureInfo.InvariantCulture)}";
            }
        }
        foreach (var twin in planted.Select(pair => pair.Fate.Row?.Twin).OfType<string>())
        {
            values.Remove(twin);
        }
        using var request = shape.Request(values);
        var seen = await send(request);
        var isTaken = seen.Status is 200 or 201;
        foreach (var (fate, one) in planted)
        {
            fate.WasTried = true;
            one.IsTaken = isTaken;
            fate.TakesWords |= isTaken && fate.Row?.Form is null && !one.IsControl;
            fate.Refusal = isTaken ? fate.Refusal : $"{seen.Status.ToString(CultureInfo.InvariantCulture)} {(seen.Text.Length > 300 ? seen.Text[..300] : seen.Text)}";
        }
    }

    private ClosedField? RowOf(BodyShape shape, BodyMember member) => Fates[FieldOf(shape, member)].Row;

    private static string RouteOf(BodyShape shape) => $"{shape.Path} {shape.Name}";

    private static string FieldOf(BodyShape shape, BodyMember member) => $"POST {RouteOf(shape)} {member.Name}";
}
