using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Examining;
using Attest.Register.Storage;
using Attest.Register.Strings;

namespace Attest.Register;

/// <content>Which other damage claims one may overlap with. Nothing is ever rejected for it by itself.</content>
public sealed partial class DamageRegister
{
    /// <summary>How many others are looked at for one key: a block of flats or a night of strikes can have thousands.</summary>
    private const int MostHits = 100;

    private const int MostOverlaps = 50;

    private static readonly OverlapKind[] Overlapping = [OverlapKind.Person, OverlapKind.Entity, OverlapKind.Property, OverlapKind.Address];

    /// <summary>The damage claims that one may overlap with, the most alike first.</summary>
    /// <param name="actor">Its examiner or the board.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="RegisterException">There is none that they may read, or they filed it themselves.</exception>
    public Task<IReadOnlyList<Overlap>> OverlapsAsync(Actor actor, string id, CancellationToken cancel) => OverlapsAsync(actor, id, "en", cancel);

    /// <summary>The same with its reasons in a language.</summary>
    /// <param name="actor">Its examiner or the board.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="language">Language of the reasons.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="RegisterException">There is none that they may read, or they filed it themselves.</exception>
    public Task<IReadOnlyList<Overlap>> OverlapsAsync(Actor actor, string id, string language, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return LookAsync("Looking for overlaps in the register of", actor, id, (sql, row) => (IReadOnlyList<Overlap>)[.. OverlapsOf(sql, RequireExaminable(actor, row), language).Where(overlap => MayKnow(actor, overlap.Other.AssignedTo))], cancel);
    }

    /// <summary>How many damage claims one may overlap with besides those that the actor may know of: the board sees them.</summary>
    /// <param name="actor">Its examiner or the board.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="RegisterException">There is none that they may read, or they filed it themselves.</exception>
    public Task<int> OverlapsElsewhereAsync(Actor actor, string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return LookAsync("Looking for overlaps in the register of", actor, id, (sql, row) => RequireExaminable(actor, row) is { } known && actor.Role != RegisterRole.Board ? OverlapsOf(sql, known, "en").Count(overlap => !MayKnow(actor, overlap.Other.AssignedTo)) : 0, cancel);
    }

    private static bool MayKnow(Actor actor, string? assignedTo) => actor.Role == RegisterRole.Board || (actor.Role == RegisterRole.Examiner && assignedTo == actor.Account);

    /// <summary>The damage claims of the same building and of the same strike; members that the actor may not know of are counted and not named.</summary>
    /// <param name="actor">Its examiner or the board.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="RegisterException">There is none that they may read, or they filed it themselves.</exception>
    public Task<IReadOnlyList<DamageGroup>> GroupsAsync(Actor actor, string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return LookAsync<IReadOnlyList<DamageGroup>>(
            "Looking for groups in the register of",
            actor,
            id,
            (sql, row) =>
            {
                RequireExaminable(actor, row);
                var submitted = Submitted(new MatterStore(sql, _keys), row);
                var groups = new List<DamageGroup>();
                foreach (var keys in OverlapKeys.Of(submitted.Statement, submitted.Place).Where(key => key.Kind is OverlapKind.Building or OverlapKind.Strike).GroupBy(key => key.Kind))
                {
                    var total = keys.Max(key => sql.Number("SELECT count(*) FROM overlap_keys WHERE key = $1", OverlapDigest(key.Kind, key.Key)));
                    var members = keys.SelectMany(key => SharingKey(sql, key.Kind, key.Key)).DistinctBy(one => one.Id).Where(one => actor.Role == RegisterRole.Board || one.AssignedTo == actor.Account).OrderBy(one => one.Sequence);
                    if (total > 1)
                    {
                        groups.Add(new DamageGroup(keys.Key, [.. members.Take(MostOverlaps).Select(Summary)], (int)total));
                    }
                }
                return groups;
            },
            cancel);
    }

    private IReadOnlyList<Overlap> OverlapsOf(Sql sql, ClaimRow row, string language)
    {
        var matter = new MatterStore(sql, _keys);
        var submitted = Submitted(matter, row);
        var keys = OverlapKeys.Of(submitted.Statement, submitted.Place).ToHashSet();
        return [.. KeyHits(sql, submitted.Statement, submitted.Place, row.Id, Overlapping)
            .Select(hit => OverlapWith(row, submitted, keys, hit, Submitted(matter, hit), language))
            .OrderByDescending(overlap => overlap.IsLikelyDuplicate).ThenByDescending(overlap => overlap.Weight).ThenBy(overlap => overlap.Other.Number, StringComparer.Ordinal).Take(MostOverlaps)];
    }

