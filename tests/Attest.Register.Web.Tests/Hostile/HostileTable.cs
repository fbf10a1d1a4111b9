using System.Net;
using System.Text;
using Attest.Register.Filing;
using Attest.Register.Packs;
using Attest.Register.Web.Tests.Running;
using Attest.Tests.Archive.Exports;
using Attest.Web.Tests.Hostile.Walking;

namespace Attest.Register.Web.Tests.Hostile;

/// <summary>A table with a hostile value in every column that any category has, and what became of each row.</summary>
internal sealed class HostileTable
{
    // What a column needs for its row to be filed where it is not the hostile one.
    private static readonly Dictionary<string, string> Ordinary = new(StringComparer.Ordinal)
    {
        ["from"] = "2023-03-22", ["settlement"] = "Zaporizhzhia", ["family_name"] = "Vydumana", ["entity"] = "Vyhadka LLC", ["account"] = "A drone hit the yard, and all windows broke.", ["representative"] = "Petro Vyhadka", ["representative_basis"] = "a power of attorney",
    };

    // A table with a nought in it is no text, and refused whole.
    private static readonly string[] Controls = [.. HostileWords.Controls.Where(control => !control.Contains('\0', StringComparison.Ordinal))];

    /// <summary>By column, why its hostile rows were not filed; null where they were.</summary>
    public Dictionary<string, string?> Fates { get; } = new(StringComparer.Ordinal);

    /// <summary>By column, the last damage claim that was filed with a hostile value in it.</summary>
    public Dictionary<string, string> Filed { get; } = new(StringComparer.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What the planting knows a column as.</summary>
    public static string FieldOf(string column) => $"the column {column}";

    /// <summary>Files it.</summary>
    public static async Task<HostileTable> GiveAsync(RegisterSite site, Planting planting, Visitor claimant)
    {
        var table = new HostileTable();
        var columns = site.Register.Pack.Categories.SelectMany(category => BulkTemplate.Of(site.Register.Pack, category).Select(column => (column.Name, Category: category))).DistinctBy(column => column.Name).ToList();
        var (csv, lines) = (new StringBuilder($"{string.Join(',', columns.Select(column => column.Name))}\r\n"), new List<(string Column, Planted Planted)>());
        foreach (var (name, category) in columns)
        {
            var needed = BulkTemplate.Of(site.Register.Pack, category).ToDictionary(column => column.Name, column => column.IsNeeded, StringComparer.Ordinal);
            for (var turn = 0; turn <= HostileWords.Beginnings.Length; turn++)
            {
                var planted = turn < HostileWords.Beginnings.Length ? planting.Next(FieldOf(name), turn % 2 == 0 ? 300 : 60) : planting.Control(FieldOf(name), Controls[lines.Count % Controls.Length]);
                // Another beginning the next time, whether or not it is filed.
                planted.IsTaken = true;
                lines.Add((name, planted));
                csv.AppendJoin(',', columns.Select(column => Cell(column.Name == name ? planted.Value : Plain(column.Name, needed, category)))).Append("\r\n");
            }
        }
        using var given = await RegisterSite.SendCsvAsync(await site.BrowserAsync(RegisterSite.Claimant), Encoding.UTF8.GetBytes(csv.ToString()), $"{HostileRegister.NameOfFile(planting.Next(HostileSeedClaims.Files, 80).Value)}.csv");
        Assert.Equal(HttpStatusCode.SeeOther, given.StatusCode);
        var run = given.Headers.Location!.ToString();
        while ((await claimant.GetAsync(run, isKnown: true)).Headers.ContainsKey("Refresh"))
        {
            await Task.Delay(100, Cancel);
        }
        foreach (var address in new[] { run, $"{run}?show=refused", $"{run}?from=200" })
        {
            await claimant.GetAsync(address);
        }
        var report = CsvText.Values((await claimant.GetAsync($"{run}/report.csv")).Text.TrimStart('\uFEFF'));
        Assert.Equal(lines.Count, report.Count);
        foreach (var ((name, planted), row) in lines.Zip(report).Where(line => !line.First.Planted.IsControl))
        {
            if (row["number"].Length > 0)
            {
                (table.Fates[name], table.Filed[name]) = (null, row["receipt"].Split('/')[3]);
            }
            else if (!table.Filed.ContainsKey(name))
            {
                table.Fates[name] = row["mistakes"];
            }
        }
        return table;
    }

    /// <summary>The pages of what was filed, for those who see them.</summary>
    public IEnumerable<string> Views(string who) => who is RegisterSite.Claimant or RegisterSite.Board or "" ? Filed.Values.Select(id => $"/register/damage-claims/{id}") : [];

    private static string Plain(string column, Dictionary<string, bool> columns, Category category) =>
        column == "category" ? category.Code : !columns.TryGetValue(column, out var isNeeded) ? "" : Ordinary.TryGetValue(column, out var ordinary) ? ordinary : isNeeded ? "plain words" : "";

    private static string Cell(string words) => words.Length == 0 ? "" : $"\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
