// How the map looks: our own outlines, incidents as points or areas, in the colours of the style sheet. Nothing is told by colour alone.

import type { ExpressionSpecification, FilterSpecification, StyleSpecification } from "maplibre-gl";
import { disputedOf, type Spot } from "./pins";

/** Layers that can be opened, marks before areas. */
export const marks = ["clusters", "towns"], areas = ["areas"];

// Of fonts of this machine, first come first served: no font file is loaded.
const plain = ["Helvetica Neue", "Arial", "Liberation Sans", "Noto Sans", "sans-serif"], bold = ["Arial Bold", "Liberation Sans", "Noto Sans", "sans-serif"];

// A country is no place: it is outlined and named, and never filled, so that what lies within it stays plain.
export const leastWholeKm = 250;
const isWhole: ExpressionSpecification = [">", ["get", "radius"], leastWholeKm];
const isCluster: ExpressionSpecification = ["has", "point_count"];
const isDisputed: ExpressionSpecification = [">", ["get", "disputed"], 0];
const withMark = (text: ExpressionSpecification): ExpressionSpecification => ["concat", text, ["case", isDisputed, " ≠", ""]];
const size: ExpressionSpecification = ["interpolate", ["linear"], ["sqrt", ["get", "count"]], 1, 5, 1.4, 9, 12, 20];
const clusterSize: ExpressionSpecification = ["interpolate", ["linear"], ["sqrt", ["get", "count"]], 1.4, 15, 20, 30];

/** The data of the layers that change. */
export function dataOf(spots: readonly Spot[]): { places: GeoJSON.FeatureCollection; areas: GeoJSON.FeatureCollection; names: GeoJSON.FeatureCollection } {
  const properties = (spot: Spot) => ({ key: spot.key, name: spot.name, count: spot.pins.length, disputed: disputedOf(spot.pins), radius: spot.area?.radiusKm ?? 0 });
  const point = (spot: Spot): GeoJSON.Feature => ({ type: "Feature", geometry: { type: "Point", coordinates: spot.at }, properties: properties(spot) });
  const wide = spots.flatMap(spot => spot.area ? [{ spot, area: spot.area }] : []).toSorted((one, other) => other.area.radiusKm - one.area.radiusKm);
  return {
    places: { type: "FeatureCollection", features: spots.filter(spot => !spot.area).map(point) },
    areas: { type: "FeatureCollection", features: wide.map(({ spot, area }) => ({ type: "Feature", geometry: area.geometry, properties: properties(spot) })) },
    names: { type: "FeatureCollection", features: wide.map(({ spot }) => point(spot)) },
  };
}

/** The names of states, but of those that stand there already with how many incidents are somewhere in them. */
export function unnamedStates(spots: readonly Spot[]): FilterSpecification {
  return ["all", ["==", ["get", "kind"], "name"], ["!", ["in", ["get", "name"], ["literal", spots.flatMap(spot => spot.area ? [spot.name] : [])]]]];
}

