// J and K move between rows of work, X acts on the current one. Keys stay silent while someone writes.
const CURRENT = "ax-work--current";

const rows = () => [...document.querySelectorAll("[data-keys] [data-row]")];

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.classList.contains(CURRENT));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  all.forEach((row) => row.classList.toggle(CURRENT, row === next));
  next.scrollIntoView({ block: "nearest" });
  (next.querySelector("a, button, summary") ?? next).focus({ preventScroll: true });
}

function act() {
  const current = rows().find((row) => row.classList.contains(CURRENT));
  current?.querySelector("[data-act], .ax-work__action a, .ax-work__action button, .ax-work__more button")?.click();
}

export function wireKeys() {
  if (!rows().length) return;
  for (const hint of document.querySelectorAll("[data-keys-hint]")) hint.hidden = false;
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select, [contenteditable], dialog");
    if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "j") move(1);
    else if (key === "k") move(-1);
    else if (key === "x") act();
  });
}
