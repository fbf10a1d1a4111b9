// Compiles tables of places into the one file that the program ships: attest-gazetteer OUT.bin TABLE.tsv[.gz] …; a table named corrections.tsv moves places of the tables after it.
using Attest.Gazetteer;

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
