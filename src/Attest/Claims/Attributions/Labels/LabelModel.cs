using System.Collections.Frozen;
using Attest.Language.Network;

namespace Attest.Claims.Attributions.Labels;

/// <summary>The labeller's trained weights (<c>Models/attributions.bin</c>), read where they lie.</summary>
internal sealed unsafe class LabelModel
{
    private const string Resource = "Claims/Attributions/Models/attributions.bin";

    private static readonly Lazy<LabelModel> Loaded = new(() => new LabelModel(SharedModel.Open(Resource)));

    private readonly FrozenDictionary<string, int> _words;
    private readonly FrozenDictionary<string, int> _tags;

    /// <summary>Takes the model apart.</summary>
    public LabelModel(ModelFile file)
    {
        var numbers = file.Section<int>("shape");
        Width = numbers[0];
        _words = Numbered(file.Lines("word-list"));
        _tags = Numbered(file.Lines("tag-list"));
        Tables = [.. LabelTables.All.Select(table => new WeightTable(file, table.Name, table.Width))];
        Mix = new Layer(file, "mix", LabelTables.InputWidth, Width * 2);
        Recurrences = [.. Enumerable.Range(0, numbers[1]).Select(number => Layer.Recurrence(file, number, Width))];
        Labels = new Linear(file, "labels", Width, Padded);
        Steps = file.Section<float>("steps");
    }

    /// <summary>Length of the rows of scores.</summary>
    public static int Padded { get; } = NetworkShape.Pad(SpanLabels.Count);

    /// <summary>The model that ships.</summary>
    public static LabelModel Shared => Loaded.Value;

    /// <summary>Numbers that stand for a token between layers.</summary>
    public int Width { get; }

    public WeightTable[] Tables { get; }

    public Layer Mix { get; }

    public Layer[] Recurrences { get; }

    public Linear Labels { get; }

    /// <summary>Scores of a label after another: rows of <see cref="Padded"/>, the last for the beginning.</summary>
    public float* Steps { get; }

    /// <summary>Row of a lower-case word; 0 where it is not learned.</summary>
    public int WordRow(string word) => _words.GetValueOrDefault(word);

    /// <summary>Row of a Penn tag; 0 where it is not known.</summary>
    public int TagRow(string tag) => _tags.GetValueOrDefault(tag);

    private static FrozenDictionary<string, int> Numbered(string[] lines) =>
        lines.Select((line, number) => KeyValuePair.Create(line, number)).Where(pair => pair.Value > 0).ToFrozenDictionary(StringComparer.Ordinal);
}
