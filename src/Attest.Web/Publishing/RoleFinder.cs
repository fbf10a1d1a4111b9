using Attest.Language;

namespace Attest.Web.Publishing;

/// <summary>Whether the words beside a name give its bearer an office or occupation of public life.</summary>
/// <remarks>Narrow on purpose: a role that may be another's is nobody's.</remarks>
internal static class RoleFinder
{
    /// <summary>Words before and after a name among which its bearer's role is looked for, and words in which what stands after it must come to its end.</summary>
    private const int Before = 5, After = 8, MostOfApposition = 16;

    /// <summary>Whether a name has a role as its title (“Governor Anna Moreau”), before it (“the mayor of Alba, Anna Moreau, said”) or after it (“Anna Moreau, the mayor of Alba”).</summary>
    public static bool HasRole(ParsedText parsed, Sentence sentence, NameMention name)
    {
        var given = parsed.FirstAfterTitle(name);
        for (var k = Math.Max(sentence.First, name.First - Before); k < given; k++)
        {
            if (IsRole(parsed, sentence, k, name.First, given) && IsTitleOf(parsed, sentence, k, name))
            {
                return true;
            }
        }
        if (!IsComma(parsed, sentence, name.Last))
        {
            return false;
        }
        for (var k = name.Last + 1; k < Math.Min(sentence.Last, name.Last + After); k++)
        {
            if (IsRole(parsed, sentence, k, -1, -1))
            {
                return IsClosed(parsed, sentence, k + 1);
            }
            // Before the role of an apposition stand its article, its adjectives and whose it is, and nothing else: no verb, number or preposition.
            if (!IsOfNounGroup(parsed, k))
            {
                return false;
            }
        }
        return false;
    }

    // The word itself: of "reporters" or "the mayor's daughter" nobody is one, nor is a "head teacher" or the "General Staff".
    private static bool IsRole(ParsedText parsed, Sentence sentence, int token, int nameFirst, int given)
    {
        if (!PublicationPolicy.IsPublicRole(Form(parsed, token)))
        {
            return false;
        }
        var next = token + 1;
        return next >= sentence.Last || next == nameFirst || next == given
            || !(IsPossessive(parsed, next) || (parsed.Tokens[next].Tag is UniversalTag.Noun or UniversalTag.Propn && !PublicationPolicy.IsPublicRole(Form(parsed, next))));
    }

    // Up to the name stand only words that belong to the office; a comma only as that of an apposition that ends after the name.
    private static bool IsTitleOf(ParsedText parsed, Sentence sentence, int role, NameMention name)
    {
        for (var k = role + 1; k < name.First; k++)
        {
            var token = parsed.Tokens[k];
            if (token.Tag is UniversalTag.Verb or UniversalTag.Aux or UniversalTag.Sconj or UniversalTag.Cconj or UniversalTag.Pron || IsPossessive(parsed, k) || IsOtherPersonAt(parsed, k))
            {
                return false;
            }
            if (token.Tag == UniversalTag.Adp && (k == name.First - 1 || Form(parsed, k) is not ("of" or "for" or "in" or "at")))
            {
                return false;
            }
            if (token.Tag == UniversalTag.Punct && Form(parsed, k) is not "-" && (k != name.First - 1 || !IsComma(parsed, sentence, k) || IsAfterPreposition(parsed, sentence, role) || !IsSetOff(parsed, sentence, name.Last)))
            {
                return false;
            }
        }
        return true;
    }

    // "With a wound to the head, …": what a preposition governs is no subject that a name could explain.
    private static bool IsAfterPreposition(ParsedText parsed, Sentence sentence, int role)
    {
        var k = role - 1;
        while (k >= sentence.First && IsOfNounGroup(parsed, k))
        {
            k--;
        }
        return k >= sentence.First && parsed.Tokens[k].Tag is UniversalTag.Adp or UniversalTag.Part;
    }

    // After the name the sentence goes on behind a mark, and not with an age, another name or the end of a list.
    private static bool IsSetOff(ParsedText parsed, Sentence sentence, int after)
    {
        if (after >= sentence.Last)
        {
            return true;
        }
        if (parsed.Tokens[after].Tag != UniversalTag.Punct)
        {
            return false;
        }
        return after + 1 >= sentence.Last || !(parsed.Tokens[after + 1].Tag is UniversalTag.Num or UniversalTag.Cconj || IsPersonAt(parsed, after + 1));
    }

    // "…, the mayor said, …" and "…, mayor Anna Moreau, …" explain no name before them.
    private static bool IsClosed(ParsedText parsed, Sentence sentence, int from)
    {
        for (var k = from; k < Math.Min(sentence.Last, from + MostOfApposition); k++)
        {
            var tag = parsed.Tokens[k].Tag;
            if (tag is UniversalTag.Verb or UniversalTag.Aux or UniversalTag.Pron or UniversalTag.Sconj || IsOtherPersonAt(parsed, k))
            {
                return false;
            }
            if (tag == UniversalTag.Punct && Form(parsed, k) is not ("-" or "'" or "’" or "“" or "”" or "\""))
            {
                return true;
            }
        }
        return sentence.Last - from <= MostOfApposition;
    }

    private static bool IsOfNounGroup(ParsedText parsed, int token) =>
        parsed.Tokens[token].Tag is UniversalTag.Det or UniversalTag.Adj or UniversalTag.Noun or UniversalTag.Propn || IsPossessive(parsed, token) || Form(parsed, token) is "-";

    private static bool IsPossessive(ParsedText parsed, int token) => parsed.Tokens[token].PennTag == "POS" || Form(parsed, token) is "'s" or "’s" or "'" or "’";

    private static bool IsComma(ParsedText parsed, Sentence sentence, int token) => token < sentence.Last && Form(parsed, token) is ",";

    // What somebody is mayor of may look like a person's name, too.
    private static bool IsOtherPersonAt(ParsedText parsed, int token) => IsPersonAt(parsed, token) && Form(parsed, token - 1) is not ("of" or "in" or "at" or "for");

    private static bool IsPersonAt(ParsedText parsed, int token)
    {
        foreach (var name in parsed.Names)
        {
            if (name.First == token)
            {
                return name.Kind == NameKind.Person;
            }
        }
        return false;
    }

    private static ReadOnlySpan<char> Form(ParsedText parsed, int token) => parsed.Text.AsSpan(parsed.Tokens[token].Start, parsed.Tokens[token].End - parsed.Tokens[token].Start);
}
