// Keys that work on every page: ? shows them, / goes to the search, j and k go from entry to entry. And the navigation, where it is one row that scrolls, shows the page's own entry.

const here = document.querySelector<HTMLElement>(".masthead nav [aria-current]"), row = here?.closest("ul");
if (here && row && row.scrollWidth > row.clientWidth) {
  row.scrollLeft = here.getBoundingClientRect().right - row.getBoundingClientRect().right + 60;
}

const stops = () => [...document.querySelectorAll<HTMLElement>("[data-stop]")].filter(stop => stop.offsetParent !== null);
const help = document.querySelector<HTMLDialogElement>("[data-keys]");
const isOn = document.querySelector<HTMLInputElement>("[data-keys-on]");
const opener = document.querySelector<HTMLButtonElement>("[data-keys-open]");
const kept = "attest.keys";

// Who speaks to the machine, or holds a key too long, presses letters without meaning to: single keys can be switched off.
if (isOn) {
  isOn.checked = read() !== "off";
  isOn.addEventListener("change", () => write(isOn.checked ? "on" : "off"));
}
if (opener) {
  opener.hidden = false;
  opener.addEventListener("click", () => help?.showModal());
}

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isOn?.checked === false || (help?.open && event.key !== "?")) {
    return;
  }
  switch (event.key) {
    case "?":
      toggle();
      break;
    case "/":
      document.querySelector<HTMLInputElement>("input[type=search]")?.focus();
      break;
    case "j":
      step(1);
      break;
    case "k":
      step(-1);
      break;
    default:
      return;
  }
  event.preventDefault();
});

function read(): string | null {
  try {
    return localStorage.getItem(kept);
  } catch {
    return null;
  }
}

function write(state: string): void {
  try {
    localStorage.setItem(kept, state);
  } catch {
    // Without storage it holds for this page.
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select"));
}

function toggle(): void {
  if (help?.open) {
    help.close();
  } else {
    help?.showModal();
  }
}

/** To the next or previous stop, counted from the one that has the focus or else from what is in view. */
function step(direction: 1 | -1): void {
  const all = stops();
  const here = all.findIndex(stop => stop === document.activeElement || stop.contains(document.activeElement));
  const next = here >= 0 ? all[here + direction] : direction > 0
    ? all.find(stop => stop.getBoundingClientRect().top > 0)
    : all.findLast(stop => stop.getBoundingClientRect().top < 0);
  if (!next) {
    return;
  }
  const target = next.matches("a, button") ? next : next.querySelector<HTMLElement>("a") ?? next;
  // An entry without a link takes the focus itself.
  if (target === next && !next.matches("a, button")) {
    next.tabIndex = -1;
  }
  target.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

export {};
