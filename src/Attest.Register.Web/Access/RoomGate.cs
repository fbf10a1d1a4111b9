using Attest.Register.DamageClaims;
using Attest.Register.Web.Pages.Errors;
using Attest.Register.Web.Words;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Attest.Register.Web.Access;

/// <summary>Finds out who somebody is to the register, lets in or refuses, and tells what the register refuses.</summary>
internal static class RoomGate
{
    /// <summary>The filter of every route.</summary>
    public static async ValueTask<object?> PassAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var door = context.RequestServices.GetRequiredService<RoomDoor>();
        await door.EnterAsync(context);
        var access = context.GetEndpoint()!.Metadata.GetMetadata<RoomAccess>()!;
        if (!access.Admits(door.Actor))
        {
            return Refuse(door, NotOfRole(access, door));
        }
        try
        {
            return await next(invocation);
        }
        catch (RegisterException refused)
        {
            return Refuse(door, Of(refused, door.Language));
        }
    }

    /// <summary>What the register refused, as a page says it.</summary>
    /// <param name="refused">What was refused.</param>
    /// <param name="language">The language of the page.</param>
    public static Refusal Of(RegisterException refused, string language) => refused.Kind switch
    {
        RegisterRefusal.NotFound => NotThere(language),
        RegisterRefusal.NotAllowed => Told(StatusCodes.Status403Forbidden, "not-allowed", language, refused),
        RegisterRefusal.RefusedFile => Told(StatusCodes.Status422UnprocessableEntity, "file", language, refused),
        RegisterRefusal.Mistakes => Told(StatusCodes.Status422UnprocessableEntity, "mistakes", language, refused),
        _ => Told(StatusCodes.Status409Conflict, "not-possible", language, refused),
    };

    /// <summary>There is nothing under an address, or nothing that somebody may see: the two are told alike.</summary>
    public static Refusal NotThere(string language) => new(StatusCodes.Status404NotFound, RoomWords.Of("refused.none", language), RoomWords.Of("refused.none-what", language), RoomWords.Of("refused.none-do", language));

    /// <summary>A page of the room that says what could not be shown, in the language of the others.</summary>
    public static IResult Refuse(RoomDoor door, Refusal refusal) => new RazorComponentResult<RefusalPage>(new { View = door.View(withForms: false), Refusal = refusal }) { StatusCode = refusal.Status };

    private static Refusal Told(int status, string key, string language, RegisterException refused) => new(status, RoomWords.Of($"refused.{key}", language), refused.In(language), RoomWords.Of($"refused.{key}-do", language));

    private static Refusal NotOfRole(RoomAccess access, RoomDoor door)
    {
        string Text(string key, params IReadOnlyList<string> values) => RoomWords.Of(key, door.Language, values);
        var audience = string.Join(", ", access.Roles.Select(role => Text($"role.{role}")));
        return new(StatusCodes.Status403Forbidden, Text("refused.role"), Text("refused.role-what", audience, Text($"role.{(door.Actor is { } actor ? WireNames<RegisterRole>.Of(actor.Role) : "nobody")}")), Text("refused.role-do"));
    }
}