/** One colour with so much of another over it, both as #rrggbb. */
export function mixed(under: string, over: string, share: number): string {
  const parts = (colour: string) => [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
  const [below, above] = [parts(under), parts(over)];
  return `#${below.map((part, i) => Math.round(part * (1 - share) + above[i]! * share).toString(16).padStart(2, "0")).join("")}`;
}

/** The whole style in the colours that the page has now. */
export function styleOf(spots: readonly Spot[]): StyleSpecification {
  const page = getComputedStyle(document.documentElement);
  const colour = (name: string) => page.getPropertyValue(`--${name}`).trim();
  const [paper, ink, soft, line, doubt] = [colour("paper"), colour("ink"), colour("soft"), colour("map-line"), colour("doubt")];
  const data = dataOf(spots);
  const label = { "text-color": ink, "text-halo-color": colour("map-land"), "text-halo-width": 1.6 };
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: new URL("/map/land.json", location.href).href, maxzoom: 8 },
      borders: { type: "geojson", data: new URL("/map/borders.json", location.href).href, maxzoom: 8 },
      areas: { type: "geojson", data: data.areas },
      names: { type: "geojson", data: data.names },
      places: {
        type: "geojson", data: data.places, maxzoom: 14, cluster: true, clusterRadius: 42, clusterMaxZoom: 13,
        clusterProperties: { count: ["+", ["get", "count"]], disputed: ["+", ["get", "disputed"]] },
      },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": colour("map-water") } },
      { id: "land", type: "fill", source: "land", filter: ["==", ["get", "kind"], "land"], paint: { "fill-color": colour("map-land"), "fill-antialias": false } },
      // Mixed beforehand and opaque: areas that overlap are no darker together than one alone.
      { id: "area-tints", type: "fill", source: "areas", filter: ["!", isWhole], paint: { "fill-color": mixed(colour("map-land"), ink, 0.15), "fill-antialias": false } },
      { id: "regions", type: "line", source: "borders", minzoom: 4, filter: ["==", ["get", "kind"], "region-border"], paint: { "line-color": line, "line-width": 0.6 } },
      { id: "coasts", type: "line", source: "borders", filter: ["==", ["get", "kind"], "coast"], paint: { "line-color": line, "line-width": 0.6 } },
      { id: "borders", type: "line", source: "borders", filter: ["==", ["get", "kind"], "border"], paint: { "line-color": colour("strong-line"), "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.7, 7, 1.6] } },
      { id: "disputed-borders", type: "line", source: "borders", filter: ["==", ["get", "kind"], "disputed"], paint: { "line-color": colour("strong-line"), "line-width": 1.4, "line-dasharray": [3, 2] } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-opacity": 0 } },
      { id: "area-edges", type: "line", source: "areas", paint: { "line-color": ["case", isDisputed, doubt, soft], "line-width": ["case", isDisputed, 2.2, 1.2] } },
      {
        id: "states", type: "symbol", source: "land", filter: unnamedStates(spots), maxzoom: 7,
        layout: {
          "text-field": ["get", "name"], "text-font": plain, "text-size": 12, "text-letter-spacing": 0.12, "text-transform": "uppercase", "text-max-width": 7,
          "symbol-sort-key": ["-", 0, ["get", "radius_km"]],
        },
        paint: { ...label, "text-color": soft },
      },
      {
        id: "area-names", type: "symbol", source: "names",
        layout: { "text-field": withMark(["concat", ["get", "name"], " · ", ["to-string", ["get", "count"]]]), "text-font": plain, "text-size": 12, "text-max-width": 9, "symbol-sort-key": ["-", 0, ["get", "count"]], "text-variable-anchor": ["center", "top", "bottom", "left", "right"], "text-radial-offset": 1.2 },
        paint: label,
      },
      {
        id: "cluster-rings", type: "circle", source: "places", filter: ["all", isCluster, isDisputed],
        paint: { "circle-radius": ["+", clusterSize, 4], "circle-opacity": 0, "circle-color": paper, "circle-stroke-color": doubt, "circle-stroke-width": 1.5 },
      },
      { id: "clusters", type: "circle", source: "places", filter: isCluster, paint: { "circle-radius": clusterSize, "circle-color": paper, "circle-stroke-color": ink, "circle-stroke-width": 2 } },
      {
        id: "cluster-counts", type: "symbol", source: "places", filter: isCluster,
        layout: { "text-field": withMark(["to-string", ["get", "count"]]), "text-font": bold, "text-size": 13, "text-allow-overlap": true, "text-padding": 14 },
        paint: { "text-color": ink },
      },
      {
        id: "town-rings", type: "circle", source: "places", filter: ["all", ["!", isCluster], isDisputed],
        paint: { "circle-radius": ["+", size, 4], "circle-opacity": 0, "circle-color": paper, "circle-stroke-color": doubt, "circle-stroke-width": 1.5 },
      },
      { id: "towns", type: "circle", source: "places", filter: ["!", isCluster], paint: { "circle-radius": size, "circle-color": ink, "circle-stroke-color": paper, "circle-stroke-width": 1.5 } },
      {
        id: "town-counts", type: "symbol", source: "places", filter: ["all", ["!", isCluster], [">", ["get", "count"], 1]],
        layout: { "text-field": ["to-string", ["get", "count"]], "text-font": bold, "text-size": 11, "text-allow-overlap": true, "text-padding": 7 },
        paint: { "text-color": paper },
      },
      {
        id: "town-names", type: "symbol", source: "places", filter: ["!", isCluster],
        layout: {
          "text-field": withMark(["get", "name"]), "text-font": plain, "text-size": 13, "text-variable-anchor": ["left", "right", "top", "bottom"],
          "text-radial-offset": ["interpolate", ["linear"], ["sqrt", ["get", "count"]], 1, 0.7, 12, 1.7], "text-justify": "auto", "symbol-sort-key": ["-", 0, ["get", "count"]],
        },
        paint: label,
      },
    ],
  };
}
