// What the ledger's entries prove of the damage claim, and whether the pack says so: PackProofs, ProvenClaim and PackComparison in a browser.
const TRANSITIONS = [/* transitions.tsv */];
const hexBytes = hex => Uint8Array.from(hex.match(/../g) ?? [], two => parseInt(two, 16));
const base64Bytes = letters => Uint8Array.from(atob(letters), letter => letter.charCodeAt(0));
const hashOf = async (...parts) => hexBytes(await sha256(parts));
// The root that a leaf gives with its path (RFC 9162, section 2.1.3.2).
async function rootOf(hash, index, size, path) {
  if (!(index >= 0 && index < size)) return null;
  let at = index, last = size - 1, root = await hashOf(Uint8Array.of(0), hexBytes(hash));
  for (const beside of path) {
    if (last === 0 || !beside) return null;
    if (at % 2 === 1 || at === last) {
      root = await hashOf(Uint8Array.of(1), beside, root);
      while (at % 2 === 0 && at !== 0) { at /= 2; last = Math.floor(last / 2); }
    } else root = await hashOf(Uint8Array.of(1), root, beside);
    at = Math.floor(at / 2); last = Math.floor(last / 2);
  }
  return last === 0 ? root : null;
}
const HEAD = /^(attest-register\/[0-9a-f]{16})\n([1-9]\d*)\n([A-Za-z0-9+\/]{43}=)\nat (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z)\n\n— \1 ([A-Za-z0-9+\/=]+)\n/;
const readHead = note => { const read = HEAD.exec(note); return read && { origin: read[1], size: Number(read[2]), root: read[3], at: read[4], signature: read[5], signed: note.slice(0, note.indexOf("\n\n") + 1) }; };
// ECDSA in DER: two numbers that may have a zero before them or lack some.
function plainSignature(der) {
  const plain = new Uint8Array(64);
  let at = 2;
  for (let i = 0; i < 2; i++) {
    const number = der.slice(at + 2, at + 2 + der[at + 1]), kept = number.slice(Math.max(0, number.length - 32));
    if (der[at] !== 2) return plain;
    plain.set(kept, 32 * i + 32 - kept.length);
    at += 2 + der[at + 1];
  }
  return plain;
}
async function isSigned(head, key) {
  const id = await sha256([key]), signature = base64Bytes(head.signature);
  if (head.origin !== "attest-register/" + id.slice(0, 16) || toHex(signature.slice(0, 4)) !== id.slice(0, 8)) return false;
  const known = await crypto.subtle.importKey("spki", key, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, known, plainSignature(signature.slice(4)), utf8.encode(head.signed));
}
const named = entry => T`Ledger entry ${entry.position}`;
async function checkEntry(entry, head, nodes, faults) {
  const name = named(entry);
  if (await sha256([utf8.encode([entry.previous, entry.position, entry.kind, entry.recordedAt, entry.body].join("\n"))]) !== entry.hash) faults.push(T`${name} was changed.`);
  const body = JSON.parse(entry.body);
  for (const part of ["matter", "trail"]) {
    const matter = entry[part];
    if (matter && (matter.commitment !== body[part] || await sha256([base64Bytes(matter.salt), utf8.encode(matter.content)]) !== body[part])) faults.push(T`What ${name} stands for was changed.`);
  }
  const root = await rootOf(entry.hash, entry.position - 1, head.size, entry.path.map(place => nodes[place]));
  if (!root || !same(root, base64Bytes(head.root))) faults.push(T`${name} is not in the ledger of the head: it was forged, or its way to the root was changed.`);
}
// A moment of the ledger as documents write it.
const written = moment => moment.replace(/\.(\d*?)0*Z$/, (_, rest) => (rest ? "." + rest : "") + "+00:00");
const opened = matter => matter ? exact(matter.content) : null;
const numbers = list => new Set((list ?? []).map(Number));
async function prove(documents, files, proofs, number, faults) {
  const head = readHead(proofs.head), nodes = proofs.nodes.map(base64Bytes), found = { head, names: new Map(), withheld: 0, isSignatureLeft: false };
  if (!head) { faults.push(T`The head in proofs.json is no head of a register’s ledger.`); return found; }
  if (!globalThis.crypto?.subtle) found.isSignatureLeft = true;
  else if (!await isSigned(head, base64Bytes(proofs.key)).catch(() => false)) faults.push(T`The head of the ledger in proofs.json was changed: its signature does not hold.`);
  let before = null;
  for (const entry of proofs.entries) {
    await checkEntry(entry, head, nodes, faults);
    if (before && (entry.position <= before.position || (entry.position === before.position + 1 && entry.previous !== before.hash))) faults.push(T`${named(entry)} does not follow entry ${before.position}.`);
    before = entry;
  }
  for (const entry of proofs.names) {
    await checkEntry(entry, head, nodes, faults);
    if (entry.kind !== "account-named" || !entry.trail) { faults.push(T`${named(entry)} is no name of an account.`); continue; }
    const told = JSON.parse(entry.trail.content);
    found.names.set(told.account, told.name);
  }
  if (before.position !== head.size) faults.push(T`${named(before)} is the last of the pack, and the head’s last entry is ${head.size}: an entry was left out at the end.`);
  const proven = await follow(proofs.entries, faults);
  if (proven) {
    found.withheld = proven.withheld;
    compare(proven, documents, files, faults);
    if (proofs.names.map(entry => entry.position).join() !== proven.names.join()) faults.push(T`The entries that say what accounts are called are others than the register put into the pack.`);
    if (number !== proven.record.damageClaim.number) faults.push(T`manifest.json names the damage claim ${number}; the ledger proves ${proven.record.damageClaim.number}.`);
  }
  return found;
}
async function follow(entries, faults) {
  const last = entries[entries.length - 1], told = entries.slice(0, -1), pack = opened(last.trail), sealed = opened(last.matter);
  if (last.kind !== "pack-begun" || !pack || !sealed) { faults.push(T`The last ledger entry of the pack does not say which entries there are: one was left out behind it, or what it stands for.`); return null; }
  const id = JSON.parse(last.body).damageClaim, isOwn = pack.role === "claimant", stated = numbers(pack.entries), withheld = numbers(pack.withheld), closed = numbers(pack.closed);
  const positions = told.map(entry => entry.position), lacking = [...stated].filter(position => !positions.includes(position)), added = positions.filter(position => !stated.has(position));
  lacking.forEach(position => faults.push(T`Ledger entry ${position} of this damage claim was left out.`));
  added.forEach(position => faults.push(T`Ledger entry ${position} was added: the register has no such entry of this damage claim.`));
  if (!faults.length && (positions.join() !== [...stated].join() || await sha256(told.map(entry => hexBytes(entry.hash))) !== pack.hashes)) faults.push(T`The ledger’s entries are others than those that the register says there are, or stand in another order.`);
  let state = "draft", submitted = null, number = null, changed = null;
  const changes = [], custody = [], pieces = [];
  for (const entry of told) {
    const name = named(entry), body = JSON.parse(entry.body), isWithheld = withheld.has(entry.position), isClosed = closed.has(entry.position), trail = opened(entry.trail), matter = opened(entry.matter);
    if (body.damageClaim !== id) { faults.push(T`${name} is about another damage claim.`); continue; }
    if (Boolean(trail) !== (Boolean(body.trail) && !isWithheld) || Boolean(matter) !== (Boolean(body.matter) && !isWithheld && !isClosed)) { faults.push(T`What ${name} stands for was left out or added: the register says otherwise what is withheld in this pack.`); continue; }
    if (entry.kind === "evidence-received" && matter) pieces.push(matter);
    if (entry.kind === "step-taken") changed = entry.recordedAt;
    if (!trail) continue;
    const isHidden = isOwn && trail.role !== "claimant", by = isHidden ? trail.role : matter?.by ?? trail.by, at = written(entry.recordedAt);
    if (entry.kind === "custody-entered") custody.push({ entry: entry.position, at, by, role: trail.role, act: trail.act, evidence: trail.evidence, why: matter?.why ?? "", digest: matter?.digest });
    if (entry.kind !== "step-taken") continue;
    if (trail.from !== state || !TRANSITIONS.some(row => row.from === state && row.step === trail.step && row.to === trail.to && row.roles.includes(trail.role)))
      faults.push(T`${name}: that somebody as ${trail.role} took the step “${trail.step}” from “${trail.from}” to “${trail.to}” can’t be, where it stood at “${state}”.`);
    state = trail.to;
    number ??= trail.number;
    if (number !== trail.number) faults.push(T`${name} is about ${trail.number}, not ${number}.`);
    submitted = matter?.submitted ?? submitted;
    changes.push({ step: trail.step, from: trail.from, to: trail.to, by, role: trail.role, at, reasons: trail.reasons, words: matter?.words ?? trail.words ?? "", entry: entry.position, assignedTo: isHidden ? undefined : trail.assignedTo, proposed: trail.proposed, leavesTraces: false });
  }
  if (!submitted || !number) { faults.push(T`The ledger’s entries prove no damage claim: that it was submitted is not among them.`); return null; }
  const since = changes.findLastIndex(change => ["submit", "complete", "add-evidence", "appeal", "record", "refuse", "return"].includes(change.step));
  const claim = {
    id, number, state, statement: submitted.statement, owner: submitted.owner, filedAt: changes.find(change => change.step === "submit")?.at, changedAt: written(changed),
    assignedTo: changes.findLast(change => change.assignedTo)?.assignedTo, appealedAt: changes.findLast(change => change.step === "appeal")?.at, evidence: pieces.filter(piece => submitted.evidence.includes(piece.id)),
    changes, proposal: changes.slice(since + 1).findLast(change => change.step === "propose"), place: submitted.place, submittedEvidence: submitted.evidence,
  };
  return { record: { register: pack.register, madeAt: written(last.recordedAt), madeBy: pack.by, damageClaim: claim }, custody, reported: sealed.reported, page: sealed.page, names: pack.names, withheld: withheld.size + closed.size };
}
// One way to write a value, whatever the order of its members.
const plain = value => value === null || typeof value !== "object" ? JSON.stringify(String(value)) : Array.isArray(value) ? `[${value.map(plain)}]`
  : `{${Object.keys(value).filter(name => value[name] !== undefined).sort().map(name => `${JSON.stringify(name)}:${plain(value[name])}`)}}`;
