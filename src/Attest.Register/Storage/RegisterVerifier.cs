using System.Globalization;
using System.Security.Cryptography;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Evidence;

namespace Attest.Register.Storage;

/// <summary>Holds everything that the register keeps against its ledger: the chain, what the commitments stand for, every block of the evidence, and the views, which are filled anew and compared row by row.</summary>
/// <param name="sql">One state of the register.</param>
/// <param name="keys">Its keys.</param>
/// <param name="store">Its files.</param>
/// <param name="folder">Its folder.</param>
/// <param name="isDestroyed">Whether a piece of evidence is destroyed by now, in another state than that one.</param>
internal sealed class RegisterVerifier(Sql sql, RegisterKeys keys, EvidenceStore store, string folder, Func<string, bool> isDestroyed)
{
    // The faults are for a person; a disk gone bad would else fill the memory with them.
    private const int FaultsNamed = 1000;

    private readonly MatterStore _matter = new(sql, keys);
    private readonly PublishedCheck _published = new(keys);
    private readonly Dictionary<string, byte[]?> _opened = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private readonly List<(string? Id, LedgerEntry Entry, string What, string Commitment)> _missing = [];
    private readonly Dictionary<string, (string Id, EvidencePiece Piece)> _pieces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);

    // All that entries name: what else is kept belongs to nothing, or is left of what was destroyed.
    private readonly HashSet<string> _locks = new(StringComparer.Ordinal), _given = new(StringComparer.Ordinal);
    private readonly HashSet<UInt128> _commitments = [];

    public RegisterVerification Run(IProgress<(long Done, long Total)>? progress, CancellationToken cancel)
    {
        // Sorting must not lay digests down in a file of its own.
        sql.Script("PRAGMA temp_store = MEMORY");
        foreach (var damage in sql.Rows("PRAGMA integrity_check", row => row.GetString(0)).Where(answer => answer != "ok"))
        {
            Fault($"The database register.db is damaged: {damage}.");
        }
        var ledger = new Ledger(sql);
        var (done, total) = (0L, ledger.Count());
        sql.Rows($"SELECT body FROM ledger WHERE kind = '{RegisterEntry.PackBegun}'", row => new LedgerEntry(0, "", "", row.GetString(0), "", "").DamageClaim() ?? "").ForEach(_published.Expect);
        using (var replayed = new ViewReplay(keys, folder))
        {
            var chain = new LedgerChain();
            foreach (var entry in ledger.Entries())
            {
                cancel.ThrowIfCancellationRequested();
                foreach (var fault in chain.Check(entry))
                {
                    Fault(fault);
                }
                Note(entry);
                CheckEntry(entry, replayed);
                _published.Take(entry);
                progress?.Report((++done, total));
            }
            replayed.Compare(sql, Fault, number => _numbers.GetValueOrDefault(number));
        }
        foreach (var (_, entry, what, commitment) in _missing.Where(one => one.Id is null || !_gone.Contains(one.Id)))
        {
            Fault(Invariant($"Ledger entry {entry.Position} of {Name(entry.DamageClaim())}: the {what} behind commitment {commitment} is missing, or the key that opens it."));
        }
        _published.Faults.ForEach(Fault);
        CheckEvidence(cancel);
        CheckDrafts();
        CheckUploads();
        CheckRuns();
        CheckLeftovers();
        return new RegisterVerification(total, _pieces.Count, _faults);
    }

    // What else is kept than entries name belongs to nothing, or is left of what was destroyed.
    private void Note(LedgerEntry entry)
    {
        _locks.Add(entry.DamageClaim() ?? "");
        foreach (var commitment in new[] { entry.MatterOf(), entry.Trail() })
        {
            if (commitment is not null && Short(commitment) is { } named)
            {
                _commitments.Add(named);
            }
        }
        switch (entry.Kind)
        {
            case RegisterEntry.EvidenceReceived:
                _given.Add(entry.Member("evidence") ?? "");
                break;
            case RegisterEntry.DraftDiscarded:
                _gone.Add(entry.DamageClaim() ?? "");
                break;
            case RegisterEntry.EvidenceWithdrawn:
                _pieces.Remove(entry.Member("evidence") ?? "");
                break;
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

    private void CheckEntry(LedgerEntry entry, ViewReplay replayed)
    {
        var id = entry.DamageClaim() ?? "";
        var trail = Content(entry, entry.Trail(), "trail", mayBeGone: false);
        if (entry.Kind == RegisterEntry.StepTaken && trail is not null && TrailOf(trail) is { } step)
        {
            _numbers[id] = step.Number;
            if (step.Step == DamageStep.Erase)
            {
                _gone.Add(id);
            }
        }
        var matter = Content(entry, entry.MatterOf(), "content", mayBeGone: true);
        if (entry.Kind == RegisterEntry.EvidenceReceived && matter is not null && entry.Member("evidence") is { } evidence)
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
        if (entry.Kind == RegisterEntry.PackBegun && trail is not null)
        {
            _published.TakePack(entry, trail);
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
                // What was destroyed is to be missing; that it was is told by what comes after.
                _missing.Add((mayBeGone ? entry.DamageClaim() : null, entry, what, commitment));
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
        if (FaultOf(id, name, what, bytes, expected) is { } fault && !isDestroyed(PieceOf(name)))
        {
            Fault(fault);
        }
    }

    private string? FaultOf(string id, string name, string what, long bytes, Sha256 expected)
    {
        try
        {
            if (_matter.KeyOf(id) is not { } key)
            {
                return $"The {what} {name} of {Name(id)} can't be opened: its key is missing.";
            }
            using var file = store.Open(name, key, bytes);
            var found = Convert.ToHexStringLower(SHA256.HashData(file));
            return found == expected.Hex ? null : $"The {what} {name} of {Name(id)} has the digest {found}, expected {expected}.";
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return $"The {what} {name} of {Name(id)} was changed or is missing: {fault.Message}";
        }
    }

    private void CheckDrafts()
    {
        foreach (var (id, owner, completes, sealedDraft) in sql.Rows("SELECT id, owner, is_completion, sealed FROM drafts", row => (row.GetString(0), row.GetBytes(1), row.GetInt64(2), row.GetBytes(3))))
        {
            try
            {
                var draft = RegisterJson.Read<DraftRecord>(RegisterKeys.Unseal(_matter.KeyOf(id) ?? throw new InvalidDataException("Its key is missing."), sealedDraft, DamageRegister.DraftBound(id)));
                if (!owner.AsSpan().SequenceEqual(RegisterViews.OwnerDigest(keys, draft.Owner)))
                {
                    Fault($"The draft {id} is said to be another account's than the one that wrote it.");
                }
                if (completes != (_numbers.ContainsKey(id) ? 1 : 0))
                {
                    Fault($"The draft {id} is said to {(completes == 0 ? "be a new one, and the ledger has it submitted" : "complete a damage claim that was never submitted")}.");
                }
            }
            catch (Exception fault) when (fault is InvalidDataException or FormatException)
            {
                Fault($"The draft {id} can't be opened: {fault.Message}");
            }
        }
    }

    private void CheckUploads()
    {
        foreach (var (upload, id, sealedUpload) in sql.Rows("SELECT upload, id, sealed FROM uploads", row => (row.GetString(0), row.GetString(1), row.GetBytes(2))))
        {
            try
            {
                RegisterKeys.Unseal(_matter.KeyOf(id) ?? throw new InvalidDataException("Its key is missing."), sealedUpload, DamageRegister.UploadBound(upload));
            }
            catch (InvalidDataException fault)
            {
                Fault($"The upload {upload} of {Name(id)} can't be opened: {fault.Message}");
            }
        }
    }

    // What was destroyed must be gone, and nothing be kept that no entry names: it could be put back, or read one day.
    private void CheckLeftovers()
    {
        var drafts = sql.Rows("SELECT id FROM drafts", row => row.GetString(0)).ToHashSet(StringComparer.Ordinal);
        foreach (var id in sql.Rows("SELECT lock FROM keys", row => row.GetString(0)))
        {
            if (_gone.Contains(id))
            {
                Fault($"The key of {Name(id)} is there, and the ledger has it destroyed.");
            }
            else if (!_locks.Contains(id) && !drafts.Contains(id))
            {
                Fault($"The key {id} belongs to no damage claim and no draft.");
            }
        }
        foreach (var (commitment, id) in sql.Stream("SELECT commitment, lock FROM matter", row => (row.GetString(0), row.GetString(1))))
        {
            if (id.Length > 0 && _gone.Contains(id))
            {
                Fault($"Content of {Name(id)} is there behind commitment {commitment}, and the ledger has it destroyed.");
            }
            else if (Short(commitment) is not { } named || !_commitments.Contains(named))
            {
                Fault($"Content is there behind commitment {commitment}, which no entry of the ledger names.");
            }
        }
        foreach (var id in drafts.Where(_gone.Contains))
        {
            Fault($"A draft of {Name(id)} is there, and the ledger has it destroyed.");
        }
        CheckFiles();
    }

    private void CheckFiles()
    {
        var uploads = sql.Rows("SELECT upload FROM uploads", row => row.GetString(0)).ToHashSet(StringComparer.Ordinal);
        // What is destroyed and about to go: whoever destroys it removes it, at once or at the next opening.
        var removals = sql.Rows("SELECT name FROM removals", row => row.GetString(0)).ToHashSet(StringComparer.Ordinal);
        var copied = _pieces.Where(piece => piece.Value.Piece.WorkingCopy is not null).Select(piece => piece.Key + EvidenceStore.CopySuffix).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, _, changed) in store.Files())
        {
            var piece = PieceOf(name);
            var isNamed = uploads.Contains(piece) || (_pieces.TryGetValue(piece, out var kept) && !_gone.Contains(kept.Id) && (piece == name || copied.Contains(name)));
            // What is new and unknown may be in the making in another process.
            if (!isNamed && !removals.Contains(piece) && (_given.Contains(piece) || changed < DateTime.UtcNow - EvidenceStore.LeftoverAge))
            {
                Fault($"The file of evidence {name} is there, and {(_given.Contains(piece) ? "the ledger has it destroyed" : "nothing names it")}.");
            }
        }
    }

    private static string PieceOf(string file) => file.EndsWith(EvidenceStore.CopySuffix, StringComparison.Ordinal) ? file[..^EvidenceStore.CopySuffix.Length] : file;

    // What came of the lines of CSV files is no entry of the ledger; what was filed by them is.
    private void CheckRuns()
    {
        foreach (var (run, owner, content) in sql.Rows("SELECT run, owner, sealed FROM bulk_runs WHERE length(sealed) > 0", row => (row.GetString(0), row.GetBytes(1), row.GetBytes(2))))
        {
            Opened($"What is kept of the CSV file {run}", () =>
            {
                if (!owner.AsSpan().SequenceEqual(RegisterViews.OwnerDigest(keys, RegisterJson.Read<BulkRecord>(keys.UnsealOwn(content, DamageRegister.RunBound(run))).Owner)))
                {
                    Fault($"The CSV file {run} is said to be another account's than the one that gave it.");
                }
            });
        }
        foreach (var (run, line, id, content) in sql.Stream("SELECT run, line, id, sealed FROM bulk_lines", row => (row.GetString(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetBytes(3))))
        {
            var what = Invariant($"What is kept of line {line} of the CSV file {run}");
            if (id is null && content.Length > 0)
            {
                Opened(what, () => keys.UnsealOwn(content, DamageRegister.LineBound(run, line)));
            }
            else if (id is not null && !_numbers.ContainsKey(id))
            {
                Fault($"{what} names the damage claim {id}, which the ledger does not have.");
            }
            else if (id is not null && _gone.Contains(id))
            {
                Fault($"{what} names the damage claim {id}, which is erased.");
            }
            else if (id is not null && content.Length > 0)
            {
                Opened(what, () => RegisterKeys.Unseal(KeyOf(id) ?? throw new InvalidDataException("Its key is missing."), content, System.Text.Encoding.UTF8.GetBytes(DamageRegister.LineBound(run, line))));
            }
        }
    }

    private void Opened(string what, Action open)
    {
        try
        {
            open();
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException)
        {
            Fault($"{what} can't be opened: {fault.Message}");
        }
    }

    // Half of a commitment tells it from all others, and is kept in a fifth of the room.
    private static UInt128? Short(string commitment) => commitment.Length >= 32 && UInt128.TryParse(commitment.AsSpan(0, 32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Removes what verifyings that were killed left: it holds digests of what may be erased by now.</summary>
    public static void SweepLeftovers(string folder, DateTimeOffset now)
    {
        foreach (var file in Directory.EnumerateFiles(folder, $"{ViewReplay.Prefix}*"))
        {
            if (File.GetLastWriteTimeUtc(file) < now.UtcDateTime - EvidenceStore.LeftoverAge)
            {
                File.Delete(file);
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
}
