// Words chosen in a report are carried, with the place where they stand, to the form that makes a claim of them (editors) or reports an error in them (readers; also by Ctrl and Enter).

interface Chosen {
  words: string;
  /** The report whose words they are. */
  report: string;
  /** Where they start in the report's text, in code points. */
  start: number;
}

const bar = document.querySelector<HTMLElement>("[data-chosen]");
const longest = 2000;

if (bar) {
  const shown = bar.querySelector<HTMLElement>("[data-chosen-words]");
  const ways = [...bar.querySelectorAll<HTMLAnchorElement>("a[data-way]")];

  document.addEventListener("selectionchange", () => {
    const held = chosen();
    bar.hidden = held === null;
    if (held) {
      if (shown) {
        shown.textContent = held.words.length > 80 ? `${held.words.slice(0, 79)}…` : held.words;
      }
      for (const way of ways) {
        way.href = `/reports/${held.report}/${way.dataset.way}?words=${encodeURIComponent(held.words)}&start=${held.start}`;
      }
    }
  });

  document.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !(event.target instanceof HTMLInputElement) && !(event.target instanceof HTMLTextAreaElement)) {
      const way = ways.find(one => one.dataset.way === "error") ?? ways[0];
      if (way && chosen()) {
        event.preventDefault();
        location.href = way.href;
      }
    }
  });
}

// What is selected of one report's own words, widened to whole words, whatever is selected beside them: who clicks three times takes the start of what follows, too.
// Of two quotations nothing is taken, for between them words are left out. A paragraph says where it starts in its report; numbers of records and notes in the margin are no words of it.
function chosen(): Chosen | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) {
    return null;
  }
  const range = selection.getRangeAt(0);
  const pieces: Chosen[] = [];
  let whole: Element | null = null;
  for (const paragraph of document.querySelectorAll<HTMLElement>("[data-report] [data-at]")) {
    const piece = range.intersectsNode(paragraph) ? chosenIn(paragraph, range) : null;
    if (piece) {
      const of = paragraph.closest("[data-report]");
      if (whole !== null && of !== whole) {
        return null;
      }
      whole = of;
      pieces.push(piece);
    }
  }
  const [first] = pieces;
  const words = pieces.map(piece => piece.words).join("\n");
  return first ? { words: words.length > longest ? words.slice(0, longest).replace(/\s+\S*$/u, "") : words, report: first.report, start: first.start } : null;
}

function chosenIn(paragraph: HTMLElement, range: Range): Chosen | null {
  let whole = "";
  let from = -1;
  let to = -1;
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement?.closest(".ref")) {
      continue;
    }
    const words = node.nodeValue ?? "";
    if (range.intersectsNode(node)) {
      from = from < 0 ? whole.length + (node === range.startContainer ? range.startOffset : 0) : from;
      to = whole.length + (node === range.endContainer ? range.endOffset : words.length);
    }
    whole += words;
  }
  if (from < 0 || whole.slice(from, to).trim() === "") {
    return null;
  }
  while (isSpace(whole[from])) {
    from++;
  }
  while (isSpace(whole[to - 1])) {
    to--;
  }
  while (isWithinWord(whole, from)) {
    from--;
  }
  while (isWithinWord(whole, to)) {
    to++;
  }
  return { words: whole.slice(from, to), report: paragraph.closest<HTMLElement>("[data-report]")?.dataset.report ?? "", start: Number(paragraph.dataset.at) + [...whole.slice(0, from)].length };
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && /\s/u.test(character);
}

// Whether what stands before a place and what stands at it are of one word or number, as Archive/Corrections/WordAnchor.cs decides it.
function isWithinWord(whole: string, at: number): boolean {
  return at > 0 && at < whole.length
    && (/^[\p{L}\p{N}]{2}$/u.test(whole.slice(at - 1, at + 1)) || /^\d[.,]\d/.test(whole.slice(Math.max(0, at - 2), at + 1)) || /^\d[.,]\d/.test(whole.slice(at - 1, at + 2)));
}

export {};
