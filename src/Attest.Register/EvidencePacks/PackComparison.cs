using System.Text.Json;
using Attest.Register.Storage;

namespace Attest.Register.EvidencePacks;

/// <summary>Holds the documents of a pack against what the ledger proves, and names what differs.</summary>
internal static class PackComparison
{
    private const int LongestValue = 80;

    /// <summary>Compares record, custody, reports and evidence.</summary>
    /// <param name="proven">What the ledger proves.</param>
    /// <param name="documents">The documents by their paths.</param>
    /// <param name="files">The digests of all files by their paths.</param>
    /// <param name="faults">Takes what differs.</param>
    /// <exception cref="JsonException">A document is no JSON.</exception>
    public static void Compare(ProvenClaim proven, IReadOnlyDictionary<string, byte[]> documents, IReadOnlyDictionary<string, string> files, List<string> faults)
    {
        CompareRecord(documents[PackWriter.Record], RegisterJson.Write(proven.Record), faults);
        CompareCustody(documents[PackWriter.Custody], RegisterJson.Write(new PackedCustody(proven.Custody)), faults);
        if (files.GetValueOrDefault(PackWriter.Reported) != proven.Reported)
        {
            faults.Add($"{PackWriter.Reported} is not what the ledger committed to when the pack was made.");
        }
        if (files.GetValueOrDefault(PackWriter.Page) != proven.Page)
        {
            faults.Add($"{PackWriter.Page} is not the page that the register put into the pack: trust no page but one from elsewhere.");
        }
        var pieces = proven.Record.DamageClaim.Evidence.ToDictionary(PackWriter.PathOf, piece => piece.Sha256.Hex, StringComparer.Ordinal);
        faults.AddRange(pieces.Keys.Where(path => !files.ContainsKey(path)).Select(path => $"{path} is missing: the ledger has it received."));
        faults.AddRange(files.Where(file => file.Key.StartsWith(PackWriter.EvidenceFolder, StringComparison.Ordinal) && pieces.GetValueOrDefault(file.Key) != file.Value)
            .Select(file => $"{file.Key} is not the piece of evidence that the ledger committed to."));
    }

    private static void CompareRecord(byte[] found, byte[] proven, List<string> faults)
    {
        if (found.AsSpan().SequenceEqual(proven))
        {
            return;
        }
        using var said = JsonDocument.Parse(found);
        using var known = JsonDocument.Parse(proven);
        var before = faults.Count;
        Members("", said.RootElement, known.RootElement, faults, "damageClaim");
        var (claim, provenClaim) = (Member(said.RootElement, "damageClaim"), Member(known.RootElement, "damageClaim"));
        Members("damageClaim.", claim, provenClaim, faults, "changes", "statement");
        if (!Same(Member(claim, "statement"), Member(provenClaim, "statement")))
        {
            faults.Add($"{PackWriter.Record} states something else than what the ledger committed to.");
        }
        Lines(PackWriter.Record, "step", Member(claim, "changes"), Member(provenClaim, "changes"), faults);
        RequireNamed(PackWriter.Record, before, faults);
    }

    private static void CompareCustody(byte[] found, byte[] proven, List<string> faults)
    {
        if (found.AsSpan().SequenceEqual(proven))
        {
            return;
        }
        using var said = JsonDocument.Parse(found);
        using var known = JsonDocument.Parse(proven);
        var before = faults.Count;
        Lines(PackWriter.Custody, "line", Member(said.RootElement, "custody"), Member(known.RootElement, "custody"), faults);
        RequireNamed(PackWriter.Custody, before, faults);
    }

    private static void Members(string path, JsonElement? found, JsonElement? proven, List<string> faults, params string[] besides)
    {
        var names = new[] { found, proven }.SelectMany(one => one is { ValueKind: JsonValueKind.Object } members ? members.EnumerateObject().Select(member => member.Name) : []).Distinct().Except(besides);
        faults.AddRange(names.Where(name => !Same(Member(found, name), Member(proven, name)))
            .Select(name => $"{PackWriter.Record} says {path}{name}: {Shown(Member(found, name))}; the ledger proves {Shown(Member(proven, name))}."));
    }

    // Lines that each tell of one entry: what is missing, what was added, what tells otherwise, what stands elsewhere.
    private static void Lines(string document, string what, JsonElement? found, JsonElement? proven, List<string> faults)
    {
        var (said, known) = (List(found), List(proven));
        faults.AddRange(known.Where(line => !said.Exists(other => other.Entry == line.Entry)).Select(line => $"{document} lacks the {what} of ledger entry {line.Entry}."));
        faults.AddRange(said.Where(line => !known.Exists(other => other.Entry == line.Entry)).Select(line => $"{document} has a {what} of ledger entry {line.Entry} that the ledger does not prove."));
        foreach (var (entry, line) in said)
        {
            if (known.Find(other => other.Entry == entry) is { Entry: not null } proved && !Same(line, proved.Line))
            {
                faults.Add($"{document} tells the {what} of ledger entry {entry} otherwise than the ledger proves: {string.Join(", ", Differing(line, proved.Line))}.");
            }
        }
        if (!said.Select(line => line.Entry).SequenceEqual(known.Select(line => line.Entry)) && said.Select(line => line.Entry).Order().SequenceEqual(known.Select(line => line.Entry).Order()))
        {
            faults.Add($"{document} has a {what} in another place than the ledger: the order was changed.");
        }
    }

    private static IEnumerable<string> Differing(JsonElement line, JsonElement proved) => line.ValueKind != JsonValueKind.Object ? [] : line.EnumerateObject().Select(member => member.Name)
        .Union(proved.EnumerateObject().Select(member => member.Name)).Where(name => !Same(Member(line, name), Member(proved, name)));

    private static List<(string Entry, JsonElement Line)> List(JsonElement? array) =>
        array is { ValueKind: JsonValueKind.Array } lines ? [.. lines.EnumerateArray().Select(line => (Member(line, "entry")?.GetRawText() ?? "?", line))] : [];

    private static JsonElement? Member(JsonElement? element, string name) => element is { ValueKind: JsonValueKind.Object } members && members.TryGetProperty(name, out var member) ? member : null;

    private static bool Same(JsonElement? one, JsonElement? other) => one is null || other is null ? one is null == other is null : JsonElement.DeepEquals(one.Value, other.Value);

    private static string Shown(JsonElement? value) => value is not { } known ? "nothing" : known.GetRawText() is { Length: > LongestValue } whole ? $"{whole[..LongestValue]}…" : known.GetRawText();

    // Every byte follows from what is proven.
    private static void RequireNamed(string document, int before, List<string> faults)
    {
        if (faults.Count == before)
        {
            faults.Add($"{document} is not written as the register writes it.");
        }
    }
}