    private static Overlap OverlapWith(ClaimRow row, SubmittedRecord submitted, HashSet<(OverlapKind Kind, string Key)> keys, ClaimRow other, SubmittedRecord theirs, string language)
    {
        var shared = OverlapKeys.Of(theirs.Statement, theirs.Place).Where(keys.Contains).ToList();
        var kinds = shared.Select(key => key.Kind).Where(kind => kind != OverlapKind.Strike).Distinct().Order().ToList();
        var (reasons, weight) = (new List<string>(), 0.0);
        foreach (var kind in kinds)
        {
            weight += kind switch { OverlapKind.Property => 4, OverlapKind.Person or OverlapKind.Address => 3, OverlapKind.Entity => 2.5, _ => 1 };
            reasons.Add(kind != OverlapKind.Person ? Said($"overlap.{WireNames<OverlapKind>.Of(kind)}")
                : Said("overlap.person", Said(PersonReason(submitted.Statement, theirs.Statement, shared))));
        }
        var isSameTime = submitted.Statement.When is { } when && theirs.Statement.When is { } then && when.First <= then.Last && then.First <= when.Last;
        if (isSameTime)
        {
            weight++;
            reasons.Add(Said("overlap.time"));
        }
        var isSameCategory = row.Category == other.Category;
        reasons.Add(isSameCategory ? Said("overlap.category", row.Category) : Said("overlap.other-category", row.Category, other.Category));
        weight += isSameCategory ? 1 : 0;
        var isSameParty = kinds.Exists(kind => kind is OverlapKind.Person or OverlapKind.Entity);
        var isSameThing = kinds.Exists(kind => kind is OverlapKind.Property or OverlapKind.Address);
        var hasThing = submitted.Statement.Property is not null || submitted.Statement.Where is { Street.Length: > 0 };
        return new Overlap(Summary(other), kinds, isSameCategory && isSameParty && (isSameThing || (!hasThing && isSameTime)), weight, reasons);

        string Said(string key, params string[] values) => RegisterWords.Of(key, language, values);
    }

    // A number can be mistyped, and then two people share it.
    private static string PersonReason(Statement one, Statement other, List<(OverlapKind Kind, string Key)> shared)
    {
        var numbers = shared.Where(key => key.Kind == OverlapKind.Person && key.Key.StartsWith(OverlapKeys.ByNumber, StringComparison.Ordinal)).Select(key => key.Key).ToHashSet();
        return numbers.Count == 0 ? "overlap.person-name" : NamesOf(one).Overlaps(NamesOf(other)) ? "overlap.person-number" : "overlap.person-number-only";

        HashSet<string> NamesOf(Statement statement) =>
            [.. new[] { statement.Claimant, statement.PersonConcerned }.OfType<Person>().Where(person => numbers.Contains(OverlapKeys.ByNumber + NameFolding.Number(person.IdentityNumber))).Select(person => NameFolding.Sounds($"{person.FamilyName} {person.GivenName}"))];
    }

    /// <summary>A damage claim that the actor may examine: not one of their own, whose overlaps tell of other people's.</summary>
    private ClaimRow RequireExaminable(Actor actor, ClaimRow row) =>
        IsOwn(actor, row) ? throw RegisterException.Told(RegisterRefusal.NotAllowed, "refusal.compared", row.Number) : row;

    /// <summary>The damage claims that share a key of some kinds with a statement, without those of one id and those that are erased.</summary>
    private List<ClaimRow> KeyHits(Sql sql, Statement statement, ResolvedPlace? place, string besides, IReadOnlyList<OverlapKind> kinds) =>
        [.. OverlapKeys.Of(statement, place).Where(key => kinds.Contains(key.Kind)).SelectMany(key => SharingKey(sql, key.Kind, key.Key)).DistinctBy(row => row.Id).Where(row => row.Id != besides)];

    private List<ClaimRow> SharingKey(Sql sql, OverlapKind kind, string key) => sql.Rows(
        $"SELECT {ClaimRow.Columns} FROM damage_claims WHERE sequence IN (SELECT sequence FROM overlap_keys WHERE key = $1 ORDER BY sequence DESC LIMIT $2)", ClaimRow.Read, OverlapDigest(kind, key), MostHits);

    private byte[] OverlapDigest(OverlapKind kind, string key) => RegisterViews.OverlapDigest(_keys, kind, key);
}
