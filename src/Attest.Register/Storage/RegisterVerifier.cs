using System.Globalization;
using System.Security.Cryptography;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Evidence;

namespace Attest.Register.Storage;

/// <summary>Holds everything that the register keeps against its ledger: the chain, what the commitments stand for, every block of the evidence, and the views, which are filled anew and compared row by row.</summary>
internal sealed class RegisterVerifier(Sql sql, RegisterKeys keys, EvidenceStore store, string folder)
{
    // The faults are for a person; a disk gone bad would else fill the memory with them.
    private const int FaultsNamed = 1000;

    private readonly MatterStore _matter = new(sql, keys);
    private readonly Dictionary<string, byte[]?> _opened = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal), _withdrawn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Id, EvidencePiece Piece)> _pieces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);

    public RegisterVerification Run(IProgress<(long Done, long Total)>? progress, CancellationToken cancel)
    {
        foreach (var damage in sql.Rows("PRAGMA quick_check", row => row.GetString(0)).Where(answer => answer != "ok"))
        {
            Fault($"The database register.db is damaged: {damage}.");
        }
        var ledger = new Ledger(sql);
        var (done, total) = (0L, ledger.Count());
        foreach (var entry in ledger.Entries())
        {
            Note(entry);
        }
        using (var replayed = new Replay(keys, folder))
        {
            var chain = new LedgerChain();
            foreach (var entry in ledger.Entries())
            {
                cancel.ThrowIfCancellationRequested();
                foreach (var fault in chain.Check(entry))
                {
                    Fault(fault);
                }
                CheckEntry(entry, replayed);
                progress?.Report((++done, total));
            }
            replayed.Compare(sql, Fault, number => _numbers.GetValueOrDefault(number));
        }
        CheckEvidence(cancel);
        CheckDrafts();
        return new RegisterVerification(total, _pieces.Count, _faults);
    }

    // What was destroyed is to be missing; it is told by what came after.
    private void Note(LedgerEntry entry)
    {
        if (entry.Kind == RegisterEntry.DraftDiscarded || (entry.Kind == RegisterEntry.StepTaken && Quietly(entry.Trail()) is { } trail && TrailOf(trail)?.Step == DamageStep.Erase))
        {
            _gone.Add(entry.DamageClaim() ?? "");
        }
        else if (entry.Kind == RegisterEntry.EvidenceWithdrawn)
        {
            _withdrawn.Add(entry.Member("evidence") ?? "");
        }
    }

    private byte[]? Quietly(string? commitment)
    {
        try
        {
            return commitment is not null && _matter.Find(commitment) is { } found ? found.Content.ToArray() : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static StepTrail? TrailOf(byte[] trail)
    {
        try
        {
            return RegisterJson.Read<StepTrail>(trail);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private void CheckEntry(LedgerEntry entry, Replay replayed)
    {
        var id = entry.DamageClaim() ?? "";
        var trail = Content(entry, entry.Trail(), "trail", mayBeGone: false);
        if (entry.Kind == RegisterEntry.StepTaken && trail is not null && TrailOf(trail) is { } step)
        {
            _numbers[id] = step.Number;
        }
        var matter = Content(entry, entry.MatterOf(), "content", mayBeGone: _gone.Contains(id));
        if (entry.Kind == RegisterEntry.EvidenceReceived && matter is not null && entry.Member("evidence") is { } evidence && !_withdrawn.Contains(evidence))
        {
            try
            {
                _pieces[evidence] = (id, RegisterJson.Read<EvidencePiece>(matter));
            }
            catch (FormatException)
            {
                Fault(Invariant($"Ledger entry {entry.Position} of {Name(id)}: what is known of the evidence {evidence} can't be read."));
            }
        }
        if (replayed.Apply(entry, trail, matter) is { } fault)
        {
            Fault(Invariant($"Ledger entry {entry.Position} of {Name(id)} can't be applied: {fault}"));
        }
    }

    private byte[]? Content(LedgerEntry entry, string? commitment, string what, bool mayBeGone)
    {
        if (commitment is null)
        {
            return null;
        }
        try
        {
            if (_matter.Find(commitment, KeyOf) is not { } found)
            {
                if (!mayBeGone)
                {
                    Fault(Invariant($"Ledger entry {entry.Position} of {Name(entry.DamageClaim())}: the {what} behind commitment {commitment} is missing, or the key that opens it."));
                }
                return null;
            }
            if (found.Commitment is var given && given != commitment)
            {
                Fault(Invariant($"Ledger entry {entry.Position} of {Name(entry.DamageClaim())}: the {what} behind commitment {commitment} was changed: with its salt it gives {given}."));
                return null;
            }
            return found.Content.ToArray();
        }
        catch (InvalidDataException fault)
        {
            Fault(Invariant($"Ledger entry {entry.Position} of {Name(entry.DamageClaim())}: the {what} behind commitment {commitment} can't be opened: {fault.Message}"));
            return null;
        }
    }

    private byte[]? KeyOf(string id)
    {
        if (!_opened.TryGetValue(id, out var key))
        {
            _opened.Add(id, key = _matter.KeyOf(id));
        }
        return key;
    }

    private void CheckEvidence(CancellationToken cancel)
    {
        foreach (var (evidence, (id, piece)) in _pieces)
        {
            cancel.ThrowIfCancellationRequested();
            if (_gone.Contains(id))
            {
                continue;
            }
            CheckFile(id, evidence, "original", piece.Bytes, piece.Sha256);
            if (piece.WorkingCopy is { } copy)
            {
                CheckFile(id, evidence + EvidenceStore.CopySuffix, "working copy", copy.Bytes, copy.Sha256);
            }
        }
    }

    private void CheckFile(string id, string name, string what, long bytes, Sha256 expected)
    {
        try
        {
            if (_matter.KeyOf(id) is not { } key)
            {
                Fault($"The {what} {name} of {Name(id)} can't be opened: its key is missing.");
                return;
            }
            using var file = store.Open(name, key, bytes);
            var found = Convert.ToHexStringLower(SHA256.HashData(file));
            if (found != expected.Hex)
            {
                Fault($"The {what} {name} of {Name(id)} has the digest {found}, expected {expected}.");
            }
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Fault($"The {what} {name} of {Name(id)} was changed or is missing: {fault.Message}");
        }
    }

    private void CheckDrafts()
    {
        foreach (var (id, sealedDraft) in sql.Rows("SELECT id, sealed FROM drafts", row => (row.GetString(0), row.GetBytes(1))))
        {
            try
            {
                RegisterKeys.Unseal(_matter.KeyOf(id) ?? throw new InvalidDataException("Its key is missing."), sealedDraft, DamageRegister.DraftBound(id));
            }
            catch (InvalidDataException fault)
            {
                Fault($"The draft {id} can't be opened: {fault.Message}");
            }
        }
    }

    private string Name(string? id) => id is null or "" ? "the register" : _numbers.TryGetValue(id, out var number) ? $"{number} ({id})" : $"the draft {id}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Fault(string sentence)
    {
        if (_faults.Count < FaultsNamed)
        {
            _faults.Add(sentence);
        }
        else if (_faults.Count == FaultsNamed)
        {
            _faults.Add("More is wrong; only the first thousand faults are named.");
        }
    }

    // The views filled anew in a file beside, which is gone afterwards.
    private sealed class Replay : IDisposable
    {
        private readonly string _file;
        private readonly Sql _sql;
        private readonly RegisterViews _views;

        public Replay(RegisterKeys keys, string folder)
        {
            _file = Path.Combine(folder, $"verifying-{Guid.NewGuid():N}.db");
            _sql = Sql.OpenWriter(_file);
            _sql.Script("PRAGMA synchronous = OFF;");
            _sql.Script(RegisterSchema.Views);
            _sql.Run("BEGIN");
            _views = new RegisterViews(_sql, keys);
        }

        public string? Apply(LedgerEntry entry, byte[]? trail, byte[]? matter)
        {
            try
            {
                _views.Apply(entry, trail, matter);
                return null;
            }
            catch (Exception fault) when (fault is FormatException or Microsoft.Data.Sqlite.SqliteException)
            {
                return fault.Message;
            }
        }

        public void Compare(Sql kept, Action<string> fault, Func<string, string?> numberOf)
        {
            foreach (var table in RegisterSchema.ViewTables)
            {
                var columns = kept.Rows($"PRAGMA table_info({table})", row => row.GetString(1));
                var query = $"SELECT {string.Join(" || '|' || ", columns.Select(column => $"quote({column})"))} FROM {table} ORDER BY 1";
                using var expected = _sql.Stream(query, row => row.GetString(0)).GetEnumerator();
                using var found = kept.Stream(query, row => row.GetString(0)).GetEnumerator();
                var (hasExpected, hasFound) = (expected.MoveNext(), found.MoveNext());
                while (hasExpected || hasFound)
                {
                    var order = !hasExpected ? 1 : !hasFound ? -1 : string.CompareOrdinal(expected.Current, found.Current);
                    if (order != 0)
                    {
                        var row = order < 0 ? expected.Current : found.Current;
                        fault($"The view {table} {(order < 0 ? "lacks" : "has")} a row that the ledger {(order < 0 ? "gives" : "does not give")}: {Shown(row, numberOf)}.");
                    }
                    hasExpected = order <= 0 ? expected.MoveNext() : hasExpected;
                    hasFound = order >= 0 ? found.MoveNext() : hasFound;
                }
            }
        }

        public void Dispose()
        {
            _sql.Dispose();
            foreach (var suffix in new[] { "", "-wal", "-shm" })
            {
                File.Delete(_file + suffix);
            }
        }

        private static string Shown(string row, Func<string, string?> numberOf) =>
            row.Split('|').Select(cell => cell.Trim('\'')).Select(numberOf).FirstOrDefault(number => number is not null) is { } known ? $"{known}, {Cut(row)}" : Cut(row);

        private static string Cut(string row) => row.Length <= 160 ? row : row[..159] + "…";
    }
}
