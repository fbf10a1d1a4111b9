using System.Collections.Frozen;

namespace Attest.Language.Coreference;

/// <summary>Light coreference within one text: which earlier name a surname, an acronym, "the minister" or "he" means.</summary>
/// <remarks>
/// One pass in the text's order over names, descriptions and pronouns; a mention looks back over the names met so far, of which the latest are kept, so that
/// cost is linear. Where the text leaves it open nothing is linked.
/// </remarks>
public static class CoreferenceResolver
{
    private const int MostKept = 64, FarthestPronoun = 3;

    private static readonly FrozenDictionary<string, string> Roles = Pairs("Language/Coreference/roles.tsv");
    private static readonly FrozenDictionary<string, string> Bodies = Pairs("Language/Coreference/bodies.tsv");
    private static readonly FrozenDictionary<string, string> GivenNames = Pairs("Language/Coreference/given-names.tsv");
    private static readonly FrozenSet<string> Saying = Table.Rows("Language/Coreference/saying.tsv").Select(row => row[0]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Finds what stands for a name met before.</summary>
    /// <returns>Links in the text's order; a name's first mention has none.</returns>
    public static IReadOnlyList<CoreferenceLink> Resolve(ParsedText parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        var links = new List<CoreferenceLink>();
        var entities = new List<NamedEntity>();
        var name = 0;
        for (var sentence = 0; sentence < parsed.SentenceCount; sentence++)
        {
            var tokens = parsed[sentence];
            for (var token = tokens.First; token < tokens.Last;)
            {
                if (name < parsed.Names.Length && parsed.Names[name].First == token)
                {
                    ReadName(parsed, name, sentence, entities, links);
                    token = parsed.Names[name++].Last;
                    continue;
                }
                ReadToken(parsed, tokens, token, sentence, entities, links);
                token++;
            }
        }
        return links;
    }

    private static void ReadName(ParsedText parsed, int number, int sentence, List<NamedEntity> entities, List<CoreferenceLink> links)
    {
        var mention = parsed.Names[number];
        if (mention.Kind is NameKind.Demonym or NameKind.Equipment or NameKind.Event)
        {
            return;
        }
        var first = parsed.FirstAfterTitle(mention);
        var words = new string[mention.Last - first];
        for (var word = 0; word < words.Length; word++)
        {
            words[word] = Form(parsed, first + word);
        }
        var found = entities.FindLast(entity => entity.IsMeantBy(mention.Kind, words));
        if (found is null)
        {
            found = new NamedEntity(number, mention.Kind, words);
            if (mention.Kind == NameKind.Person && words.Length > 1)
            {
                found.Gender = GivenNames.TryGetValue(words[0], out var gender) ? GenderOf(gender) : Gender.Unknown;
            }
            if (entities.Count == MostKept)
            {
                entities.Remove(entities.MinBy(entity => entity.LastToken)!);
            }
            entities.Add(found);
        }
        else
        {
            links.Add(new CoreferenceLink(mention.First, mention.Last, mention.Head, found.Name, CoreferenceKind.Name, words.SequenceEqual(found.Words) ? 0.98f : 0.9f));
        }
        for (var title = mention.First; title < first; title++)
        {
            AddRole(found, parsed.Tokens[title].Lemma.ToLowerInvariant());
        }
        AddRolesAround(parsed, mention, sentence, found);
        Touch(parsed, found, sentence, mention.Head);
    }

    // "the governor, John Reed", "John Reed, the governor", "defence minister John Reed".
    private static void AddRolesAround(ParsedText parsed, NameMention mention, int sentence, NamedEntity entity)
    {
        if (mention.Kind != NameKind.Person)
        {
            return;
        }
        var tokens = parsed[sentence];
        int from = Math.Max(tokens.First, mention.First - 8), to = Math.Min(tokens.Last, mention.Last + 10);
        for (var token = from; token < to; token++)
        {
            var other = parsed.Tokens[token];
            if ((token >= mention.First && token < mention.Last) || other.Tag is not (UniversalTag.Noun or UniversalTag.Propn) || !Roles.ContainsKey(other.Lemma.ToLowerInvariant()))
            {
                continue;
            }
            var head = other.Head < 0 ? -1 : tokens.First + other.Head;
            var nameHead = parsed.Tokens[mention.Head].Head < 0 ? -1 : tokens.First + parsed.Tokens[mention.Head].Head;
            var hangsOnName = head >= mention.First && head < mention.Last && other.Relation is Relation.Appos or Relation.Compound or Relation.NmodDesc or Relation.Flat or Relation.Nmod;
            var nameHangsOnIt = nameHead == token && parsed.Tokens[mention.Head].Relation is Relation.Appos or Relation.Flat or Relation.Compound or Relation.NmodDesc;
            if (hangsOnName || nameHangsOnIt || (token + 1 == mention.First && other.Relation is Relation.Compound or Relation.Flat or Relation.NmodDesc))
            {
                AddRole(entity, other.Lemma.ToLowerInvariant());
            }
        }
    }

    private static void ReadToken(ParsedText parsed, Sentence sentence, int token, int number, List<NamedEntity> entities, List<CoreferenceLink> links)
    {
        var word = parsed.Tokens[token];
        if (word.Tag == UniversalTag.Pron)
        {
            ReadPronoun(parsed, token, number, entities, links);
        }
        else if (word.Tag == UniversalTag.Noun && word.Morphology.HasFlag(Morphology.Singular))
        {
            ReadDescription(parsed, sentence, token, number, entities, links);
        }
    }

    private static void ReadPronoun(ParsedText parsed, int token, int sentence, List<NamedEntity> entities, List<CoreferenceLink> links)
    {
        var form = Form(parsed, token).ToLowerInvariant();
        var gender = form switch
        {
            "he" or "him" or "his" or "himself" => Gender.Man,
            "she" or "her" or "hers" or "herself" => Gender.Woman,
            _ => Gender.Unknown,
        };
        var isBody = form is "it" or "its" or "itself";
        if ((gender == Gender.Unknown && !isBody && form is not ("they" or "their" or "them")) || parsed.Tokens[token].Relation == Relation.Expl)
        {
            return;
        }
        NamedEntity? best = null;
        var most = 0f;
        foreach (var entity in entities)
        {
            if (sentence - entity.LastSentence > FarthestPronoun)
            {
                continue;
            }
            // Bodies are "it" or "they" only where they were the subject shortly before.
            var fits = gender != Gender.Unknown
                ? entity.Kind == NameKind.Person && (entity.Gender == Gender.Unknown || entity.Gender == gender)
                : entity.Kind == NameKind.Organisation && entity.WasSubject && sentence - entity.LastSentence <= 1;
            if (!fits)
            {
                continue;
            }
            var score = 4f - (sentence - entity.LastSentence) + (entity.WasSubject ? 1.5f : 0) + (entity.Spoke ? 0.5f : 0) + (entity.Gender == gender ? 0.75f : 0) - ((token - entity.LastToken) * 0.005f);
            if (score > most)
            {
                (best, most) = (entity, score);
            }
        }
        if (best is null)
        {
            return;
        }
        if (gender != Gender.Unknown)
        {
            best.Gender = gender;
        }
        links.Add(new CoreferenceLink(token, token + 1, token, best.Name, CoreferenceKind.Pronoun, gender == Gender.Unknown ? 0.6f : 0.75f));
        Touch(parsed, best, sentence, token);
    }

    private static void ReadDescription(ParsedText parsed, Sentence sentence, int token, int number, List<NamedEntity> entities, List<CoreferenceLink> links)
    {
        var lemma = parsed.Tokens[token].Lemma;
        var isRole = Roles.ContainsKey(lemma);
        if (!isRole && !Bodies.ContainsKey(lemma))
        {
            return;
        }
        var first = token;
        var isDefinite = false;
        for (var before = token - 1; before >= sentence.First && token - before < 4; before--)
        {
            if (parsed.Tokens[before].Tag == UniversalTag.Det)
            {
                isDefinite = Form(parsed, before).Equals("the", StringComparison.OrdinalIgnoreCase);
                first = before;
                break;
            }
            if (parsed.Tokens[before].Tag is not (UniversalTag.Adj or UniversalTag.Noun))
            {
                break;
            }
        }
        // "the minister of the interior", "the minister John Reed": it says itself who is meant.
        if (!isDefinite || HasOwnName(parsed, sentence, token))
        {
            return;
        }
        var found = isRole
            ? entities.Where(entity => entity.Kind == NameKind.Person && entity.Roles.Contains(lemma)).MaxBy(entity => entity.LastToken)
            : entities.Where(entity => entity.Kind == NameKind.Organisation && (entity.Words.Contains(lemma, StringComparer.OrdinalIgnoreCase) || (Bodies[lemma] == "any" && number - entity.LastSentence <= 2))).MaxBy(entity => entity.LastToken);
        if (found is null)
        {
            return;
        }
        links.Add(new CoreferenceLink(first, token + 1, token, found.Name, CoreferenceKind.Description, isRole || found.Words.Contains(lemma, StringComparer.OrdinalIgnoreCase) ? 0.8f : 0.55f));
        Touch(parsed, found, number, token);
    }

    private static bool HasOwnName(ParsedText parsed, Sentence sentence, int token)
    {
        for (var other = Math.Max(sentence.First, token - 6); other < Math.Min(sentence.Last, token + 7); other++)
        {
            var word = parsed.Tokens[other];
            if (word.Head >= 0 && sentence.First + word.Head == token && word.Tag == UniversalTag.Propn && word.Relation is Relation.Appos or Relation.Flat or Relation.Compound or Relation.Nmod or Relation.NmodPoss or Relation.NmodDesc)
            {
                return true;
            }
        }
        return parsed.Tokens[token].Relation is Relation.Compound or Relation.Appos or Relation.NmodDesc;
    }

    private static void Touch(ParsedText parsed, NamedEntity entity, int sentence, int token)
    {
        var word = parsed.Tokens[token];
        var first = parsed[sentence].First;
        entity.LastSentence = sentence;
        entity.LastToken = token;
        entity.WasSubject = word.Relation is Relation.Nsubj or Relation.NsubjPass or Relation.NsubjOuter;
        entity.Spoke = entity.WasSubject && word.Head >= 0 && Saying.Contains(parsed.Tokens[first + word.Head].Lemma);
    }

    private static void AddRole(NamedEntity entity, string lemma)
    {
        entity.Roles.Add(lemma);
        var gender = Roles.TryGetValue(lemma, out var told) ? GenderOf(told) : TitleGender(lemma);
        entity.Gender = gender == Gender.Unknown ? entity.Gender : gender;
    }

    private static Gender TitleGender(string title) => title switch
    {
        "mr." or "mr" or "sir" or "lord" => Gender.Man,
        "mrs." or "mrs" or "ms." or "ms" or "miss" or "lady" => Gender.Woman,
        _ => Gender.Unknown,
    };

    private static Gender GenderOf(string letter) => letter switch
    {
        "m" => Gender.Man,
        "f" => Gender.Woman,
        _ => Gender.Unknown,
    };

    private static string Form(ParsedText parsed, int token) => parsed.Text[parsed.Tokens[token].Start..parsed.Tokens[token].End];

    private static FrozenDictionary<string, string> Pairs(string table) => Table.Rows(table).ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal);
}
