using System.Numerics;

namespace Attest.Training;

/// <summary>Adam (Kingma and Ba, 2015) with a running average of the weights; tables are updated only in the rows that a step has touched.</summary>
internal sealed unsafe class Optimiser(IReadOnlyList<Tensor> tensors, int threads)
{
    private const float FirstDecay = 0.9f, SecondDecay = 0.98f, AverageDecay = 0.998f, Epsilon = 1e-8f;
    private int _step;

    public void Step(float rate, float clip)
    {
        _step++;
        var scale = Clip(clip);
        var corrected = rate * MathF.Sqrt(1 - MathF.Pow(SecondDecay, _step)) / (1 - MathF.Pow(FirstDecay, _step));
        // Early on, the average follows closely.
        var decay = Math.Min(AverageDecay, (1f + _step) / (10f + _step));
        Parallel.ForEach(tensors, new ParallelOptions { MaxDegreeOfParallelism = threads }, tensor =>
        {
            if (!tensor.IsSparse)
            {
                Update(tensor, 0, tensor.Count, corrected, scale);
                Average(tensor, 0, tensor.Count, 1 - decay);
                return;
            }
            for (var thread = 0; thread < threads; thread++)
            {
                foreach (var row in tensor.Touched[thread])
                {
                    if (!tensor.IsTouched[thread][row])
                    {
                        continue;
                    }
                    for (var other = thread; other < threads; other++)
                    {
                        tensor.IsTouched[other][row] = false;
                    }
                    CatchUp(tensor, row, _step - 1);
                    Update(tensor, row * tensor.Columns, tensor.Columns, corrected, scale);
                }
                tensor.Touched[thread].Clear();
            }
        });
    }

    /// <summary>Brings the averages of all rows of all tables up to now.</summary>
    public void FinishAverages()
    {
        foreach (var tensor in tensors.Where(tensor => tensor.IsSparse))
        {
            for (var row = 0; row < tensor.Rows; row++)
            {
                CatchUp(tensor, row, _step);
            }
        }
    }

    private void CatchUp(Tensor tensor, int row, int step)
    {
        var missed = step - tensor.LastAverage[row];
        if (missed > 0)
        {
            // Value has stood still for that many steps.
            Average(tensor, row * tensor.Columns, tensor.Columns, 1 - MathF.Pow(AverageDecay, missed));
            tensor.LastAverage[row] = step;
        }
    }

    private static void Average(Tensor tensor, int start, int count, float share)
    {
        var i = start;
        for (; i + Vector<float>.Count <= start + count; i += Vector<float>.Count)
        {
            var average = *(Vector<float>*)(tensor.Average + i);
            *(Vector<float>*)(tensor.Average + i) = average + (share * (*(Vector<float>*)(tensor.Value + i) - average));
        }
        for (; i < start + count; i++)
        {
            tensor.Average[i] += share * (tensor.Value[i] - tensor.Average[i]);
        }
    }

    private float Clip(float clip)
    {
        var sum = 0.0;
        foreach (var tensor in tensors.Where(tensor => !tensor.IsSparse))
        {
            var total = Vector<float>.Zero;
            for (var i = 0; i + Vector<float>.Count <= tensor.Count; i += Vector<float>.Count)
            {
                var gradient = *(Vector<float>*)(tensor.Gradient(0) + i);
                for (var thread = 1; thread < threads; thread++)
                {
                    gradient += *(Vector<float>*)(tensor.Gradient(thread) + i);
                }
                total += gradient * gradient;
            }
            sum += Vector.Sum(total);
        }
        var norm = (float)Math.Sqrt(sum);
        return norm > clip ? clip / norm : 1f;
    }

    private void Update(Tensor tensor, int start, int count, float rate, float scale)
    {
        float* value = tensor.Value, moment = tensor.Moment, square = tensor.Square, gradient = tensor.Gradient(0);
        var i = start;
        var width = Vector<float>.Count;
        for (; i + width <= start + count; i += width)
        {
            var slope = *(Vector<float>*)(gradient + i);
            for (var thread = 1; thread < threads; thread++)
            {
                slope += *(Vector<float>*)(tensor.Gradient(thread) + i);
                *(Vector<float>*)(tensor.Gradient(thread) + i) = Vector<float>.Zero;
            }
            *(Vector<float>*)(gradient + i) = Vector<float>.Zero;
            slope *= scale;
            var first = (*(Vector<float>*)(moment + i) * FirstDecay) + (slope * (1 - FirstDecay));
            var second = (*(Vector<float>*)(square + i) * SecondDecay) + (slope * slope * (1 - SecondDecay));
            *(Vector<float>*)(moment + i) = first;
            *(Vector<float>*)(square + i) = second;
            *(Vector<float>*)(value + i) -= rate * first / (Vector.SquareRoot(second) + new Vector<float>(Epsilon));
        }
        for (; i < start + count; i++)
        {
            var slope = gradient[i];
            for (var thread = 1; thread < threads; thread++)
            {
                slope += tensor.Gradient(thread)[i];
                tensor.Gradient(thread)[i] = 0;
            }
            gradient[i] = 0;
            slope *= scale;
            moment[i] = (moment[i] * FirstDecay) + (slope * (1 - FirstDecay));
            square[i] = (square[i] * SecondDecay) + (slope * slope * (1 - SecondDecay));
            value[i] -= rate * moment[i] / (MathF.Sqrt(square[i]) + Epsilon);
        }
    }
}
