using Attest.Archive.Storage;
using Attest.Register.DamageClaims;
using Attest.Register.Storage;

namespace Attest.Register;

/// <content>What is done with a damage claim after it was submitted. Every step is a row of the table of transitions, and an entry of the ledger with its author and reason.</content>
public sealed partial class DamageRegister
{
    /// <summary>The longest reason in words.</summary>
    public const int LongestWords = 4000;

    /// <summary>Gives a damage claim to an examiner.</summary>
    /// <param name="actor">The board.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="examiner">The account of an examiner, or of a member of the board.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">Who asks may not, there is nothing to assign as things stand, or the account examines nothing.</exception>
    public Task<DamageClaimChange> AssignAsync(Actor actor, string id, string examiner, CancellationToken cancel) =>
        TakeAsync(actor, id, DamageStep.Assign, [], "", examiner, null, null, cancel);

    /// <summary>Gives a damage claim back to its claimant for completion.</summary>
    /// <param name="actor">Its examiner, or the board.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="reasons">Reasons from the pack's list.</param>
    /// <param name="words">What is to be completed, in words that its claimant reads.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">Who asks may not, a reason is missing, or it is not in examination.</exception>
    public Task<DamageClaimChange> ReturnAsync(Actor actor, string id, IReadOnlyList<string> reasons, string words, CancellationToken cancel) => ReturnAsync(actor, id, reasons, words, null, cancel);

    /// <inheritdoc cref="ReturnAsync(Actor, string, IReadOnlyList{string}, string, CancellationToken)"/>
    /// <remarks>Refused where a step was taken after the entry <c>seen</c> (<see cref="DamageClaimChange.Entry"/>), the last that whoever asks had before them.</remarks>
    public Task<DamageClaimChange> ReturnAsync(Actor actor, string id, IReadOnlyList<string> reasons, string words, long? seen, CancellationToken cancel) =>
        TakeAsync(actor, id, DamageStep.Return, reasons, words, null, null, seen, cancel);

    /// <summary>Has what was returned examined on, as it was submitted: its claimant does not answer, or need not. What it was being changed to ends.</summary>
    /// <param name="actor">The board.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="words">Why, in words that its claimant reads.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">Who asks may not, no reason is given, or it was not returned.</exception>
    public Task<DamageClaimChange> ResumeAsync(Actor actor, string id, string words, CancellationToken cancel) => TakeAsync(actor, id, DamageStep.Resume, [], words, null, null, null, cancel);

    /// <summary>Proposes to the board to record it or not.</summary>
    /// <param name="actor">Its examiner.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="proposed"><see cref="DamageStep.Record"/> or <see cref="DamageStep.Refuse"/>.</param>
    /// <param name="reasons">Reasons from the pack's list; for refusing at least one.</param>
    /// <param name="words">Why.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">Who asks may not, a reason is missing, or it is not in examination.</exception>
    public Task<DamageClaimChange> ProposeAsync(Actor actor, string id, DamageStep proposed, IReadOnlyList<string> reasons, string words, CancellationToken cancel) => ProposeAsync(actor, id, proposed, reasons, words, null, cancel);

    /// <inheritdoc cref="ProposeAsync(Actor, string, DamageStep, IReadOnlyList{string}, string, CancellationToken)"/>
    /// <remarks>Refused where a step was taken after the entry <c>seen</c> (<see cref="DamageClaimChange.Entry"/>), the last that whoever asks had before them.</remarks>
    public Task<DamageClaimChange> ProposeAsync(Actor actor, string id, DamageStep proposed, IReadOnlyList<string> reasons, string words, long? seen, CancellationToken cancel) =>
        proposed is DamageStep.Record or DamageStep.Refuse
            ? TakeAsync(actor, id, DamageStep.Propose, reasons, words, null, proposed, seen, cancel)
            : throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.no-decision", proposed, DamageStep.Record, DamageStep.Refuse);

    /// <summary>Decides: records it, or not.</summary>
    /// <param name="actor">The board.</param>
    /// <param name="id">The damage claim.</param>
    /// <param name="decision"><see cref="DamageStep.Record"/> or <see cref="DamageStep.Refuse"/>.</param>
    /// <param name="reasons">Reasons from the pack's list; for refusing at least one.</param>
    /// <param name="words">Why, in words that its claimant reads.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="RegisterException">Who asks may not, a reason is missing, or it is not in examination.</exception>
    public Task<DamageClaimChange> DecideAsync(Actor actor, string id, DamageStep decision, IReadOnlyList<string> reasons, string words, CancellationToken cancel) => DecideAsync(actor, id, decision, reasons, words, null, cancel);

