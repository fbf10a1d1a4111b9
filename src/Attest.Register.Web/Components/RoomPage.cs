using Attest.Register.Web.Access;
using Microsoft.AspNetCore.Components;

namespace Attest.Register.Web.Components;

/// <summary>What every page and part of a page of the room is given.</summary>
public abstract class RoomPage : ComponentBase
{
    /// <summary>In which language, for whom, by which rules.</summary>
    [Parameter, EditorRequired] public RoomView View { get; set; } = default!;

    /// <summary>A text in the page's language.</summary>
    protected string T(string key, params IReadOnlyList<string> values) => View.Text(key, values);
}
