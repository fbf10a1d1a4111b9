// Words chosen in a report are carried to the form that makes a claim of them (editors) or reports an error in them (readers; also by Ctrl and Enter).

const bar = document.querySelector<HTMLElement>("[data-chosen]");
const text = document.querySelector<HTMLElement>(".text");
const longest = 2000;

if (bar && text) {
  const shown = bar.querySelector<HTMLElement>("[data-chosen-words]");
  const ways = [...bar.querySelectorAll<HTMLAnchorElement>("a[data-base]")];

  document.addEventListener("selectionchange", () => {
    const words = chosen();
    bar.hidden = words === "";
    if (words !== "") {
      if (shown) {
        shown.textContent = words.length > 80 ? `${words.slice(0, 79)}…` : words;
      }
      for (const way of ways) {
        way.href = `${way.dataset.base}?words=${encodeURIComponent(words)}`;
      }
    }
  });

  document.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !(event.target instanceof HTMLInputElement) && !(event.target instanceof HTMLTextAreaElement)) {
      const way = ways.find(one => one.hasAttribute("data-error")) ?? ways[0];
      if (way && chosen() !== "") {
        event.preventDefault();
        location.href = way.href;
      }
    }
  });
}

function chosen(): string {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !text || !selection.anchorNode || !selection.focusNode || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) {
    return "";
  }
  // Numbers of records and notes in the margin are no words of the report.
  const held = selection.getRangeAt(0).cloneContents();
  for (const own of held.querySelectorAll(".ref, .notes, .item-time")) {
    own.remove();
  }
  return (held.textContent ?? "").trim().slice(0, longest);
}

export {};
