namespace Attest.Language.Network;

/// <summary>Rows of eight-bit numbers of a model, each row with a scale, read where they lie.</summary>
/// <param name="file">The model.</param>
/// <param name="name">Its section.</param>
/// <param name="width">Numbers in a row.</param>
/// <param name="scales">The section of its scales where that is not its own name with "-scales".</param>
internal sealed unsafe class WeightTable(ModelFile file, string name, int width, string? scales = null)
{
    private readonly sbyte* _values = file.Section<sbyte>(name);
    private readonly float* _scales = file.Section<float>(scales ?? name + "-scales");

    /// <summary>Numbers in a row.</summary>
    public int Width => width;

    /// <summary>Writes a row in single precision.</summary>
    public void Read(int row, float* target)
    {
        var scale = _scales[row];
        var source = _values + ((nint)row * width);
        for (var i = 0; i < width; i++)
        {
            target[i] = source[i] * scale;
        }
    }

    /// <summary>Writes a row and moves the target behind it.</summary>
    public void Append(int row, ref float* target)
    {
        Read(row, target);
        target += width;
    }
}

/// <summary>A product with a shift.</summary>
internal sealed unsafe class Linear(ModelFile file, string name, int inputs, int outputs)
{
    public PackedMatrix Weight { get; } = new(file.Section<float>(name), inputs, outputs);

    public float* Shift { get; } = file.Section<float>(name + "-shift");
}

/// <summary>A product with a shift, whose outcome is normalised.</summary>
internal sealed unsafe class Layer(ModelFile file, string name, int inputs, int outputs)
{
    public PackedMatrix Weight { get; } = new(file.Section<float>(name), inputs, outputs);

    public float* Shift { get; } = file.Section<float>(name + "-shift");

    public float* Gain { get; } = file.Section<float>(name + "-gain");

    public float* Base { get; } = file.Section<float>(name + "-base");

    /// <summary>A layer that looks at a row and its two neighbours.</summary>
    public static Layer Window(ModelFile file, int number, int width) => new(file, $"window-{number}", width * 3, width * 2);

    /// <summary>A layer that carries memory along the rows in both directions.</summary>
    public static Layer Recurrence(ModelFile file, int number, int width) => new(file, $"recurrence-{number}", width, width * 3);
}
