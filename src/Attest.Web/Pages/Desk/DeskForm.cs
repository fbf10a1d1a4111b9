using System.Globalization;
using Attest.Archive;
using Attest.Web.Accounts;
using Microsoft.AspNetCore.Http;

namespace Attest.Web.Pages.Desk;

/// <summary>A form of the desk as it was sent. Its fields are named as the wire names of <see cref="ClaimField"/>; every other has a name of its own here.</summary>
internal sealed class DeskForm(IFormCollection form, Actor actor)
{
    /// <summary>The reason of a judgement for which a person gave none, by one key or a button: nobody is made to have said what they did not.</summary>
    public const string NoReason = "no reason given";

    /// <summary>The form of a request; its size and token were looked at before.</summary>
    public static async Task<DeskForm> OfAsync(HttpContext context, CancellationToken cancel) =>
        new(await context.Request.ReadFormAsync(cancel), ((CurrentActor)context.RequestServices.GetService(typeof(CurrentActor))!).Actor);

    /// <summary>A field; empty where there is none.</summary>
    public string this[string name] => form[name].ToString().Trim();

    /// <summary>All values of a field.</summary>
    public IReadOnlyList<string> All(string name) => [.. form[name].OfType<string>()];

    /// <summary>Who decides, why, and what they had seen.</summary>
    /// <param name="understood">The reason where none is given.</param>
    public Decision Decision(string understood = "") => new(this["reason"] is { Length: > 0 } reason ? reason : understood, actor.Name)
    {
        Seen = int.TryParse(this["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null,
        Answers = [.. All("answers").Where(answer => answer.Length > 0)],
    };

    /// <summary>What a claim says, in the fields that the form has. A field that was not changed is left out, so that nothing is put right by chance.</summary>
    public IReadOnlyList<FieldValue> Values() => [.. Enum.GetValues<ClaimField>()
        .Where(field => form.ContainsKey(WireNames<ClaimField>.Of(field)) && this[WireNames<ClaimField>.Of(field)] != this[$"was-{WireNames<ClaimField>.Of(field)}"])
        .Select(field => new FieldValue(field, this[WireNames<ClaimField>.Of(field)]))];

    /// <summary>What was sent, to be shown again with why it was not taken.</summary>
    public Refused Refused(string fault) => new(fault, this["reason"], new ClaimValues(Values().Select(value => value with { Value = value.Value is { Length: > 0 } known ? known : null })), [.. All("claim")]);

    /// <summary>All that a claim of a kind says, in the fields that have a value.</summary>
    public IReadOnlyList<FieldValue> All(ClaimKind kind) => [.. Attest.Archive.Corrections.ClaimForm.FieldsOf(kind)
        .Where(field => this[WireNames<ClaimField>.Of(field)].Length > 0).Select(field => new FieldValue(field, this[WireNames<ClaimField>.Of(field)]))];

    /// <summary>The words chosen; null for none.</summary>
    public ChosenWords? Words() => this["words"] is { Length: > 0 } words
        ? new ChosenWords(words, this["within"] is { Length: > 0 } within ? within : null, int.TryParse(this["start"], NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : null)
        : null;

    /// <summary>Where to go on afterwards: an address of this site that the form names, or else another.</summary>
    public string Next(string otherwise) => this["next"] is ['/', not ('/' or '\\'), ..] next && !next.Any(char.IsControl) && !next.Contains('\\', StringComparison.Ordinal) ? next : otherwise;
}

/// <summary>A form that was not taken, so that nothing that was typed is lost.</summary>
/// <param name="Fault">Why not.</param>
/// <param name="Reason">The reason that was typed; may be empty.</param>
/// <param name="Typed">What was typed into the fields of a claim, those that were changed.</param>
/// <param name="Chosen">The claims that were ticked.</param>
public sealed record Refused(string Fault, string Reason, ClaimValues Typed, IReadOnlyList<string> Chosen);
