using System.Text;
using Attest.Language;

namespace Attest.Packs;

/// <summary>The packs at hand, and the choice of the one that a report is about.</summary>
public sealed class PackCatalogue
{
    // A report is about a war when it names both parties, or one and somebody or something that is of this war alone.
    private const int LeastScore = 5;
    private const int PartyScore = 3;
    private const int NameScore = 2;

    private static readonly Lazy<PackCatalogue> AllShipped = new(() => new PackCatalogue([.. ShippedNames().Select(ReadShipped)], isFixed: false));

    private readonly IReadOnlyList<PackIndex> _indexes;
    private readonly bool _isFixed;

    private PackCatalogue(IReadOnlyList<Pack> packs, bool isFixed)
    {
        _indexes = [.. packs.Select(pack => new PackIndex(pack))];
        _isFixed = isFixed;
    }

    /// <summary>The packs that ship with the program, of which each report gets the one that fits its names. Read when first asked for.</summary>
    public static PackCatalogue Shipped => AllShipped.Value;

    /// <summary>These packs for every report, whatever it names.</summary>
    /// <param name="packs">In the order in which they are asked; may be empty, then nothing is known.</param>
    public static PackCatalogue Of(params IReadOnlyList<Pack> packs) => new(packs, isFixed: true);

    /// <summary>The packs, in the order of their ids or as they were given.</summary>
    public IEnumerable<Pack> Packs => _indexes.Select(index => index.Pack);

    /// <summary>A pack that ships with the program.</summary>
    /// <exception cref="PackException">There is none of this id; the message lists those there are.</exception>
    public static Pack Named(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return ShippedNames().Contains(id, StringComparer.Ordinal)
            ? Shipped.Packs.First(pack => pack.Id == id)
            : throw new PackException($"Looking for the pack {id}: found no pack and no folder of that name, expected a folder with pack.tsv or one of {string.Join(", ", ShippedNames())}. Correct the name.");
    }

    /// <summary>The pack with this id; null where there is none.</summary>
    public Pack? Find(string? id) => id is null ? null : Packs.FirstOrDefault(pack => pack.Id == id);

    /// <summary>An outlet by one of its names; null where no pack knows it.</summary>
    public PackName? Outlet(string? name) => name is null ? null : _indexes.Select(index => index.Find(name)).FirstOrDefault(found => found is { Kind: PackNameKind.Outlet });

    /// <summary>What is known for one report: of the packs given, or else of the shipped one that its names and day fit best.</summary>
    public Knowledge For(Report report, ParsedText parsed)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(parsed);
        if (_isFixed)
        {
            return new Knowledge(_indexes, report.Published?.Day, isGiven: true);
        }
        PackIndex? best = null;
        var most = (Score: LeastScore - 1, Mentions: 0);
        foreach (var index in _indexes)
        {
            if (report.Published?.Day is { } day && (day < index.Pack.From || day > index.Pack.Until))
            {
                continue;
            }
            var score = Score(index, parsed);
            if (score.CompareTo(most) > 0)
            {
                (best, most) = (index, score);
            }
        }
        return best is null ? Knowledge.None : new Knowledge([best], report.Published?.Day);
    }

    // Each name counts once, so that length does not decide; what is at home in many wars (supporters, outlets, weapons) does not count.
    private static (int Score, int Mentions) Score(PackIndex index, ParsedText parsed)
    {
        var parties = index.Pack.Parties;
        var met = new HashSet<string>(StringComparer.Ordinal);
        var (score, mentions) = (0, 0);
        for (var token = 0; token < parsed.Tokens.Length; token++)
        {
            if (index.At(parsed, token) is not var (name, tokens))
            {
                continue;
            }
            token += tokens - 1;
            var points = name.Kind is PackNameKind.Side or PackNameKind.Demonym ? (parties.Contains(name.Name, StringComparer.Ordinal) ? PartyScore : 0)
                : name.Kind is PackNameKind.Sector or PackNameKind.Place || (name.Side is not null && parties.Contains(name.Side, StringComparer.Ordinal)) ? NameScore
                : 0;
            if (points > 0)
            {
                mentions++;
                score += met.Add(name.Name) ? points : 0;
            }
        }
        return (score, mentions);
    }

    private static string[] ShippedNames() => [.. Resources().Where(name => name.EndsWith("/pack.tsv", StringComparison.Ordinal)).Select(name => name.Split('/')[1]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Resources() => typeof(PackCatalogue).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("packs/", StringComparison.Ordinal));

    private static Pack ReadShipped(string name) => PackReader.Read($"packs/{name}", file =>
    {
        using var stream = typeof(PackCatalogue).Assembly.GetManifestResourceStream($"packs/{name}/{file}");
        if (stream is null)
        {
            return null;
        }
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    });
}
