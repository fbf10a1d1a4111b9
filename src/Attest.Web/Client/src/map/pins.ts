// What the map is given: incidents with where and when they are said to have been, and the areas that some lie in.

import type { LngLatBounds } from "maplibre-gl";

export type Position = [longitude: number, latitude: number];

export interface Pin {
  readonly id: string;
  readonly title: string;
  readonly at: Position | null;
  readonly area: string | null;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly disputed: boolean;
  readonly words: { readonly where: string; readonly precision: string; readonly when: string; readonly kind: string };
}

export interface Area {
  readonly key: string;
  readonly place: string;
  readonly radiusKm: number;
  /** Whether it is drawn by its borders, not by a circle. */
  readonly outline: boolean;
  readonly middle: Position;
  readonly geometry: GeoJSON.MultiPolygon;
  readonly box: Box;
}

export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export interface Pins {
  readonly pins: readonly Pin[];
  readonly areas: ReadonlyMap<string, Area>;
  /** Whether the server has more than it gave. */
  readonly more: boolean;
}

/** A place on the map with the incidents that are said to have happened there: a point or an area. */
export interface Spot {
  readonly key: string;
  readonly name: string;
  readonly at: Position;
  readonly area: Area | null;
  readonly pins: Pin[];
}

interface IncidentProperties {
  readonly kind: "incident";
  readonly title: string;
  readonly area: string | null;
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly disputed: boolean;
  readonly words: Pin["words"];
}

interface AreaProperties {
  readonly kind: "area";
  readonly place: string;
  readonly radius_km: number;
  readonly outline: boolean;
  readonly lat: number;
  readonly lon: number;
}

type Answer = GeoJSON.FeatureCollection<GeoJSON.Geometry | null, IncidentProperties | AreaProperties> & { readonly more: boolean };

export async function fetchPins(address: string): Promise<Pins> {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(`${address} answered ${answer.status}`);
  }
  const given = await answer.json() as Answer;
  const pins: Pin[] = [];
  const areas = new Map<string, Area>();
  for (const { id, geometry, properties } of given.features) {
    if (properties.kind === "incident") {
      pins.push({
        id: String(id), title: properties.title, at: geometry?.type === "Point" ? geometry.coordinates as Position : null, area: properties.area,
        firstDay: properties.first_day, lastDay: properties.last_day, disputed: properties.disputed, words: properties.words,
      });
    } else if (geometry?.type === "MultiPolygon") {
      areas.set(String(id), { key: String(id), place: properties.place, radiusKm: properties.radius_km, outline: properties.outline, middle: [properties.lon, properties.lat], geometry, box: boxOf(geometry.coordinates.flat(2)) });
    }
  }
  return { pins, areas, more: given.more };
}

/** Whether an incident may have been on one of these days; what has no day, or an open one, only where all days are asked for. The server's filter says the same. */
export function isWithin(pin: Pin, from: string | null, to: string | null): boolean {
  return (from === null && to === null)
    || (pin.firstDay !== null && pin.lastDay !== null && (to === null || pin.firstDay <= to) && (from === null || pin.lastDay >= from));
}

/** Whether any of where an incident lies can be seen. */
export function isInView(pin: Pin, areas: ReadonlyMap<string, Area>, view: LngLatBounds): boolean {
  const area = pin.area === null ? undefined : areas.get(pin.area);
  return area
    ? area.box.west <= view.getEast() && area.box.east >= view.getWest() && area.box.south <= view.getNorth() && area.box.north >= view.getSouth()
    : pin.at !== null && view.contains(pin.at);
}

/** Incidents by place, in the order in which they came. */
export function spotsOf(pins: readonly Pin[], areas: ReadonlyMap<string, Area>): Spot[] {
  const spots = new Map<string, Spot>();
  for (const pin of pins) {
    if (pin.at === null) {
      continue;
    }
    const area = (pin.area === null ? undefined : areas.get(pin.area)) ?? null;
    const key = area?.key ?? pin.at.join(" ");
    const spot = spots.get(key);
    if (spot) {
      spot.pins.push(pin);
    } else {
      spots.set(key, { key, name: area ? area.outline ? area.place : `around ${area.place}` : pin.words.where, at: area?.middle ?? pin.at, area, pins: [pin] });
    }
  }
  return [...spots.values()];
}

export function disputedOf(pins: readonly Pin[]): number {
  return pins.filter(pin => pin.disputed).length;
}

export function boxOf(positions: readonly GeoJSON.Position[]): Box {
  const box = { west: 180, south: 90, east: -180, north: -90 };
  for (const [longitude = 0, latitude = 0] of positions) {
    box.west = Math.min(box.west, longitude);
    box.east = Math.max(box.east, longitude);
    box.south = Math.min(box.south, latitude);
    box.north = Math.max(box.north, latitude);
  }
  return box;
}

/** What a map of these places shows at first: most of them, so that one far capital does not make the rest a dot. */
export function mainBox(spots: readonly Spot[]): Box | null {
  const wide = 300, trimmed = 0.05;
  const near = spots.filter(spot => !spot.area || spot.area.radiusKm < wide);
  const chosen = near.length > 0 ? near : spots;
  const positions = chosen.flatMap(spot => spot.pins.map(() => spot.area ? [[spot.area.box.west, spot.area.box.south], [spot.area.box.east, spot.area.box.north]] as Position[] : [spot.at]));
  if (positions.length === 0) {
    return null;
  }
  const part = (values: number[], share: number) => values.toSorted((one, other) => one - other)[Math.round((values.length - 1) * share)] ?? 0;
  const all = positions.flat();
  return {
    west: part(all.map(([longitude]) => longitude), trimmed), east: part(all.map(([longitude]) => longitude), 1 - trimmed),
    south: part(all.map(([, latitude]) => latitude), trimmed), north: part(all.map(([, latitude]) => latitude), 1 - trimmed),
  };
}
