// The live page: says that something new has come in without moving what is being read, and fetches it when asked.
// All markup is made by the server; this module only asks for it again.

const list = document.querySelector<HTMLElement>("[data-live]");
const bar = document.querySelector<HTMLButtonElement>("[data-live-bar]");
const state = document.querySelector<HTMLElement>("[data-live-state]");
const lastLooked = "attest.looked";
const visit = 30 * 60 * 1000;

if (list && bar && state) {
  follow(list, bar, state);
  offerHandover(list);
}

/** What one message of the stream says. */
interface Change {
  readonly incident?: string;
  readonly post?: string;
  readonly kind: string;
}

/** What waits to be shown: whether it is new, and the number of its last change. */
interface Waiting {
  readonly isNew: boolean;
  readonly sequence: number;
}

function follow(list: HTMLElement, bar: HTMLButtonElement, state: HTMLElement): void {
  const waiting = new Map<string, Waiting>();
  const stream = new EventSource(list.dataset["live"] ?? "/live");

  stream.addEventListener("open", () => {
    state.textContent = "Connected: what is new is told here first.";
  });
  // The browser connects again by itself and names the last change that it was told of, so nothing is missed.
  stream.addEventListener("error", () => {
    state.textContent = stream.readyState === EventSource.CLOSED
      ? "The stream has ended. Load the page again for what is new."
      : "The connection was lost; trying again. Nothing will be missed.";
  });
  // The archive behind this address is another one than the page was made from.
  stream.addEventListener("reset", () => {
    stream.close();
    location.reload();
  });
  stream.addEventListener("change", event => {
    const message = event as MessageEvent<string>;
    const sequence = Number(message.lastEventId);
    if (sequence <= Number(list.dataset["sequence"])) {
      return;
    }
    const change = JSON.parse(message.data) as Change;
    if (change.post && (change.kind === "withdrawn" || change.kind === "held")) {
      void takeBack(change.post);
    }
    const name = change.post ?? change.incident ?? "";
    waiting.set(name, { isNew: change.kind === "created" || change.kind === "written" || waiting.get(name)?.isNew === true, sequence });
    tell(bar, waiting);
  });

  bar.addEventListener("click", () => void refresh(list, bar, waiting));
  addEventListener("pagehide", () => stream.close());
  // A page that comes back from the browser's memory has no stream any more.
  addEventListener("pageshow", event => {
    if (event.persisted) {
      location.reload();
    }
  });
}

function tell(bar: HTMLButtonElement, waiting: ReadonlyMap<string, Waiting>): void {
  const fresh = [...waiting.values()].filter(one => one.isNew).length;
  const changed = waiting.size - fresh;
  const words = [fresh > 0 ? `${fresh} new` : "", changed > 0 ? `${changed} changed` : ""].filter(Boolean).join(", ");
  bar.textContent = words ? `${words} – show` : "";
  bar.hidden = waiting.size === 0;
  const status = document.querySelector<HTMLElement>("[data-live-status]");
  if (status) {
    status.textContent = words;
  }
}

async function refresh(list: HTMLElement, bar: HTMLButtonElement, waiting: Map<string, Waiting>): Promise<void> {
  bar.disabled = true;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok) {
      throw new Error(`the page answered ${answer.status}`);
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll<HTMLElement>("[data-live-part]")) {
      const now = page.querySelector(`[data-live-part="${CSS.escape(part.dataset["livePart"] ?? "")}"]`);
      part.replaceChildren(...(now?.childNodes ?? []));
    }
    mark(list, waiting);
    // What came in after the page was made still waits.
    const shown = page.querySelector<HTMLElement>("[data-live]")?.dataset["sequence"] ?? "";
    list.dataset["sequence"] = shown;
    for (const [incident, { sequence }] of waiting) {
      if (sequence <= Number(shown)) {
        waiting.delete(incident);
      }
    }
    tell(bar, waiting);
    scrollTo({ top: 0 });
    list.querySelector<HTMLElement>("article h4 a")?.focus({ preventScroll: true });
  } catch {
    bar.textContent = "Could not be loaded – try again";
  } finally {
    bar.disabled = false;
  }
}

/** Words that are withdrawn or held back do not stay until somebody asks for what is new: their entry becomes what the server now shows of it, or goes. */
async function takeBack(post: string): Promise<void> {
  let page: Document | null = null;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    page = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    // Without an answer the words go all the same.
  }
  const name = CSS.escape(post);
  for (const entry of document.querySelectorAll(`[data-post="${name}"]`)) {
    const now = entry.closest(".pinned") ? null : page?.querySelector(`[data-post="${name}"]`);
    if (now) {
      entry.replaceWith(now);
    } else {
      entry.remove();
    }
  }
}

/** Where the entries that were waited for now stand. */
function mark(list: HTMLElement, waiting: ReadonlyMap<string, Waiting>): void {
  for (const entry of list.querySelectorAll<HTMLElement>("[data-incident], [data-post]")) {
    if (waiting.has(entry.dataset["post"] ?? entry.dataset["incident"] ?? "")) {
      entry.classList.add("just-in");
    }
  }
}

/**
 * "Since you last looked": a link to what has changed since this browser was last here.
 * The mark stays for a whole visit, however often a page of it is loaded; a visit ends after half an hour away.
 */
function offerHandover(list: HTMLElement): void {
  const link = document.querySelector<HTMLAnchorElement>("[data-handover]");
  const now = Number(list.dataset["sequence"]);
  const kept = read();
  const isSameVisit = kept !== null && Date.now() - kept.at < visit;
  const since = isSameVisit ? kept.since : kept?.seen ?? now;
  if (link && since > 0 && since < now) {
    link.href = `/since?after=${since}`;
    link.hidden = false;
  }
  write({ since, seen: now, at: Date.now() });
}

/** The last change before this visit, the last that was shown, and when. */
interface Looked {
  readonly since: number;
  readonly seen: number;
  readonly at: number;
}

function read(): Looked | null {
  try {
    const kept = JSON.parse(localStorage.getItem(lastLooked) ?? "null") as Partial<Looked> | null;
    return kept && Number.isSafeInteger(kept.since) && Number.isSafeInteger(kept.seen) && Number.isSafeInteger(kept.at) ? kept as Looked : null;
  } catch {
    return null;
  }
}

function write(looked: Looked): void {
  try {
    localStorage.setItem(lastLooked, JSON.stringify(looked));
  } catch {
    // Without storage the page works all the same; only this link is not offered.
  }
}
