// A map to move and zoom in place of the drawing; loaded when asked for (maps.js).
import * as L from "leaflet/dist/leaflet-src.esm.js";
import "leaflet/dist/leaflet.css";
import "../css/live_map.css";

const PADDING = [8, 8];
const FARTHEST = 4;
const CLOSEST = 14;

/** How strong an area is drawn: the steps of the drawing. */
function step(count) {
  return [1, 3, 6].filter((least) => count >= least).length;
}

async function read(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function pin(where, told) {
  const icon = L.divIcon({ className: "ax-live__pin", html: "", iconSize: [32, 32] });
  const marker = L.marker(where, { icon, keyboard: true, alt: `${told.name}: ${told.count}`, title: `${told.name}: ${told.count}` });
  const open = () => window.location.assign(told.href);
  marker.on("add", () => {
    const bead = document.createElement("span");
    bead.textContent = told.count;
    marker.getElement().replaceChildren(bead);
    marker.getElement().setAttribute("role", "link");
    marker.getElement().setAttribute("aria-label", `${told.name}: ${told.count}`);
  });
  marker.on("click", open);
  marker.on("keydown", ({ originalEvent }) => originalEvent.key === "Enter" && open());
  return marker;
}

function islands(feature, layer) {
  const points = feature.geometry.coordinates.map(([lon, lat]) => [lat, lon]);
  for (const point of points) L.circleMarker(point, { className: "ax-live__isle", radius: 2 }).addTo(layer);
  L.tooltip(L.latLngBounds(points).getCenter(), { permanent: true, direction: "top", className: "ax-live__isle-name" })
    .setContent(`Q.đ. ${feature.properties.island}`)
    .addTo(layer);
}

function draw(figure, outline, pins) {
  const sheet = figure.querySelector(".ax-map__sheet");
  const box = document.createElement("div");
  box.className = "ax-live";
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", figure.dataset.label);
  sheet.before(box);
  const map = L.map(box, { zoomControl: false, minZoom: FARTHEST, maxZoom: CLOSEST, zoomSnap: 0.25, scrollWheelZoom: false, attributionControl: Boolean(figure.dataset.credit) });
  L.control.zoom({ zoomInTitle: figure.dataset.zoomIn, zoomOutTitle: figure.dataset.zoomOut }).addTo(map);
  if (figure.dataset.tiles) L.tileLayer(figure.dataset.tiles, { attribution: figure.dataset.credit, maxZoom: CLOSEST }).addTo(map);
  const counts = new Map(pins.map((each) => [each.code, each]));
  const areas = outline.features.filter((each) => !each.properties.island);
  const beads = [];
  const ground = L.geoJSON(areas, {
    style: ({ properties }) => ({
      className: `ax-live__area ax-live__area--${step(counts.get(properties.code)?.count ?? 0)}${properties.code === figure.dataset.here ? " ax-live__area--here" : ""}`,
    }),
    onEachFeature: ({ properties }, layer) => {
      const told = counts.get(properties.code);
      if (!told) return;
      layer.bindTooltip(`${told.name}: ${told.count}`, { sticky: true });
      layer.on("click", () => window.location.assign(told.href));
      beads.push(pin(layer.getBounds().getCenter(), told));
    },
  });
  map.fitBounds(ground.getBounds(), { padding: PADDING, animate: false });
  ground.addTo(map);
  for (const bead of beads) bead.addTo(map);
  for (const each of outline.features) if (each.properties.island) islands(each, map);
  sheet.classList.add("ax-map__sheet--print");
  box.focus();
}

/** Put the map in place of the drawing; whoever asked for it gets the focus there. */
export async function open(figure) {
  const [outline, { pins }] = await Promise.all([read(figure.dataset.outline), read(figure.dataset.pins)]);
  draw(figure, outline, pins);
}
