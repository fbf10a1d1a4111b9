using System.Text.Json;

namespace Attest.Web.Api;

/// <summary>What a body may hold: the rows of <c>bodies.tsv</c>, for the description and for reading alike.</summary>
/// <param name="Schema">The name of the schema in the description.</param>
/// <param name="Members">Its members in order.</param>
internal sealed record BodyForm(string Schema, IReadOnlyList<BodyMember> Members)
{
    private const string OfJudgements = "Judge";

    /// <summary>All forms, by their schemas' names.</summary>
    public static IReadOnlyDictionary<string, BodyForm> All { get; } = Table.Rows(typeof(BodyForm).Assembly, "Api/bodies.tsv").GroupBy(row => row[0])
        .ToDictionary(rows => rows.Key, rows => new BodyForm(rows.Key, [.. rows.Select(row => new BodyMember(row[1], row[2], row[3] == "yes", row[4]))]), StringComparer.Ordinal);

    /// <summary>A report.</summary>
    public static BodyForm Report { get; } = All["NewReport"];

    /// <summary>The forms of judgements, by the verdict that chooses them.</summary>
    public static IReadOnlyDictionary<string, BodyForm> Judgements { get; } = All.Values.Where(form => form.Schema.StartsWith(OfJudgements, StringComparison.Ordinal))
        .ToDictionary(form => JsonNamingPolicy.KebabCaseLower.ConvertName(form.Schema[OfJudgements.Length..]), StringComparer.Ordinal);
}

/// <summary>One member of a body.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">text, whole, text[], fields, or enum: with an enumeration.</param>
/// <param name="IsNeeded">Whether it must be there.</param>
/// <param name="Meaning">What it means.</param>
internal sealed record BodyMember(string Name, string Type, bool IsNeeded, string Meaning);
