// Who one is here, and what one does with chats: other people, new groups, blocking, members.
import { $, avatar, h, icon } from "./dom.js";
import { get, post } from "./api.js";
import { ask, popup, toast } from "./overlay.js";

export class People {
  constructor(page) {
    this.page = page;
    $("account").addEventListener("click", (event) => this.accounts(event.currentTarget));
    $("chat-menu").append(icon("more"));
    $("chat-menu").addEventListener("click", (event) => this.chatMenu(event.currentTarget));
  }

  show() {
    const { me } = this.page;
    $("account").replaceChildren(avatar(h("span", { class: "avatar" }), me.first_name, me.id), h("span", {}, h("b", {}, me.first_name), h("small", {}, "شما این‌جا")));
  }

  async accounts(anchor) {
    const { people } = await get("/people");
    const others = await get(`/people/${this.page.me.id}/others`);
    popup(anchor, [
      ...people.map((person) => ({ label: person.first_name, element: avatar(h("span", { class: "avatar" }), person.first_name, person.id), act: () => this.become(person.id) })),
      null,
      { label: "شخص تازه…", act: () => this.newPerson() },
      { label: "گروه یا کانال تازه…", act: () => this.newChat() },
      ...others.map((chat) => ({ label: `پیوستن به «${chat.title}»`, act: () => this.do("join", { chat_id: chat.id }) })),
    ]);
  }

  become(id) { location.search = `?person=${id}`; }

  async newPerson() {
    const given = await ask("شخص تازه", "در برگهٔ دیگری هم می‌شود او بود.", [{ name: "first_name", label: "نام" }], "ساختن");
    if (given) this.become((await post("/people", given)).id);
  }

  async newChat() {
    const kinds = [["group", "گروه"], ["supergroup", "ابرگروه"], ["forum", "ابرگروه با موضوع"], ["channel", "کانال"]];
    const given = await ask("گفت‌وگوی تازه", "ربات هم افزوده می‌شود.", [{ name: "title", label: "نام" }, { name: "kind", label: "گونه", options: kinds }], "ساختن");
    if (!given) return;
    const forum = given.kind === "forum";
    const chat = await this.do("create_chat", { title: given.title, type: forum ? "supergroup" : given.kind, is_forum: forum });
    if (!chat) return;
    await this.do("member", { chat_id: chat.id, status: given.kind === "channel" ? "administrator" : "member" });
    await this.page.open(chat.id);
  }

  chatMenu(anchor) {
    const { chat, bot } = this.page;
    if (chat.type === "private") {
      popup(anchor, [
        chat.blocked ? { label: "رفع انسداد", act: () => this.do("block", { blocked: false }) } : { label: "مسدود کردن ربات", danger: true, act: () => this.do("block", { blocked: true }) },
        { label: "حذف حساب من", danger: true, act: () => this.do("delete_account") },
      ]);
      return;
    }
    const status = chat.members[bot.id] ?? "left";
    const seat = (label, value, danger = false) => ({ label, danger, act: () => this.do("member", { chat_id: chat.id, status: value }) });
    const entries = [];
    if (!["member", "administrator"].includes(status)) entries.push(seat("افزودن ربات", "member"));
    if (status === "member") entries.push(seat("ربات مدیر شود", "administrator"));
    if (status === "administrator" && chat.type !== "channel") entries.push(seat("ربات عضو ساده شود", "member"));
    if (["member", "administrator"].includes(status)) entries.push(seat("بیرون کردن ربات", "kicked", true));
    if (chat.type === "group" && !chat.migrated_to) entries.push({ label: "تبدیل به ابرگروه", act: () => this.migrate() });
    if (chat.is_forum) entries.push({ label: "موضوع تازه…", act: () => this.newTopic() });
    entries.push(null, { label: "ترک گفت‌وگو", danger: true, act: () => this.do("leave", { chat_id: chat.id }) });
    popup(anchor, entries);
  }

  async migrate() {
    const chat = await this.do("migrate", { chat_id: this.page.chat.id });
    if (chat) await this.page.open(chat.id);
  }

  async newTopic() {
    const given = await ask("موضوع تازه", "", [{ name: "name", label: "نام" }], "ساختن");
    if (given) this.page.thread = (await this.do("topic", { chat_id: this.page.chat.id, name: given.name }))?.thread_id ?? 0;
  }

  async do(act, body = {}) {
    try {
      const answer = await post(`/people/${this.page.me.id}/${act}`, body);
      await this.page.reload();
      return answer;
    } catch (error) {
      toast(error.message);
      return null;
    }
  }
}