const shown = value => value === undefined ? T`nothing` : (words => words.length > 80 ? words.slice(0, 80) + "…" : words)(typeof value === "string" ? value : JSON.stringify(value));
function compare(proven, documents, files, faults) {
  const read = name => exact(text.decode(documents.get(name))), record = read("record.json"), said = record.damageClaim ?? {}, known = proven.record.damageClaim;
  const members = (path, one, other, besides) => [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(name => !besides.includes(name) && (one[name] === undefined ? other[name] !== undefined : other[name] === undefined || plain(one[name]) !== plain(other[name])))
    .forEach(name => faults.push(T`record.json says ${path + name}: ${shown(one[name])}; the ledger proves ${shown(other[name])}.`));
  members("", record, proven.record, ["damageClaim"]);
  members("damageClaim.", said, known, ["changes", "statement"]);
  if (plain(said.statement ?? null) !== plain(known.statement)) faults.push(T`record.json states something else than what the ledger committed to.`);
  lines("record.json", said.changes ?? [], known.changes, faults);
  lines("custody.json", read("custody.json").custody ?? [], proven.custody, faults);
  if (files.get("reported.json") !== proven.reported) faults.push(T`reported.json is not what the ledger committed to when the pack was made.`);
  if (files.get("verify.html") !== proven.page) faults.push(T`verify.html is not the page that the register put into the pack: trust no page but one from elsewhere.`);
  const pieces = new Map(known.evidence.map(piece => [`evidence/${piece.id}-${piece.name}`, piece.sha256]));
  for (const path of pieces.keys()) if (!files.has(path)) faults.push(T`${path} is missing: the ledger has it received.`);
  for (const [path, hash] of files) if (path.startsWith("evidence/") && pieces.get(path) !== hash) faults.push(T`${path} is not the piece of evidence that the ledger committed to.`);
}
// Lines that each tell of one entry: what is missing, what was added, what tells otherwise, what stands elsewhere.
function lines(document, said, known, faults) {
  const of = list => list.map(line => String(line.entry)), [found, proven] = [of(said), of(known)], before = faults.length;
  proven.filter(entry => !found.includes(entry)).forEach(entry => faults.push(T`${document} lacks what ledger entry ${entry} tells.`));
  found.filter(entry => !proven.includes(entry)).forEach(entry => faults.push(T`${document} tells of ledger entry ${entry}, which the ledger does not prove.`));
  said.forEach((line, i) => { const proved = known[proven.indexOf(found[i])]; if (proved && plain(line) !== plain(proved)) faults.push(T`${document} tells of ledger entry ${found[i]} otherwise than the ledger proves.`); });
  if (faults.length === before && found.join() !== proven.join()) faults.push(T`${document} has lines in another place than the ledger: the order was changed.`);
}
// Whether a head is among those that the register published.
function publishedFault(head, published) {
  const known = published.replace(/\r\n/g, "\n").split(/(?=attest-register\/[0-9a-f]{16}\n)/).map(readHead).filter(Boolean), same = known.find(one => one.size === head.size);
  return !known.length ? T`The file of heads holds none: expected the text that the register publishes as /register/heads.txt.`
    : !same ? T`The head of the pack (size ${head.size}) is not among those that were published: fetch them anew, or the pack is not of this register.`
    : same.root !== head.root || same.origin !== head.origin ? T`The register published another head for the size ${head.size}: the pack was forged, or the ledger was written anew.` : null;
}
