// Small helpers: making elements, icons, Persian dates.
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const $ = (id) => document.getElementById(id);

const PATHS = {
  back: "M9 5l7 7-7 7",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  send: "M4 12l16-8-5.5 16-3.2-6.2zM20 4L11.3 13.8",
  down: "M6 9l6 6 6-6",
  close: "M6 6l12 12M18 6L6 18",
  link: "M7 17L17 7M9 7h8v8",
  copy: "M9 9h10v11H9zM5 15V4h10",
  inline: "M5 12h13M13 6l6 6-6 6",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
  news: "M4 5h13v14H6a2 2 0 0 1-2-2zM17 9h3v8a2 2 0 0 1-2 2M7 9h7M7 13h7M7 16h4",
  theme: "M12 4a8 8 0 1 0 8 8 6 6 0 0 1-8-8z",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

const clock = new Intl.DateTimeFormat("fa-IR", { hour: "2-digit", minute: "2-digit", hour12: false });
const calendar = new Intl.DateTimeFormat("fa-IR-u-ca-persian", { weekday: "long", day: "numeric", month: "long" });
export const time = (seconds) => clock.format(new Date(seconds * 1000));
export const day = (seconds) => calendar.format(new Date(seconds * 1000)).replace(/^(.*?),? (\S+) (.*)$/, "$1 $2 $3");
export const digits = (number) => number.toLocaleString("fa-IR");

export function avatar(element, name, id) {
  element.textContent = [...(name || "؟").trim()][0] ?? "؟";
  element.dataset.tint = String(Math.abs(id) % 5);
  return element;
}
