// Keys that work on every page: ? shows them, / goes to the search, j and k go from entry to entry.

const stops = () => [...document.querySelectorAll<HTMLElement>("[data-stop]")].filter(stop => stop.offsetParent !== null);
const help = document.querySelector<HTMLDialogElement>("[data-keys]");

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || (help?.open && event.key !== "?")) {
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
  target.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}
