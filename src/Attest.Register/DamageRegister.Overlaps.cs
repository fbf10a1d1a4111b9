using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Examining;

namespace Attest.Register;

/// <content>Which other damage claims one may overlap with.</content>
public sealed partial class DamageRegister
{
    /// <summary>How many others are looked at for one key: a block of flats or a night of strikes can have hundreds.</summary>
    private const int MostHits = 100;

    /// <summary>The damage claims that share a key of some kinds with a statement, without those of one id.</summary>
    private List<ClaimRow> KeyHits(Sql sql, Statement statement, ResolvedPlace? place, string besides, IReadOnlyList<OverlapKind> kinds) =>
        [.. OverlapKeys.Of(statement, place).Where(key => kinds.Contains(key.Kind)).SelectMany(key => SharingKey(sql, key.Kind, key.Key)).DistinctBy(row => row.Id).Where(row => row.Id != besides)];

    private List<ClaimRow> SharingKey(Sql sql, OverlapKind kind, string key) => sql.Rows(
        $"SELECT {ClaimRow.Columns} FROM damage_claims WHERE sequence IN (SELECT sequence FROM overlap_keys WHERE key = $1 ORDER BY sequence DESC LIMIT $2)", ClaimRow.Read, OverlapDigest(kind, key), MostHits);

    private byte[] OverlapDigest(OverlapKind kind, string key) => Storage.RegisterViews.OverlapDigest(_keys, kind, key);
}
