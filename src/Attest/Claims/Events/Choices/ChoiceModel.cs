using Attest.Language.Network;

namespace Attest.Claims.Events.Choices;

/// <summary>The weights of the signs of each choice (<c>Models/choices.bin</c>), trained on marked articles (MODELS.md).</summary>
internal sealed unsafe class ChoiceModel : IWeigher
{
    private const string Resource = "Claims/Events/Models/choices.bin";

    private static readonly Lazy<ChoiceModel> Loaded = new(() => new ChoiceModel(SharedModel.Open(Resource)));

    private readonly WeightTable[] _weights;
    private readonly float[][] _rows;

    /// <summary>Takes a model apart.</summary>
    public ChoiceModel(ModelFile file)
    {
        _weights = [.. Enum.GetValues<Choice>().Select(choice => new WeightTable(file, Section(choice), SignBag.Rows))];
        _rows = new float[_weights.Length][];
        for (var choice = 0; choice < _rows.Length; choice++)
        {
            _rows[choice] = new float[SignBag.Rows];
            fixed (float* row = _rows[choice])
            {
                _weights[choice].Read(0, row);
            }
        }
    }

    /// <summary>The model that ships.</summary>
    public static ChoiceModel Shared => Loaded.Value;

    /// <summary>The section of a choice's weights: one row of eight-bit numbers.</summary>
    public static string Section(Choice choice) => WireNames<Choice>.Of(choice);

    /// <inheritdoc/>
    public float Weigh(DraftEvent draft, Choice choice, object? option, SignBag signs)
    {
        var weights = _rows[(int)choice];
        var sum = 0f;
        foreach (var row in signs.All)
        {
            sum += weights[row];
        }
        return sum;
    }
}
