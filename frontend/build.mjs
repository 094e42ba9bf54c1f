// Builds everything a browser loads into aoxanh/web/static/dist.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { scenes } from "./scenes/index.mjs";

const frontend = dirname(fileURLToPath(import.meta.url));
const root = dirname(frontend);
const target = join(root, "aoxanh/web/static/dist");
const scratch = join(frontend, ".build");

/** Writes the colour tokens for light, for dark by preference, and for an element that asks. */
function writeTokens() {
  const tokens = JSON.parse(readFileSync(join(frontend, "tokens.json"), "utf8"));
  const block = (index) =>
    Object.entries(tokens)
      .map(([name, values]) => `--c-${name}:${values[index]};`)
      .join("");
  const light = `color-scheme:light;--shadow:0 1px 2px rgb(20 33 61/.05),0 6px 20px rgb(20 33 61/.06);--float:0 2px 6px rgb(20 33 61/.08),0 18px 44px rgb(20 33 61/.16);${block(0)}`;
  const dark = `color-scheme:dark;--shadow:0 0 0 1px var(--c-line);--float:0 0 0 1px var(--c-line),0 18px 44px rgb(0 0 0/.5);${block(1)}`;
  writeFileSync(
    join(scratch, "tokens.css"),
    `:root,[data-theme="light"]{${light}}\n` +
      `@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){${dark}}}\n` +
      `[data-theme="dark"]{${dark}}\n` +
      `@media print{:root:root:root{${light}--shadow:none;--float:none}}\n`,
  );
}

/** Makes one sprite of the icons named in icons.txt. */
function writeIcons() {
  const names = readFileSync(join(frontend, "icons.txt"), "utf8").split("\n").filter(Boolean);
  const symbols = names.map((name) => {
    const source = readFileSync(join(root, `node_modules/lucide-static/icons/${name}.svg`), "utf8");
    const shapes = source.replace(/^[\s\S]*?<svg[^>]*>/, "").replace("</svg>", "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, "").replace(/ \/>/g, "/>")}</symbol>`;
  });
  const strokes =
    'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
  const grouped = symbols.map((symbol) =>
    symbol.replace(/(<symbol[^>]*>)(.*)(<\/symbol>)/, `$1<g ${strokes}>$2</g>$3`),
  );
  writeFileSync(
    join(target, "icons.svg"),
    `<!-- Lucide, ISC licence --><svg xmlns="http://www.w3.org/2000/svg">${grouped.join("")}</svg>\n`,
  );
}

/** Writes each illustration as a file of its own, so that a page loads only what it shows; once more with the light
 * colours filled in, for posters and cards that are drawn on the server. */
function writeScenes() {
  const tokens = JSON.parse(readFileSync(join(frontend, "tokens.json"), "utf8"));
  const coloured = (shapes) => shapes.replace(/var\(--c-([\w-]+)\)/g, (_, name) => tokens[name][0]);
  mkdirSync(join(target, "scenes/drawn"), { recursive: true });
  for (const [name, { viewBox, fit, shapes }] of Object.entries(scenes)) {
    const compact = shapes.replace(/\s*\n\s*/g, "");
    writeFileSync(
      join(target, `scenes/${name}.svg`),
      `<svg xmlns="http://www.w3.org/2000/svg"><symbol id="scene" viewBox="${viewBox}" preserveAspectRatio="${fit}">${compact}</symbol></svg>\n`,
    );
    const [, , width, height] = viewBox.split(" ");
    writeFileSync(
      join(target, `scenes/drawn/${name}.svg`),
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" width="${width}" height="${height}">${coloured(compact)}</svg>\n`,
    );
  }
}

function writeStyles() {
  execFileSync(
    process.execPath,
    [
      join(root, "node_modules/@tailwindcss/cli/dist/index.mjs"),
      "--input", join(frontend, "css/app.css"),
      "--output", join(target, "app.css"),
      "--minify",
    ],
    { cwd: root, stdio: "pipe" },
  );
}

async function writeScripts() {
  const shared = { bundle: true, minify: true, target: ["es2020"], legalComments: "none", logLevel: "warning" };
  const page = (name, format) =>
    build({
      ...shared,
      format,
      entryPoints: [join(frontend, `js/${name}.js`)],
      outfile: join(target, `${name}.js`),
    });
  await Promise.all([
    page("app", "iife"),
    page("manage", "iife"),
    page("tally", "iife"),
    page("service_worker", "iife"),
    build({
      ...shared,
      format: "esm",
      splitting: true,
      entryPoints: ["scanner", "door", "door_ready"].map((name) => join(frontend, `js/${name}.js`)),
      outdir: target,
      chunkNames: "scanner-[hash]",
    }),
  ]);
  await build({
    ...shared,
    format: "esm",
    entryPoints: [join(frontend, "js/map.js")],
    outfile: join(target, "map.js"),
    loader: { ".png": "empty" },
  });
  copyFileSync(
    join(root, "node_modules/zxing-wasm/dist/reader/zxing_reader.wasm"),
    join(target, "zxing_reader.wasm"),
  );
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
mkdirSync(scratch, { recursive: true });
writeTokens();
writeIcons();
writeScenes();
writeStyles();
await writeScripts();
