using Attest.Register.DamageClaims;
using Attest.Web.Serving;
using Microsoft.AspNetCore.Http;
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
            return PageResults.Refuse(NotOfRole(access, door.Actor));
        }
        try
        {
            return await next(invocation);
        }
        catch (RegisterException refused)
        {
            return PageResults.Refuse(Of(refused));
        }
    }

    /// <summary>What the register refused, as a page says it.</summary>
    public static Refusal Of(RegisterException refused) => refused.Kind switch
    {
        RegisterRefusal.NotFound => new(StatusCodes.Status404NotFound, "There is nothing here that you may see", "No damage claim, draft or piece of evidence under this address is yours, or assigned to you.", "Follow the links of your own list."),
        RegisterRefusal.NotAllowed => new(StatusCodes.Status403Forbidden, "This is not yours to do", refused.Message, "Nothing was changed."),
        RegisterRefusal.RefusedFile => new(StatusCodes.Status422UnprocessableEntity, "This file was not taken", refused.Message, "Nothing of it was kept. Go back and give another."),
        RegisterRefusal.Mistakes => new(StatusCodes.Status422UnprocessableEntity, "Something has to be put right first", refused.Message, "Go back to the last step, which names each point."),
        _ => new(StatusCodes.Status409Conflict, "This can’t be done as things stand", refused.Message, "Nothing was changed."),
    };

    private static Refusal NotOfRole(RoomAccess access, Actor? actor) => new(
        StatusCodes.Status403Forbidden, "This part of the register is not for you", $"It is for: {access.Words}. {(actor is null ? "You are not known here." : $"You are {WireNames<RegisterRole>.Of(actor.Role)} here.")} Nothing was changed.",
        "An administrator of this archive gives roles in the register.");
}
