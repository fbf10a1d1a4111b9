using Attest.Register.DamageClaims;
using Attest.Register.Filing;
using Attest.Register.Packs;
using Attest.Register.Web.Access;

namespace Attest.Register.Web.Pages.Filing;

/// <summary>Takes the fields of one step into a statement; what stands in other steps stays.</summary>
internal static class StatementForm
{
    /// <summary>What the field of an answer is called in the form.</summary>
    public const string AnswerPrefix = "answer-";

    /// <summary>The statement with what a step's form says.</summary>
    public static Statement Take(Statement statement, FilingStep step, RoomForm form, RegisterPack pack) =>
        Read(statement, step, form, pack) is var read ? read with { Unread = Unread(statement, step, form, pack.Find(read.Category)) } : statement;

    // What could be read of other steps' fields stays as it was.
    private static SortedDictionary<string, string>? Unread(Statement statement, FilingStep step, RoomForm form, Category? category)
    {
        var unread = new SortedDictionary<string, string>((statement.Unread ?? new Dictionary<string, string>()).Where(one => UnreadFields.StepOf(one.Key) != step && UnreadFields.IsAsked(one.Key, category)).ToDictionary(), StringComparer.Ordinal);
        foreach (var field in UnreadFields.Of(step).Where(field => form[field].Length > 0 && !UnreadFields.IsRead(field, form)))
        {
            unread[field] = form[field];
        }
        return unread.Count == 0 ? null : unread;
    }

    private static Statement Read(Statement statement, FilingStep step, RoomForm form, RegisterPack pack) => step switch
    {
        FilingStep.Who => Who(statement, form),
        FilingStep.Category => Category(statement, form["category"], pack),
        FilingStep.What => Answers(statement, FilingStep.What, form, pack) with { Account = form["account"], When = When(form), Means = pack.Means.Any(means => means.Id == form["means"]) ? form["means"] : "" },
        FilingStep.Where => Answers(statement, FilingStep.Where, form, pack) with { Where = Where(form) },
        FilingStep.Details => Details(Answers(statement, FilingStep.Details, form, pack), form),
        _ => statement,
    };

    private static Statement Who(Statement statement, RoomForm form)
    {
        var acting = new Representative(form["acting-name"], form["acting-basis"]) { Contact = form["acting-contact"] };
        statement = statement with { Representative = acting is { Name: "", Basis: "", Contact: "" } ? null : acting };
        return form["kind"] == "entity"
            ? statement with { Claimant = null, Entity = new Entity(form["entity-name"], form["registration-number"], form["entity-country"]) { Contact = form["entity-contact"] } }
            : statement with { Entity = null, Claimant = Person(form, "") };
    }

    private static Person Person(RoomForm form, string prefix) => new(form[$"{prefix}family-name"], form[$"{prefix}given-name"], form[$"{prefix}patronymic"], form.Day($"{prefix}born-on"), form[$"{prefix}identity-number"])
    {
        Nationalities = [.. form.All($"{prefix}nationality").Where(code => code.Length == 2).Distinct()],
        Contact = form[$"{prefix}contact"],
    };

    // What the new category does not ask for would stay out of sight, and stand in the way.
    private static Statement Category(Statement statement, string code, RegisterPack pack)
    {
        if (pack.Find(code) is not { } category)
        {
            return statement with { Category = "" };
        }
        return statement with
        {
            Category = category.Code,
            When = category.AsksFor("when") ? statement.When : null,
            Where = category.AsksFor("where") || category.AsksFor("address") ? statement.Where : null,
            Amount = category.HasAmount ? statement.Amount : null,
            Currency = category.HasAmount ? statement.Currency : "",
            Means = category.AsksFor("means") ? statement.Means : "",
            Property = category.AsksFor("property") ? statement.Property : null,
            PersonConcerned = category.AsksFor("person") ? statement.PersonConcerned : null,
            Relation = category.AsksFor("relation") ? statement.Relation : "",
            Answers = new SortedDictionary<string, string>(statement.Answers.Where(answer => category.AsksFor(answer.Key)).ToDictionary(), StringComparer.Ordinal),
        };
    }

    private static DamageTime? When(RoomForm form)
    {
        if (form.Day("first") is not { } first)
        {
            return null;
        }
        // The last day is asked for between days alone; what stands in the field of another precision is left over.
        var precision = WireNames<DamageTimePrecision>.TryParse(form["precision"], out var known) ? known : DamageTimePrecision.Day;
        return DamageTime.Of(first, precision is DamageTimePrecision.Within or DamageTimePrecision.Throughout ? form.Day("last") : null, precision);
    }

    private static DamagePlace? Where(RoomForm form)
    {
        var place = new DamagePlace(form["settlement"])
        {
            // What was chosen holds for the name that it was offered for.
            Gazetteer = form["settlement"] == form["offered-for"] ? form["gazetteer"] : "",
            Region = form["region"],
            Street = form["street"],
            House = form["house"],
            Flat = form["flat"],
            PostCode = form["post-code"],
            Pin = form.Number("latitude") is { } latitude && form.Number("longitude") is { } longitude && Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180 ? new GeoPoint(latitude, longitude) : null,
        };
        return place == new DamagePlace("") ? null : place;
    }

    private static Statement Details(Statement statement, RoomForm form) => statement with
    {
        PersonConcerned = form.Has("concerned-family-name") && Person(form, "concerned-") is { } person && (person.FamilyName.Length > 0 || person.GivenName.Length > 0) ? person : null,
        Relation = form["relation"],
        Property = form["property"].Length + form["registry-number"].Length > 0 ? new Property(form["property"], form["registry-number"]) : null,
        Amount = form.Amount("amount"),
        Currency = form["amount"].Length > 0 && Currencies.Read(form["currency"]) is { } currency ? currency : "",
    };

    private static Statement Answers(Statement statement, FilingStep step, RoomForm form, RegisterPack pack)
    {
        var answers = new SortedDictionary<string, string>(statement.Answers.ToDictionary(), StringComparer.Ordinal);
        foreach (var asked in FilingSteps.FieldsOf(pack, pack.Find(statement.Category), step).Where(asked => pack.Field(asked.Field) is { Kind: not FormFieldKind.BuiltIn }))
        {
            answers.Remove(asked.Field);
            if (form[$"{AnswerPrefix}{asked.Field}"] is { Length: > 0 } answer)
            {
                answers[asked.Field] = answer;
            }
        }
        return statement with { Answers = answers };
    }
}
