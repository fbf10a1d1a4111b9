namespace Attest.Language.Network;

/// <summary>Words of some sentences → tags, heads, relations and names: one thread's way through the network.</summary>
/// <remarks>
/// Hot. All memory is taken once and reused. Sentences are taken together as far as they fit; a sentence's outcome does not depend on which others it is taken with.
/// </remarks>
internal sealed unsafe partial class LanguageNetwork
{
    private readonly LanguageModel _model;
    private readonly WordCache _words;
    private readonly TreeDecoder _trees = new();
    private readonly Encoder _encoder;
    private readonly int _width;
    private readonly float[][] _memory;
    private readonly float* _states, _heads, _dependents, _queries, _headsAcross, _scores, _labelHeads, _labelDependents, _logits;
    private readonly List<int> _starts;
    private readonly List<int> _counts;

    public LanguageNetwork(LanguageModel model)
    {
        _model = model;
        _words = new WordCache(model);
        var shape = model.Shape;
        _width = shape.Width;
        _encoder = new Encoder(_width, model.Windows, model.Recurrences);
        _states = _encoder.States;
        (_starts, _counts) = (_encoder.Starts, _encoder.Counts);
        var longest = NetworkShape.Pad(Segmentation.SentenceSplitter.LongestSentence + 1);
        var sizes = new[]
        {
            Encoder.Capacity * shape.ArcWidth, Encoder.Capacity * shape.ArcWidth, Encoder.Capacity * shape.ArcWidth,
            shape.ArcWidth * longest, longest * longest, Encoder.Capacity * shape.LabelWidth, Encoder.Capacity * shape.LabelWidth,
            Encoder.Capacity * Math.Max(shape.TagsPadded, Math.Max(shape.RelationsPadded, shape.NamesPadded)),
        };
        _memory = [.. sizes.Select(size => GC.AllocateArray<float>(size + 64, pinned: true))];
        var at = 0;
        _heads = Next();
        _dependents = Next();
        _queries = Next();
        _headsAcross = Next();
        _scores = Next();
        _labelHeads = Next();
        _labelDependents = Next();
        _logits = Next();

        float* Next() => (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _memory[at++][0]);
    }

    /// <summary>The model that it runs.</summary>
    public LanguageModel Model => _model;

    /// <summary>Whether a sentence of so many words can be added before the next run.</summary>
    public bool Fits(int words) => _encoder.Fits(words);

    /// <summary>Forgets the sentences of the last run.</summary>
    public void Clear() => _encoder.Clear();

    /// <summary>Starts a sentence of so many words, which are to be given by <see cref="AddWord"/>.</summary>
    public void StartSentence(int words) => _encoder.Begin(words);

    /// <summary>Gives a word of the sentence that was started last.</summary>
    public void AddWord(int number, ReadOnlySpan<char> form) => _words.Read(form, _encoder.Word(number));

    /// <summary>Computes what <see cref="ReadTags"/>, <see cref="ReadTree"/> and <see cref="ReadNames"/> then read.</summary>
    public void Run() => _encoder.Run();
}
