using System.Globalization;
using System.Text;
using Attest.Language.Network;
using Attest.Language.Segmentation;

namespace Attest.Language;

/// <summary>Sentences in CoNLL-U, the format of Universal Dependencies (universaldependencies.org/format.html), so that the parse can be read and scored by others.</summary>
public static class ConlluFormat
{
    /// <summary>Writes the sentences of a text with all that was found: lemma, tags, inflection, head, relation; a name's words carry <c>Name=</c> in the last column.</summary>
    public static void Write(ParsedText parsed, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        ArgumentNullException.ThrowIfNull(output);
        var names = NamesByToken(parsed);
        for (var number = 0; number < parsed.SentenceCount; number++)
        {
            var sentence = parsed[number];
            output.Write(string.Create(CultureInfo.InvariantCulture, $"# sent_id = {number + 1}\n# text = {OneLine(parsed, sentence)}\n"));
            for (var word = 0; word < sentence.Tokens.Length; word++)
            {
                var last = LastPart(parsed, sentence, word);
                if (last > word && (word == 0 || LastPart(parsed, sentence, word - 1) < word))
                {
                    var whole = parsed.Text[sentence.Tokens[word].Start..sentence.Tokens[last].End];
                    output.Write(string.Create(CultureInfo.InvariantCulture, $"{word + 1}-{last + 1}\t{whole}\t_\t_\t_\t_\t_\t_\t_\t{Space(parsed, sentence, last)}\n"));
                }
                var token = sentence.Tokens[word];
                var isPart = last > word || (word > 0 && LastPart(parsed, sentence, word - 1) >= word);
                WriteWord(output, word + 1, sentence.Form(word), token, Join(names[sentence.First + word], isPart ? "_" : Space(parsed, sentence, word)));
            }
            output.Write('\n');
        }
    }

