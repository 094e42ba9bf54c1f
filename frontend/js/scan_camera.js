// The camera and the reading of codes: the browser's own detector, else ZXing, loaded only then.
const PAUSE_MS = 180;

export async function openCamera(video, light) {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 } },
    audio: false,
  });
  video.srcObject = stream;
  await video.play();
  const [track] = stream.getVideoTracks();
  if (light && track.getCapabilities?.().torch) {
    let on = false;
    light.hidden = false;
    light.addEventListener("click", () => {
      on = !on;
      track.applyConstraints({ advanced: [{ torch: on }] });
      light.setAttribute("aria-pressed", String(on));
    });
  }
  return track;
}

async function nativeReader() {
  if (!("BarcodeDetector" in window)) return null;
  const formats = await window.BarcodeDetector.getSupportedFormats();
  if (!formats.includes("qr_code")) return null;
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  return async (video) => (await detector.detect(video)).map((code) => code.rawValue);
}

async function loadedReader(wasm) {
  const { prepareZXingModule, readBarcodes } = await import("zxing-wasm/reader");
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    context.drawImage(video, 0, 0);
    const picture = context.getImageData(0, 0, canvas.width, canvas.height);
    const codes = await readBarcodes(picture, { formats: ["QRCode"], maxNumberOfSymbols: 1 });
    return codes.map((code) => code.text);
  };
}

let reader = null;

/** Loads what reads codes, once, so that it is there when the signal is gone. */
export function prepareReader(wasm) {
  reader ??= nativeReader().then((native) => native ?? loadedReader(wasm));
  reader.catch(() => (reader = null));
  return reader;
}

/** Calls found(raw) for every code the camera sees, until the page is left. */
export async function readCodes(video, wasm, found) {
  const read = await prepareReader(wasm);
  const turn = async () => {
    if (video.readyState >= video.HAVE_ENOUGH_DATA) (await read(video)).forEach(found);
    setTimeout(turn, PAUSE_MS);
  };
  turn();
}
