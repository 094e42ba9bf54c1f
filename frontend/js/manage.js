// Officers' pages: parts of pages swapped in place, small states, keys in lists of work.
import Alpine from "@alpinejs/csp";
import htmx from "htmx.org";

import { wireKeys } from "./keys.js";
import { suggestPlaces } from "./places.js";
import { fadeToasts } from "./toasts.js";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;

const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = token();
});
document.addEventListener("htmx:beforeSwap", (event) => {
  // A refused form comes back with its sentences and has to be shown.
  if (event.detail.xhr.status === 422 || event.detail.xhr.status === 409) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:afterSwap", (event) => fadeToasts(event.detail.target));

/** A box that shows more on demand: x-data="opening". */
Alpine.data("opening", () => ({
  open: false,
  turn() {
    this.open = !this.open;
  },
}));

/** A list whose rows are chosen together: x-data="choosing". */
Alpine.data("choosing", () => ({
  count: 0,
  recount() {
    this.count = this.$root.querySelectorAll("input[data-choose]:checked").length;
  },
  all(event) {
    for (const box of this.$root.querySelectorAll("input[data-choose]")) box.checked = event.target.checked;
    this.recount();
  },
  none() {
    return this.count === 0;
  },
}));

window.htmx = htmx;
Alpine.start();
wireKeys();
suggestPlaces();
