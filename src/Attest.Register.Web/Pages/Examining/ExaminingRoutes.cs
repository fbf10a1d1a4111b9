using Attest.Register.DamageClaims;
using Attest.Register.Web.Access;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attest.Register.Web.Pages.Examining;

/// <summary>The queue, and the trail of all.</summary>
internal static class ExaminingRoutes
{
    private const int AtOnce = 50;

    /// <summary><c>GET /register/queue</c> and <c>GET /register/trail</c>.</summary>
    public static void MapExamining(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/register/queue", PageResults.ReadOnly, QueueAsync).ForRoom(RoomAudience.Desk);
        routes.MapMethods("/register/trail", PageResults.ReadOnly, TrailAsync).ForRoom(RoomAudience.Auditing);
        routes.MapMethods("/register/find", PageResults.ReadOnly, Find).ForRoom(RoomAudience.Desk);
    }

    private static async Task<IResult> QueueAsync(string? state, string? category, string? cursor, RoomDoor door, CancellationToken cancel)
    {
        var counts = await door.Register.QueueCountsAsync(door.Known, cancel);
        var asked = WireNames<DamageState>.TryParse(state ?? "", out var known) ? known : Waiting(door.Known.Role, counts);
        var filter = new QueueFilter(asked, door.Register.Pack.Find(category ?? "")?.Code);
        return PageResults.Show<QueuePage>(new { View = door.View(), Filter = filter, Counts = counts, Queue = await door.Register.QueueAsync(door.Known, filter, string.IsNullOrEmpty(cursor) ? null : cursor, AtOnce, cancel) });
    }

    // What waits for somebody: for the board what nobody has yet, else what is in examination.
    private static DamageState Waiting(RegisterRole role, IReadOnlyDictionary<DamageState, int> counts) =>
        role != RegisterRole.Examiner && counts.GetValueOrDefault(DamageState.Submitted) > 0 ? DamageState.Submitted : DamageState.InExamination;

    // What is no step and no act of custody narrows nothing.
    private static async Task<IResult> TrailAsync(string? by, string? what, string? cursor, RoomDoor door, CancellationToken cancel)
    {
        var filter = new TrailFilter(
            string.IsNullOrEmpty(by) ? null : by, WireNames<DamageStep>.TryParse(what ?? "", out var step) ? step : null, WireNames<CustodyAct>.TryParse(what ?? "", out var act) ? act : null);
        return PageResults.Show<TrailPage>(new
        {
            View = door.View(), Filter = filter, Staff = await door.Register.StaffAsync(door.Known, cancel),
            Lines = await door.Register.TrailLinesAsync(door.Known, filter, string.IsNullOrEmpty(cursor) ? null : cursor, AtOnce, cancel),
        });
    }

    // A number is what people write on paper.
    private static SeeOther Find(string? number, RoomDoor door) => (number ?? "").Trim() is { Length: > 0 and <= 40 } given && given.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        ? new SeeOther(door.Known.Role == RegisterRole.Auditor ? $"/register/damage-claims/{given}/trail" : $"/register/damage-claims/{given}")
        : new SeeOther("/register/queue");
}
