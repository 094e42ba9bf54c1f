// Every page: small conveniences over pages that work without them.
import { offerElsewhere } from "./capabilities.js";
import { keepDrafts } from "./drafts.js";
import { showChosen, wireDialogs, wireMenus } from "./panels.js";
import { wireSharing } from "./sharing.js";
import { wireTheme } from "./theme.js";
import { fadeToasts } from "./toasts.js";
import { findNear } from "./near.js";
import { offerMaps } from "./maps.js";
import { keepOffline } from "./offline.js";
import { wirePasskeys } from "./passkeys.js";

wireTheme();

function start() {
  wireMenus();
  wireDialogs();
  showChosen();
  wireSharing();
  fadeToasts();
  keepDrafts();
  keepOffline();
  offerElsewhere();
  wirePasskeys();
  findNear();
  offerMaps();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
