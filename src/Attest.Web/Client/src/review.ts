// One key a decision: a right, x does not hold, c put right (Ctrl and Enter sends it, Escape leaves it), s skip, u take the last back, j and k on and back. Every key presses what the page has as a button or link.

const item = document.querySelector<HTMLElement>("[data-review]");
const isOn = () => document.querySelector<HTMLInputElement>("[data-keys-on]")?.checked !== false;
let isGone = false;

document.addEventListener("keydown", event => {
  // From any field, a list among them, in which Enter alone does other things.
  const form = event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target instanceof Element && event.target.closest("[data-review]") ? event.target.closest("form") : null;
  if (form) {
    event.preventDefault();
    // A key that is held sends once.
    if (!event.repeat && !isGone && form.reportValidity()) {
      isGone = true;
      form.requestSubmit();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isGone || isTyping(event.target) || !isOn() || document.querySelector("dialog[open]")) {
    return;
  }
  const way = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]`);
  if (!way) {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (way instanceof HTMLDetailsElement) {
    way.open = true;
    way.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus();
    return;
  }
  // A second press while the next page is on its way would decide what nobody has seen.
  isGone = true;
  if (way instanceof HTMLFormElement) {
    way.requestSubmit();
  } else {
    way.click();
  }
}, true);

// Who comes back by the browser's own way may decide again.
addEventListener("pageshow", () => {
  isGone = false;
});

// Out of the fields again, to the words.
item?.addEventListener("keydown", event => {
  if (event.key === "Escape" && event.target instanceof HTMLElement && isTyping(event.target)) {
    event.target.blur();
    const open = event.target.closest("details");
    if (open) {
      open.open = false;
    }
    scrollTo({ top: 0 });
  }
});

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select"));
}

export {};
