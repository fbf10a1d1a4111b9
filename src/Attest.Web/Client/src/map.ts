// The map: draws where incidents are said to have been, and keeps the table, the tray and the address in step with it.
// Without it, or where a browser can't draw it, the page's table has the same content.

import { Map as World, NavigationControl, ScaleControl, setWorkerUrl, type GeoJSONSource, type PointLike, type StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import { drawBrush, type Brush, type Period } from "./map/brush";
import { fillPanel, fillTable, fillTray, fillWide, tableWords } from "./map/lists";
import { areas as areaLayers, dataOf, marks as markLayers, styleOf, unnamedStates } from "./map/look";
import { boxOf, fetchPins, isInView, isWithin, mainBox, spotsOf, type Box, type Pin, type Pins, type Spot } from "./map/pins";

const closestZoom = 11, spotZoom = 8, reach = 6, reachOfKeys = 28;

const page = document.querySelector<HTMLElement>("[data-map]");
if (page) {
  void start(page);
}

async function start(page: HTMLElement): Promise<void> {
  const part = <T extends HTMLElement>(name: string) => page.querySelector<T>(`[data-map-${name}]`)!;
  const frame = part("frame"), state = part("state");
  const address = page.dataset["pins"]!;
  let period: Period = { from: page.dataset["from"] || null, to: page.dataset["to"] || null };
  frame.hidden = false;

  let pins: Pins;
  try {
    pins = await fetchPins(address);
    // Of more than can be given at once, those of the days that are asked for.
    if (pins.more && (period.from ?? period.to) !== null) {
      pins = await fetchPins(withDays(address, period));
    }
  } catch {
    state.textContent = "What the map shows could not be loaded. The table has the same content; load the page again to try once more.";
    return;
  }

  let shown: Pin[] = pins.pins.filter(pin => isWithin(pin, period.from, period.to)), spots: Spot[] = spotsOf(shown, pins.areas);
  const isViewGiven = location.hash.includes("view=");
  const world = open(part("canvas"), state, styleOf(spots));
  let brush: Brush | null = null;
  const most = () => pins.more ? Number(page.dataset["most"]) : null;

  const narrow = () => {
    const placed = shown.filter(pin => pin.at !== null);
    const view = world?.getBounds();
    const seen = view ? placed.filter(pin => isInView(pin, pins.areas, view)) : placed;
    part("words").textContent = tableWords(seen.length, placed.length, most());
    fillTable(part("rows"), seen, pin => showSpot(spots.find(spot => spot.pins.includes(pin))));
  };
  const update = () => {
    shown = pins.pins.filter(pin => isWithin(pin, period.from, period.to));
    spots = spotsOf(shown, pins.areas);
    fillTray(page.querySelector("[data-tray]")!, shown.filter(pin => pin.at === null));
    fillWide(page.querySelector("[data-wide]")!, spots, showSpot);
    brush?.tell(shown.length, pins.pins.filter(pin => pin.firstDay === null || pin.lastDay === null).length);
    const data = dataOf(spots);
    for (const name of ["places", "areas", "names"] as const) {
      world?.getSource<GeoJSONSource>(name)?.setData(data[name]);
    }
    if (world?.getLayer("states")) {
      world.setFilter("states", unnamedStates(spots));
    }
    narrow();
  };

  const panel = part("panel"), closer = part<HTMLButtonElement>("closer");
  let before: Element | null = null;
  const openPanel = (chosen: readonly Spot[], zoomIn: (() => void) | null) => {
    before = document.activeElement;
    fillPanel(panel, chosen);
    closer.hidden = zoomIn === null;
    closer.onclick = () => {
      closePanel();
      zoomIn?.();
    };
    panel.focus({ preventScroll: true });
  };
  const closePanel = () => {
    panel.hidden = true;
    (before instanceof HTMLElement && before.isConnected ? before : world?.getCanvas())?.focus({ preventScroll: true });
  };
  part("close").addEventListener("click", closePanel);
  panel.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      closePanel();
    }
  });
  const showSpot = (spot: Spot | undefined) => {
    if (!spot || !world) {
      return;
    }
    openPanel([spot], null);
    frame.scrollIntoView({ block: "nearest" });
    if (spot.area) {
      fit(world, spot.area.box, true);
    } else {
      world.easeTo({ center: spot.at, zoom: Math.max(world.getZoom(), spotZoom) });
    }
  };

  page.querySelector("[data-map-pages]")?.remove();
  const changed = (chosen: Period, settled: boolean) => {
    period = chosen;
    update();
    if (settled) {
      writeAddress(period);
      if (pins.more) {
        void fetchPins(withDays(address, period)).then(fresh => {
          pins = fresh;
          update();
        }, () => undefined);
      }
    }
  };
  brush = drawBrush(page.querySelector("[data-brush]")!, pins.pins, period, changed);
  update();
  if (!world) {
    return;
  }

  part("tools").hidden = part("key").hidden = false;
  const first = mainBox(spots);
  if (first && !isViewGiven) {
    fit(world, first, false);
  }
  part("all").addEventListener("click", () => {
    if (spots.length > 0) {
      fit(world, boxOf(spots.flatMap(spot => spot.area ? [[spot.area.box.west, spot.area.box.south], [spot.area.box.east, spot.area.box.north]] : [spot.at])), true);
    }
  });
  narrow();
  world.on("moveend", narrow);
  world.once("idle", () => {
    state.textContent = "";
    page.dataset["ready"] = "yes";
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => world.setStyle(styleOf(spots)));

  const openAt = async (x: number, y: number, within: number) => {
    const box: [PointLike, PointLike] = [[x - within, y - within], [x + within, y + within]];
    const away = (feature: GeoJSON.Feature) => {
      const at = world.project((feature.geometry as GeoJSON.Point).coordinates as [number, number]);
      return Math.hypot(at.x - x, at.y - y);
    };
    const mark = world.queryRenderedFeatures(box, { layers: markLayers }).toSorted((one, other) => away(one) - away(other))[0];
    const byKey = (key: unknown) => spots.find(spot => spot.key === key);
    if (mark?.properties["cluster"]) {
      const leaves = await world.getSource<GeoJSONSource>("places")!.getClusterLeaves(mark.properties["cluster_id"] as number, Number.MAX_SAFE_INTEGER, 0);
      const chosen = leaves.flatMap(leaf => byKey(leaf.properties?.["key"]) ?? []);
      openPanel(chosen, () => fit(world, boxOf(chosen.map(spot => spot.at)), true));
      return;
    }
    const keys = mark ? [mark.properties["key"] as unknown] : world.queryRenderedFeatures([x, y], { layers: areaLayers })
      .toSorted((one, other) => Number(one.properties["radius"]) - Number(other.properties["radius"])).map(area => area.properties["key"] as unknown);
    const chosen = [...new Set(keys)].flatMap(key => byKey(key) ?? []);
    if (chosen.length > 0) {
      openPanel(chosen, null);
    }
  };
  world.on("click", event => void openAt(event.point.x, event.point.y, reach));
  world.on("mousemove", event => {
    world.getCanvas().style.cursor = world.queryRenderedFeatures(event.point, { layers: [...markLayers, ...areaLayers] }).length > 0 ? "pointer" : "";
  });
  world.getCanvas().addEventListener("keydown", event => {
    if (event.key === "Enter") {
      const { clientWidth, clientHeight } = world.getContainer();
      void openAt(clientWidth / 2, clientHeight / 2, reachOfKeys);
    }
  });
}

