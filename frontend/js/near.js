// “Gần tôi”: the position stays on the device; only the code of the nearest commune becomes part of an address.
const EARTH_KM = 6371;
const PATIENCE_MS = 15000;

function radians(degrees) {
  return (degrees * Math.PI) / 180;
}

/** Kilometres as the crow flies. */
function apart(one, other) {
  const north = Math.sin(radians(other[0] - one[0]) / 2) ** 2;
  const east = Math.sin(radians(other[1] - one[1]) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(north + Math.cos(radians(one[0])) * Math.cos(radians(other[0])) * east));
}

function position() {
  return new Promise((found, refused) => {
    navigator.geolocation.getCurrentPosition(({ coords }) => found([coords.latitude, coords.longitude]), refused, {
      timeout: PATIENCE_MS,
      maximumAge: 600000,
    });
  });
}

async function nearest(address) {
  const [here, answer] = await Promise.all([position(), fetch(address)]);
  const { communes } = await answer.json();
  const far = communes.map(([code, , latitude, longitude]) => [apart(here, [latitude, longitude]), code]);
  return far.reduce((best, each) => (each[0] < best[0] ? each : best))[1];
}

export function findNear() {
  const button = document.querySelector("[data-near]");
  if (!button || !navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.setAttribute("aria-busy", "true");
    try {
      window.location.assign(`${button.dataset.near}?gan=${await nearest(button.dataset.communes)}`);
    } catch {
      document.querySelector("[data-near-note]").textContent = button.dataset.refused;
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}
