using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Storage;

namespace Attest.Register.EvidencePacks;

/// <summary>What the entries of the ledger prove of one damage claim: an evidence pack is written from it, and held against it. verify.html does the same in a browser.</summary>
/// <param name="Record">The record.</param>
/// <param name="Custody">The custody.</param>
/// <param name="Reported">The digest of what was reported.</param>
/// <param name="Page">The digest of the page that verifies the pack.</param>
/// <param name="Names">The positions of the entries that say what accounts are called.</param>
/// <param name="Withheld">How many entries are withheld, in whole or in part.</param>
internal sealed record ProvenClaim(PackedRecord Record, IReadOnlyList<CustodyEntry> Custody, string Reported, string Page, IReadOnlyList<long> Names, int Withheld)
{
    /// <summary>Follows the entries from the first to the last.</summary>
    /// <param name="entries">The entries of one damage claim.</param>
    /// <param name="faults">Takes what does not hold.</param>
    /// <returns>What they prove; null where they prove no damage claim.</returns>
    /// <exception cref="FormatException">What an entry stands for is something else.</exception>
    public static ProvenClaim? Of(IReadOnlyList<PackedEntry> entries, List<string> faults)
    {
        if (entries is not [.., { Kind: RegisterEntry.PackBegun, Trail: { } trail, Matter: { } matter } last])
        {
            faults.Add("The last ledger entry of the pack does not say which entries there are: one was left out behind it, or what it stands for.");
            return null;
        }
        var told = entries.Take(entries.Count - 1).ToList();
        var follower = new Follower(Read<PackTrail>(trail), Entry(last).DamageClaim() ?? "", faults);
        follower.CheckWhole(told);
        foreach (var entry in told)
        {
            follower.Take(entry);
        }
        return follower.Claim(last, Read<PackMatter>(matter));
    }

