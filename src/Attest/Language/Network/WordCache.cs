namespace Attest.Language.Network;

/// <summary>What the network makes of a word by itself, kept for words seen lately, so that a frequent word costs a look-up and a copy.</summary>
/// <remarks>Hot. One for each thread. A place holds one word; another word with that place takes it over. What is read is the same, kept or computed.</remarks>
internal sealed unsafe class WordCache
{
    private const int Places = 8192, LongestKept = 24;

    private readonly LanguageModel _model;
    private readonly int _width;
    private readonly char[] _forms = new char[Places * LongestKept];
    private readonly byte[] _lengths = new byte[Places];
    private readonly float[] _rows;
    private readonly float[] _input = GC.AllocateArray<float>(NetworkShape.InputWidth + 16, pinned: true);
    private readonly float[] _pieces;
    private readonly float* _inputStart, _piecesStart;

    public WordCache(LanguageModel model)
    {
        _model = model;
        _width = model.Shape.Width;
        _rows = GC.AllocateUninitializedArray<float>(Places * _width, pinned: true);
        _pieces = GC.AllocateArray<float>(_width * 2, pinned: true);
        _inputStart = (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _input[0]);
        _piecesStart = (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _pieces[0]);
    }

    /// <summary>Writes the row of a word.</summary>
    public void Read(ReadOnlySpan<char> form, float* target)
    {
        if (form.Length > LongestKept)
        {
            Compute(form, target);
            return;
        }
        var hash = 2166136261u;
        foreach (var letter in form)
        {
            hash = (hash ^ letter) * 16777619u;
        }
        var place = (int)((hash ^ (hash >> 15)) & (Places - 1));
        var row = _rows.AsSpan(place * _width, _width);
        var kept = _forms.AsSpan(place * LongestKept, LongestKept);
        var result = new Span<float>(target, _width);
        if (_lengths[place] == form.Length && kept[..form.Length].SequenceEqual(form))
        {
            row.CopyTo(result);
            return;
        }
        Compute(form, target);
        form.CopyTo(kept);
        _lengths[place] = (byte)form.Length;
        result.CopyTo(row);
    }

    private void Compute(ReadOnlySpan<char> form, float* target)
    {
        var features = _model.Vocabulary.Features(form);
        var at = _inputStart;
        if (features.Vector >= 0)
        {
            _model.Vectors.Read(features.Vector, at);
        }
        else
        {
            new Span<float>(at, NetworkShape.VectorWidth).Clear();
        }
        at += NetworkShape.VectorWidth;
        _model.Words.Append(features.Word, ref at);
        _model.Prefixes.Append(features.Prefix, ref at);
        _model.SuffixesTwo.Append(features.SuffixTwo, ref at);
        _model.SuffixesThree.Append(features.SuffixThree, ref at);
        _model.SuffixesFour.Append(features.SuffixFour, ref at);
        _model.Shapes.Append(features.Shape, ref at);
        _model.Mix.Weight.Multiply(_inputStart, NetworkShape.InputWidth, _piecesStart, _width * 2, 1);
        Elementwise.Add(_model.Mix.Shift, _piecesStart, _width * 2);
        Elementwise.Maxout(_piecesStart, target, _width);
        Elementwise.Normalise(target, _model.Mix.Gain, _model.Mix.Base, target, _width);
    }
}
