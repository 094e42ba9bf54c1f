// Place fields suggest units while someone types; without script the server resolves what was typed.
const PAUSE_MS = 200;
const LEAST = 2;
let count = 0;

async function ask(address, text) {
  const answer = await fetch(`${address}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
  return answer.ok ? (await answer.json()).lines : [];
}

/** The lines of a suggestion: one for today's unit, one for each part of a former unit. */
function lines(suggestion) {
  const whole = [suggestion.label, suggestion.detail].filter(Boolean).join(", ");
  const single = suggestion.today.length === 1;
  return suggestion.today.map((unit) => ({
    id: unit.id,
    text: single && unit.code === suggestion.code ? unit.label : suggestion.label,
    label: suggestion.label,
    second: unit.code === suggestion.code ? suggestion.detail : `${whole} → ${unit.label}`,
  }));
}

function option(line, id, choose) {
  const item = document.createElement("li");
  item.id = id;
  item.className = "ax-suggest__line";
  item.setAttribute("role", "option");
  const name = document.createElement("strong");
  name.textContent = line.label;
  const second = document.createElement("small");
  second.textContent = line.second;
  item.append(name, second);
  item.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    choose(line);
  });
  return item;
}

function wire(input) {
  const choice = input.form?.querySelector(`input[name="${input.name}_id"][type="hidden"]`);
  const list = document.createElement("ul");
  list.id = `suggest-${(count += 1)}`;
  list.className = "ax-suggest";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);
  let shown = [];
  let at = -1;
  let timer;

  function show(found) {
    shown = found;
    at = -1;
    list.replaceChildren(...found.map((line, index) => option(line, `${list.id}-${index}`, choose)));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  function choose(line) {
    input.value = line.text;
    if (choice) choice.value = line.id;
    show([]);
  }

  function move(step) {
    if (!shown.length) return;
    list.children[at]?.removeAttribute("aria-selected");
    at = (at + step + shown.length) % shown.length;
    list.children[at].setAttribute("aria-selected", "true");
    list.children[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[at].id);
  }

  input.addEventListener("input", () => {
    if (choice) choice.value = "";
    clearTimeout(timer);
    const text = input.value.trim();
    if (text.length < LEAST) return show([]);
    timer = setTimeout(async () => {
      const found = await ask(input.dataset.suggest, text).catch(() => []);
      if (input.value.trim() === text) show(found.flatMap(lines));
    }, PAUSE_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && at >= 0) choose(shown[at]);
    else if (event.key === "Escape" && shown.length) show([]);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => show([]));
}

export function suggestPlaces() {
  for (const input of document.querySelectorAll("input[data-suggest]")) if (input.dataset.suggest) wire(input);
}