    /// <summary>SHA-256 of the hashes of entries one after another.</summary>
    public static string HashesOf(IEnumerable<string> hashes)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var hash in hashes)
        {
            digest.AppendData(Convert.FromHexString(hash));
        }
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    /// <summary>The entry as the ledger has it.</summary>
    public static LedgerEntry Entry(PackedEntry packed) => new(packed.Position, packed.Kind, packed.RecordedAt, packed.Body, packed.Previous, packed.Hash);

    private static T Read<T>(PackedMatter matter) => RegisterJson.Read<T>(Encoding.UTF8.GetBytes(matter.Content));

    private sealed class Follower(PackTrail pack, string id, List<string> faults)
    {
        private readonly List<DamageClaimChange> _changes = [];
        private readonly List<CustodyEntry> _custody = [];
        private readonly List<EvidencePiece> _pieces = [];
        private readonly HashSet<long> _withheld = [.. pack.Withheld], _closed = [.. pack.Closed];
        private DamageState _state = DamageState.Draft;
        private SubmittedRecord? _submitted;
        private string? _number, _changedAt;

        /// <summary>That all entries are there which the register says there are, and no others.</summary>
        public void CheckWhole(IReadOnlyList<PackedEntry> told)
        {
            var found = told.Select(entry => entry.Position).ToList();
            faults.AddRange(pack.Entries.Except(found).Select(position => Invariant($"Ledger entry {position} of this damage claim was left out.")));
            faults.AddRange(found.Except(pack.Entries).Select(position => Invariant($"Ledger entry {position} was added: the register has no such entry of this damage claim.")));
            if (faults.Count == 0 && (!found.SequenceEqual(pack.Entries) || HashesOf(told.Select(entry => entry.Hash)) != pack.Hashes))
            {
                faults.Add("The ledger’s entries are others than those that the register says there are, or stand in another order.");
            }
        }

        public void Take(PackedEntry packed)
        {
            var entry = Entry(packed);
            if (entry.DamageClaim() != id)
            {
                faults.Add($"{Name(packed)} is about another damage claim.");
                return;
            }
            var (isWithheld, isClosed) = (_withheld.Contains(packed.Position), _closed.Contains(packed.Position));
            if ((packed.Trail is not null) != (entry.Trail() is not null && !isWithheld) || (packed.Matter is not null) != (entry.MatterOf() is not null && !isWithheld && !isClosed))
            {
                faults.Add($"What {Name(packed)} stands for was left out or added: the register says otherwise what is withheld in this pack.");
                return;
            }
            switch (packed.Kind)
            {
                case RegisterEntry.StepTaken:
                    _changedAt = packed.RecordedAt;
                    if (packed.Trail is { } trail)
                    {
                        Step(packed, Read<StepTrail>(trail), packed.Matter is { } step ? Read<StepMatter>(step) : null);
                    }
                    break;
                case RegisterEntry.CustodyEntered when packed.Trail is { } entered:
                    Custody(packed, Read<CustodyTrail>(entered), packed.Matter is { } line ? Read<CustodyMatter>(line) : null);
                    break;
                case RegisterEntry.EvidenceReceived when packed.Matter is { } piece:
                    _pieces.Add(Read<EvidencePiece>(piece));
                    break;
            }
        }

        public ProvenClaim? Claim(PackedEntry last, PackMatter matter)
        {
            if (_submitted is null || _number is null || _changedAt is null)
            {
                faults.Add("The ledger’s entries prove no damage claim: that it was submitted is not among them.");
                return null;
            }
            var opened = _changes.FindLastIndex(change => change.Step is DamageStep.Submit or DamageStep.Complete or DamageStep.AddEvidence or DamageStep.Appeal or DamageStep.Record or DamageStep.Refuse or DamageStep.Return);
            var claim = new DamageClaim(
                id, _number, _state, _submitted.Statement, _submitted.Owner, _changes.Find(change => change.Step == DamageStep.Submit)?.At, Moment.Read(_changedAt), _changes.FindLast(change => change.AssignedTo is not null)?.AssignedTo,
                _changes.FindLast(change => change.Step == DamageStep.Appeal)?.At, [.. _pieces.Where(piece => _submitted.Evidence.Contains(piece.Id))], _changes, _changes.Skip(opened + 1).LastOrDefault(change => change.Step == DamageStep.Propose))
            {
                Place = _submitted.Place,
                SubmittedEvidence = _submitted.Evidence,
            };
            return new ProvenClaim(new PackedRecord(pack.Register, Moment.Read(last.RecordedAt), pack.By, claim), _custody, matter.Reported, matter.Page, pack.Names, _withheld.Count + _closed.Count);
        }

        private void Step(PackedEntry packed, StepTrail trail, StepMatter? matter)
        {
            if (trail.From != _state || Transitions.Find(_state, trail.Step) is not { } row || row.To != trail.To || !row.Roles.Contains(trail.Role))
            {
                faults.Add($"{Name(packed)}: that somebody as {Wire(trail.Role)} took the step “{Wire(trail.Step)}” from “{Wire(trail.From)}” to “{Wire(trail.To)}” can’t be, where it stood at “{Wire(_state)}”.");
            }
            _state = trail.To;
            if ((_number ??= trail.Number) != trail.Number)
            {
                faults.Add($"{Name(packed)} is about {trail.Number}, not {_number}.");
            }
            _submitted = matter?.Submitted ?? _submitted;
            var isHidden = pack.IsOwn && trail.Role != RegisterRole.Claimant;
            _changes.Add(new DamageClaimChange(
                trail.Step, trail.From, trail.To, isHidden ? Wire(trail.Role) : matter?.By ?? trail.By, trail.Role, Moment.Read(packed.RecordedAt), trail.Reasons, matter?.Words ?? trail.Words ?? "", packed.Position)
            {
                AssignedTo = isHidden ? null : trail.AssignedTo,
                Proposed = trail.Proposed,
            });
        }

        private void Custody(PackedEntry packed, CustodyTrail trail, CustodyMatter? matter) => _custody.Add(new CustodyEntry(
            packed.Position, Moment.Read(packed.RecordedAt), pack.IsOwn && trail.Role != RegisterRole.Claimant ? Wire(trail.Role) : matter?.By ?? trail.By, trail.Role, trail.Act, trail.Evidence, matter?.Why ?? "", matter?.Digest));

        private static string Wire<T>(T value)
            where T : struct, Enum => WireNames<T>.Of(value);

        private static string Name(PackedEntry entry) => Invariant($"Ledger entry {entry.Position}");

        private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
