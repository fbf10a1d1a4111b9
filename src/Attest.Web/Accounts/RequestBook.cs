using Microsoft.EntityFrameworkCore;

namespace Attest.Web.Accounts;

/// <summary>A request that a program may repeat: what it was answered is kept for a day.</summary>
public sealed class RequestRow
{
    /// <summary>SHA-256 of who asked, what for, and their key.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of what was sent.</summary>
    public required string Content { get; init; }

    /// <summary>When it came, in ticks of UTC.</summary>
    public required long Made { get; init; }

    /// <summary>The status of the answer; null while there is none.</summary>
    public int? Status { get; set; }

    /// <summary>Where the answer leads; null while there is none.</summary>
    public string? Location { get; set; }

    /// <summary>The answer; null while there is none.</summary>
    public byte[]? Answer { get; set; }
}

/// <summary>The requests with a key (<c>Idempotency-Key</c>), so that repeating one does nothing twice.</summary>
internal sealed class RequestBook(AccountFile file, AccountsContext context, TimeProvider clock)
{
    /// <summary>For how long a key is remembered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Begins a request.</summary>
    /// <returns>Null where it is the first with this key; else what is known of that one.</returns>
    public async Task<RequestRow?> BeginAsync(string key, string content, CancellationToken cancel)
    {
        await file.PrepareAsync(context, cancel);
        var (now, oldest) = (clock.GetUtcNow().UtcTicks, (clock.GetUtcNow() - Kept).UtcTicks);
        await context.Requests.Where(request => request.Made < oldest).ExecuteDeleteAsync(cancel);
        return await context.Database.ExecuteSqlAsync($"INSERT OR IGNORE INTO requests (Key, Content, Made) VALUES ({key}, {content}, {now})", cancel) > 0
            ? null : await context.Requests.AsNoTracking().FirstOrDefaultAsync(request => request.Key == key, cancel);
    }

    /// <summary>Keeps the answer.</summary>
    public Task EndAsync(string key, int status, string location, byte[] answer, CancellationToken cancel) => context.Requests.Where(request => request.Key == key)
        .ExecuteUpdateAsync(request => request.SetProperty(row => row.Status, status).SetProperty(row => row.Location, location).SetProperty(row => row.Answer, answer), cancel);

    /// <summary>Forgets a request that did nothing, so that it can be made again.</summary>
    public Task ForgetAsync(string key, CancellationToken cancel) => context.Requests.Where(request => request.Key == key).ExecuteDeleteAsync(cancel);
}
