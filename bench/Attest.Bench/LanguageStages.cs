using Attest.Language;
using Attest.Language.Coreference;
using Attest.Language.Segmentation;
using BenchmarkDotNet.Attributes;

namespace Attest.Bench;

/// <summary>The language stage and its parts over one report of some 600 words.</summary>
[MemoryDiagnoser]
public class LanguageStages
{
    private static readonly string Text = string.Join("\n\n", Enumerable.Repeat(
        "Port reopens after second strike\n\nTwo drones hit a grain store near the river port before dawn, the regional governor, Viktor Danko, said on Tuesday. "
        + "At least seven people were wounded, he added, and some 3,500 tonnes of wheat burned. The ministry denied that any of its ships had been damaged.", 12));

    private readonly LanguageAnalyser _analyser = new();
    private readonly TokenBuffer _tokens = new();
    private ParsedText? _parsed;

    [GlobalSetup]
    public void Parse() => _parsed = _analyser.Analyse(Text);

    [Benchmark(Baseline = true)]
    public ParsedText Whole() => _analyser.Analyse(Text);

    [Benchmark]
    public int Segmentation()
    {
        _tokens.Clear();
        Tokenizer.Cut(Text, 0, Text.Length, _tokens);
        SentenceSplitter.Split(Text, 0, Text.Length, _tokens, 0);
        return _tokens.Count;
    }

    [Benchmark]
    public int Coreference() => CoreferenceResolver.Resolve(_parsed!).Count;
}
