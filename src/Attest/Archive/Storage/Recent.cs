namespace Attest.Archive.Storage;

/// <summary>What was met lately, by its key. Two generations bound its size: what is not asked for while one fills is forgotten with it.</summary>
internal sealed class Recent<TKey, TValue>(int mostOfGeneration)
    where TKey : notnull
{
    private Dictionary<TKey, TValue> _now = [];
    private Dictionary<TKey, TValue> _before = [];

    /// <summary>The value of a key; read where it is not here.</summary>
    public TValue Get(TKey key, Func<TKey, TValue> read)
    {
        if (_now.TryGetValue(key, out var value))
        {
            return value;
        }
        if (!_before.TryGetValue(key, out value))
        {
            value = read(key);
        }
        Set(key, value);
        return value;
    }

    /// <summary>The value of a key where it is here, else the default.</summary>
    public TValue? Find(TKey key) => _now.TryGetValue(key, out var value) || _before.TryGetValue(key, out value) ? value : default;

    /// <summary>Remembers a value.</summary>
    public void Set(TKey key, TValue value)
    {
        if (_now.Count >= mostOfGeneration)
        {
            (_before, _now) = (_now, []);
        }
        _now[key] = value;
    }

    /// <summary>Forgets one.</summary>
    public void Remove(TKey key)
    {
        _now.Remove(key);
        _before.Remove(key);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _now.Clear();
        _before.Clear();
    }
}