    /// <summary>Copies CoNLL-U with its sentences and words as they are, and predicts lemma, tags, inflection, head and relation of each word anew.</summary>
    /// <remarks>Comments, multiword tokens and the last column are kept; empty nodes and enhanced dependencies are left out, since they are not predicted.</remarks>
    /// <exception cref="FormatException">A line has other than ten columns, a word has no form, or its number is not the next one; the message names the line.</exception>
    public static void Annotate(TextReader input, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var lines = new List<string[]>();
        var number = 0;
        var words = 0;
        while (true)
        {
            var line = input.ReadLine();
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                if (lines.Count > 0)
                {
                    AnnotateSentence(lines, output);
                    lines.Clear();
                    words = 0;
                }
                if (line is null)
                {
                    return;
                }
            }
            else if (line[0] == '#')
            {
                lines.Add([line]);
            }
            else
            {
                lines.Add(Columns(line, number, ref words));
            }
        }
    }

    private static string[] Columns(string line, int number, ref int words)
    {
        const int Expected = 10;
        var columns = line.Split('\t');
        if (columns.Length != Expected)
        {
            throw new FormatException($"Reading CoNLL-U, line {number}: found {columns.Length} columns, expected {Expected} parted by tabs.");
        }
        if (!IsWord(columns))
        {
            return columns;
        }
        words++;
        if (!int.TryParse(columns[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id != words)
        {
            throw new FormatException($"Reading CoNLL-U, line {number}: found the word number “{columns[0]}”, expected {words}.");
        }
        if (columns[1].Length == 0)
        {
            throw new FormatException($"Reading CoNLL-U, line {number}: found nothing in the second column, expected the word as it is written.");
        }
        return columns;
    }

    private static bool IsWord(string[] columns) => columns.Length > 1 && !columns[0].Contains('-', StringComparison.Ordinal) && !columns[0].Contains('.', StringComparison.Ordinal);

    private static void AnnotateSentence(List<string[]> lines, TextWriter output)
    {
        var text = new StringBuilder();
        var starts = new List<int>();
        var ends = new List<int>();
        foreach (var columns in lines)
        {
            if (IsWord(columns))
            {
                starts.Add(text.Length);
                text.Append(columns[1]);
                ends.Add(text.Length);
                text.Append(' ');
            }
        }
        var sentences = new List<int>();
        for (var first = 0; first < starts.Count; first += SentenceSplitter.LongestSentence)
        {
            sentences.Add(first);
        }
        sentences.Add(starts.Count);
        var parsed = SentenceParser.ParseEnglish(text.ToString(), starts.ToArray(), ends.ToArray(), [.. sentences]);
        var word = 0;
        foreach (var columns in lines)
        {
            if (IsWord(columns))
            {
                WriteWord(output, word + 1, columns[1], InWholeSentence(parsed, word), columns[9]);
                word++;
            }
            else if (columns.Length == 1)
            {
                output.Write(columns[0]);
                output.Write('\n');
            }
            else if (columns[0].Contains('-', StringComparison.Ordinal))
            {
                output.Write(string.Join('\t', columns));
                output.Write('\n');
            }
        }
        output.Write('\n');
    }

    // Of a sentence too long to be parsed whole, each later piece hangs on the first one's root.
    private static Token InWholeSentence(ParsedText parsed, int word)
    {
        var token = parsed.Tokens[word];
        var piece = parsed[parsed.SentenceOf(word)];
        if (piece.First == 0 || token.Head >= 0)
        {
            return token with { Head = token.Head < 0 ? -1 : piece.First + token.Head };
        }
        var root = 0;
        while (parsed.Tokens[root].Head >= 0)
        {
            root++;
        }
        return token with { Head = root, Relation = Relation.Parataxis };
    }

    private static void WriteWord(TextWriter output, int number, ReadOnlySpan<char> form, Token token, string miscellaneous)
    {
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{number}\t{form}\t{Filled(token.Lemma)}\t{Filled(token.Tag is UniversalTag.None ? "" : token.Tag.ToString().ToUpperInvariant())}\t{Filled(token.PennTag)}\t{Features(token.Morphology)}\t{token.Head + 1}\t{RelationNames.Of(token.Relation)}\t_\t{miscellaneous}\n"));
    }

    // A column is never empty.
    private static string Filled(string column) => column.Length == 0 ? "_" : column;

    private static string Features(Morphology morphology)
    {
        if (morphology == Morphology.None)
        {
            return "_";
        }
        var features = new List<string>(6);
        Add(Morphology.Imperative, "Mood=Imp");
        if (morphology.HasFlag(Morphology.Finite) && !morphology.HasFlag(Morphology.Imperative))
        {
            features.Add("Mood=Ind");
        }
        Add(Morphology.Plural, "Number=Plur");
        Add(Morphology.Singular, "Number=Sing");
        Add(Morphology.FirstPerson, "Person=1");
        Add(Morphology.SecondPerson, "Person=2");
        Add(Morphology.ThirdPerson, "Person=3");
        Add(Morphology.Past, "Tense=Past");
        Add(Morphology.Present, "Tense=Pres");
        Add(Morphology.Finite, "VerbForm=Fin");
        Add(Morphology.Gerund, "VerbForm=Ger");
        Add(Morphology.Infinitive, "VerbForm=Inf");
        Add(Morphology.Participle, "VerbForm=Part");
        Add(Morphology.Passive, "Voice=Pass");
        return string.Join('|', features);

        void Add(Morphology inflection, string feature)
        {
            if (morphology.HasFlag(inflection))
            {
                features.Add(feature);
            }
        }
    }

    // The last part of the multiword token that this word belongs to, from this word on; the word itself where it stands alone.
    private static int LastPart(ParsedText parsed, Sentence sentence, int word)
    {
        while (word + 1 < sentence.Tokens.Length && IsJoined(parsed, sentence, word))
        {
            word++;
        }
        return word;
    }

    // Whether a word and the next are parts of one multiword token: do|n't, Kharkiv|'s, can|not; not 5|km.
    private static bool IsJoined(ParsedText parsed, Sentence sentence, int word)
    {
        Token left = sentence.Tokens[word], right = sentence.Tokens[word + 1];
        if (left.End != right.Start || !char.IsLetterOrDigit(parsed.Text[left.End - 1]))
        {
            return false;
        }
        var first = parsed.Text[right.Start];
        return Characters.IsApostrophe(first)
            ? right.PennTag == "POS" || (right.Length() > 1 && right.Tag is not UniversalTag.Punct)
            : char.IsLetter(first) && char.IsLetter(parsed.Text[left.End - 1]);
    }

    private static int Length(this Token token) => token.End - token.Start;

    private static string Space(ParsedText parsed, Sentence sentence, int word)
    {
        var end = sentence.Tokens[word].End;
        return end < parsed.Text.Length && !Characters.IsSpace(parsed.Text[end]) ? "SpaceAfter=No" : "_";
    }

    private static string Join(string? name, string space) => name is null ? space : space == "_" ? name : $"{name}|{space}";

    private static string?[] NamesByToken(ParsedText parsed)
    {
        var names = new string?[parsed.Tokens.Length];
        foreach (var name in parsed.Names)
        {
            for (var token = name.First; token < name.Last; token++)
            {
                names[token] = $"Name={(token == name.First ? 'B' : 'I')}-{name.Kind}";
            }
        }
        return names;
    }

    // As the format wants it: the words with one space, or none, between them.
    private static string OneLine(ParsedText parsed, Sentence sentence)
    {
        var line = new StringBuilder();
        for (var word = 0; word < sentence.Tokens.Length; word++)
        {
            if (word > 0 && sentence.Tokens[word - 1].End < sentence.Tokens[word].Start)
            {
                line.Append(' ');
            }
            line.Append(sentence.Form(word));
        }
        return line.ToString();
    }
}
