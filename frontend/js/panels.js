// Menus made of details, and dialogs: Escape and a click outside close them.
export function wireMenus() {
  const open = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
}

export function wireDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
    } else if (event.target instanceof HTMLDialogElement) {
      event.target.close();
    }
  });
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}

// Tabs and chips that run beyond a phone's screen begin where the chosen one is.
export function showChosen() {
  for (const chosen of document.querySelectorAll(".ax-tabs > [aria-current], .ax-chips > [aria-current]")) {
    const strip = chosen.parentElement;
    const ahead = chosen.getBoundingClientRect().left - strip.getBoundingClientRect().left;
    strip.scrollLeft += ahead - (strip.clientWidth - chosen.clientWidth) / 2;
  }
}
