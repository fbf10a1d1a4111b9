using System.Runtime.Intrinsics;
using Attest.Language.Network;

namespace Attest.Training;

// The encoder: words by themselves, windows of three words, recurrences.
internal abstract unsafe partial class EncoderPass
{
    private void Forward()
    {
        var width = Width;
        var stage = _stages[0];
        Product(_inputs, _weights.Inputs, _weights.Mix, _weights.MixShift, stage.Pieces);
        for (var row = 0; row < RowCount; row++)
        {
            Elementwise.Maxout(stage.Pieces + ((nint)row * width * 2), stage.Before + ((nint)row * width), width);
            (stage.Mean[row], stage.Inverse[row]) = Elementwise.Normalise(stage.Before + ((nint)row * width), _weights.MixGain.Value, _weights.MixBase.Value, State(0) + ((nint)row * width), width);
        }
        ClearPadding(State(0), width);
        for (var layer = 1; layer < _stages.Length; layer++)
        {
            stage = _stages[layer];
            var from = State(layer - 1);
            var weights = LayerWeights(layer);
            if (layer <= _weights.Windows.Count)
            {
                // Rows of three words overlap: a row starts at the word before.
                Matrix.Multiply(from, width, 1, weights.Weight.Value, width * 2, stage.Pieces + (width * 2), width * 2, RowCount - 2, width * 2, width * 3, false);
                AddShift(stage.Pieces, weights.Shift.Value, width * 2);
                for (var row = 0; row < RowCount; row++)
                {
                    Elementwise.Maxout(stage.Pieces + ((nint)row * width * 2), stage.Before + ((nint)row * width), width);
                }
            }
            else
            {
                Product(from, width, weights.Weight, weights.Shift, stage.Pieces);
                Recur(stage);
            }
            var to = State(layer);
            Mask(stage.Mask, RowCount * width, Dropout);
            for (var row = 0; row < RowCount; row++)
            {
                var at = (nint)row * width;
                (stage.Mean[row], stage.Inverse[row]) = Elementwise.Normalise(stage.Before + at, weights.Gain.Value, weights.Base.Value, to + at, width);
                for (var i = at; i < at + width; i += 8)
                {
                    (Vector256.Load(from + i) + (Vector256.Load(to + i) * Vector256.Load(stage.Mask + i))).Store(to + i);
                }
            }
            ClearPadding(to, width);
        }
    }

    private EncoderWeights.Layer LayerWeights(int layer) => layer <= _weights.Windows.Count ? _weights.Windows[layer - 1] : _weights.Recurrences[layer - 1 - _weights.Windows.Count];

    protected void Product(float* rows, int inputs, Tensor weight, Tensor shift, float* target)
    {
        Matrix.Multiply(rows, inputs, 1, weight.Value, weight.Columns, target, weight.Columns, RowCount, weight.Columns, inputs, false);
        AddShift(target, shift.Value, weight.Columns);
    }

    private void AddShift(float* target, float* shift, int width)
    {
        for (var row = 0; row < RowCount; row++)
        {
            Elementwise.Add(shift, target + ((nint)row * width), width);
        }
    }

    // Memory c = f·c + (1 - f)·z, output o·c; the first half of the width runs forwards, the second backwards.
    private void Recur(Stage stage)
    {
        var width = Width;
        var half = width / 2;
        for (var row = 0; row < RowCount; row++)
        {
            var gates = stage.Pieces + ((nint)row * width * 3) + width;
            for (var i = 0; i < width * 2; i += 8)
            {
                Vector256.Store(Elementwise.Sigmoid(Vector256.Load(gates + i)), gates + i);
            }
        }
        new Span<float>(stage.Before, RowCount * width).Clear();
        new Span<float>(stage.Memory, RowCount * width).Clear();
        for (var sentence = 0; sentence < Starts.Count; sentence++)
        {
            int first = Starts[sentence], last = (sentence + 1 < Starts.Count ? Starts[sentence + 1] : RowCount) - 2;
            for (var row = first; row <= last; row++)
            {
                Cell(stage, row, row - 1, 0, half);
            }
            for (var row = last; row >= first; row--)
            {
                Cell(stage, row, row + 1, half, width);
            }
        }
    }

