// Compiles tables of places into the one file that the program ships: attest-gazetteer OUT.bin TABLE.tsv[.gz] …; a table named corrections.tsv moves places of the tables after it.
// Compiles outlines: attest-gazetteer outlines OUT.bin TABLE.tsv[.gz] STATES.json BORDERS.tsv REGIONS.geojson …; STATES is countries-50m.json of the npm package world-atlas.
using Attest.Gazetteer;

if (args is ["outlines", var outlines, var table, var states, var borders, .. var regions])
{
    var outliner = new OutlineBuilder();
    outliner.AddEntries(table);
    outliner.AddStates(states, borders);
    outliner.AddRegions(regions);
    var built = outliner.Build();
    await File.WriteAllBytesAsync(outlines, built);
    Console.WriteLine($"{built.Length:N0} bytes of outlines");
    return 0;
}
if (args.Length < 2)
{
    Console.Error.WriteLine("Usage: attest-gazetteer OUT.bin TABLE.tsv[.gz] [TABLE …]\nColumns: id name asciiname alternates(|) lat lon feature country region population source");
    return 2;
}
var builder = new GazetteerBuilder();
foreach (var path in args[1..])
{
    if (Path.GetFileName(path) == "corrections.tsv")
    {
        builder.Correct(path);
    }
    else
    {
        builder.Add(path);
    }
}
var bytes = builder.Build();
await File.WriteAllBytesAsync(args[0], bytes);
Console.WriteLine(builder.Summary(bytes.Length));
return 0;
