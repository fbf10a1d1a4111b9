using System.Text;
using Attest.Archive.Storage;

namespace Attest.Register.Storage;

/// <summary>What the ledger's commitments stand for, sealed: salt and content together, so that without the key not even a guess can be tried.</summary>
internal sealed class MatterStore(Sql sql, RegisterKeys keys)
{
    /// <summary>What matter of no damage claim is sealed for.</summary>
    public const string OwnPurpose = "matter";

    /// <summary>Gives a damage claim a key.</summary>
    public byte[] NewLock(string id)
    {
        var key = RegisterKeys.NewKey();
        sql.Run("INSERT INTO keys (lock, wrapped) VALUES ($1, $2)", id, keys.Wrap(key, id));
        return key;
    }

    /// <summary>A damage claim's key; null where it was destroyed or never was.</summary>
    /// <exception cref="InvalidDataException">The key was changed.</exception>
    public byte[]? KeyOf(string id) => sql.Value("SELECT wrapped FROM keys WHERE lock = $1", id) is byte[] wrapped ? keys.Unwrap(wrapped, id) : null;

    /// <summary>Destroys a damage claim's key with all that it sealed.</summary>
    public void Destroy(string id)
    {
        sql.Run("DELETE FROM keys WHERE lock = $1", id);
        sql.Run("DELETE FROM matter WHERE lock = $1", id);
        sql.Run("DELETE FROM drafts WHERE id = $1", id);
        sql.Run("DELETE FROM uploads WHERE id = $1", id);
        sql.Run("DELETE FROM same_uploads WHERE id = $1", id);
        // What came of the line that it was filed by names it no more; a CSV file of which nothing is left is forgotten with who gave it and when.
        var run = sql.Value("SELECT run FROM bulk_lines WHERE id = $1", id);
        sql.Run("UPDATE bulk_lines SET id = NULL, sealed = x'' WHERE id = $1", id);
        if (run is not null && sql.Value("SELECT 1 FROM bulk_lines WHERE run = $1 AND id IS NOT NULL", run) is null)
        {
            sql.Run("DELETE FROM bulk_lines WHERE run = $1", run);
            sql.Run("DELETE FROM bulk_runs WHERE run = $1", run);
        }
    }

    /// <summary>Stores content under a damage claim's key.</summary>
    /// <returns>The commitment to it.</returns>
    public string Store(string id, byte[] key, ReadOnlySpan<byte> content) => Store(id, content, salted => RegisterKeys.Seal(key, salted, Encoding.UTF8.GetBytes(id)));

    /// <summary>Stores content under the register's own key.</summary>
    /// <returns>The commitment to it.</returns>
    public string StoreOwn(ReadOnlySpan<byte> content) => Store("", content, salted => keys.SealOwn(salted, OwnPurpose));

    /// <summary>What a commitment stands for; null where it was erased.</summary>
    /// <exception cref="InvalidDataException">It was changed.</exception>
    public Opened? Find(string commitment) => Find(commitment, KeyOf);

    /// <summary>What a commitment stands for, for a caller that keeps keys.</summary>
    /// <param name="commitment">The commitment.</param>
    /// <param name="keyOf">Gives a damage claim's key; null where it was destroyed.</param>
    /// <exception cref="InvalidDataException">It was changed.</exception>
    public Opened? Find(string commitment, Func<string, byte[]?> keyOf)
    {
        if (sql.Rows("SELECT lock, sealed FROM matter WHERE commitment = $1", row => (Lock: row.GetString(0), Sealed: row.GetBytes(1)), commitment) is not [var found])
        {
            return null;
        }
        if (found.Lock.Length == 0)
        {
            return new Opened(keys.UnsealOwn(found.Sealed, OwnPurpose));
        }
        return keyOf(found.Lock) is { } key ? new Opened(RegisterKeys.Unseal(key, found.Sealed, Encoding.UTF8.GetBytes(found.Lock))) : null;
    }

    private string Store(string id, ReadOnlySpan<byte> content, Func<byte[], byte[]> seal)
    {
        var salted = new byte[Commitment.SaltBytes + content.Length];
        Commitment.NewSalt().CopyTo(salted, 0);
        content.CopyTo(salted.AsSpan(Commitment.SaltBytes));
        var commitment = Commitment.Of(salted.AsSpan(0, Commitment.SaltBytes), content);
        sql.Run("INSERT INTO matter (commitment, lock, sealed) VALUES ($1, $2, $3)", commitment, id, seal(salted));
        return commitment;
    }

    /// <summary>Salt and content.</summary>
    internal readonly struct Opened(byte[] salted)
    {
        public ReadOnlySpan<byte> Salt => salted.AsSpan(0, Attest.Archive.Storage.Commitment.SaltBytes);

        public ReadOnlySpan<byte> Content => salted.AsSpan(Attest.Archive.Storage.Commitment.SaltBytes);

        public string Commitment => Attest.Archive.Storage.Commitment.Of(Salt, Content);
    }
}