    /// <inheritdoc cref="DecideAsync(Actor, string, DamageStep, IReadOnlyList{string}, string, CancellationToken)"/>
    /// <remarks>Refused where a step was taken after the entry <c>seen</c> (<see cref="DamageClaimChange.Entry"/>), the last that whoever asks had before them.</remarks>
    public Task<DamageClaimChange> DecideAsync(Actor actor, string id, DamageStep decision, IReadOnlyList<string> reasons, string words, long? seen, CancellationToken cancel) =>
        decision is DamageStep.Record or DamageStep.Refuse
            ? TakeAsync(actor, id, decision, reasons, words, null, null, seen, cancel)
            : throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.no-decision", decision, DamageStep.Record, DamageStep.Refuse);

    /// <summary>Appeals a decision not to record it: once, by its claimant, within the days that the pack gives.</summary>
    /// <exception cref="RegisterException">It is not theirs, was appealed already, or it is too late.</exception>
    public Task<DamageClaimChange> AppealAsync(Actor actor, string id, string words, CancellationToken cancel) => TakeAsync(actor, id, DamageStep.Appeal, [], words, null, null, null, cancel);

    /// <summary>Takes a damage claim back before it is decided.</summary>
    /// <exception cref="RegisterException">It is not theirs, or it is decided.</exception>
    public Task<DamageClaimChange> WithdrawAsync(Actor actor, string id, string words, CancellationToken cancel) => TakeAsync(actor, id, DamageStep.Withdraw, [], words, null, null, null, cancel);

    /// <summary>What the actor can do with a damage claim as it stands now.</summary>
    /// <exception cref="RegisterException">There is none that they may read.</exception>
    public Task<IReadOnlyList<Transition>> StepsAsync(Actor actor, string id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return ReadAsync<IReadOnlyList<Transition>>(
            "Reading a damage claim in the register of",
            sql => Readable(sql, actor, id) is var row ? [.. Transitions.All.Where(step => step.From == row.State && Hinders(actor, row, step) is null)] : [],
            cancel);
    }

