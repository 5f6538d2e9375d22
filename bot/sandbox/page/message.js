// One message → one list item.
import { h, icon, time } from "./dom.js";
import { link, render } from "./text.js";

const SERVICE = {
  new_chat_members: (m) => `${names(m.new_chat_members)} به گروه آمد`,
  left_chat_member: (m) => `${m.left_chat_member.first_name} از گروه رفت`,
  new_chat_title: (m) => `نام گفت‌وگو شد: ${m.new_chat_title}`,
  migrate_to_chat_id: () => "این گروه ابرگروه شد",
  migrate_from_chat_id: () => "ابرگروه از گروهی پیشین ساخته شد",
  forum_topic_created: (m) => `موضوع تازه: ${m.forum_topic_created.name}`,
  forum_topic_closed: () => "موضوع بسته شد",
  forum_topic_reopened: () => "موضوع باز شد",
};
const names = (users) => users.map((user) => user.first_name).join("، ");

export const plain = (m) => m.text ?? m.caption ?? (m.photo ? "عکس" : m.document ? m.document.file_name : serviceText(m) ?? "پیام");

export function serviceText(m) {
  const kind = Object.keys(SERVICE).find((name) => name in m);
  return kind ? SERVICE[kind](m) : null;
}

export function messageItem(m, me, act) {
  const service = serviceText(m);
  if (service) return h("li", { class: "service", "data-id": m.message_id }, service);
  const out = m.from?.id === me;
  const bubble = h("div", { class: "bubble" });
  if (!out && m.chat.type !== "private") bubble.append(h("div", { class: "sender", dir: "auto" }, m.from?.first_name ?? m.chat.title));
  if (m.via_bot) bubble.append(h("div", { class: "forwarded" }, `با ‎@${m.via_bot.username}`));
  if (m.forward_origin) bubble.append(h("div", { class: "forwarded" }, `هدایت‌شده از ${origin(m.forward_origin)}`));
  if (m.reply_to_message) bubble.append(replied(m.reply_to_message, act));
  bubble.append(...media(m));
  const text = m.text ?? m.caption;
  if (text) bubble.append(h("div", { class: "text" }, ...render(text, m.entities ?? m.caption_entities, act)));
  const edited = m.edit_date ? h("span", { class: "edited" }, "ویرایش‌شده") : null;
  bubble.append(h("div", { class: "meta" }, edited, h("time", {}, time(m.date))));
  bubble.append(h("button", {
    class: "more", type: "button", "aria-label": "کارهای این پیام", "aria-haspopup": "menu",
    onclick: (event) => act.messageMenu(m, event.currentTarget),
  }, icon("more")));
  const item = h("li", { class: `message ${out ? "out" : "in"}`, "data-id": m.message_id }, bubble);
  if (m.reply_markup?.inline_keyboard) item.append(keyboard(m, act));
  return item;
}

function origin(value) {
  return value.sender_user?.first_name ?? value.chat?.title ?? value.sender_user_name ?? "ناشناس";
}

function replied(m, act) {
  return h("button", { class: "reply-to", type: "button", onclick: () => act.show(m.message_id) },
    h("b", { dir: "auto" }, m.from?.first_name ?? m.chat?.title ?? ""), h("span", {}, plain(m).split("\n")[0]));
}

function media(m) {
  if (m.photo) {
    const photo = m.photo[m.photo.length - 1];
    return [h("img", { class: "photo", src: `/media/${photo.file_id}`, width: photo.width, height: photo.height, alt: m.caption ?? "عکس", loading: "lazy" })];
  }
  if (m.document) {
    const size = `${Math.ceil(m.document.file_size / 1024).toLocaleString("fa-IR")} کیلوبایت`;
    return [h("a", { class: "document", href: `/media/${m.document.file_id}`, download: m.document.file_name },
      h("span", { class: "disc" }, icon("file")), h("span", {}, h("bdi", {}, m.document.file_name), h("small", {}, size)))];
  }
  return [];
}

function keyboard(m, act) {
  const rows = m.reply_markup.inline_keyboard.map((row) => h("div", { class: "row" }, ...row.map((button) => key(m, button, act))));
  return h("div", { class: "keyboard", role: "group", "aria-label": "دکمه‌های پیام" }, ...rows);
}

function key(m, button, act) {
  if (button.url) return link(button.url, [button.text, icon("link")], act, { class: "key" });
  const made = h("button", { class: "key", type: "button", title: button.text }, button.text);
  if (button.copy_text) {
    made.append(icon("copy"));
    made.addEventListener("click", () => act.copy(button.copy_text.text));
  } else if ("switch_inline_query_current_chat" in button || "switch_inline_query" in button) {
    made.append(icon("inline"));
    const query = button.switch_inline_query_current_chat ?? button.switch_inline_query;
    made.addEventListener("click", () => act.inline(query));
  } else if (button.callback_data) {
    made.addEventListener("click", () => act.tap(m, button, made));
  }
  return made;
}