    private void Cell(Stage stage, int row, int before, int from, int to)
    {
        var width = Width;
        float* pieces = stage.Pieces + ((nint)row * width * 3), memory = stage.Memory + ((nint)row * width), last = stage.Memory + ((nint)before * width), output = stage.Before + ((nint)row * width);
        for (var i = from; i < to; i += 8)
        {
            var forget = Vector256.Load(pieces + width + i);
            var kept = (forget * Vector256.Load(last + i)) + ((Vector256<float>.One - forget) * Vector256.Load(pieces + i));
            kept.Store(memory + i);
            (Vector256.Load(pieces + (width * 2) + i) * kept).Store(output + i);
        }
    }

    private void Backward()
    {
        var width = Width;
        for (var layer = _stages.Length - 1; layer >= 1; layer--)
        {
            var stage = _stages[layer];
            var weights = LayerWeights(layer);
            ClearPadding(StateGradient, width);
            // Gradient of the branch, before its normalisation, into _scratchTwo.
            for (var row = 0; row < RowCount; row++)
            {
                var at = (nint)row * width;
                Times(StateGradient + at, stage.Mask + at, _scratchTwo + at, width);
                NormaliseBackward(stage, row, _scratchTwo + at, weights.Gain, weights.Base);
            }
            if (layer <= _weights.Windows.Count)
            {
                MaxoutBackward(stage, _scratchTwo);
                ShiftBackward(weights.Shift, Scratch, width * 2);
                var from = State(layer - 1);
                // Weights: the input's rows of three words, turned.
                Matrix.Multiply(from, 1, width, Scratch + (width * 2), width * 2, weights.Weight.Gradient(Thread), width * 2, width * 3, width * 2, RowCount - 2, true);
                Transpose(weights.Weight);
                for (var offset = 0; offset < 3; offset++)
                {
                    // _transposed is (2·width) × (3·width): its columns for the word before, itself, the word after.
                    Matrix.Multiply(Scratch + (width * 2), width * 2, 1, _transposed + (offset * width), width * 3, StateGradient + (offset * width), width, RowCount - 2, width, width * 2, true);
                }
            }
            else
            {
                RecurBackward(stage);
                ShiftBackward(weights.Shift, Scratch, width * 3);
                Matrix.Multiply(State(layer - 1), 1, width, Scratch, width * 3, weights.Weight.Gradient(Thread), width * 3, width, width * 3, RowCount, true);
                Transpose(weights.Weight);
                Matrix.Multiply(Scratch, width * 3, 1, _transposed, width, StateGradient, width, RowCount, width, width * 3, true);
            }
        }
        ClearPadding(StateGradient, width);
        for (var row = 0; row < RowCount; row++)
        {
            var at = (nint)row * width;
            new Span<float>(StateGradient + at, width).CopyTo(new Span<float>(_scratchTwo + at, width));
            NormaliseBackward(_stages[0], row, _scratchTwo + at, _weights.MixGain, _weights.MixBase);
        }
        MaxoutBackward(_stages[0], _scratchTwo);
        ShiftBackward(_weights.MixShift, Scratch, width * 2);
        Matrix.Multiply(_inputs, 1, _weights.Inputs, Scratch, width * 2, _weights.Mix.Gradient(Thread), width * 2, _weights.Inputs, width * 2, RowCount, true);
        Transpose(_weights.Mix);
        new Span<float>(Scratch, RowCount * width * 2).CopyTo(new Span<float>(_scratchTwo, RowCount * width * 2));
        var padded = NetworkShape.Pad(_weights.Inputs);
        Matrix.Multiply(_scratchTwo, width * 2, 1, _transposed, padded, _wide, padded, RowCount, padded, width * 2, false);
        for (var row = 0; row < RowCount; row++)
        {
            new Span<float>(_wide + ((nint)row * padded), _weights.Inputs).CopyTo(new Span<float>(Scratch + ((nint)row * _weights.Inputs), _weights.Inputs));
        }
    }

    // Columns are padded with zeros to what products need.
    private void Transpose(Tensor weight)
    {
        var padded = NetworkShape.Pad(weight.Rows);
        for (var row = 0; row < weight.Rows; row++)
        {
            for (var column = 0; column < weight.Columns; column++)
            {
                _transposed[((nint)column * padded) + row] = weight.Value[((nint)row * weight.Columns) + column];
            }
        }
        for (var column = 0; column < weight.Columns && padded > weight.Rows; column++)
        {
            new Span<float>(_transposed + ((nint)column * padded) + weight.Rows, padded - weight.Rows).Clear();
        }
    }