    /// <summary>Takes any step but submitting, completing, adding evidence and erasing.</summary>
    private Task<DamageClaimChange> TakeAsync(Actor actor, string id, DamageStep step, IReadOnlyList<string> reasons, string words, string? examiner, DamageStep? proposed, long? seen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reasons);
        ArgumentNullException.ThrowIfNull(words);
        return WriteAsync(
            "Changing a damage claim in the register of",
            ledger =>
            {
                var row = Readable(_writer, actor, id);
                var transition = Require(actor, row, step, reasons, words, proposed);
                // A damage claim that was returned and completed stands where it stood, and states something else.
                if (seen is { } known && _writer.Number("SELECT max(entry) FROM steps WHERE id = $1", id) != known)
                {
                    throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.changed", row.Number, step);
                }
                if (examiner is not null)
                {
                    RequireExaminer(row, examiner);
                }
                var isOwn = IsOwn(actor, row);
                Name(ledger, actor, isOwn);
                var trail = new StepTrail(
                    row.Number, row.Sequence, step, row.State, transition.To, isOwn ? StepTrail.ClaimantWord : actor.Account, isOwn ? RegisterRole.Claimant : actor.Role, reasons, examiner, proposed, null);
                var entry = Append(ledger, actor, id, Key(ledger.Matter, id), trail, words.Trim(), submitted: null);
                if (Transitions.IsReturned(row.State))
                {
                    _writer.Run("DELETE FROM drafts WHERE id = $1", id);
                }
                if (!Transitions.TakesEvidence(transition.To) || Transitions.IsReturned(row.State) != Transitions.IsReturned(transition.To))
                {
                    // What is on its way was begun for another state: it would be handed in though it was said that it is not, or the other way about.
                    MarkRemoved(_writer.Rows("SELECT upload FROM uploads WHERE id = $1", found => found.GetString(0), id));
                    _writer.Run("DELETE FROM uploads WHERE id = $1", id);
                }
                return Change(entry.Position, entry.RecordedAt, trail, actor.Account, words.Trim());
            },
            cancel);
    }

    private Transition Require(Actor actor, ClaimRow row, DamageStep step, IReadOnlyList<string> reasons, string words, DamageStep? proposed)
    {
        if (Transitions.Find(row.State, step) is not { } transition)
        {
            throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.other-state", row.Number, step, row.State, Transitions.All.Where(one => one.Step == step).Select(one => (object)one.From).Distinct().ToList());
        }
        if (Hinders(actor, row, transition) is { } hindrance)
        {
            throw RegisterException.Told(hindrance.Kind, hindrance.Key, [row.Number, step, .. hindrance.Values]);
        }
        if (transition.NeedsWords && words.Trim().Length == 0)
        {
            throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.no-words", row.Number, step);
        }
        if (words.Length > LongestWords)
        {
            throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.words-long", row.Number, step, words.Length, LongestWords);
        }
        var listed = step == DamageStep.Propose ? proposed!.Value : step;
        if ((transition.NeedsReason || proposed == DamageStep.Refuse) && reasons.Count == 0)
        {
            throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.no-reason", row.Number, step);
        }
        return reasons.FirstOrDefault(reason => !Pack.Reasons.Any(known => known.Id == reason && known.Step == listed)) is null
            ? transition
            : throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.other-reason", row.Number, step, Pack.Reasons.Where(known => known.Step == listed).Select(known => known.Id).ToList());
    }

    private (RegisterRefusal Kind, string Key, object[] Values)? Hinders(Actor actor, ClaimRow row, Transition transition)
    {
        var isOwn = IsOwn(actor, row);
        switch (transition.Condition)
        {
            case TransitionCondition.Own or TransitionCondition.AppealOpen when !isOwn:
                return (RegisterRefusal.NotAllowed, "refusal.not-own", []);
            case TransitionCondition.AppealOpen when row.AppealedAt is not null:
                return (RegisterRefusal.NotPossible, "refusal.appealed", []);
            case TransitionCondition.AppealOpen when row.DecidedAt is { } decided && _clock.GetUtcNow() > Moment.Read(decided).AddDays(Pack.AppealDays):
                return (RegisterRefusal.NotPossible, "refusal.appeal-late", [Pack.AppealDays]);
            case TransitionCondition.Own or TransitionCondition.AppealOpen:
                return null;
        }
        if (transition.Step == DamageStep.Erase)
        {
            return isOwn || actor.IsAdministrator || actor.Role == RegisterRole.Board ? null : (RegisterRefusal.NotAllowed, "refusal.not-eraser", []);
        }
        // Nobody examines or decides what they filed themselves.
        return isOwn ? (RegisterRefusal.NotAllowed, "refusal.filed-it", [])
            : !transition.Roles.Contains(actor.Role) ? (RegisterRefusal.NotAllowed, "refusal.other-role-step", [actor.Role, transition.Roles.Select(role => (object)role).ToList()])
            : transition.Condition == TransitionCondition.Assigned && actor.Role != RegisterRole.Board && row.AssignedTo != actor.Account ? (RegisterRefusal.NotAllowed, "refusal.assigned-other", [])
            : null;
    }

    private void RequireExaminer(ClaimRow row, string examiner)
    {
        if (_writer.Value("SELECT role FROM roles WHERE account = $1", examiner) is not string role || WireNames<RegisterRole>.Parse(role) is not (RegisterRole.Examiner or RegisterRole.Board))
        {
            throw RegisterException.Told(RegisterRefusal.NotPossible, "refusal.no-examiner", row.Number);
        }
        if (row.Owner is { } owner && owner.AsSpan().SequenceEqual(RegisterViews.OwnerDigest(_keys, examiner)))
        {
            throw RegisterException.Told(RegisterRefusal.NotAllowed, "refusal.examiner-filed", row.Number);
        }
    }

    private static DamageClaimChange Change(long entry, string at, StepTrail trail, string by, string words) => new(
        trail.Step, trail.From, trail.To, by, trail.Role, Moment.Read(at), trail.Reasons, words, entry)
    {
        AssignedTo = trail.AssignedTo,
        Proposed = trail.Proposed,
    };
}
