// A pin for a form: put by a tap, moved by hand, or by keys (arrows move the map, the button puts the pin at its middle). The two numbers beside it are what is sent; without the map they are typed.

import { Map as World, Marker, NavigationControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import { styleOf } from "./map/look";

const near = 11, far = 4.6, digits = 6;

const part = document.querySelector<HTMLElement>("[data-pin]");
if (part) {
  open(part);
}

function open(part: HTMLElement): void {
  const frame = part.querySelector<HTMLElement>("[data-pin-frame]")!, canvas = part.querySelector<HTMLElement>("[data-pin-canvas]")!, state = part.querySelector<HTMLElement>("[data-pin-state]")!;
  const latitude = part.querySelector<HTMLInputElement>("input[name=latitude]")!, longitude = part.querySelector<HTMLInputElement>("input[name=longitude]")!;
  frame.hidden = false;
  setWorkerUrl(workerUrl);
  const given = typed();
  const place = numbers(part.dataset["latitude"], part.dataset["longitude"]);
  const style = styleOf([]);
  const [zoomIn = "Zoom in", zoomOut = "Zoom out", title = "Map"] = (part.dataset["pinWords"] ?? "").split("^").filter(word => word);
  let world: World;
  try {
    world = new World({ container: canvas, style, center: given ?? place ?? [31.2, 48.6], zoom: given ?? place ? near : far, maxZoom: 16, dragRotate: false, pitchWithRotate: false, attributionControl: false, locale: { "NavigationControl.ZoomIn": zoomIn, "NavigationControl.ZoomOut": zoomOut, "Map.Title": title, "Marker.Title": title } });
  } catch {
    frame.hidden = true;
    return;
  }
  world.touchZoomRotate.disableRotation();
  world.addControl(new NavigationControl({ showCompass: false }));
  const pin = new Marker({ draggable: true, color: getComputedStyle(document.documentElement).getPropertyValue("--ink").trim() });

  const put = (at: [number, number]) => {
    pin.setLngLat(at).addTo(world);
    longitude.value = at[0].toFixed(digits).replace(/0+$/, "").replace(/\.$/, "");
    latitude.value = at[1].toFixed(digits).replace(/0+$/, "").replace(/\.$/, "");
    state.textContent = `${latitude.value}, ${longitude.value}`;
  };
  if (given) {
    put(given);
  }
  world.on("click", event => put([event.lngLat.lng, event.lngLat.lat]));
  pin.on("dragend", () => put(pin.getLngLat().toArray()));
  part.querySelector("[data-pin-put]")!.addEventListener("click", () => put(world.getCenter().toArray()));
  part.querySelector("[data-pin-remove]")!.addEventListener("click", () => {
    pin.remove();
    latitude.value = longitude.value = state.textContent = "";
  });
  for (const field of [latitude, longitude]) {
    field.addEventListener("change", () => {
      const at = typed();
      if (at) {
        put(at);
        world.jumpTo({ center: at, zoom: Math.max(near, world.getZoom()) });
      }
    });
  }

  function typed(): [number, number] | null {
    return numbers(latitude.value, longitude.value);
  }
}

function numbers(latitude: string | undefined, longitude: string | undefined): [number, number] | null {
  const at: [number, number] = [Number((longitude ?? "").replace(",", ".")), Number((latitude ?? "").replace(",", "."))];
  return latitude && longitude && Number.isFinite(at[0]) && Number.isFinite(at[1]) && Math.abs(at[0]) <= 180 && Math.abs(at[1]) <= 90 ? at : null;
}