    private void ShiftBackward(Tensor shift, float* gradient, int width)
    {
        var target = shift.Gradient(Thread);
        for (var row = 0; row < RowCount; row++)
        {
            Elementwise.Add(gradient + ((nint)row * width), target, width);
        }
    }

    private void NormaliseBackward(Stage stage, int row, float* gradient, Tensor gain, Tensor basis)
    {
        var width = Width;
        var before = stage.Before + ((nint)row * width);
        float mean = stage.Mean[row], inverse = stage.Inverse[row];
        float* gainGradient = gain.Gradient(Thread), baseGradient = basis.Gradient(Thread);
        Vector256<float> sums = Vector256<float>.Zero, products = Vector256<float>.Zero, middle = Vector256.Create(mean), scale = Vector256.Create(inverse);
        for (var i = 0; i < width; i += 8)
        {
            var normal = (Vector256.Load(before + i) - middle) * scale;
            var slope = Vector256.Load(gradient + i);
            (Vector256.Load(gainGradient + i) + (slope * normal)).Store(gainGradient + i);
            (Vector256.Load(baseGradient + i) + slope).Store(baseGradient + i);
            slope *= Vector256.Load(gain.Value + i);
            slope.Store(gradient + i);
            sums += slope;
            products += slope * normal;
        }
        Vector256<float> sum = Vector256.Create(Vector256.Sum(sums) / width), product = Vector256.Create(Vector256.Sum(products) / width);
        for (var i = 0; i < width; i += 8)
        {
            var normal = (Vector256.Load(before + i) - middle) * scale;
            (scale * (Vector256.Load(gradient + i) - sum - (normal * product))).Store(gradient + i);
        }
    }

    // From width to 2·width, into Scratch.
    private void MaxoutBackward(Stage stage, float* gradient)
    {
        var width = Width;
        for (var row = 0; row < RowCount; row++)
        {
            float* pieces = stage.Pieces + ((nint)row * width * 2), target = Scratch + ((nint)row * width * 2), source = gradient + ((nint)row * width);
            for (var i = 0; i < width; i += 8)
            {
                var first = Vector256.GreaterThanOrEqual(Vector256.Load(pieces + i), Vector256.Load(pieces + width + i));
                var slope = Vector256.Load(source + i);
                Vector256.ConditionalSelect(first, slope, Vector256<float>.Zero).Store(target + i);
                Vector256.ConditionalSelect(first, Vector256<float>.Zero, slope).Store(target + width + i);
            }
        }
        ClearPadding(Scratch, width * 2);
    }

    // From the outputs' gradient in _scratchTwo to that of what goes into the gates, in Scratch.
    private void RecurBackward(Stage stage)
    {
        var width = Width;
        var half = width / 2;
        new Span<float>(Scratch, RowCount * width * 3).Clear();
        var carried = stackalloc float[width];
        for (var sentence = 0; sentence < Starts.Count; sentence++)
        {
            int first = Starts[sentence], last = (sentence + 1 < Starts.Count ? Starts[sentence + 1] : RowCount) - 2;
            new Span<float>(carried, width).Clear();
            for (var row = last; row >= first; row--)
            {
                CellBackward(stage, row, row - 1, 0, half, carried);
            }
            for (var row = first; row <= last; row++)
            {
                CellBackward(stage, row, row + 1, half, width, carried);
            }
        }
    }

    private void CellBackward(Stage stage, int row, int before, int from, int to, float* carried)
    {
        var width = Width;
        float* pieces = stage.Pieces + ((nint)row * width * 3), target = Scratch + ((nint)row * width * 3), memory = stage.Memory + ((nint)row * width), last = stage.Memory + ((nint)before * width), output = _scratchTwo + ((nint)row * width);
        var one = Vector256<float>.One;
        for (var i = from; i < to; i += 8)
        {
            Vector256<float> forget = Vector256.Load(pieces + width + i), open = Vector256.Load(pieces + (width * 2) + i), given = Vector256.Load(pieces + i), slope = Vector256.Load(output + i);
            var total = Vector256.Load(carried + i) + (slope * open);
            (slope * Vector256.Load(memory + i) * open * (one - open)).Store(target + (width * 2) + i);
            (total * (Vector256.Load(last + i) - given) * forget * (one - forget)).Store(target + width + i);
            (total * (one - forget)).Store(target + i);
            (total * forget).Store(carried + i);
        }
    }
}
