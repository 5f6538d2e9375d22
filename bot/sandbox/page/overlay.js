// Menus, dialogs and notices.
import { $, h } from "./dom.js";

let closePopup = () => {};

// A menu beside `anchor`; entries are {label, act, danger, element} or null for a line.
export function popup(anchor, entries) {
  closePopup();
  const menu = h("div", { class: "popup fade-in", role: "menu" });
  for (const entry of entries) {
    if (entry === null) { menu.append(h("hr", {})); continue; }
    menu.append(h("button", { type: "button", role: "menuitem", class: entry.danger ? "danger" : "", onclick: () => { closePopup(); entry.act(); } },
      entry.element, entry.label));
  }
  document.body.append(menu);
  place(menu, anchor.getBoundingClientRect());
  anchor.setAttribute("aria-expanded", "true");
  const outside = (event) => { if (!menu.contains(event.target) && !anchor.contains(event.target)) closePopup(); };
  const keys = (event) => {
    const buttons = [...menu.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "Escape") { closePopup(); anchor.focus(); }
    if (event.key === "ArrowDown") { event.preventDefault(); buttons[(at + 1) % buttons.length].focus(); }
    if (event.key === "ArrowUp") { event.preventDefault(); buttons[(at - 1 + buttons.length) % buttons.length].focus(); }
  };
  closePopup = () => {
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside);
    menu.removeEventListener("keydown", keys);
    closePopup = () => {};
  };
  document.addEventListener("pointerdown", outside);
  menu.addEventListener("keydown", keys);
  menu.querySelector("button")?.focus();
}

function place(menu, at) {
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.right - width, innerWidth - width - 8));
  const below = at.bottom + 4 + height < innerHeight;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - height - 4)}px`;
}

export function toast(text) {
  const note = h("div", { class: "toast fade-in" }, text);
  $("toasts").append(note);
  setTimeout(() => note.remove(), 4000);
}

// A dialog with fields; resolves to {name: value} or null. Without fields it only tells.
export function ask(title, text, fields = [], accept = "خوب") {
  const dialog = $("dialog");
  return new Promise((resolve) => {
    const form = h("form", { method: "dialog" }, h("h2", {}, title), text ? h("p", {}, text) : null);
    for (const field of fields) form.append(labelled(field));
    const refuse = fields.length ? h("button", { type: "button", onclick: () => dialog.close("") }, "لغو") : null;
    form.append(h("div", { class: "buttons" }, refuse, h("button", { type: "submit", value: "ok" }, accept)));
    dialog.replaceChildren(form);
    dialog.returnValue = "";
    dialog.onclose = () => resolve(dialog.returnValue === "ok" ? Object.fromEntries(new FormData(form)) : null);
    dialog.showModal();
  });
}

function labelled({ name, label, value = "", rows = 0, options = null }) {
  let input;
  if (options) input = h("select", { name }, ...options.map(([key, shown]) => h("option", { value: key }, shown)));
  else if (rows) input = h("textarea", { name, rows, dir: "auto" }, value);
  else input = h("input", { name, value, dir: "auto", required: true });
  return h("label", {}, label, input);
}
