namespace Attest.Language.Network;

/// <summary>Dictionary forms of words seen lately, so that a frequent word's is made once.</summary>
/// <remarks>Hot. One for each thread; a place holds one word with its tag.</remarks>
internal sealed class LemmaCache(LemmaTable table)
{
    private const int Places = 16384;

    private readonly string?[] _forms = new string?[Places];
    private readonly string?[] _tags = new string?[Places];
    private readonly string?[] _lemmas = new string?[Places];

    /// <summary>The dictionary form of a word with this Penn tag, one string for all its uses as long as it keeps its place.</summary>
    public string Of(ReadOnlySpan<char> form, string tag)
    {
        var hash = 2166136261u;
        foreach (var letter in form)
        {
            hash = (hash ^ letter) * 16777619u;
        }
        foreach (var letter in tag)
        {
            hash = (hash ^ letter) * 16777619u;
        }
        var place = (hash ^ (hash >> 16)) & (Places - 1);
        if (ReferenceEquals(_tags[place], tag) && form.SequenceEqual(_forms[place]))
        {
            return _lemmas[place]!;
        }
        var lemma = table.Of(form, tag);
        if (form.Length > 64)
        {
            return lemma;
        }
        (_forms[place], _tags[place], _lemmas[place]) = (form.SequenceEqual(lemma) ? lemma : new string(form), tag, lemma);
        return lemma;
    }
}
