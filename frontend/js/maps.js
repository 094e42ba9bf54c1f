// A drawn map offers to become one to move and zoom; its 45 kB come only when somebody asks.
function style(address) {
  return new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.addEventListener("load", done);
    link.addEventListener("error", done);
    document.head.append(link);
  });
}

export function offerMaps() {
  for (const figure of document.querySelectorAll("[data-map]")) {
    const button = figure.querySelector("[data-map-open]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.setAttribute("aria-busy", "true");
      try {
        const [{ open }] = await Promise.all([import(figure.dataset.script), style(figure.dataset.style)]);
        await open(figure);
        button.remove();
      } catch {
        button.removeAttribute("aria-busy"); // the drawing stands, and one may try again
      }
    });
  }
}
