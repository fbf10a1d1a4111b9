using System.Globalization;
using Attest.Register.DamageClaims;
using Attest.Register.Packs;
using Attest.Register.Strings;

namespace Attest.Register.Filing;

/// <summary>Looks through a statement for what usually goes wrong, before it is submitted. Pure: what needs the register's own content is asked there.</summary>
public sealed class StatementCheck
{
    /// <summary>The longest account, in characters.</summary>
    public const int LongestAccount = 20_000;

    /// <summary>The longest of the other texts.</summary>
    public const int LongestText = 500;

    private const int ShortestAccount = 20;
    private const int LongestWithinDays = 92;

    // Places that a sentence names; the form shows more.
    private const int Named = 5;

    private readonly RegisterPack _pack;
    private readonly PlaceResolver _places;

    /// <summary>The ids of the fields that are members of the statement.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = ["account", "when", "where", "address", "property", "registry-number", "means", "amount", "person", "relation", "evidence"];

    /// <summary>Checks by a register's rules.</summary>
    public StatementCheck(RegisterPack pack, PlaceResolver places) => (_pack, _places) = (pack, places);

    /// <summary>What is wrong, and what should be asked again, in the order of the form.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="evidence">How many pieces of evidence there are.</param>
    /// <param name="today">The day on which it is filed.</param>
    /// <param name="language">Language of the sentences, such as <c>en</c> or <c>uk</c>.</param>
    public IReadOnlyList<Mistake> Check(Statement statement, int evidence, DateOnly today, string language)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var found = new MistakeList(language);
        if (_pack.Find(statement.Category) is not { } category)
        {
            found.Stop("category", statement.Category.Length == 0 ? "category-missing" : "category-unknown", statement.Category);
            return found.Mistakes;
        }
        Who(statement, category, today, found);
        Required(statement, category, evidence, found);
        When(statement, today, found);
        Where(statement, found);
        Confusions(statement, category, language, found);
        Lengths(statement, found);
        Unread(statement, found);
        Answers(statement, found);
        if (statement.Currency.Length > 0 && Currencies.Read(statement.Currency) != statement.Currency)
        {
            found.Stop("amount", "currency-unknown", statement.Currency);
        }
        if (statement.Amount is < 0)
        {
            found.Stop("amount", "amount-negative");
        }
        if (statement.Amount is not null && !category.HasAmount)
        {
            found.Stop("amount", "amount-not-asked", category.Code);
        }
        return found.Mistakes;
    }

    private void Who(Statement statement, Category category, DateOnly today, MistakeList found)
    {
        if (category.Group == ClaimantGroup.Person)
        {
            if (statement.Claimant is not { } person || person.FamilyName.Trim().Length == 0 || person.GivenName.Trim().Length == 0)
            {
                found.Stop("claimant", "claimant-missing");
            }
            else
            {
                Nationality(person, found);
                if (person.BornOn > today)
                {
                    found.Stop("claimant", "born-later");
                }
                if (LooksLikeSeveral(person))
                {
                    found.Stop("claimant", "claimant-several");
                }
            }
            if (statement.Entity is not null)
            {
                found.Stop("claimant", "category-of-persons", category.Code);
            }
        }
        else if (statement.Entity is not { } entity || entity.Name.Trim().Length == 0)
        {
            found.Stop("claimant", category.Group == ClaimantGroup.State ? "state-missing" : "entity-missing");
        }
        else if (entity.RegistrationNumber.Trim().Length == 0)
        {
            found.Ask("claimant", "registration-number-missing");
        }
        if (statement.Representative is { } acting && (acting.Name.Trim().Length == 0 || acting.Basis.Trim().Length == 0))
        {
            found.Stop("claimant", "representative-incomplete");
        }
    }

    private void Nationality(Person person, MistakeList found)
    {
        if (person.Nationalities is [_, ..] all && all.All(one => _pack.ExcludedNationalities.Contains(one, StringComparer.OrdinalIgnoreCase)))
        {
            found.Stop("claimant", "nationality-excluded", string.Join(", ", all));
        }
    }

    private static bool LooksLikeSeveral(Person person) => $"{person.GivenName} {person.FamilyName}" is var name
        && (name.Contains(',', StringComparison.Ordinal) || name.Contains('&', StringComparison.Ordinal) || name.Contains(';', StringComparison.Ordinal)
            || name.Split(' ').Any(word => word is "and" or "та" or "і" or "й" or "и" or "family" or "сім’я" or "родина"));

    private void Required(Statement statement, Category category, int evidence, MistakeList found)
    {
        foreach (var asked in category.Asks)
        {
            if (IsFilled(statement, asked.Field, evidence))
            {
                continue;
            }
            if (asked.Field == "evidence")
            {
                if (asked.IsRequired)
                {
                    found.Stop("evidence", "no-evidence");
                }
                else
                {
                    found.Ask("evidence", "no-evidence-yet");
                }
            }
            else if (asked.IsRequired)
            {
                found.Stop(asked.Field, "field-missing", RegisterWords.Of(_pack.Field(asked.Field), found.Language));
            }
        }
        if (statement.Account.Trim() is { Length: > 0 and < ShortestAccount })
        {
            found.Ask("account", "account-short");
        }
    }

    private static bool IsFilled(Statement statement, string field, int evidence) => field switch
    {
        "account" => statement.Account.Trim().Length > 0,
        "when" => statement.When is not null,
        "where" => statement.Where is { } where && (where.Settlement.Trim().Length > 0 || where.Gazetteer is not ("" or PlaceResolver.NoneKnown) || where.Pin is not null),
        "address" => statement.Where is { } where && where.Street.Trim().Length > 0 && where.House.Trim().Length > 0,
        "property" => statement.Property is { } property && property.Description.Trim().Length > 0,
        "registry-number" => statement.Property is { RegistryNumber.Length: > 0 },
        "means" => statement.Means.Length > 0,
        "amount" => statement.Amount is not null,
        "person" => statement.PersonConcerned is { } person && person.FamilyName.Trim().Length > 0 && person.GivenName.Trim().Length > 0,
        "relation" => statement.Relation.Trim().Length > 0,
        "evidence" => evidence > 0,
        _ => statement.Answers.TryGetValue(field, out var answer) && answer.Trim().Length > 0,
    };

    private void When(Statement statement, DateOnly today, MistakeList found)
    {
        if (statement.When is not { } when)
        {
            return;
        }
        if (when.Last < when.First)
        {
            found.Stop("when", "days-reversed", Day(when.First), Day(when.Last));
            return;
        }
        if (when.Last < _pack.From)
        {
            found.Stop("when", "before-first-day", Day(when.Last), Day(_pack.From));
        }
        else if (when.First < _pack.From)
        {
            found.Ask("when", "begins-before-first-day", Day(when.First), Day(_pack.From));
        }
        if (_pack.Until is { } until && when.First > until)
        {
            found.Stop("when", "after-last-day", Day(when.First), Day(until));
        }
        if (when.First > today)
        {
            found.Stop("when", "in-the-future", Day(when.First), Day(today));
        }
        if (when.Precision == DamageTimePrecision.Within && when.Days > LongestWithinDays)
        {
            found.Ask("when", "days-many", when.Days.ToString(CultureInfo.InvariantCulture));
        }
    }

    // Which of several places is meant is never guessed: the claimant says it, or says that it is none of those that are known.
    private void Where(Statement statement, MistakeList found)
    {
        if (statement.Where is not { } where)
        {
            return;
        }
        var reading = _places.Read(where);
        switch (reading.Certainty)
        {
            case PlaceCertainty.Outside when where.Pin is not null:
                found.Stop("where", "pin-outside", string.Join(", ", _pack.Countries));
                break;
            case PlaceCertainty.Outside:
                found.Stop("where", "place-outside", _places.Elsewhere(where) ?? where.Settlement, string.Join(", ", _pack.Countries));
                break;
            case PlaceCertainty.Unknown:
                found.Stop("where", "place-unknown", where.Settlement.Length > 0 ? where.Settlement : where.Gazetteer);
                break;
            case PlaceCertainty.Several:
                found.Stop("where", "place-several", where.Settlement, Number(reading.Meant), Listed(reading.Offers, found.Language));
                break;
            case PlaceCertainty.Similar:
                found.Stop("where", "place-similar", where.Settlement, Listed(reading.Offers, found.Language));
                break;
            case PlaceCertainty.PinApart when Told(reading) is var (code, values):
                found.Stop("where", code, values);
                break;
            case PlaceCertainty.Open when Told(reading) is var (code, values):
                found.Ask("where", code, values);
                break;
        }
    }

    /// <summary>What a place that is left open, or whose pin contradicts the town that is named, means for what is held against it: a sentence; null where nothing is to be said.</summary>
    /// <param name="reading">What is understood of the place.</param>
    /// <param name="language">Language of the sentence, such as <c>en</c> or <c>uk</c>.</param>
    public static string? OfPlace(PlaceReading reading, string language)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return Told(reading) is var (code, values) ? RegisterWords.Of(code, language, values) : null;
    }

    private static (string Code, string[] Values)? Told(PlaceReading reading) => reading switch
    {
        { Certainty: PlaceCertainty.Open, NearPin: { } near } => ("place-open-pin", [near.Area(), Kilometres(reading.NearPinKm)]),
        { Certainty: PlaceCertainty.Open } => ("place-open", []),
        { Certainty: PlaceCertainty.PinApart, Named: { } named } => ("pin-apart", [Kilometres(reading.PinApartKm), named.Area(), reading.NearPin?.Area() ?? ""]),
        _ => null,
    };

    private string Listed(IReadOnlyList<IncidentPlace> offers, string language) => string.Join("; ", _places.Labels([.. offers.Take(Named)], language));

    private static string Kilometres(double distance) => distance.ToString(distance < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Confusions(Statement statement, Category category, string language, MistakeList found)
    {
        var account = statement.Account.ToLowerInvariant();
        foreach (var confusion in _pack.Confusions)
        {
            if (confusion.Category == category.Code && confusion.Words.Any(word => Holds(account, word)))
            {
                found.Add(new Mistake("category", "category-confused", confusion.QuestionIn.GetValueOrDefault(language) ?? confusion.Question, Stops: false));
            }
        }
        if (category.Group == ClaimantGroup.Person && _pack.FamilyWords.Any(words => Holds(account, words)))
        {
            found.Ask("account", "whole-family");
        }
    }

    // A word at its beginning: “rented” is in “rented”, “rent” not in “parent”; endings may follow, as in Ukrainian they do.
    private static bool Holds(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || !char.IsLetter(text[at - 1]))
            {
                return true;
            }
        }
        return false;
    }

    private static void Lengths(Statement statement, MistakeList found)
    {
        if (statement.Account.Length > LongestAccount)
        {
            found.Stop("account", "account-long", statement.Account.Length.ToString(CultureInfo.InvariantCulture), LongestAccount.ToString(CultureInfo.InvariantCulture));
        }
        foreach (var (field, text) in Texts(statement))
        {
            if (text is { Length: > LongestText })
            {
                found.Stop(field, "text-long", text.Length.ToString(CultureInfo.InvariantCulture), LongestText.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    // Every text but the account, with the field that it stands in.
    private static IEnumerable<(string Field, string? Text)> Texts(Statement statement)
    {
        var texts = new (string Field, string? Text)[]
        {
            ("category", statement.Category), ("means", statement.Means), ("amount", statement.Currency), ("claimant", statement.Entity?.RegistrationNumber), ("claimant", statement.Entity?.Country),
            ("claimant", statement.Representative?.Contact), ("where", statement.Where?.Gazetteer), ("where", statement.Where?.Region), ("address", statement.Where?.Flat), ("address", statement.Where?.PostCode),
            ("claimant", statement.Entity?.Name), ("claimant", statement.Entity?.Contact),
            ("claimant", statement.Representative?.Name), ("claimant", statement.Representative?.Basis), ("where", statement.Where?.Settlement), ("address", statement.Where?.Street), ("address", statement.Where?.House),
            ("property", statement.Property?.Description), ("registry-number", statement.Property?.RegistryNumber), ("relation", statement.Relation),
        };
        return [.. Of("claimant", statement.Claimant), .. Of("person", statement.PersonConcerned), .. texts, .. statement.Answers.Select(answer => (answer.Key, (string?)answer.Value)), .. statement.Unread?.Select(one => (FieldOf(one.Key), (string?)one.Value)) ?? []];

        static IEnumerable<(string, string?)> Of(string field, Person? person) => person is null ? []
            : new[] { person.FamilyName, person.GivenName, person.Patronymic, person.IdentityNumber, person.Contact }.Concat(person.Nationalities).Select(text => (field, (string?)text));
    }

    // What a field of the pack holds is what its kind says.
    private void Answers(Statement statement, MistakeList found)
    {
        foreach (var (id, answer) in statement.Answers)
        {
            if (answer.Trim().Length > 0 && _pack.Field(id) is { } field && field.Kind switch { FormFieldKind.Day => !IsDayOrMonth(answer.Trim()), FormFieldKind.Number => !IsNumber(answer.Trim()), _ => false })
            {
                found.Stop(id, field.Kind == FormFieldKind.Day ? "answer-no-day" : "answer-no-number", RegisterWords.Of(field, found.Language), answer.Length > LongestText ? "…" : answer);
            }
        }
    }

    private static bool IsDayOrMonth(string text) => DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d.M.yyyy", "yyyy-MM", "M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsNumber(string text) => decimal.TryParse(string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static void Unread(Statement statement, MistakeList found)
    {
        foreach (var (name, typed) in statement.Unread ?? new Dictionary<string, string>())
        {
            found.Stop(FieldOf(name), name switch { "amount" => "amount-unread", "currency" => "currency-unknown", "latitude" or "longitude" => IsDegrees(typed, name == "latitude" ? 90 : 180) ? "pin-half" : "pin-unread", _ => "day-unread" }, typed);
        }
    }

    private static bool IsDegrees(string typed, int most) => double.TryParse(typed.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most;

    // The field of the pack that a field of the form stands in.
    private static string FieldOf(string name) => name switch { "amount" or "currency" => "amount", "latitude" or "longitude" => "where", "first" or "last" => "when", "born-on" => "claimant", _ => "person" };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class MistakeList(string language)
    {
        private readonly List<Mistake> _found = [];

        public string Language => language;

        public IReadOnlyList<Mistake> Mistakes => _found;

        public void Add(Mistake mistake) => _found.Add(mistake);

        public void Stop(string field, string code, params string[] values) => Add(new Mistake(field, code, RegisterWords.Of(code, language, values), Stops: true));

        public void Ask(string field, string code, params string[] values) => Add(new Mistake(field, code, RegisterWords.Of(code, language, values), Stops: false));
    }
}
