using System.Globalization;
using Attest.Archive.Corrections;
using Attest.Archive.Formats;
using Attest.Archive.Storage;
using Attest.Incidents;
using Attest.Language;

namespace Attest.Archive;

/// <content>What people decide about single claims, and about sources.</content>
public sealed partial class ReportArchive
{
    private const int LongestWords = 2000, MostPlacesTold = 5;

    /// <summary>Decides that a claim doesn't hold: it stays on view, counts for nothing, and what disagrees with it is resolved.</summary>
    /// <param name="claim">A claim; one of an earlier version of a report stands for that of the same words in the latest.</param>
    /// <param name="reason">Why.</param>
    /// <param name="author">Who decides.</param>
    /// <param name="linker">Makes the incidents anew.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">There is no such claim, or it was rejected already.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<Judgement> RejectAsync(string claim, string reason, string author, IncidentLinker linker, CancellationToken cancel) => RejectAsync(claim, new Decision(reason, author), linker, cancel);

    /// <inheritdoc cref="RejectAsync(string, string, string, IncidentLinker, CancellationToken)"/>
    public Task<Judgement> RejectAsync(string claim, Decision decision, IncidentLinker linker, CancellationToken cancel) => DecideAsync(
        decision,
        (id, at) => Judged(claim) is var judged && judged.IsRejected && decision.Seen is null
            ? throw new ArgumentException($"Rejecting claim {claim}: it was rejected already.", nameof(claim))
            : Made(id, at, Verdict.Rejected, judged, decision),
        linker, cancel);

    /// <summary>Decides that a claim was read rightly, or holds as it was put right; a rejection of it before no longer holds.</summary>
    /// <param name="claim">A claim; one of an earlier version of a report stands for that of the same words in the latest.</param>
    /// <param name="decision">Who decides, and why.</param>
    /// <param name="linker">Makes the incidents anew.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">There is no such claim.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<Judgement> AcceptAsync(string claim, Decision decision, IncidentLinker linker, CancellationToken cancel) =>
        DecideAsync(decision, (id, at) => Made(id, at, Verdict.Accepted, Judged(claim), decision), linker, cancel);

