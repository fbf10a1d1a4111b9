namespace Attest.Training;

/// <summary>Trained numbers with what the optimiser keeps beside them: a gradient for each thread, moments, and a running average.</summary>
internal sealed unsafe class Tensor
{
    public Tensor(string name, int rows, int columns, int threads, float deviation, Random random, bool sparse = false)
    {
        (Name, Rows, Columns, IsSparse) = (name, rows, columns, sparse);
        Value = Numbers(rows * columns);
        Moment = Numbers(rows * columns);
        Square = Numbers(rows * columns);
        Average = Numbers(rows * columns);
        Gradients = [.. Enumerable.Range(0, threads).Select(_ => (nint)Numbers(rows * columns))];
        if (sparse)
        {
            Touched = [.. Enumerable.Range(0, threads).Select(_ => new List<int>())];
            LastAverage = new int[rows];
            IsTouched = [.. Enumerable.Range(0, threads).Select(_ => new bool[rows])];
        }
        for (var i = 0; deviation > 0 && i < Count; i++)
        {
            var angle = Math.Cos(2 * Math.PI * random.NextDouble());
            Value[i] = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * angle);
        }
    }

    public string Name { get; }
    public int Rows { get; }
    public int Columns { get; }
    public int Count => Rows * Columns;
    public bool IsSparse { get; }
    public float* Value { get; }
    public float* Moment { get; }
    public float* Square { get; }
    public float* Average { get; }
    public nint[] Gradients { get; }
    public List<int>[] Touched { get; } = [];
    public bool[][] IsTouched { get; } = [];
    public int[] LastAverage { get; } = [];

    public float* Gradient(int thread) => (float*)Gradients[thread];

    /// <summary>The gradient of one row of a sparse table, which is marked to be applied.</summary>
    public float* GradientRow(int thread, int row)
    {
        if (!IsTouched[thread][row])
        {
            IsTouched[thread][row] = true;
            Touched[thread].Add(row);
        }
        return Gradient(thread) + (row * Columns);
    }

    public Tensor Fill(float value)
    {
        new Span<float>(Value, Count).Fill(value);
        return this;
    }

    /// <summary>Zeroed memory that stays where it is for the life of the program.</summary>
    public static float* Numbers(int count) => (float*)System.Runtime.InteropServices.NativeMemory.AlignedAlloc((nuint)((count + 64) * sizeof(float)), 64) is var memory && Zero((float*)memory, count + 64) ? (float*)memory : null;

    private static bool Zero(float* memory, int count)
    {
        new Span<float>(memory, count).Clear();
        return true;
    }
}
