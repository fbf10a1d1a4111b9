using Attest.Language.Network;

namespace Attest.Training;

/// <summary>The trained numbers of an encoder: what stands before it (tables), what mixes that, windows and recurrences.</summary>
internal abstract unsafe class EncoderWeights(int width, int threads, int seed)
{
    private readonly Random _random = new(seed);

    public int Width { get; } = width;
    public List<Tensor> All { get; } = [];
    public Tensor Mix { get; private set; } = null!;
    public Tensor MixShift { get; private set; } = null!;
    public Tensor MixGain { get; private set; } = null!;
    public Tensor MixBase { get; private set; } = null!;
    public List<Layer> Windows { get; } = [];
    public List<Layer> Recurrences { get; } = [];

    /// <summary>Numbers in what is mixed.</summary>
    public int Inputs => Mix.Rows;

    /// <summary>Takes the weights of a written model of the same shape.</summary>
    public void Read(byte[] bytes)
    {
        fixed (byte* start = bytes)
        {
            var file = new ModelFile(start, bytes.Length);
            foreach (var tensor in All)
            {
                if (tensor.IsSparse)
                {
                    var values = file.Section<sbyte>(tensor.Name);
                    var scales = file.Section<float>(tensor.Name + "-scales");
                    for (var i = 0; i < tensor.Count; i++)
                    {
                        tensor.Value[i] = values[i] * scales[i / tensor.Columns];
                    }
                }
                else
                {
                    new ReadOnlySpan<float>(file.Section<float>(tensor.Name), tensor.Count).CopyTo(new Span<float>(tensor.Value, tensor.Count));
                }
                new ReadOnlySpan<float>(tensor.Value, tensor.Count).CopyTo(new Span<float>(tensor.Average, tensor.Count));
            }
        }
    }

    protected void AddEncoder(int inputs, int windows, int recurrences)
    {
        Mix = Dense("mix", inputs, Width * 2);
        MixShift = Vector("mix-shift", Width * 2, 0);
        MixGain = Vector("mix-gain", Width, 1);
        MixBase = Vector("mix-base", Width, 0);
        for (var layer = 0; layer < windows; layer++)
        {
            Windows.Add(NewLayer($"window-{layer}", Width * 3, Width * 2));
        }
        for (var layer = 0; layer < recurrences; layer++)
        {
            var recurrence = NewLayer($"recurrence-{layer}", Width, Width * 3);
            // Memory that lasts a few words to start with, longer in some places than in others.
            for (var i = 0; i < Width; i++)
            {
                recurrence.Shift.Value[Width + i] = i % 4;
            }
            Recurrences.Add(recurrence);
        }
    }

    protected Tensor Table(string name, int rows, int columns) => Keep(new Tensor(name, rows, columns, threads, 0.1f, _random, sparse: true));

    protected Tensor Dense(string name, int rows, int columns) => Dense(name, rows, columns, MathF.Sqrt(1f / rows));

    protected Tensor Dense(string name, int rows, int columns, float deviation) => Keep(new Tensor(name, rows, columns, threads, deviation, _random));

    protected Tensor Vector(string name, int columns, float value) => Keep(new Tensor(name, 1, columns, threads, 0, _random).Fill(value));

    private Layer NewLayer(string name, int rows, int columns) =>
        new(Dense(name, rows, columns), Vector(name + "-shift", columns, 0), Vector(name + "-gain", Width, 1), Vector(name + "-base", Width, 0));

    private Tensor Keep(Tensor tensor)
    {
        All.Add(tensor);
        return tensor;
    }

    internal sealed record Layer(Tensor Weight, Tensor Shift, Tensor Gain, Tensor Base);
}
