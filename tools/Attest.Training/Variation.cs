namespace Attest.Training;

/// <summary>Sentences as headlines write them, so that the network has seen some: without the mark at the end, and With Capitals.</summary>
/// <remarks>The treebanks have few headlines; live pages are full of them.</remarks>
internal static class Variation
{
    private const double OpenShare = 0.07, CapitalShare = 0.03;
    private const int ShortestCapital = 4;

    /// <summary>The sentence itself, or now and then one of its variants.</summary>
    public static Example Of(Example example, TrainingVocabulary vocabulary, Random random)
    {
        var chance = random.NextDouble();
        return chance < CapitalShare ? Capitals(Open(example), vocabulary) : chance < CapitalShare + OpenShare ? Open(example) : example;
    }

    // Without the mark at its end, where nothing hangs on that.
    private static Example Open(Example example)
    {
        var last = example.Heads.Length - 1;
        return last < 2 || example.Sentence.Tags[last] != "PUNCT" || example.Sentence.Forms[last] is not ("." or "!") || example.Heads.Contains(last)
            ? example
            : example with
            {
                Features = example.Features[..last],
                Frequencies = example.Frequencies[..last],
                Tags = example.Tags[..last],
                Heads = example.Heads[..last],
                Relations = example.Relations[..last],
                Names = example.Names[..last],
            };
    }

    private static Example Capitals(Example example, TrainingVocabulary vocabulary) => example with
    {
        Features = [.. example.Features.Select((features, word) => example.Sentence.Forms[word] is { Length: >= ShortestCapital } form && char.IsLower(form[0])
            ? vocabulary.Features(char.ToUpperInvariant(form[0]) + form[1..])
            : features)],
    };
}
