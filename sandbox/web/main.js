// The desk: who is there on the left, one phone or two beside it.

import { ask, chat, listen, now, state, watch } from "./store.js";
import { el, face, preview, clockOf, dayOf } from "./message.js";
import { Phone } from "./phone.js";

const byId = (id) => document.getElementById(id);
const desk = byId("desk");
const wide = matchMedia("(min-width: 1080px)");
const narrow = matchMedia("(max-width: 719px)");
const phones = [];
const shown = [null, null]; // the chat on each phone

function enlarge(source) {
  const box = byId("lightbox");
  box.querySelector("img").src = source;
  box.showModal();
}
byId("lightbox").onclick = () => byId("lightbox").close();

function newPhone() {
  const phone = new Phone({ onBack: () => history.back(), enlarge });
  phone.onRead = drawRoster;
  desk.append(phone.root);
  phones.push(phone);
}

const slotOf = (id) => (wide.matches && id < 0 ? 1 : 0);

function pick(id) {
  const slot = slotOf(id);
  if (shown[slot] === id && !narrow.matches) return;
  const next = [...shown];
  next[slot] = id;
  const address = `#${next.filter((each) => each != null).join(",")}`;
  if (narrow.matches) history.pushState(null, "", `#${id}`);
  else history.replaceState(null, "", address);
  follow();
}

function follow() {
  const ids = location.hash.slice(1).split(",").map(Number).filter((id) => state.people.has(id) || state.groups.has(id));
  if (!wide.matches) {
    show(0, ids.at(-1) ?? (narrow.matches ? null : firstPerson()));
  } else {
    show(0, ids.find((id) => id > 0) ?? firstPerson());
    show(1, ids.find((id) => id < 0) ?? firstGroup());
  }
  document.body.dataset.view = narrow.matches && shown[0] == null ? "roster" : "phone";
  drawRoster();
}

const firstPerson = () => state.people.keys().next().value ?? null;
const firstGroup = () => state.groups.keys().next().value ?? null;

function show(slot, id) {
  const changed = shown[slot] !== id;
  shown[slot] = id;
  phones[slot].root.hidden = id == null;
  if (id == null) phones[slot].chatId = null;
  else if (changed || phones[slot].chatId !== id) phones[slot].show(id);
}

function entry(id, name, caption, note) {
  const { last, unread } = chat(id);
  const seen = shown.includes(id) && !(narrow.matches && document.body.dataset.view === "roster");
  return el("button", { class: `entry${shown.includes(id) ? " picked" : ""}`, "data-chat": id, onclick: () => pick(id) },
    face(el("span", { class: `face${id < 0 ? " many" : ""}` }), name, id),
    el("span", { class: "entry-middle" },
      el("span", { class: "entry-name" }, el("strong", {}, name), el("small", {}, caption)),
      el("span", { class: "entry-last" }, note || preview(last) || "")),
    el("span", { class: "entry-end" },
      el("time", {}, last ? shortTime(last.edit_date || last.date) : ""),
      unread && !seen ? el("b", { class: "badge", "aria-label": `${unread} 条未读` }, unread > 99 ? "99+" : String(unread)) : null));
}

function shortTime(seconds) {
  return dayOf(seconds) === dayOf(now() / 1000) ? clockOf(seconds) : dayOf(seconds).replace(/周.$/, "");
}

let drawing = false;
function drawRoster() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => { drawing = false; fillRoster(); });
}

function fillRoster() {
  const wanted = byId("search").value.trim().toLowerCase();
  const fits = (...words) => words.some((word) => (word || "").toLowerCase().includes(wanted));
  const recent = (a, b) => (chat(b.id).last?.date || 0) - (chat(a.id).last?.date || 0);
  const groups = [...state.groups.values()].filter((group) => fits(group.title, group.caption));
  const people = [...state.people.values()].filter((person) => fits(person.first_name, person.last_name, person.caption, person.username)).sort(recent);
  const note = (person) => person.deactivated ? "账号已注销" : person.blocked ? "已停用机器人" : person.started ? (chat(person.id).last ? "" : "还没有消息") : person.start_payload ? "有一条邀请，尚未开始" : "尚未开始";
  byId("roster").replaceChildren(
    ...(groups.length ? [el("h2", {}, "群"), ...groups.map((group) => entry(group.id, group.title, group.caption))] : []),
    ...(people.length ? [el("h2", {}, `人员 ${people.length}`), ...people.map((person) => entry(person.id, person.first_name + (person.last_name ? ` ${person.last_name}` : ""), person.caption, note(person)))] : []),
    ...(groups.length + people.length ? [] : [el("p", { class: "empty" }, wanted ? "没有找到" : "这里还没有人")]));
}

function tick() {
  const moment = now();
  const date = (form) => new Intl.DateTimeFormat("zh-CN", { ...form, timeZone: state.zone }).format(moment);
  const time = clockOf(moment / 1000);
  byId("clock").replaceChildren(el("b", {}, time), el("span", {}, date({ year: "numeric", month: "long", day: "numeric", weekday: "long" })));
  phones.forEach((phone) => phone.tick(time, dayOf(moment / 1000)));
}

async function toNextMoment(click) {
  const button = click.currentTarget;
  nextButtons().forEach((each) => { each.disabled = true; });
  try {
    const told = await ask("/next", {});
    const label = typeof told === "string" ? told : told?.label;
    const phone = phones.find((each) => each.root.contains(button)) || phones[0];
    if (label) phone.toast(label);
  } catch (error) { phones[0].toast(error.message); }
  nextButtons().forEach((each) => { each.disabled = false; });
}
const nextButtons = () => [...document.querySelectorAll(".next")];

byId("search").oninput = drawRoster;
addEventListener("popstate", follow);
addEventListener("visibilitychange", () => phones.forEach((phone) => { if (phone.chatId != null && phone.atEnd()) phone.read(); }));
wide.onchange = narrow.onchange = () => follow();

watch((kind, chatId, body) => {
  if (kind === "online") byId("offline").hidden = state.online;
  if (kind === "loaded") begin();
  phones.forEach((phone) => { if (phone.chatId != null) phone.heard(kind, chatId, body); });
  if (kind === "clock") tick();
  if (["person", "group"].includes(kind) && (shown[0] == null || shown[1] == null) && !narrow.matches) follow();
  drawRoster();
});

function begin() {
  byId("bot-name").textContent = document.title = state.bot.first_name;
  nextButtons().forEach((each) => { each.hidden = !state.hasNext; each.onclick = toNextMoment; });
  tick();
  phones.forEach((phone) => { phone.chatId = null; });
  follow();
  document.body.dataset.ready = "yes";
}

newPhone();
newPhone();
setInterval(tick, 5000);
listen();
