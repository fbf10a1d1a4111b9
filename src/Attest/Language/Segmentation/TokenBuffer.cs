namespace Attest.Language.Segmentation;

/// <summary>Tokens and sentences of one text while they are being cut; grown as needed and reused from text to text.</summary>
internal sealed class TokenBuffer
{
    private int[] _starts = new int[1024];
    private int[] _ends = new int[1024];

    /// <summary>Number of tokens.</summary>
    public int Count { get; private set; }

    /// <summary>Index of each sentence's first token, ascending.</summary>
    public List<int> Sentences { get; } = [];

    /// <summary>Where each token starts.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count);

    /// <summary>Where each token ends.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>Forgets all tokens and sentences.</summary>
    public void Clear()
    {
        Count = 0;
        Sentences.Clear();
    }

    /// <summary>Appends a token.</summary>
    public void Add(int start, int end)
    {
        if (Count == _starts.Length)
        {
            Array.Resize(ref _starts, Count * 2);
            Array.Resize(ref _ends, Count * 2);
        }
        _starts[Count] = start;
        _ends[Count++] = end;
    }
}
