using System.Globalization;

namespace Attest.Language.Network;

/// <summary>What each tag that the network chooses among means.</summary>
internal sealed class TagSet
{
    /// <summary>Reads lines of universal tag, Penn tag and inflections, parted by bars.</summary>
    public TagSet(string[] lines)
    {
        Universal = new UniversalTag[lines.Length];
        Penn = new string[lines.Length];
        Morphologies = new Morphology[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            var parts = lines[i].Split('|');
            Universal[i] = Enum.Parse<UniversalTag>(parts[0] == "_" ? "X" : parts[0], ignoreCase: true);
            Penn[i] = string.Intern(parts[1]);
            Morphologies[i] = (Morphology)int.Parse(parts[2], CultureInfo.InvariantCulture);
        }
    }

    public UniversalTag[] Universal { get; }

    public string[] Penn { get; }

    public Morphology[] Morphologies { get; }

    public int Count => Penn.Length;
}
