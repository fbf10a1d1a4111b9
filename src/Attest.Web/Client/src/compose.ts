// The form of a post: claims are found without losing what is typed, and a ticked one is put into the text where the cursor was.

const form = document.querySelector<HTMLFormElement>("[data-compose]");
const text = form?.querySelector<HTMLTextAreaElement>("[data-text]");
const find = form?.querySelector<HTMLInputElement>("[data-find]");
const found = form?.querySelector<HTMLElement>("[data-found]");
const chosen = form?.querySelector<HTMLElement>("[data-chosen-claims]");

if (form && text && find && found && chosen) {
  start(form, text, find, found, chosen);
}

function start(form: HTMLFormElement, text: HTMLTextAreaElement, find: HTMLInputElement, found: HTMLElement, chosen: HTMLElement): void {
  form.querySelector<HTMLElement>("[data-keys-hint]")?.removeAttribute("hidden");

  form.addEventListener("keydown", event => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      find.focus();
      find.select();
    } else if (event.key === "Escape" && event.target !== text) {
      event.preventDefault();
      text.focus();
    }
  });

  // The server makes the list; only that part of its answer is shown, so that nothing typed is lost.
  form.addEventListener("submit", event => {
    const button = event.submitter as HTMLButtonElement | null;
    if (button?.value === "find") {
      event.preventDefault();
      void look(form, found, button);
    }
  });

  found.addEventListener("change", event => {
    const box = event.target;
    if (box instanceof HTMLInputElement && box.checked && box.matches("[data-claim]")) {
      put(box, text, chosen);
    }
  });
}

async function look(form: HTMLFormElement, found: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const fields = new URLSearchParams([...new FormData(form)].map(([name, value]): [string, string] => [name, String(value)]));
  fields.set("do", "find");
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields, headers: { accept: "text/html" } });
    if (!answer.ok) {
      throw new Error(`the form answered ${answer.status}`);
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    found.replaceChildren(...(page.querySelector("[data-found]")?.childNodes ?? []));
    found.querySelector<HTMLElement>("input")?.focus();
  } catch {
    // As a browser without script does it.
    const value = document.createElement("input");
    value.type = "hidden";
    value.name = "do";
    value.value = button.value;
    form.append(value);
    form.submit();
  }
}

/** A claim that was ticked gets the next number, stands among those chosen, and its number where the cursor was. */
function put(box: HTMLInputElement, text: HTMLTextAreaElement, chosen: HTMLElement): void {
  const numbers = [...chosen.querySelectorAll<HTMLInputElement>("[data-number]")].map(one => Number(one.dataset["number"]));
  const number = Math.max(0, ...numbers) + 1;
  const sentence = box.closest(".found-sentence");
  const label = box.closest("label");
  if (!label) {
    return;
  }
  const all = [...document.querySelectorAll<HTMLInputElement>("[data-claim]")];
  const next = all[all.indexOf(box) + 1];
  const words = document.createElement("span");
  const mark = document.createElement("b");
  mark.textContent = `[${number}]`;
  words.append(mark, ` ${sentence?.querySelector(".speaker")?.textContent ?? ""}: “${sentence?.querySelector(".words")?.textContent?.trim() ?? ""}” `, label.textContent?.trim() ?? "");
  label.replaceChildren(box, " ", words);
  label.classList.add("chosen-claim");
  box.value = `${number}:${box.value.slice(box.value.indexOf(":") + 1)}`;
  box.dataset["number"] = String(number);
  delete box.dataset["claim"];
  box.removeAttribute("data-claim");
  chosen.querySelector("[data-none]")?.remove();
  chosen.append(label);
  if (sentence && !sentence.querySelector("input")) {
    sentence.remove();
  }
  const at = text.selectionEnd;
  const before = text.value.slice(0, at).replace(/ $/, "");
  text.value = `${before} [${number}]${text.value.slice(at)}`;
  text.selectionStart = text.selectionEnd = before.length + ` [${number}]`.length;
  (next ?? text).focus();
}

export {};