    /// <summary>Puts a claim right: it says from now on what is given, and all that rests on it follows.</summary>
    /// <param name="claim">A claim; one of an earlier version of a report stands for that of the same words in the latest.</param>
    /// <param name="given">What it says, in those fields that are put right, as a person writes it (<see cref="ClaimForm"/>).</param>
    /// <param name="decision">Who decides, and why.</param>
    /// <param name="linker">Makes the incidents anew.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">There is no such claim, it is counted from people and not from a number, a value is none, or nothing is changed.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<Judgement> CorrectAsync(string claim, IReadOnlyList<FieldValue> given, Decision decision, IncidentLinker linker, CancellationToken cancel) => DecideAsync(
        decision,
        (id, at) =>
        {
            var judged = Judged(claim);
            if (judged.Claim.Anchor!.IsDerived)
            {
                throw new ArgumentException($"Correcting claim {claim}: its number is counted from the people that the report names. Reject it, and add a claim of the words that give the number.", nameof(claim));
            }
            var (values, places) = ReadValues(judged.Claim.Anchor.Kind!.Value, given, judged.Reading, judged.Claim.Says);
            var changes = new ClaimValues(values.Where(value => value.Value != judged.Claim.Says[value.Field]));
            return changes.Count == 0
                ? throw new ArgumentException($"Correcting claim {claim}: it says that already. Give at least one thing that is otherwise.", nameof(given))
                : Made(id, at, Verdict.Corrected, judged, decision) with { Changes = changes, Places = [.. Places(judged, changes, places)] };
        },
        linker, cancel);

    /// <summary>Makes a claim of words from which none was read.</summary>
    /// <param name="report">A report; words of an earlier version stand for the same in the latest.</param>
    /// <param name="kind">A figure, an event or a statement.</param>
    /// <param name="words">The words of it: the number with its unit, the words that name the event, what is said.</param>
    /// <param name="given">What it says, as a person writes it; a figure at least how many, an event at least what type, a statement who says it.</param>
    /// <param name="decision">Who decides, and why.</param>
    /// <param name="linker">Makes the incidents anew.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">There is no such report, it does not have the words or has them more than once, a claim is read from them already, a value is none, or something is missing.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<Judgement> AddClaimAsync(string report, ClaimKind kind, ChosenWords words, IReadOnlyList<FieldValue> given, Decision decision, IncidentLinker linker, CancellationToken cancel) => DecideAsync(
        decision,
        (id, at) =>
        {
            var reading = LatestReading(report);
            var span = Find(reading.Report, InLatest(report, words));
            if (new ReadingDraft(reading).Find(kind, span) is { } there && kind != ClaimKind.Statement)
            {
                throw new ArgumentException($"Adding a claim to report {report}: a claim is read from “{there.Span.Of(reading.Report.Text)}” already; correct that.", nameof(words));
            }
            var (values, places) = ReadValues(kind, given, reading, ClaimValues.None);
            var needed = kind switch { ClaimKind.Figure => ClaimField.Figure, ClaimKind.Event => ClaimField.Type, _ => ClaimField.Speaker };
            if (values[needed] is null)
            {
                throw new ArgumentException($"Adding a claim to report {report}: found no {WireNames<ClaimField>.Of(needed)}, which a {WireNames<ClaimKind>.Of(kind)} needs.", nameof(given));
            }
            if (kind == ClaimKind.Statement && reading.Attributions.Any(said => said.Content[0].Overlaps(span) && reading.SpeakerOf(said.Speaker)?.Name == values[ClaimField.Speaker]))
            {
                throw new ArgumentException($"Adding a claim to report {report}: that {values[ClaimField.Speaker]} says something of “{span.Of(reading.Report.Text)}” is read already; correct that.", nameof(given));
            }
            var judged = new JudgedClaim(ReadingDraft.IdOf(reading.Report.Id, kind, span.Of(reading.Report.Text), id), "", span.Of(reading.Report.Text)) { Anchor = WordAnchor.Of(reading.Report, kind, isDerived: false, isAdded: true, span, SentenceOf(reading.Report, span)) };
            return new Judgement(id, Verdict.Added, [judged], [], null, decision.Reason, decision.Author, at) { Changes = values, Places = [.. ClaimSayings.PlacesOf(values, reading, places)], Answers = decision.Answers };
        },
        linker, cancel);

    /// <summary>Decides that two claims of an incident that can't both hold no longer disagree: both count as before, and the contradiction is no longer open.</summary>
    /// <param name="claim">A claim.</param>
    /// <param name="other">One that contradicts it.</param>
    /// <param name="decision">Who decides, and why.</param>
    /// <param name="linker">Makes the incident anew.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">There are no such claims, or they have no open contradiction.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<Judgement> ResolveAsync(string claim, string other, Decision decision, IncidentLinker linker, CancellationToken cancel) => DecideAsync(
        decision,
        (id, at) =>
        {
            var (one, two) = (Judged(claim), Judged(other));
            var incident = UnitOf(_writer, claim) is { } unit && _writer.Rows("SELECT content FROM incidents WHERE unit = $1", Content, unit) is [var line] ? IncidentJson.Read(line, new TextMaps(_writer).Of) : null;
            var open = incident?.Contradictions.FirstOrDefault(pair => pair.State == ContradictionState.Open && (pair.First, pair.Second) is var ends && (ends == (claim, other) || ends == (other, claim)))
                ?? throw new ArgumentException($"Resolving what claims {claim} and {other} disagree on: found no open contradiction between them. List those of an incident with: attest incidents ID", nameof(other));
            return new Judgement(id, Verdict.Resolved, [one.Claim], [two.Claim], null, decision.Reason, decision.Author, at) { Dispute = new ResolvedDispute(open.Kind, open.Measure), Answers = decision.Answers };
        },
        linker, cancel);

    /// <summary>Says how reliable a source is, and how credible what it says; it is shown beside it and changes no number.</summary>
    /// <param name="kind">Publisher or speaker.</param>
    /// <param name="source">The publisher's or speaker's name; a speaker's also as the root of what they say.</param>
    /// <param name="reliability">A to F.</param>
    /// <param name="credibility">1 to 6.</param>
    /// <param name="decision">Who decides, and why.</param>
    /// <param name="linker">Makes nothing here; judgements are recorded by one way.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">There is no such source or no such grade.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<Judgement> GradeAsync(GradedKind kind, string source, char reliability, int credibility, Decision decision, IncidentLinker linker, CancellationToken cancel) => DecideAsync(
        decision,
        (id, at) =>
        {
            if (reliability is < 'A' or > 'F' || credibility is < 1 or > 6)
            {
                throw new ArgumentException($"Grading {source}: found {reliability}{credibility}, expected a letter from A to F and a number from 1 to 6.", nameof(reliability));
            }
            var (key, name) = Source(kind, source);
            return new Judgement(id, Verdict.Graded, [], [], null, decision.Reason, decision.Author, at) { Grade = new SourceGrade(kind, key, name, reliability, credibility) };
        },
        linker, cancel);

    /// <summary>Records that a reader thinks something wrong with a claim, or missing at some words; it waits to be decided.</summary>
    /// <param name="report">The report.</param>
    /// <param name="claim">The claim; null where it is about words alone.</param>
    /// <param name="words">The words that the reader chose; null for the claim's own.</param>
    /// <param name="decision">Who reports, and what is wrong.</param>
    /// <param name="linker">Makes nothing here; judgements are recorded by one way.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">There is no such report or claim, or the report does not have the words or has them more than once.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<Judgement> ReportErrorAsync(string report, string? claim, ChosenWords? words, Decision decision, IncidentLinker linker, CancellationToken cancel) => DecideAsync(
        decision,
        (id, at) =>
        {
            var judged = claim is null ? null : Judged(claim);
            var reading = judged?.Reading ?? LatestReading(report);
            if (judged is null && words is null)
            {
                throw new ArgumentException($"Reporting an error in report {report}: found neither a claim nor words, expected at least one of them.", nameof(words));
            }
            var one = judged?.Claim;
            if (words is not null)
            {
                var span = Find(reading.Report, InLatest(report, words), judged is null ? null : SentenceOf(reading.Report, judged.Linked.Claim.Words[0]));
                one = new JudgedClaim(judged?.Claim.Claim ?? "", judged?.Claim.Account ?? "", span.Of(reading.Report.Text))
                {
                    Anchor = WordAnchor.Of(reading.Report, judged?.Claim.Anchor!.Kind, isDerived: false, isAdded: false, span, SentenceOf(reading.Report, span)),
                    Says = judged?.Claim.Says ?? ClaimValues.None,
                };
            }
            return new Judgement(id, Verdict.Reported, [one!], [], null, decision.Reason, decision.Author, at);
        },
        linker, cancel);

    /// <summary>Decides that what a reader reported is no error.</summary>
    /// <param name="reported">The report of an error, by its judgement's id.</param>
    /// <param name="decision">Who decides, and why.</param>
    /// <param name="linker">Makes nothing here; judgements are recorded by one way.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">There is no such report of an error, or it was decided already.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<Judgement> DismissAsync(string reported, Decision decision, IncidentLinker linker, CancellationToken cancel) => DecideAsync(
        decision with { Answers = [reported] },
        (id, at) => _writer.Rows("SELECT by.author FROM judgements JOIN judgements AS by ON by.judgement = judgements.answered_by WHERE judgements.judgement = $1", row => row.GetString(0), reported) is [var quicker]
            ? throw new ArgumentException($"Dismissing what a reader reported, {reported}: {quicker} decided it already. Undo that judgement first.", nameof(reported))
            : new Judgement(id, Verdict.Dismissed, [], [], null, decision.Reason, decision.Author, at) { Answers = [reported] },
        linker, cancel);

    /// <summary>Decides that a sentence from which nothing was read holds no claim.</summary>
    /// <param name="report">A report; words of an earlier version stand for the same in the latest.</param>
    /// <param name="sentence">The sentence.</param>
    /// <param name="decision">Who decides, and why.</param>
    /// <param name="linker">Makes nothing here; judgements are recorded by one way.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">There is no such report, or it does not have the sentence or has it more than once.</exception>
    /// <exception cref="ArchiveException">It can't be kept.</exception>
    public Task<Judgement> PassAsync(string report, ChosenWords sentence, Decision decision, IncidentLinker linker, CancellationToken cancel) => DecideAsync(
        decision,
        (id, at) =>
        {
            var reading = LatestReading(report);
            var span = Find(reading.Report, InLatest(report, sentence));
            var judged = new JudgedClaim("", "", span.Of(reading.Report.Text)) { Anchor = WordAnchor.Of(reading.Report, null, isDerived: false, isAdded: false, span, span) };
            return new Judgement(id, Verdict.Dismissed, [judged], [], null, decision.Reason, decision.Author, at) { Answers = decision.Answers };
        },
        linker, cancel);

    private Task<Judgement> DecideAsync(Decision decision, Func<string, DateTimeOffset, Judgement> make, IncidentLinker linker, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return JudgeAsync(
            (id, at) =>
            {
                foreach (var answered in decision.Answers)
                {
                    if (JudgementTable.Find(_writer, answered) is not { Verdict: Verdict.Reported })
                    {
                        throw new ArgumentException($"Deciding what a reader reported: found no report of an error named {answered}. List them with: attest judgements --waiting", nameof(decision));
                    }
                }
                return make(id, at);
            },
            linker, cancel);
    }

    private Judgement Made(string id, DateTimeOffset at, Verdict verdict, JudgedNow judged, Decision decision)
    {
        var before = JudgementsOf(_writer, judged).FindAll(one => one.IsOfReading);
        var over = decision.Seen is { } seen && before.Count > seen ? before[^1].Id : null;
        return new Judgement(id, verdict, [judged.Claim], [], null, decision.Reason, decision.Author, at) { Over = over, Answers = decision.Answers, Places = [.. Places(judged, ClaimValues.None, [])] };
    }

    private static IEnumerable<IncidentPlace> Places(JudgedNow judged, ClaimValues changes, IReadOnlyList<IncidentPlace> given) =>
        ClaimSayings.PlacesOf(judged.Claim.Says, judged.Reading, []).Concat(ClaimSayings.PlacesOf(changes, judged.Reading, given)).DistinctBy(place => place.Gazetteer);

    // A claim of the latest version of a document, as it stands; one of an earlier version is found again by its words.
    private JudgedNow Judged(string claim) => Judged(_writer, claim) ?? (Trace(_writer, claim)?.Now is { } now ? Judged(_writer, now) : null) ?? throw new ArgumentException(
        UnitOf(_writer, claim) is not null ? $"Judging {claim}: found an incident of that name, expected a claim. List its claims with: attest incidents {claim} --json"
        : Trace(_writer, claim) is not null ? $"Judging claim {claim}: it is of an earlier version of its report, and its words are no longer there in the latest. Judge the claims of that."
        : $"Judging {claim}: found no claim of that name. List the claims of an incident with: attest incidents ID --json", nameof(claim));

    private JudgedNow? Judged(Sql sql, string claim)
    {
        if (sql.Rows(
            $"SELECT {ClaimRows.Columns}, claims.words, reports.report FROM claims JOIN reports USING (position) WHERE claim = $1 AND claims.recorded_to IS NULL",
            row => (Linked: new ClaimRows(sql).Read(row), Words: row.GetString(ClaimRows.Own), Report: row.GetString(ClaimRows.Own + 1)), claim) is [var found])
        {
            return Judged(found.Linked, found.Words, CorrectedReading(sql, found.Report)!);
        }
        // A bare statement has no row before somebody judged it: its id leads to its report.
        return StatementReader.IsId(claim) && ReportOf(sql, claim, latest: true) is { } report && CorrectedReading(sql, report) is { } reading && StatementReader.Find(reading, claim) is { } statement
            ? Judged(statement, ReportViews.WordsOf(reading.Report.Text, statement.Claim.Words)!, reading) : null;
    }

    private static string? ReportOf(Sql sql, string statement, bool latest) => sql.Value(
        $"SELECT report FROM reports WHERE report >= $1 AND report < $1 || 'g' {(latest ? "AND recorded_to IS NULL" : "")} LIMIT 1", statement[..StatementReader.ReportDigits]) as string;

    private static JudgedNow Judged(LinkedClaim linked, string words, Reading reading)
    {
        var one = linked.Claim;
        var sentence = one.Report.QuoteStart is { } start ? new TextSpan(start, start + one.Report.Quote.Length) : one.Words[0];
        var judged = new JudgedClaim(one.Id, linked.Account ?? "", words)
        {
            Anchor = WordAnchor.Of(reading.Report, one.Kind, one.IsDerived, one.Judged.Any(judgement => judgement.Verdict == Verdict.Added), one.Words[0], sentence),
            Says = one.IsDerived ? ClaimValues.None : ClaimSayings.Of(reading, one.Kind, linked.Member, one.Words[0]),
        };
        return new JudgedNow(judged, linked, reading, one.IsRejected);
    }

    // The latest version of a report's document.
    private Reading LatestReading(string report)
    {
        var document = _writer.Value("SELECT document FROM reports WHERE report = $1 LIMIT 1", report) as string;
        return document is not null && Latest(_writer, document) is { Reading: var reading } ? reading : throw new ArgumentException($"Judging report {report}: found none of that name.", nameof(report));
    }

    // A report's reading as standing judgements leave it; null where there is none.
    private Reading? CorrectedReading(Sql sql, string report) => sql.Rows(
        "SELECT document, matter, version_at FROM reports WHERE report = $1 AND restated_by IS NULL", row => (Document: row.GetString(0), Matter: row.GetString(1), VersionAt: row.GetString(2)), report) is [var found]
        ? ReadingCorrections.Apply(LoadReading(sql, report, found.Matter), new JudgementTable(sql, new ViewCache()).OfDocument(found.Document, found.VersionAt)).Reading
        : null;

    private static (ClaimValues Values, List<IncidentPlace> Places) ReadValues(ClaimKind kind, IReadOnlyList<FieldValue> given, Reading reading, ClaimValues before)
    {
        var (values, places) = (new List<FieldValue>(), new List<IncidentPlace>());
        foreach (var (field, text) in given)
        {
            if (!ClaimForm.FieldsOf(kind).Contains(field))
            {
                throw new ArgumentException($"Judging a claim: found a {WireNames<ClaimField>.Of(field)}, which a {WireNames<ClaimKind>.Of(kind)} does not have. It has {string.Join(", ", ClaimForm.FieldsOf(kind).Select(WireNames<ClaimField>.Of))}.", nameof(given));
            }
            // What the report itself names means what was read there.
            if (field == ClaimField.Place && text is not null && reading.Places.FirstOrDefault(place => place.Gazetteer == text) is { } named && IncidentLinker.PlaceOf(named) is { } own)
            {
                values.Add(new FieldValue(field, text));
                places.Add(own);
                continue;
            }
            ReadOrRefuse(() =>
            {
                values.Add(new FieldValue(field, ClaimForm.Read(field, text, out var place)));
                if (place is not null)
                {
                    places.Add(place);
                }
            });
        }
        var read = new ClaimValues(values);
        if (read.Has(ClaimField.Figure) || read.Has(ClaimField.Measure))
        {
            ReadOrRefuse(() => ClaimForm.CheckNumber(before.With(read)));
        }
        return (read, places);

        static void ReadOrRefuse(Action read)
        {
            try
            {
                read();
            }
            catch (FormatException fault)
            {
                throw new ArgumentException(fault.Message, nameof(given), fault);
            }
        }
    }

    // The one place that is meant; of several that of the claim beside which the words were chosen.
    private static TextSpan Find(Report report, ChosenWords chosen, TextSpan? beside = null)
    {
        var words = chosen.Words.Trim();
        if (words.Length is 0 or > LongestWords)
        {
            throw new ArgumentException($"Choosing words of report {report.Id}: found {words.Length} characters, expected 1 to {LongestWords}.", nameof(chosen));
        }
        var places = WordPlaces.Of(report, chosen);
        return places switch
        {
            [var only] => only,
            [] => throw Absent(chosen.Within is { } within && within.Trim().Length > 0 && !WordPlaces.Holds(report.Text, within) ? within : words),
            _ => beside is { } sentence && places.Where(sentence.Contains).ToList() is [var near] ? near : throw Several(),
        };

        ArgumentException Absent(string absent) => new($"Choosing words of report {report.Id}: “{absent}” does not stand in it, or only as a part of other words. Give whole words exactly as they stand.", nameof(chosen));

        ArgumentException Several()
        {
            var map = new CodePointMap(report.Text);
            var told = string.Join("; ", places.Take(MostPlacesTold).Select(span => string.Create(CultureInfo.InvariantCulture, $"at {map.ToCodePoint(span.Start)} in “{SentenceOf(report, span).Of(report.Text)}”")));
            return new ArgumentException(
                $"Choosing words of report {report.Id}: “{words}” stands in it {places.Count} times, {told}{(places.Count > MostPlacesTold ? " …" : "")}. Say which is meant, by where it starts or by a stretch of the text around it.", nameof(chosen));
        }
    }

    private static TextSpan SentenceOf(Report report, TextSpan span) =>
        LanguageAnalyser.Sentences(report) is var sentences && sentences.IndexAt(span.Start) is >= 0 and var number && sentences[number].Contains(span) ? sentences[number] : span;

    private (string Key, string Name) Source(GradedKind kind, string source)
    {
        var found = kind == GradedKind.Publisher
            ? _writer.Rows("SELECT publisher, publisher FROM publishers WHERE publisher = $1", row => (row.GetString(0), row.GetString(1)), source)
            : _writer.Rows("SELECT speaker, name FROM speakers WHERE speaker = $1 OR name = $1 ORDER BY claims DESC, speaker LIMIT 1", row => (row.GetString(0), row.GetString(1)), source);
        return found is [var one] ? one : throw new ArgumentException($"Grading {source}: found no {WireNames<GradedKind>.Of(kind)} of that name.", nameof(source));
    }

    private sealed record JudgedNow(JudgedClaim Claim, LinkedClaim Linked, Reading Reading, bool IsRejected);
}
