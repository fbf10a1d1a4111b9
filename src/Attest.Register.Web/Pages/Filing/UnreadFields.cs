using Attest.Register.Filing;
using Attest.Register.Packs;
using Attest.Register.Web.Access;

namespace Attest.Register.Web.Pages.Filing;

/// <summary>The fields of the form that hold a day, a number or a currency, and so can hold what is none.</summary>
internal static class UnreadFields
{
    private static readonly (FilingStep Step, string Field, Func<RoomForm, string, bool> IsRead)[] All =
    [
        (FilingStep.Who, "born-on", IsDay),
        (FilingStep.What, "first", IsDay),
        (FilingStep.What, "last", (form, field) => IsDay(form, field) || form["precision"] is not ("within" or "throughout")),
        (FilingStep.Where, "latitude", IsPin),
        (FilingStep.Where, "longitude", IsPin),
        (FilingStep.Details, "concerned-born-on", IsDay),
        (FilingStep.Details, "amount", (form, field) => form.Amount(field) is not null),
        (FilingStep.Details, "currency", (form, field) => form["amount"].Length == 0 || Currencies.Read(form[field]) is not null),
    ];

    /// <summary>Those of a step.</summary>
    public static IEnumerable<string> Of(FilingStep step) => All.Where(one => one.Step == step).Select(one => one.Field);

    /// <summary>The step that a field stands in; null for a field that is none of these.</summary>
    public static FilingStep? StepOf(string field) => Array.Find(All, one => one.Field == field) is { Field: not null } found ? found.Step : null;

    /// <summary>Whether what a form says in one of these fields can be read.</summary>
    public static bool IsRead(string field, RoomForm form) => Array.Find(All, one => one.Field == field).IsRead(form, field);

    /// <summary>Whether a category asks for a field, so that it stands in the form.</summary>
    public static bool IsAsked(string field, Category? category) => field switch
    {
        "amount" or "currency" => category?.HasAmount == true,
        "first" or "last" => category?.AsksFor("when") != false,
        "latitude" or "longitude" => category?.AsksFor("where") != false,
        "concerned-born-on" => category?.AsksFor("person") == true,
        _ => true,
    };

    // One number alone is no place.
    private static bool IsPin(RoomForm form, string field) => form.Number("latitude") is >= -90 and <= 90 && form.Number("longitude") is >= -180 and <= 180;

    private static bool IsDay(RoomForm form, string field) => form.Day(field) is not null;
}
