using System.Diagnostics;
using Attest.Language;

namespace Attest.Bench;

/// <summary>Words a second over a folder of texts, on one thread and on two; start-up, allocation and memory beside it.</summary>
internal static class Speed
{
    private const int Rounds = 5;

    public static void Print(string folder)
    {
        var analyser = new LanguageAnalyser();
        var watch = Stopwatch.StartNew();
        analyser.Analyse("The first sentence takes the model in.");
        var first = watch.Elapsed;
        var texts = Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();
        var words = texts.Sum(text => analyser.Analyse(text).Tokens.Length);

        var best = TimeSpan.MaxValue;
        var allocated = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            watch.Restart();
            foreach (var text in texts)
            {
                analyser.Analyse(text);
            }
            best = watch.Elapsed < best ? watch.Elapsed : best;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        var bestOfTwo = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            watch.Restart();
            Parallel.ForEach(texts, new ParallelOptions { MaxDegreeOfParallelism = 2 }, text => analyser.Analyse(text));
            bestOfTwo = watch.Elapsed < bestOfTwo ? watch.Elapsed : bestOfTwo;
        }
        Console.WriteLine($"attest: {words} words in {texts.Length} texts; text to tokens, tags, tree, names");
        Console.WriteLine($"  one thread    {words / best.TotalSeconds:N0} words/s (best of {Rounds})");
        Console.WriteLine($"  two threads   {words / bestOfTwo.TotalSeconds:N0} words/s");
        Console.WriteLine($"  first parse   {first.TotalMilliseconds:N0} ms with the model's loading");
        Console.WriteLine($"  allocated     {(double)allocated / words:N1} bytes a word, tokens themselves included");
        Console.WriteLine($"  peak memory   {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0:N0} MiB");
    }
}
