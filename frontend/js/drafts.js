// Drafts of forms on this device: only for forms that ask, never for passwords, files or hidden fields.
const PREFIX = "aoxanh.draft.";
const SKIPPED = new Set(["password", "file", "hidden", "submit", "button"]);

const fields = (form) =>
  [...form.elements].filter((field) => field.name && !SKIPPED.has(field.type) && !field.closest("[data-private]"));

function collect(form) {
  return fields(form).map((field) => [field.name, field.value, field.checked ?? null]);
}

function refill(form, kept) {
  const waiting = [...kept];
  for (const field of fields(form)) {
    const index = waiting.findIndex(([name, value]) => {
      const choice = field.type === "checkbox" || field.type === "radio";
      return name === field.name && (!choice || value === field.value);
    });
    if (index < 0) continue;
    const [[, value, checked]] = waiting.splice(index, 1);
    if (field.type === "checkbox" || field.type === "radio") field.checked = checked;
    else if (!field.value) field.value = value;
  }
}

function keep(form) {
  const key = PREFIX + form.dataset.draft;
  const refused = form.querySelector('[aria-invalid="true"]');
  const kept = localStorage.getItem(key);
  if (kept && !refused) refill(form, JSON.parse(kept));
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => localStorage.setItem(key, JSON.stringify(collect(form))), 400);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    localStorage.removeItem(key);
  });
}

export function keepDrafts() {
  try {
    document.querySelectorAll("form[data-draft]").forEach(keep);
  } catch {
    // A device that keeps nothing: the form works as it is.
  }
}
