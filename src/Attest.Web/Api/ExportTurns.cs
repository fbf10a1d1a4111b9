using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Attest.Web.Api;

/// <summary>How many exports are written at once, how fast they are taken and how long one may last: for as long as one is read the archive keeps the state that it is of, and its file grows.</summary>
internal sealed class ExportTurns
{
    /// <summary>How many one asker has at once, and all together.</summary>
    public const int MostOfOne = 2, MostInAll = 8;

    /// <summary>How many seconds to wait where none is free.</summary>
    public const int Wait = 30;

    /// <summary>How long one from another machine may last.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // Bytes a second at least, after a while in which a reader may fall behind.
    private static readonly MinDataRate Slowest = new(50_000, TimeSpan.FromSeconds(20));

    private readonly Dictionary<string, int> _underWay = new(StringComparer.Ordinal);

    /// <summary>Takes a turn until the request ends; false where none is free.</summary>
    /// <param name="context">The request.</param>
    /// <param name="ends">Ends the export when its time is over.</param>
    public bool TryTake(HttpContext context, out CancellationToken ends)
    {
        var asker = ApiLimits.AskerOf(context);
        ends = context.RequestAborted;
        lock (_underWay)
        {
            var own = _underWay.GetValueOrDefault(asker);
            if (own >= MostOfOne || _underWay.Values.Sum() >= MostInAll)
            {
                return false;
            }
            _underWay[asker] = own + 1;
        }
        context.Response.RegisterForDispose(new Turn(this, asker));
        // Whoever sits here may read as slowly as a pipe does.
        if (asker.Length > 0)
        {
            var time = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            time.CancelAfter(Longest);
            context.Response.RegisterForDispose(time);
            ends = time.Token;
            if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            {
                rate.MinDataRate = Slowest;
            }
        }
        return true;
    }

    private void GiveBack(string asker)
    {
        lock (_underWay)
        {
            if (--_underWay[asker] == 0)
            {
                _underWay.Remove(asker);
            }
        }
    }

    private sealed class Turn(ExportTurns turns, string asker) : IDisposable
    {
        public void Dispose() => turns.GiveBack(asker);
    }
}
