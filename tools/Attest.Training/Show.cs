using Attest.Language;
using Attest.Language.Network;

namespace Attest.Training;

/// <summary>Prints what the analyser that ships makes of a text, a line a token.</summary>
internal static class Show
{
    public static void Print(string text)
    {
        var parsed = new LanguageAnalyser().Analyse(text);
        for (var number = 0; number < parsed.SentenceCount; number++)
        {
            var sentence = parsed[number];
            for (var i = 0; i < sentence.Tokens.Length; i++)
            {
                var token = sentence.Tokens[i];
                Console.WriteLine($"{i,3} {sentence.Form(i),-18} {token.Lemma,-16} {token.Tag,-6} {token.PennTag,-5} {token.Head,3} {RelationNames.Of(token.Relation),-14} {token.Morphology}");
            }
            Console.WriteLine();
        }
        foreach (var name in parsed.Names)
        {
            Console.WriteLine($"{name.Kind} {text[parsed.Tokens[name.First].Start..parsed.Tokens[name.Last - 1].End]} head {name.Head} {name.Confidence:F2}");
        }
    }
}
