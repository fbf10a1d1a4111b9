// The table, the tray and the panel: the same content as the map, and links to the incidents. Everything is set as text.

import { leastWholeKm } from "./look";
import type { Pin, Spot } from "./pins";
import { count, number } from "./words";

const mostRows = 200, mostInPanel = 60;

export function element<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Record<string, string>, ...content: (Node | string)[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  made.append(...content);
  return made;
}

/** Fills the table with the incidents in view. */
export function fillTable(rows: HTMLElement, pins: readonly Pin[], show: (pin: Pin) => void): void {
  rows.replaceChildren(...pins.slice(0, mostRows).map(pin => {
    const onMap = element("button", { type: "button", class: "as-link", "aria-label": `Show ${pin.words.where} on the map` }, pin.words.where);
    onMap.addEventListener("click", () => show(pin));
    return element(
      "tr", { "data-stop": "" },
      element("td", { class: "when" }, pin.words.when),
      element("td", {}, linkTo(pin), " ", element("span", { class: "aside" }, pin.words.kind, ...disputeOf(pin))),
      element("td", { class: "where" }, onMap, " ", element("span", { class: "aside" }, pin.words.precision)));
  }));
}

/** What the table holds, in words. */
export function tableWords(inView: number, placed: number, most: number | null): string {
  const of = most === null ? `${count(placed, "incident")} with a place` : `the ${number(placed)} with a place among the newest ${number(most)} incidents`;
  const which = placed === 0 ? "No incident with a place fits."
    : inView === 0 ? `None of ${of} is in view: move the map, zoom out, or show all places.`
    : inView === placed ? `In view: ${most === null ? `all ${of}` : `all of ${of}`}.`
    : `In view: ${number(inView)} of ${of}. Moving the map changes the table.`;
  return inView > mostRows ? `${which} The first ${number(mostRows)} stand here; zoom in for the rest.` : which;
}

/** Fills the tray of what has no place. */
export function fillTray(tray: HTMLElement, pins: readonly Pin[]): void {
  tray.querySelector("[data-tray-words]")!.textContent = pins.length === 0 ? "No incident is without a place" : `Without a place: ${count(pins.length, "incident")}${pins.length > mostRows ? `, the newest ${mostRows} here` : ""}`;
  tray.querySelector("[data-tray-list]")!.replaceChildren(...pins.slice(0, mostRows).map(pin => entry(pin, `${pin.words.when} · ${pin.words.kind}`)));
}

/** Fills the line of what is only known to have been somewhere in a whole country. */
export function fillWide(line: HTMLElement, spots: readonly Spot[], show: (spot: Spot) => void): void {
  const wide = spots.flatMap(spot => spot.area && spot.area.radiusKm > leastWholeKm ? [{ area: spot.area, pins: spot.pins, spot }] : []).toSorted((one, other) => other.pins.length - one.pins.length);
  line.hidden = wide.length === 0;
  line.querySelector("[data-wide-list]")!.replaceChildren(...wide.map(({ area, pins, spot }) => {
    const button = element("button", { type: "button", class: "as-link" }, `Somewhere ${area.outline ? "in" : "around"} ${area.place}: ${number(pins.length)}`, ...pins.some(pin => pin.disputed) ? [" ≠"] : []);
    button.addEventListener("click", () => show(spot));
    return element("li", {}, button);
  }));
}

/** Opens the panel with the incidents of some places. */
export function fillPanel(panel: HTMLElement, spots: readonly Spot[]): void {
  const pins = spots.flatMap(spot => spot.pins);
  const only = spots.length === 1 ? spots[0] : undefined;
  panel.querySelector("[data-map-panel-title]")!.textContent = only ? only.name : `${count(spots.length, "place")}, ${count(pins.length, "incident")}`;
  const disputed = pins.filter(pin => pin.disputed).length;
  panel.querySelector("[data-map-panel-words]")!.textContent = [
    only ? `${count(pins.length, "incident")}: ${only.pins[0]!.words.precision}` : "", disputed > 0 ? `${number(disputed)} disputed` : "",
    pins.length > mostInPanel ? `the first ${mostInPanel} here` : "",
  ].filter(Boolean).join("; ");
  panel.querySelector("[data-map-panel-list]")!.replaceChildren(...pins.slice(0, mostInPanel).map(pin => entry(pin, only ? pin.words.when : `${pin.words.where} · ${pin.words.when}`)));
  panel.hidden = false;
  panel.scrollTop = 0;
}

function entry(pin: Pin, words: string): HTMLElement {
  return element("li", { "data-stop": "" }, linkTo(pin), " ", element("span", { class: "aside" }, words, ...disputeOf(pin)));
}

function linkTo(pin: Pin): HTMLElement {
  return element("a", { href: `/incidents/${encodeURIComponent(pin.id)}` }, pin.title);
}

function disputeOf(pin: Pin): (Node | string)[] {
  return pin.disputed ? [" · ", element("b", { class: "unequal", "aria-hidden": "true" }, "≠"), " disputed"] : [];
}
