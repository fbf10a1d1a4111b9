// The time brush: how many incidents there were day by day, and two sliders that narrow the map and the table to some of the days.

import type { Pin } from "./pins";
import { count, dayWords } from "./words";

const mostBars = 120, longestDays = 31, height = 40, dayLength = 86_400_000;

export interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

export interface Brush {
  /** Says how many are left out. */
  tell(shown: number, undated: number): void;
}

/** What the bars stand for: stretches of as many days each. */
interface Scale {
  readonly first: number;
  readonly step: number;
  readonly bars: number;
}

/**
 * Draws the brush. At either end of its slider an end is open: nothing is left out there, days that lie further away included.
 * @param changed Called while a slider moves, and once more with `settled` when it rests.
 */
export function drawBrush(root: HTMLElement, pins: readonly Pin[], start: Period, changed: (period: Period, settled: boolean) => void): Brush | null {
  const scale = scaleOf(pins, start);
  if (!scale) {
    return null;
  }
  const find = <T extends HTMLElement>(name: string) => root.querySelector<T>(`[data-brush-${name}]`)!;
  const [from, to] = [find<HTMLInputElement>("from"), find<HTMLInputElement>("to")];
  const [fromWords, toWords, words] = [find("from-words"), find("to-words"), find("words")];
  const last = scale.bars - 1;
  from.max = to.max = String(last);
  from.value = String(start.from === null ? 0 : barOf(scale, start.from));
  to.value = String(start.to === null ? last : barOf(scale, start.to));
  const { picture, before, after } = draw(scale, pins);
  find("chart").replaceChildren(picture);

  const period = (): Period => ({
    from: from.valueAsNumber === 0 ? null : dayOf(scale.first + from.valueAsNumber * scale.step),
    to: to.valueAsNumber === last ? null : dayOf(scale.first + (to.valueAsNumber + 1) * scale.step - 1),
  });
  const show = () => {
    const { from: first, to: final } = period();
    fromWords.textContent = first === null ? "the earliest" : dayWords(first);
    toWords.textContent = final === null ? "the latest" : dayWords(final);
    from.setAttribute("aria-valuetext", fromWords.textContent);
    to.setAttribute("aria-valuetext", toWords.textContent);
    before.setAttribute("width", from.value);
    after.setAttribute("x", String(to.valueAsNumber + 1));
    after.setAttribute("width", String(last - to.valueAsNumber));
  };
  const move = (moved: HTMLInputElement, other: HTMLInputElement, isPast: () => boolean) => {
    moved.addEventListener("input", () => {
      if (isPast()) {
        other.value = moved.value;
      }
      show();
      changed(period(), false);
    });
    moved.addEventListener("change", () => changed(period(), true));
  };
  move(from, to, () => from.valueAsNumber > to.valueAsNumber);
  move(to, from, () => to.valueAsNumber < from.valueAsNumber);
  find<HTMLButtonElement>("all").addEventListener("click", () => {
    from.value = "0";
    to.value = String(last);
    show();
    changed(period(), true);
  });
  show();
  root.hidden = false;
  return {
    tell(shown, undated) {
      const { from: first, to: final } = period();
      words.textContent = first === null && final === null
        ? `${dayWords(dayOf(scale.first))} to ${dayWords(dayOf(scale.first + scale.bars * scale.step - 1))}${scale.step > 1 ? `, ${scale.step} days a bar` : ""}; light bars: on one of several days`
        : `${count(shown, "incident")} that may be of these days${undated > 0 ? `; ${undated} without a day left out` : ""}`;
    },
  };
}

function scaleOf(pins: readonly Pin[], start: Period): Scale | null {
  const spans = pins.map(spanOf).filter(span => span !== null);
  if (spans.length === 0) {
    return null;
  }
  // A battle of the last century is left of the first bar, not what sets the scale.
  const at = (days: number[], share: number) => days.toSorted((one, other) => one - other)[Math.round((days.length - 1) * share)] ?? 0;
  const chosen = [start.from, start.to].filter(day => day !== null).map(numberOf);
  const first = Math.min(at(spans.map(span => span[0]), 0.03), ...chosen);
  const last = Math.max(at(spans.map(span => span[1]), 0.99), ...chosen);
  const step = Math.ceil((last - first + 1) / mostBars);
  return { first, step, bars: Math.max(2, Math.ceil((last - first + 1) / step)) };
}

function draw(scale: Scale, pins: readonly Pin[]): { picture: SVGElement; before: SVGElement; after: SVGElement } {
  const sure = new Array<number>(scale.bars).fill(0), open = new Array<number>(scale.bars).fill(0);
  for (const span of pins.map(spanOf)) {
    if (!span) {
      continue;
    }
    const [first, last] = span.map(day => Math.floor((day - scale.first) / scale.step)) as [number, number];
    const bars = first === last ? sure : open;
    for (let bar = Math.max(0, first); bar <= Math.min(scale.bars - 1, last); bar++) {
      bars[bar] = (bars[bar] ?? 0) + 1;
    }
  }
  const most = Math.max(1, ...sure.map((value, bar) => value + (open[bar] ?? 0)));
  const bar = (x: number, y: number, value: number, name: string) => shape("rect", { x: x + 0.08, y, width: 0.84, height: value, class: name });
  const bars = sure.flatMap((value, x) => {
    const solid = value / most * height, light = (open[x] ?? 0) / most * height;
    return [...(solid > 0 ? [bar(x, height - solid, solid, "sure")] : []), ...(light > 0 ? [bar(x, height - solid - light, light, "open")] : [])];
  });
  const before = shape("rect", { x: 0, y: 0, width: 0, height, class: "outside" }), after = shape("rect", { x: scale.bars, y: 0, width: 0, height, class: "outside" });
  const picture = shape("svg", { viewBox: `0 0 ${scale.bars} ${height}`, preserveAspectRatio: "none", class: "brush-chart", role: "img", "aria-label": `Incidents by day, at most ${most} in a bar` });
  picture.append(...bars, before, after, shape("line", { x1: 0, x2: scale.bars, y1: height, y2: height, class: "base" }));
  return { picture, before, after };
}

function shape(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, String(value));
  }
  return made;
}

// An incident of some month or year is in no bar: it may be of any day.
function spanOf(pin: Pin): [number, number] | null {
  if (pin.firstDay === null || pin.lastDay === null) {
    return null;
  }
  const span: [number, number] = [numberOf(pin.firstDay), numberOf(pin.lastDay)];
  return span[1] - span[0] < longestDays ? span : null;
}

function barOf(scale: Scale, day: string): number {
  return Math.min(scale.bars - 1, Math.max(0, Math.floor((numberOf(day) - scale.first) / scale.step)));
}

function numberOf(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / dayLength);
}

function dayOf(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}
