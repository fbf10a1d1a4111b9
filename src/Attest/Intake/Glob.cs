namespace Attest.Intake;

/// <summary>A pattern of the tables: a star stands for any run of characters, all else for itself. It takes in the whole line.</summary>
internal sealed class Glob(string pattern)
{
    private readonly string[] _parts = pattern.Split('*');

    /// <summary>Whether the whole line matches. Takes time in proportion to its length.</summary>
    public bool IsMatch(ReadOnlySpan<char> line)
    {
        if (_parts.Length == 1)
        {
            return line.SequenceEqual(_parts[0]);
        }
        if (!line.StartsWith(_parts[0], StringComparison.Ordinal))
        {
            return false;
        }
        line = line[_parts[0].Length..];
        for (var i = 1; i < _parts.Length - 1; i++)
        {
            var at = line.IndexOf(_parts[i], StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }
            line = line[(at + _parts[i].Length)..];
        }
        return line.EndsWith(_parts[^1], StringComparison.Ordinal);
    }
}
