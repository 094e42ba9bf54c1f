// The theme a person chose on this device; without a choice the device's own.
const KEY = "aoxanh.theme";

const read = () => {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
};

function show(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

export function wireTheme() {
  if (read()) show(read());
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-switch]")) return;
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const shown = document.documentElement.dataset.theme || (dark ? "dark" : "light");
    const next = shown === "dark" ? "light" : "dark";
    show(next);
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // A device that keeps nothing still turns the theme for this page.
    }
  });
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) button.hidden = false;
  });
}
