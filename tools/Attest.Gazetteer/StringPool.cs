using System.Text;

namespace Attest.Gazetteer;

/// <summary>Strings written once each, named by their offset.</summary>
internal sealed class StringPool
{
    private readonly Dictionary<string, int> _offsets = new(StringComparer.Ordinal);
    private readonly List<byte> _data = [];

    /// <summary>The offset of a string, which is added where it is new.</summary>
    public int Add(string text)
    {
        if (!_offsets.TryGetValue(text, out var offset))
        {
            offset = _data.Count;
            _offsets.Add(text, offset);
            var bytes = Encoding.UTF8.GetBytes(text);
            KeyTable.Varint(_data, bytes.Length);
            _data.AddRange(bytes);
        }
        return offset;
    }

    /// <summary>All strings, each after its length.</summary>
    public byte[] ToArray() => [.. _data];
}
