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
    public Task<FoundOverlaps> OverlapsAsync(Actor actor, string id, CancellationToken cancel) => OverlapsAsync(actor, id, "en", cancel);

    /// <summary>The same with its reasons in a language.</summary>
    /// <param name="actor">Its examiner or the board.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="language">Language of the reasons.</param>
    /// <param name="cancel">Ends the query.</param>
    /// <exception cref="RegisterException">There is none that they may read, or they filed it themselves.</exception>
    public Task<FoundOverlaps> OverlapsAsync(Actor actor, string id, string language, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return LookAsync("Looking for overlaps in the register of", actor, id, (sql, row) => OverlapsOf(sql, actor, RequireExaminable(actor, row), language), cancel);
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
                    var members = keys.SelectMany(key => SharingKey(sql, key.Kind, key.Key, actor.Role == RegisterRole.Board ? null : actor.Account)).DistinctBy(one => one.Id).OrderBy(one => one.Sequence);
                    if (total > 1)
                    {
                        groups.Add(new DamageGroup(keys.Key, [.. members.Take(MostOverlaps).Select(Summary)], (int)total));
                    }
                }
                return groups;
            },
            cancel);
    }

    // Of a key that very many share the newest are looked at, and with them all that the examiner has.
    private FoundOverlaps OverlapsOf(Sql sql, Actor actor, ClaimRow row, string language)
    {
        var matter = new MatterStore(sql, _keys);
        var submitted = Submitted(matter, row);
        var keys = OverlapKeys.Of(submitted.Statement, submitted.Place).ToHashSet();
        var hits = KeyHits(sql, submitted.Statement, submitted.Place, row.Id, Overlapping);
        if (actor.Role == RegisterRole.Examiner)
        {
            hits = [.. hits.Concat(KeyHits(sql, submitted.Statement, submitted.Place, row.Id, Overlapping, actor.Account)).DistinctBy(hit => hit.Id)];
        }
        var known = hits.Where(hit => MayKnow(actor, hit.AssignedTo)).ToList();
        return new FoundOverlaps(
            [.. known.Select(hit => OverlapWith(row, submitted, keys, hit, Submitted(matter, hit), language))
                .OrderByDescending(overlap => overlap.IsLikelyDuplicate).ThenByDescending(overlap => overlap.Weight).ThenBy(overlap => overlap.Other.Number, StringComparer.Ordinal).Take(MostOverlaps)],
            hits.Count - known.Count);
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
    private List<ClaimRow> KeyHits(Sql sql, Statement statement, ResolvedPlace? place, string besides, IReadOnlyList<OverlapKind> kinds, string? examiner = null) =>
        [.. OverlapKeys.Of(statement, place).Where(key => kinds.Contains(key.Kind)).SelectMany(key => SharingKey(sql, key.Kind, key.Key, examiner)).DistinctBy(row => row.Id).Where(row => row.Id != besides)];

    private List<ClaimRow> SharingKey(Sql sql, OverlapKind kind, string key, string? examiner = null) => examiner is null
        ? sql.Rows($"SELECT {ClaimRow.Columns} FROM damage_claims WHERE sequence IN (SELECT sequence FROM overlap_keys WHERE key = $1 ORDER BY sequence DESC LIMIT $2)", ClaimRow.Read, OverlapDigest(kind, key), MostHits)
        : sql.Rows($"SELECT {ClaimRow.Columns} FROM damage_claims WHERE assigned_to = $3 AND sequence IN (SELECT sequence FROM overlap_keys WHERE key = $1) ORDER BY sequence DESC LIMIT $2", ClaimRow.Read, OverlapDigest(kind, key), MostHits, examiner);

    private byte[] OverlapDigest(OverlapKind kind, string key) => RegisterViews.OverlapDigest(_keys, kind, key);
}

/// <summary>Which other damage claims one may overlap with.</summary>
/// <param name="Known">Those that the actor may know of, the most alike first.</param>
/// <param name="Elsewhere">How many there are besides: the board sees them. 0 for the board.</param>
public sealed record FoundOverlaps(IReadOnlyList<Overlap> Known, int Elsewhere);
