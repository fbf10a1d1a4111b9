// Files that go up piece by piece: what arrived stays, so that a connection that breaks, or a page that is loaded again, costs no more than the last piece.
// Each question is asked again until the site has answered it; asked twice, it gives the same. A network that is away is waited for, a site that answers and takes nothing only a while. Without this script the same form sends the files whole.

export {};

const largestPiece = 4 * 1024 * 1024, smallestPiece = 64 * 1024, firstWait = 500, longestWait = 30_000, longestBusy = 300_000, tokenField = "form-token", tokenHeader = "X-Form-Token";

/** An upload, as the site knows it: a piece of evidence once it was finished. */
interface State { readonly id: string; readonly bytes: number; readonly received: number; readonly piece?: Piece | null }

interface Piece { readonly id: string; readonly isThereAlready: boolean }

/** What the site says no to, in words for who sent it. */
class Refused extends Error {
  constructor(words: string, readonly status: number) {
    super(words);
  }
}

/** What is asked again: the network is away (status 0), or the site is busy. */
class Later extends Error {
  constructor(readonly status: number, readonly seconds: number) {
    super();
  }
}

const form = document.querySelector<HTMLFormElement>("form[data-upload]");
if (form) {
  start(form);
}

function start(form: HTMLFormElement): void {
  const token = form.querySelector<HTMLInputElement>(`input[name="${tokenField}"]`)!.value;
  const files = form.querySelector<HTMLInputElement>("input[type=file]")!, list = form.querySelector<HTMLElement>("[data-upload-list]")!, button = form.querySelector<HTMLButtonElement>("button:not([type])")!;
  const [waiting = "", looking = "", added = "", goingOn = "", signedOut = "", notTaken = "", unreadable = "", stop = "", stopped = ""] = (form.dataset["uploadWords"] ?? "").split("^");
  const already = form.dataset["uploadAlready"] ?? "", begin = form.dataset["upload"]!, on = form.dataset["uploadOn"]!;
  let isUnder = false, piece = largestPiece;

  form.addEventListener("submit", event => {
    event.preventDefault();
    if (!isUnder && files.files) {
      void sendAll([...files.files]);
    }
  });
  window.addEventListener("beforeunload", event => {
    if (isUnder) {
      event.preventDefault();
    }
  });

  async function sendAll(chosen: readonly File[]): Promise<void> {
    isUnder = true;
    button.disabled = files.disabled = true;
    let told = 0;
    for (const file of chosen) {
      const line = lineFor(file);
      try {
        const isThereAlready = await send(file, line);
        line.tell(isThereAlready ? already : added);
        told += isThereAlready ? 1 : 0;
      } catch (problem) {
        told++;
        line.fail(problem instanceof Refused ? problem.message : unreadable);
      } finally {
        line.end();
      }
    }
    isUnder = false;
    button.disabled = files.disabled = false;
    // What is told of a file is read before the page is loaded again.
    if (told === 0) {
      location.reload();
    } else {
      files.value = "";
    }
  }

  function lineFor(file: File) {
    const line = document.createElement("li"), name = document.createElement("span"), bar = document.createElement("progress"), words = document.createElement("span"), cancel = document.createElement("button");
    const stopping = new AbortController();
    let busySince: number | null = null;
    name.textContent = file.name;
    bar.max = file.size;
    bar.setAttribute("aria-label", file.name);
    words.className = "aside";
    cancel.type = "button";
    cancel.className = "quiet";
    cancel.textContent = stop;
    cancel.setAttribute("aria-label", `${stop}: ${file.name}`);
    cancel.addEventListener("click", () => stopping.abort());
    line.append(name, bar, words, cancel);
    list.append(line);
    return {
      tell: (text: string) => { words.textContent = text; },
      at: (received: number) => { bar.value = received; words.textContent = `${Math.floor(100 * received / Math.max(1, file.size))} %`; },
      end: () => cancel.remove(),
      stopping: stopping.signal,
      goesOn: () => { busySince = null; },
      /** Waits before asking again; not for ever where it was answered and nothing was taken. */
      wait: async (problem: Later, milliseconds: number) => {
        busySince = problem.status === 0 ? null : busySince ?? Date.now();
        if (busySince !== null && Date.now() - busySince > longestBusy) {
          throw new Refused(notTaken.replace("{0}", `${problem.status}`), problem.status);
        }
        words.textContent = waiting;
        await pause(Math.max(milliseconds, 1000 * problem.seconds), stopping.signal);
      },
      fail: (text: string) => { line.className = "failed"; words.textContent = text; bar.remove(); },
    };
  }

  type Line = ReturnType<typeof lineFor>;

  /** Sends a file to its end; whether the same bytes were there already. */
  async function send(file: File, line: Line): Promise<boolean> {
    const fields = { name: file.name, bytes: String(file.size), description: descriptionOf(), attempt: attempt() };
    let state = await known(file, line) ?? await again(line, () => ask<State>(line, begin, post(fields)));
    if (state.piece) {
      forget(file);
      return true;
    }
    if (state.received > 0) {
      line.tell(goingOn.replace("{0}", `${Math.floor(100 * state.received / file.size)} %`));
    }
    localStorage.setItem(keyOf(file), state.id);
    for (let wait = firstWait; state.received < file.size;) {
      line.at(state.received);
      const before = state.received;
      state = await sendPiece(file, state, line, wait);
      wait = state.received > before ? firstWait : Math.min(longestWait, wait * 2);
      if (state.received > before) {
        line.goesOn();
      }
    }
    line.at(file.size);
    line.tell(looking);
    const made = await again(line, () => ask<Piece>(line, `${on}${state.id}/finish`, post({})), looking);
    forget(file);
    return made.isThereAlready;
  }

  // After a break the site is asked how much arrived: of a piece that broke off a part is kept.
  async function sendPiece(file: File, state: State, line: Line, wait: number): Promise<State> {
    const end = Math.min(file.size, state.received + piece);
    try {
      return await ask<State>(line, `${on}${state.id}`, { method: "PUT", headers: { "Content-Range": `bytes ${state.received}-${end - 1}/${file.size}`, "Content-Type": "application/octet-stream" }, body: file.slice(state.received, end) });
    } catch (problem) {
      if (problem instanceof Refused && problem.status === 413 && piece > smallestPiece) {
        // Something between here and the site takes less at once.
        piece = Math.max(smallestPiece, piece / 4);
        return state;
      }
      if (!(problem instanceof Later)) {
        throw problem;
      }
      // A file that is gone looks like a network that is.
      await file.slice(state.received, state.received + 1).arrayBuffer();
      await line.wait(problem, wait);
      return await again(line, () => ask<State>(line, `${on}${state.id}`, { method: "GET" }));
    }
  }

  /** Asks until it is answered, with ever longer pauses. */
  async function again<TAnswer>(line: Line, question: () => Promise<TAnswer>, meanwhile = ""): Promise<TAnswer> {
    for (let wait = firstWait; ; wait = Math.min(longestWait, wait * 2)) {
      try {
        return await question();
      } catch (problem) {
        if (!(problem instanceof Later)) {
          throw problem;
        }
        await line.wait(problem, wait);
        line.tell(meanwhile);
      }
    }
  }

  // The same file, by its name, length and day of change, goes on where it stopped; one that was finished is told.
  async function known(file: File, line: Line): Promise<State | null> {
    const id = localStorage.getItem(keyOf(file));
    if (id === null) {
      return null;
    }
    try {
      const state = await again(line, () => ask<State>(line, `${on}${id}`, { method: "GET" }));
      return state.bytes === file.size ? state : null;
    } catch (problem) {
      if (problem instanceof Refused && problem.status === 404) {
        forget(file);
        return null;
      }
      throw problem;
    }
  }

  function descriptionOf(): string {
    return form.querySelector<HTMLInputElement>("input[name=description]")?.value ?? "";
  }

  // Under a name of our own for what is begun, so that it is begun once whatever becomes of the answer.
  function attempt(): string {
    return [...crypto.getRandomValues(new Uint8Array(12))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  }

  // What others who use this browser can read tells no names of files (FNV-1a, twice).
  function keyOf(file: File): string {
    const letters = `${file.name} ${file.size} ${file.lastModified}`;
    let [one, two] = [0x811c9dc5, 0x01000193];
    for (let at = 0; at < letters.length; at++) {
      one = Math.imul(one ^ letters.charCodeAt(at), 0x01000193);
      two = Math.imul(two ^ letters.charCodeAt(letters.length - 1 - at), 0x01000193);
    }
    return `attest-upload ${begin} ${(one >>> 0).toString(16)}${(two >>> 0).toString(16)}`;
  }

  function forget(file: File): void {
    localStorage.removeItem(keyOf(file));
  }

  function post(fields: Record<string, string>): RequestInit {
    return { method: "POST", body: new URLSearchParams(fields) };
  }

  function pause(milliseconds: number, stopping: AbortSignal): Promise<void> {
    return new Promise((done, fail) => {
      const end = () => {
        clearTimeout(timer);
        fail(new Refused(stopped, 0));
      };
      const timer = setTimeout(() => {
        stopping.removeEventListener("abort", end);
        done();
      }, milliseconds);
      stopping.addEventListener("abort", end, { once: true });
    });
  }

  async function ask<TAnswer>(line: Line, address: string, request: RequestInit): Promise<TAnswer> {
    const headers = new Headers(request.headers);
    headers.set(tokenHeader, token);
    headers.set("Accept", "application/json");
    let answer: Response, text: string;
    try {
      line.stopping.throwIfAborted();
      answer = await fetch(address, { ...request, headers, credentials: "same-origin", redirect: "manual", signal: line.stopping });
      text = await answer.text();
    } catch {
      throw line.stopping.aborted ? new Refused(stopped, 0) : new Later(0, 0);
    }
    const said = parsed(text);
    if (answer.ok && said !== null) {
      return said as TAnswer;
    }
    if (answer.type === "opaqueredirect" || answer.status === 401) {
      throw new Refused(signedOut, answer.status);
    }
    // Too slow, too often, or out of order there: each is over after a while.
    if (answer.status >= 500 || answer.status === 408 || answer.status === 425 || answer.status === 429) {
      throw new Later(answer.status, Math.min(longestWait / 1000, Number(answer.headers.get("Retry-After")) || 0));
    }
    // An answer that is none of ours comes from something on the way: a network that asks to sign in, a proxy.
    const problem = (said ?? {}) as { detail?: string; title?: string };
    throw new Refused(problem.detail ?? problem.title ?? notTaken.replace("{0}", `${answer.status}`), answer.status);
  }

  function parsed(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }
}
