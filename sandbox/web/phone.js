// One phone: a chat on a screen, with everything a thumb can do in it.

import { ask, chat, open, present, standing, state } from "./store.js";
import { bubble, dayOf, el, face, preview } from "./message.js";
import { isClosed, showDoor, start } from "./door.js";
import { closePage, openPage, showMenuButton } from "./mini_app.js";
import { offer, sheetFor } from "./sheets.js";

export class Phone {
  constructor({ onBack, enlarge }) {
    this.root = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.find = (selector) => this.root.querySelector(selector);
    this.talk = this.find(".talk");
    this.box = this.find("textarea");
    this.chatId = null;
    this.person = null;
    this.about = null; // { kind: "reply" | "edit", message }
    this.rows = new Map();
    this.pressed = new Map();
    this.pressing = 0;
    this.early = new Map(); // answers that overtook the receipt of their press
    this.doing = {
      say: (text) => this.send(text), enlarge, jump: (id) => this.jump(id),
      act: (message, click) => sheetFor(this, message, click), press: (...what) => this.press(...what),
    };
    this.bind(onBack);
  }

  bind(onBack) {
    this.find(".back").onclick = onBack;
    this.find(".more").onclick = () => offer(this);
    this.find(".write").onsubmit = (event) => { event.preventDefault(); this.submit(); };
    this.box.oninput = () => { this.grow(); this.suggest(); };
    this.box.onkeydown = (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.submit(); }
      if (event.key === "Escape") { this.setAbout(null); this.find(".commands").hidden = true; }
    };
    this.find(".slash").onclick = () => this.commands("");
    this.find(".above button").onclick = () => this.setAbout(null);
    this.find(".attach input").onchange = (event) => this.attach(event.target);
    this.find(".as select").onchange = (event) => { this.person = state.people.get(Number(event.target.value)); this.draw(); };
    this.find(".door .start").onclick = () => start(this);
    this.find(".door input").onkeydown = (event) => { if (event.key === "Enter") start(this); };
    this.find(".alert button").onclick = () => { this.find(".alert").hidden = true; };
    this.find(".down").onclick = () => this.toEnd("smooth");
    this.talk.onscroll = () => {
      if (this.talk.clientHeight !== this.height) return; // the screen moved, not the thumb
      this.stuck = this.atEnd();
      this.find(".down").hidden = this.stuck;
      if (this.stuck) this.read();
    };
    // What was at its end stays there when a picture arrives or the keyboard comes up.
    const settle = () => {
      this.height = this.talk.clientHeight;
      if (this.stuck) this.talk.scrollTop = this.talk.scrollHeight;
    };
    this.talk.addEventListener("load", settle, true);
    new ResizeObserver(settle).observe(this.talk);
    this.find(".pinned").onclick = () => this.jump(chat(this.chatId).pinned.at(-1));
  }

  tick(time, day) {
    this.find(".status time").textContent = time;
    this.find(".status span").textContent = day;
  }

  get group() { return state.groups.get(this.chatId); }

  async show(chatId) {
    if (this.chatId !== chatId) this.putAway();
    this.chatId = chatId;
    this.person = chatId > 0 ? state.people.get(chatId) : this.speaker();
    this.root.dataset.chat = chatId;
    await open(chatId);
    if (this.chatId !== chatId) return;
    this.draw();
    this.toEnd();
    this.read();
  }

  putAway() {
    this.setAbout(null);
    this.box.value = "";
    this.grow();
    closePage(this);
    for (const each of [".sheet", ".commands", ".toast", ".alert", ".down"]) this.find(each).hidden = true;
  }

  speaker() {
    const members = this.group ? present(this.group) : [];
    if (members.includes(this.person)) return this.person;
    return members.find((each) => standing(this.group, each.id) !== "member") || members[0] || null;
  }

  draw() {
    this.head();
    this.rows.clear();
    this.talk.replaceChildren();
    const messages = [...chat(this.chatId).messages.values()];
    if (!messages.length) this.talk.append(el("p", { class: "empty" }, state.words || "这里还没有消息"));
    let day = "";
    messages.forEach((message) => { day = this.add(message, day); });
    this.day = day;
    this.foot();
  }

  add(message, lastDay) {
    const day = dayOf(message.date);
    if (day !== lastDay) this.talk.append(el("div", { class: "day" }, el("span", {}, day)));
    const album = message.media_group_id && [...chat(this.chatId).messages.values()].filter((each) => each.media_group_id === message.media_group_id);
    if (album && album[0].message_id !== message.message_id) {
      this.redraw(album[0]);
      return day;
    }
    const row = this.row(message, album && message.photo ? album : null);
    this.rows.set(message.message_id, row);
    this.talk.append(row);
    return day;
  }

  row(message, album = null) {
    const mine = this.person != null && message.from?.id === this.person.id;
    return bubble(message, { mine, named: this.chatId < 0 && !mine, doing: this.doing, album });
  }

  redraw(message) {
    const old = this.rows.get(message.message_id);
    if (!old) return;
    const album = message.media_group_id && message.photo && [...chat(this.chatId).messages.values()].filter((each) => each.media_group_id === message.media_group_id);
    const fresh = this.row(message, album || null);
    const stay = this.atEnd();
    old.replaceWith(fresh);
    this.rows.set(message.message_id, fresh);
    fresh.classList.add("changed");
    if (stay) this.toEnd();
  }

  head() {
    const group = this.group;
    const name = group ? group.title : this.person?.first_name || "";
    face(this.find(".phone-head .face"), name, this.chatId);
    this.find(".phone-who strong").textContent = name;
    const counts = group ? `${present(group).length + (group.bot === "member" || group.bot === "administrator" ? 1 : 0)} 位成员` : "";
    this.subtitle = group ? [group.caption, counts].filter(Boolean).join(" · ") : this.person?.caption || `与 ${state.bot.first_name} 的对话`;
    this.find(".phone-who small").textContent = this.subtitle;
    const select = this.find(".as select");
    this.find(".as").hidden = !group;
    if (group) {
      select.replaceChildren(...present(group).map((each) => el("option", { value: each.id, selected: each.id === this.person?.id }, each.first_name)));
    }
    const pinned = chat(this.chatId).messages.get(chat(this.chatId).pinned.at(-1));
    this.find(".pinned").hidden = !pinned;
    this.find(".pinned span").textContent = preview(pinned);
  }

  foot() {
    const person = this.person;
    const closed = isClosed(this);
    this.find(".write").hidden = closed;
    if (!closed) showMenuButton(this);
    showDoor(this, closed);
    const keyboard = chat(this.chatId).keyboard?.keyboard;
    const quick = this.find(".quick");
    quick.hidden = closed || !keyboard;
    quick.replaceChildren(...(keyboard || []).map((row) => el("div", { class: "keys" }, ...row.map((key) => {
      const text = typeof key === "string" ? key : key.text;
      return el("button", { class: "key", onclick: () => this.send(text) }, text);
    }))));
  }

  heard(kind, chatId, body) {
    if (kind === "menu_button") showMenuButton(this);
    if (kind === "answered" && this.pressing) this.early.set(body.callback_query_id, body);
    if (kind === "answered" && this.pressed.has(body.callback_query_id)) this.answered(body);
    if (chatId !== this.chatId) return;
    const stay = this.atEnd();
    if (kind === "message") {
      this.talk.querySelector(".empty")?.remove();
      this.day = this.add(body, this.day);
      this.rows.get(body.message_id)?.classList.add("arrived");
      this.typing(false);
      if (stay || body.from.id === this.person?.id) this.toEnd("smooth");
      else this.find(".down").hidden = false;
      if (stay) this.read();
    } else if (kind === "edited") this.redraw(albumHead(this.chatId, body));
    else if (kind === "deleted") { this.rows.get(body.message_id)?.remove(); this.rows.delete(body.message_id); }
    else if (kind === "action") this.typing(true);
    else if (kind === "keyboard") this.foot();
    else if (["person", "group", "pinned"].includes(kind)) {
      if (kind === "person") this.person = body;
      this.head();
      this.foot();
    }
  }

  typing(on) {
    clearTimeout(this.typingEnds);
    this.find(".phone-who small").textContent = on ? "正在输入…" : this.subtitle;
    if (on) this.typingEnds = setTimeout(() => this.typing(false), 5000);
  }

  async attempt(work) {
    try { return await work(); } catch (error) { this.toast(`没有成功：${error.message}`); return null; }
  }

  act(name, body) { return this.attempt(() => ask(`/people/${this.person.id}/${name}`, { chat_id: this.chatId, ...body })); }

  send(text) {
    const reply = this.about?.kind === "reply" ? this.about.message.message_id : undefined;
    this.setAbout(null);
    return this.act("send", { text, reply_to: reply });
  }

  async submit() {
    const text = this.box.value.trim();
    if (!text) return;
    this.box.value = "";
    this.find(".commands").hidden = true;
    this.grow();
    if (this.about?.kind === "edit") {
      const { message_id } = this.about.message;
      this.setAbout(null);
      await this.act("edit", { message_id, text });
    } else await this.send(text);
  }

  async attach(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    const base64 = await new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result.split(",")[1]);
      reader.readAsDataURL(file);
    });
    const kind = /^image\/(png|jpeg)$/.test(file.type) ? "photo" : "document";
    await this.act("send", { [kind]: { name: file.name, mime: file.type || "application/octet-stream", base64 }, text: this.box.value.trim() });
    this.box.value = "";
  }

  async press(message, button, number, key) {
    if (button.web_app) return openPage(this, button.text, { message_id: message.message_id, button: number });
    if (button.url) {
      const link = new RegExp(`(?:t\\.me/|domain=)${state.bot.username}[?&]start=([\\w-]+)`, "i").exec(button.url);
      if (link) return this.act("start", { payload: link[1] });
      return window.open(button.url, "_blank", "noopener");
    }
    if (button.copy_text) { await navigator.clipboard?.writeText(button.copy_text.text); return this.toast("已复制"); }
    key.classList.add("waiting");
    this.pressing += 1;
    const told = await this.act("press", { message_id: message.message_id, button: number });
    this.pressing -= 1;
    const early = this.early.get(told?.callback_query_id);
    if (!this.pressing) this.early.clear();
    if (!told) return key.classList.remove("waiting");
    this.pressed.set(told.callback_query_id, key);
    if (early) return this.answered(early);
    setTimeout(() => { key.classList.remove("waiting"); this.pressed.delete(told.callback_query_id); }, 15000);
  }

  answered({ callback_query_id, text, show_alert }) {
    this.pressed.get(callback_query_id).classList.remove("waiting");
    this.pressed.delete(callback_query_id);
    if (!text) return;
    if (!show_alert) return this.toast(text);
    this.find(".alert p").textContent = text;
    this.find(".alert").hidden = false;
    this.find(".alert button").focus();
  }

  toast(text) {
    const toast = this.find(".toast");
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(this.toastEnds);
    this.toastEnds = setTimeout(() => { toast.hidden = true; }, 3600);
  }

  setAbout(about) {
    this.about = about;
    this.find(".above").hidden = !about;
    if (!about) return;
    this.find(".above b").textContent = about.kind === "edit" ? "编辑" : `回复 ${about.message.from.first_name}`;
    this.find(".above span").textContent = preview(about.message);
    if (about.kind === "edit") this.box.value = about.message.text || about.message.caption || "";
    this.grow();
    this.box.focus();
  }

  suggest() {
    const typed = this.box.value;
    const asked = new RegExp(`^@${state.bot.username}\\s(.*)$`, "is").exec(typed);
    clearTimeout(this.asking);
    if (asked) this.asking = setTimeout(() => this.inline(asked[1].trim(), typed), 250);
    else if (/^\/\w*$/.test(typed)) this.commands(typed.slice(1));
    else this.find(".commands").hidden = true;
  }

  async inline(query, before) {
    const list = this.find(".commands");
    const told = await this.act("inline", { query, timeout: 4 });
    if (this.box.value !== before || !told) return; // more was typed meanwhile; that asked again
    const put = (work) => () => { list.hidden = true; this.box.value = ""; this.grow(); work(); };
    const rows = (told.results || []).map(({ id, title, description }) => el("button", {
      type: "button", onclick: put(() => this.act("choose", { query_id: told.id, result_id: id })),
    }, el("b", {}, title), el("span", {}, description || "")));
    if (told.button) rows.unshift(el("button", {
      type: "button", onclick: put(() => this.act("start", { payload: told.button.start_parameter })),
    }, el("b", {}, told.button.text)));
    list.hidden = !rows.length;
    list.replaceChildren(...rows);
  }

  async commands(prefix) {
    const list = this.find(".commands");
    if (prefix === "" && !list.hidden && this.box.value === "") { list.hidden = true; return; }
    const before = this.box.value;
    const offered = (await ask(`/people/${this.person.id}/menu?chat_id=${this.chatId}`)).filter(({ command }) => command.startsWith(prefix));
    if (this.box.value !== before) return; // more was typed meanwhile; that asked again
    list.hidden = !offered.length;
    list.replaceChildren(...offered.map(({ command, description }) => el("button", {
      type: "button", onclick: () => { list.hidden = true; this.box.value = ""; this.grow(); this.send(`/${command}`); },
    }, el("b", {}, `/${command}`), el("span", {}, description))));
    if (!offered.length && prefix === "") this.toast("机器人还没有设置命令");
  }

  grow() { this.box.style.height = "auto"; this.box.style.height = `${Math.min(this.box.scrollHeight, 132)}px`; }
  atEnd() { return this.talk.scrollHeight - this.talk.scrollTop - this.talk.clientHeight < 60; }
  toEnd(behavior = "instant") { this.stuck = true; requestAnimationFrame(() => this.talk.scrollTo({ top: this.talk.scrollHeight, behavior })); }
  read() { if (this.chatId != null && document.visibilityState === "visible") { chat(this.chatId).unread = 0; this.onRead?.(); } }

  jump(id) {
    const row = this.rows.get(id);
    if (!row) return;
    row.scrollIntoView({ behavior: "smooth", block: "center" });
    row.classList.remove("found");
    requestAnimationFrame(() => row.classList.add("found"));
  }
}

function albumHead(chatId, message) {
  if (!message.media_group_id) return message;
  return [...chat(chatId).messages.values()].find((each) => each.media_group_id === message.media_group_id) || message;
}