/** The map; null where the browser can't draw it, which is said. */
function open(canvas: HTMLElement, state: HTMLElement, style: StyleSpecification): World | null {
  try {
    setWorkerUrl(workerUrl);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const world = new World({
      container: canvas, style, hash: "view", center: [0, 25], zoom: 1, minZoom: 0.5, maxZoom: closestZoom,
      renderWorldCopies: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, attributionControl: false, cooperativeGestures: matchMedia("(pointer: coarse)").matches,
      fadeDuration: calm ? 0 : 150, locale: { "Map.Title": "Map of incidents. Arrow keys move it, plus and minus zoom, Enter opens what is under the cross." },
    });
    world.touchZoomRotate.disableRotation();
    world.keyboard.disableRotation();
    world.addControl(new NavigationControl({ showCompass: false }), "top-left");
    world.addControl(new ScaleControl({}), "bottom-left");
    return world;
  } catch {
    state.textContent = "This browser can’t draw the map (it has no WebGL). The table has the same content.";
    return null;
  }
}

function fit(world: World, box: Box, animate: boolean): void {
  world.fitBounds([[box.west, box.south], [box.east, box.north]], { padding: 48, maxZoom: spotZoom, animate });
}

function withDays(address: string, { from, to }: Period): string {
  const days = new URLSearchParams([...(from === null ? [] : [["from", from]]), ...(to === null ? [] : [["to", to]])]);
  return days.size === 0 ? address : `${address}${address.includes("?") ? "&" : "?"}${days}`;
}

/** The days that are shown stand in the address and in the form, so that the view can be shared and narrowed further. */
function writeAddress(period: Period): void {
  const address = new URL(location.href);
  address.searchParams.delete("cursor");
  for (const name of ["from", "to"] as const) {
    const day = period[name];
    if (day === null) {
      address.searchParams.delete(name);
    } else {
      address.searchParams.set(name, day);
    }
    const field = document.querySelector<HTMLInputElement>(`.filters input[name=${name}]`);
    if (field) {
      field.value = day ?? "";
    }
  }
  history.replaceState(history.state, "", address);
}
