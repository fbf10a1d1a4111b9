using Attest.Register.DamageClaims;

namespace Attest.Register.Web.Pages.Bulk;

/// <summary>One file of damage claims on its way into the register, and what came of each of its lines.</summary>
/// <param name="id">Its key, which nobody guesses.</param>
/// <param name="actor">Whose it is.</param>
/// <param name="file">The file's name.</param>
/// <param name="language">The language of what is told.</param>
/// <param name="begun">When it was given.</param>
public sealed class BulkRun(string id, Actor actor, string file, string language, DateTimeOffset begun)
{
    private readonly List<BulkLine> _lines = [];
    private readonly Lock _lock = new();
    private int _refused;
    private bool _isDone;
    private string? _fault;

    /// <summary>Its key.</summary>
    public string Id => id;

    /// <summary>Whose it is.</summary>
    public Actor Actor => actor;

    /// <summary>The file’s name.</summary>
    public string File => file;

    /// <summary>The language of what is told.</summary>
    public string Language => language;

    /// <summary>When it was given.</summary>
    public DateTimeOffset Begun => begun;

    /// <summary>How far it is.</summary>
    public BulkStand Stand()
    {
        lock (_lock)
        {
            return new BulkStand(_lines.Count - _refused, _refused, _isDone, _fault);
        }
    }

    /// <summary>A part of its lines, in their order.</summary>
    /// <param name="onlyRefused">Whether those that were filed are passed over.</param>
    /// <param name="from">How many to pass over.</param>
    /// <param name="count">How many to give at most.</param>
    public IReadOnlyList<BulkLine> Lines(bool onlyRefused, int from, int count)
    {
        lock (_lock)
        {
            return onlyRefused ? [.. _lines.Where(line => line.Number is null).Skip(from).Take(count)] : _lines.GetRange(Math.Min(from, _lines.Count), Math.Clamp(_lines.Count - from, 0, count));
        }
    }

    /// <summary>Adds what came of a line.</summary>
    /// <returns>How many lines there are then.</returns>
    public int Add(BulkLine line)
    {
        lock (_lock)
        {
            _refused += line.Number is null ? 1 : 0;
            _lines.Add(line);
            return _lines.Count;
        }
    }

    /// <summary>Ends it.</summary>
    /// <param name="fault">Why it went no further; null where every line was looked at.</param>
    public void End(string? fault)
    {
        lock (_lock)
        {
            (_isDone, _fault) = (true, fault);
        }
    }
}

/// <summary>How far a file is.</summary>
/// <param name="Filed">Lines that were filed.</param>
/// <param name="Refused">Lines that were not.</param>
/// <param name="IsDone">Whether it goes no further.</param>
/// <param name="Fault">Why it went no further than that; null where every line was looked at, or will be.</param>
public sealed record BulkStand(int Filed, int Refused, bool IsDone, string? Fault);
