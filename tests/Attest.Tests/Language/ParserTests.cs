using Attest.Language;
using FsCheck;
using FsCheck.Fluent;

namespace Attest.Tests.Language;

public sealed class ParserTests
{
    [Fact]
    public void A_said_clause_is_the_complement_of_saying()
    {
        var parsed = new LanguageAnalyser().Analyse("The governor said on Monday that Russian drones had damaged the port.");
        var sentence = parsed[0];
        Assert.Equal(2, Root(sentence));
        Assert.Equal((2, Relation.Nsubj), (sentence.Tokens[1].Head, sentence.Tokens[1].Relation));
        Assert.Equal((2, Relation.Ccomp), (sentence.Tokens[9].Head, sentence.Tokens[9].Relation));
        Assert.Equal((9, Relation.Nsubj), (sentence.Tokens[7].Head, sentence.Tokens[7].Relation));
        Assert.Equal((9, Relation.Obj), (sentence.Tokens[11].Head, sentence.Tokens[11].Relation));
        Assert.Equal("damage", sentence.Tokens[9].Lemma);
        Assert.True(sentence.Tokens[7].Morphology.HasFlag(Morphology.Plural));
    }

    [Fact]
    public void A_passive_has_a_passive_subject()
    {
        var parsed = new LanguageAnalyser().Analyse("Three people were killed by shelling in Kherson.");
        var sentence = parsed[0];
        Assert.Equal(3, Root(sentence));
        Assert.Equal(Relation.NsubjPass, sentence.Tokens[1].Relation);
        Assert.Equal(Relation.AuxPass, sentence.Tokens[2].Relation);
        Assert.True(sentence.Tokens[3].Morphology.HasFlag(Morphology.Passive));
    }

    [Theory]
    [InlineData("Ukrainian troops near Kharkiv fired T-72 tanks and a Shahed-136 drone.", "Demonym:Ukrainian; Place:Kharkiv; Equipment:T-72; Equipment:Shahed-136")]
    public void Names_are_found_with_their_kind(string text, string expected)
    {
        var parsed = new LanguageAnalyser().Analyse(text);
        var found = new List<string>();
        foreach (var name in parsed.Names)
        {
            found.Add($"{name.Kind}:{text[parsed.Tokens[name.First].Start..parsed.Tokens[name.Last - 1].End]}");
        }
        Assert.Equal(expected, string.Join("; ", found));
    }

    [Fact]
    public void Every_sentence_is_a_tree_with_one_root() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => text is null || AllAreTrees(new LanguageAnalyser().Analyse(text))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sentence_is_parsed_the_same_alone_and_among_others()
    {
        const string Sentence = "Officials deny that the bridge over the canal was hit twice last week.";
        var alone = new LanguageAnalyser().Analyse(Sentence);
        var text = string.Join(' ', Enumerable.Repeat("Short one here. " + Sentence, 60));
        var among = new LanguageAnalyser().Analyse(text);
        for (var number = 1; number < among.SentenceCount; number += 2)
        {
            Assert.Equal(Tree(alone[0]), Tree(among[number]));
        }
    }

    [Fact]
    public void Threads_do_not_change_what_is_read()
    {
        var text = string.Join(' ', Enumerable.Repeat("The mayor of Port Alder said 12 houses had burned. She blamed a gas leak.", 20));
        var expected = string.Join('|', new LanguageAnalyser().Analyse(text).Tokens.ToArray());
        var analyser = new LanguageAnalyser();
        var found = new string[4];
        Parallel.For(0, found.Length, i => found[i] = string.Join('|', analyser.Analyse(text).Tokens.ToArray()));
        Assert.All(found, one => Assert.Equal(expected, one));
    }

    [Theory]
    [InlineData("(", 30_000)]
    [InlineData("he said that ", 10_000)]
    public void Text_without_an_end_is_parsed_in_bounded_pieces(string part, int times)
    {
        var parsed = new LanguageAnalyser().Analyse(string.Concat(Enumerable.Repeat(part, times)));
        Assert.True(AllAreTrees(parsed));
        Assert.All(Enumerable.Range(0, parsed.SentenceCount), number => Assert.InRange(parsed[number].Tokens.Length, 1, Attest.Language.Segmentation.SentenceSplitter.LongestSentence));
    }

    private static int Root(Sentence sentence)
    {
        var root = 0;
        while (sentence.Tokens[root].Head >= 0)
        {
            root++;
        }
        return root;
    }

    private static string Tree(Sentence sentence)
    {
        var parts = new List<string>();
        foreach (var token in sentence.Tokens)
        {
            parts.Add($"{token.Tag} {token.Head} {token.Relation}");
        }
        return string.Join(", ", parts);
    }

    private static bool AllAreTrees(ParsedText parsed)
    {
        for (var number = 0; number < parsed.SentenceCount; number++)
        {
            var tokens = parsed[number].Tokens;
            var roots = 0;
            for (var word = 0; word < tokens.Length; word++)
            {
                roots += tokens[word].Head < 0 ? 1 : 0;
                var at = word;
                for (var steps = 0; at >= 0; steps++)
                {
                    if (steps > tokens.Length || at >= tokens.Length)
                    {
                        return false;
                    }
                    at = tokens[at].Head;
                }
            }
            if (roots != 1)
            {
                return false;
            }
        }
        return true;
    }
}
