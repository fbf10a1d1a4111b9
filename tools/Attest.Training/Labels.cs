using Attest.Language;

namespace Attest.Training;

/// <summary>The labels that the heads choose among: found in the training data, in order of first appearance by count.</summary>
internal sealed class Labels
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public List<string> Names { get; } = [];

    public static Labels From(IEnumerable<string> all, int least)
    {
        var labels = new Labels();
        foreach (var group in all.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() >= least).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            labels._numbers[group.Key] = labels.Names.Count;
            labels.Names.Add(group.Key);
        }
        return labels;
    }

    public int Number(string name) => _numbers.GetValueOrDefault(name, -1);

    /// <summary>A tag as it is predicted: universal tag, Penn tag and the inflections that are kept, in one.</summary>
    public static string TagOf(TreebankSentence sentence, int word) =>
        $"{sentence.Tags[word]}|{sentence.PennTags[word]}|{(int)MorphologyOf(sentence.Features[word])}";

    public static Morphology MorphologyOf(string features)
    {
        var morphology = Morphology.None;
        foreach (var feature in features.Split('|'))
        {
            morphology |= feature switch
            {
                "Number=Sing" => Morphology.Singular,
                "Number=Plur" or "Number=Ptan" => Morphology.Plural,
                "Tense=Past" => Morphology.Past,
                "Tense=Pres" => Morphology.Present,
                "VerbForm=Fin" => Morphology.Finite,
                "VerbForm=Inf" => Morphology.Infinitive,
                "VerbForm=Part" => Morphology.Participle,
                "VerbForm=Ger" => Morphology.Gerund,
                "Voice=Pass" => Morphology.Passive,
                "Mood=Imp" => Morphology.Imperative,
                "Person=1" => Morphology.FirstPerson,
                "Person=2" => Morphology.SecondPerson,
                "Person=3" => Morphology.ThirdPerson,
                _ => Morphology.None,
            };
        }
        return morphology;
    }
}
