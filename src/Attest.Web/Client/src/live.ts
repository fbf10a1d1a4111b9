// The live page: says that something new has come in without moving what is being read, and fetches it when asked.
// All markup is made by the server; this module only asks for it again.

const list = document.querySelector<HTMLElement>("[data-live]");
const bar = document.querySelector<HTMLButtonElement>("[data-live-bar]");
const state = document.querySelector<HTMLElement>("[data-live-state]");
const lastLooked = "attest.looked";

if (list && bar && state) {
  follow(list, bar, state);
  offerHandover(list);
}

/** What one message of the stream says. */
interface Change {
  readonly incident: string;
  readonly kind: string;
}

function follow(list: HTMLElement, bar: HTMLButtonElement, state: HTMLElement): void {
  const waiting = new Map<string, "new" | "changed">();
  const stream = new EventSource(list.dataset["live"] ?? "/live");

  stream.addEventListener("open", () => {
    state.textContent = "Live: new entries wait behind a bar.";
  });
  // The browser connects again by itself and names the last change that it was told of, so nothing is missed.
  stream.addEventListener("error", () => {
    state.textContent = stream.readyState === EventSource.CLOSED
      ? "The stream has ended. Load the page again for what is new."
      : "The connection was lost; trying again. Nothing will be missed.";
  });
  stream.addEventListener("change", event => {
    const change = JSON.parse((event as MessageEvent<string>).data) as Change;
    if (change.kind === "new" || !waiting.has(change.incident)) {
      waiting.set(change.incident, change.kind === "new" ? "new" : "changed");
    }
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

function tell(bar: HTMLButtonElement, waiting: ReadonlyMap<string, "new" | "changed">): void {
  const fresh = [...waiting.values()].filter(kind => kind === "new").length;
  const changed = waiting.size - fresh;
  const words = [fresh > 0 ? `${fresh} new` : "", changed > 0 ? `${changed} changed` : ""].filter(Boolean).join(", ");
  bar.textContent = `${words} – show`;
  bar.hidden = waiting.size === 0;
}

async function refresh(list: HTMLElement, bar: HTMLButtonElement, waiting: Map<string, "new" | "changed">): Promise<void> {
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
    remember(page.querySelector<HTMLElement>("[data-live]")?.dataset["sequence"]);
    waiting.clear();
    bar.hidden = true;
    scrollTo({ top: 0 });
    list.querySelector<HTMLElement>("h3 a")?.focus({ preventScroll: true });
  } catch {
    bar.textContent = "Could not be loaded – try again";
  } finally {
    bar.disabled = false;
  }
}

/** Where the entries that were waited for now stand. */
function mark(list: HTMLElement, waiting: ReadonlyMap<string, string>): void {
  for (const entry of list.querySelectorAll<HTMLElement>("[data-incident]")) {
    if (waiting.has(entry.dataset["incident"] ?? "")) {
      entry.classList.add("just-in");
    }
  }
}

/** "Since you last looked": a link to what has changed since this browser was last shown the page. */
function offerHandover(list: HTMLElement): void {
  const link = document.querySelector<HTMLAnchorElement>("[data-handover]");
  const seen = Number(read());
  const now = Number(list.dataset["sequence"]);
  if (link && Number.isSafeInteger(seen) && seen > 0 && seen < now) {
    link.href = `/since?after=${seen}`;
    link.hidden = false;
  }
  remember(list.dataset["sequence"]);
}

function read(): string | null {
  try {
    return localStorage.getItem(lastLooked);
  } catch {
    return null;
  }
}

function remember(sequence: string | undefined): void {
  try {
    if (sequence) {
      localStorage.setItem(lastLooked, sequence);
    }
  } catch {
    // Without storage the page works all the same; only this link is not offered.
  }
}
