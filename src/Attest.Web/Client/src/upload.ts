// Files that go up piece by piece: what arrived stays, so that a connection that breaks, or a page that is loaded again, costs no more than the last piece.
// Without it the same form sends the files whole.

export {};

const piece = 4 * 1024 * 1024, longestWait = 30_000, tokenField = "form-token", tokenHeader = "X-Form-Token";

interface State { readonly id: string; readonly bytes: number; readonly received: number }

/** What the site says no to, in its own words. */
class Refused extends Error {}

const form = document.querySelector<HTMLFormElement>("form[data-upload]");
if (form) {
  start(form);
}

function start(form: HTMLFormElement): void {
  const token = form.querySelector<HTMLInputElement>(`input[name="${tokenField}"]`)!.value;
  const files = form.querySelector<HTMLInputElement>("input[type=file]")!, list = form.querySelector<HTMLElement>("[data-upload-list]")!, button = form.querySelector<HTMLButtonElement>("button:not([type])")!;
  const [waiting = "", looking = "", added = "", goingOn = ""] = (form.dataset["uploadWords"] ?? "").split("^");
  const on = form.dataset["uploadOn"]!;
  let isUnder = false;

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
    let failed = 0;
    for (const file of chosen) {
      const line = lineFor(file);
      try {
        await send(file, line);
        line.tell(added);
      } catch (problem) {
        failed++;
        line.fail(problem instanceof Error ? problem.message : String(problem));
      }
    }
    isUnder = false;
    button.disabled = files.disabled = false;
    if (failed === 0) {
      location.reload();
    } else {
      files.value = "";
    }
  }

  function lineFor(file: File) {
    const line = document.createElement("li"), name = document.createElement("span"), bar = document.createElement("progress"), words = document.createElement("span");
    name.textContent = file.name;
    bar.max = file.size;
    bar.setAttribute("aria-label", file.name);
    words.className = "aside";
    line.append(name, bar, words);
    list.append(line);
    return {
      tell: (text: string) => { words.textContent = text; },
      at: (received: number) => { bar.value = received; words.textContent = `${Math.floor(100 * received / Math.max(1, file.size))} %`; },
      fail: (text: string) => { line.className = "failed"; words.textContent = text; bar.remove(); },
    };
  }

  async function send(file: File, line: ReturnType<typeof lineFor>): Promise<void> {
    let state = await known(file) ?? await begin(file);
    if (state.received > 0) {
      line.tell(goingOn.replace("{0}", `${Math.floor(100 * state.received / file.size)} %`));
    }
    remember(file, state.id);
    let wait = 500;
    while (state.received < file.size) {
      line.at(state.received);
      try {
        const end = Math.min(file.size, state.received + piece);
        state = await ask<State>(`${on}${state.id}`, { method: "PUT", headers: { "Content-Range": `bytes ${state.received}-${end - 1}/${file.size}`, "Content-Type": "application/octet-stream" }, body: file.slice(state.received, end) });
        wait = 500;
      } catch (problem) {
        if (problem instanceof Refused) {
          throw problem;
        }
        // The network, or the site, is away: go on from what arrived as soon as it is back.
        line.tell(waiting);
        await new Promise(done => setTimeout(done, wait));
        wait = Math.min(longestWait, wait * 2);
        try {
          state = await ask<State>(`${on}${state.id}`, { method: "GET" });
        } catch (again) {
          if (again instanceof Refused) {
            throw again;
          }
        }
      }
    }
    line.at(file.size);
    line.tell(looking);
    await ask(`${on}${state.id}/finish`, { method: "POST", body: new URLSearchParams() });
    localStorage.removeItem(keyOf(file));
  }

  // The same file, by its name, length and day of change, goes on where it stopped.
  async function known(file: File): Promise<State | null> {
    const id = localStorage.getItem(keyOf(file));
    if (id === null) {
      return null;
    }
    try {
      const state = await ask<State>(`${on}${id}`, { method: "GET" });
      return state.bytes === file.size ? state : null;
    } catch {
      return null;
    }
  }

  function begin(file: File): Promise<State> {
    const description = form.querySelector<HTMLInputElement>("input[name=description]")?.value ?? "";
    return ask<State>(form.dataset["upload"]!, { method: "POST", body: new URLSearchParams({ name: file.name, bytes: String(file.size), description }) });
  }

  function keyOf(file: File): string {
    return `attest-upload ${form.dataset["upload"]} ${file.name} ${file.size} ${file.lastModified}`;
  }

  function remember(file: File, id: string): void {
    localStorage.setItem(keyOf(file), id);
  }

  async function ask<TAnswer>(address: string, request: RequestInit): Promise<TAnswer> {
    const headers = new Headers(request.headers);
    headers.set(tokenHeader, token);
    headers.set("Accept", "application/json");
    const answer = await fetch(address, { ...request, headers, credentials: "same-origin", redirect: "error" });
    if (answer.ok) {
      return await answer.json() as TAnswer;
    }
    if (answer.status >= 500) {
      throw new Error(`${answer.status}`);
    }
    const problem = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() as { detail?: string; title?: string } : {};
    throw new Refused(problem.detail ?? problem.title ?? `${answer.status}`);
  }
}
