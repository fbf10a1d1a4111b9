using Attest.Register.Web.Tests.Running;
using Attest.Web.Tests.Hostile.Walking;

namespace Attest.Register.Web.Tests.Hostile;

/// <summary>The fields of the room that do not take any words. Every other takes them, or a test names it.</summary>
internal static class HostileRegisterFields
{
    /// <summary>Fields of which no page shows anything.</summary>
    public static readonly IReadOnlyList<string> ShownNowhere =
    [
        // What a receipt is called says nothing of it.
        "POST /register/receipt file",
        // Kept in the ledger, and shown by no page.
        "POST /register/roles why",
        // The last of several days; that there are several is chosen, and forgotten where the first is none.
        "POST /register/drafts/{id}/{step} last",
    ];

    /// <summary>Routes that no form of any page leads to here, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> WithoutForm = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["/register/as"] = "only while nobody has an account; its one field is a choice",
    };

    /// <summary>Columns of tables that take no words, and what they take.</summary>
    public static readonly IReadOnlyDictionary<string, string> Columns = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["category"] = "a category of the pack", ["born"] = "a day", ["from"] = "a day", ["to"] = "a day", ["person_born"] = "a day", ["moved-on"] = "a day or a month", ["precision"] = "how well a day is known", ["means"] = "means of the pack",
        ["settlement"] = "a town or village", ["gazetteer"] = "the key of one", ["region"] = "what tells it from others of its name", ["latitude"] = "degrees", ["longitude"] = "degrees", ["amount"] = "a number", ["currency"] = "a currency",
    };

    /// <summary>The rows.</summary>
    public static readonly IReadOnlyList<ClosedField> Closed =
    [
        new("*", "form-token", "a token that the page was given"),
        new("*", "saved", "which state of the draft the form was made from"),
        new("*", "seen", "which step stood on the page"),
        new("*", "reason", "reasons of the pack"),
        new("*", "decision", "to record it or not"),
        new("/register/erase", "number", "the number of a damage claim"),
        new("/register/roles", "account", "an account of the site") { Ordinary = () => RegisterSite.Stranger },
        new("/register/damage-claims/{id}/erase", "number", "the number of the damage claim"),
    ];
}
