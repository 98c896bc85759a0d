// The form: everything asked of a person on one page, saved together.

import { Blank } from "./blank.js";
import { ask, newKey, Trouble } from "./server.js";
import { begin, close, guard, launchData, user } from "./telegram.js";
import { say, speak } from "./words.js";

const STALE = 60000; // milliseconds away after which what stands is looked up again

const byId = (id) => document.getElementById(id);
const main = byId("main");
const save = byId("save");
const news = byId("news");
const blanks = new Map();
let periods = [];
let sending = null; // { key, body }: the same again after a break, another when it has changed
let lastSaved = null;
let hiddenAt = 0;

function element(tag, name, words) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = words;
  return made;
}

function button(words, act, name = "link") {
  const made = element("button", name, words);
  made.type = "button";
  made.onclick = act;
  return made;
}

// The beginning

async function start() {
  begin();
  speak(location.search.slice(1) || (user().language_code || "").slice(0, 2));
  document.title = byId("title").textContent = say("title");
  if (!launchData) { end(say("outside")); return; }
  end(say("opening"));
  try {
    draw(await ask("blanks"));
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    end(trouble.message, ["unreached", "broken", "too_often"].includes(trouble.kind) ? start : null);
  }
}

// Nothing to fill in: a sentence instead.
function end(words, again = null) {
  main.removeAttribute("aria-busy");
  const told = element("p", "alone", words);
  told.setAttribute("role", "status");
  main.replaceChildren(told, ...(again ? [button(say("retry"), again, "save")] : []));
  save.hidden = true;
}

function draw(told) {
  speak(told.language);
  document.title = byId("title").textContent = say("title");
  byId("name").textContent = told.name;
  main.removeAttribute("aria-busy");
  main.replaceChildren(...told.periods.map(part));
  periods = told.periods;
  save.hidden = false;
  save.onclick = () => sendAll();
  count();
}

function part(period) {
  const section = document.createElement("section");
  const head = document.createElement("h2");
  head.append(element("span", "part", period.name), element("small", "", period.due));
  section.append(head, ...period.blanks.map((told) => {
    const blank = new Blank(told, { check, changed: typing, onward });
    blanks.set(told.blank, blank);
    return blank.root;
  }));
  return section;
}

// While typing

const filled = () => [...blanks.values()].filter((blank) => blank.isFilled);

function count() {
  const total = blanks.size;
  const done = [...blanks.values()].filter((blank) => blank.told.answer).length;
  byId("progress").textContent = say("progress", { done, total });
  const number = filled().length;
  guard(number > 0);
  save.disabled = !number && !isDone();
  save.textContent = number ? say("save", { count: number }) : say(isDone() ? "close" : "nothing");
}

// Whatever was told before is over as soon as something else is typed.
function typing() {
  news.replaceChildren();
  count();
}

const isDone = () => [...blanks.values()].every((blank) => blank.told.answer);

function onward(blank) {
  const open = [...blanks.values()].filter((each) => each.isOpen);
  const next = open[open.indexOf(blank) + 1];
  if (next) next.text.focus();
  else save.focus();
}

async function check(blank) {
  try {
    const others = filled().filter((each) => each !== blank).map((each) => each.content);
    return (await ask("check", { blanks: [blank.content], others })).blanks[0];
  } catch {
    return null; // nothing is lost: saving checks the same again
  }
}

// Saving

async function sendAll() {
  const sent = filled();
  if (!sent.length) { close(); return; }
  const body = JSON.stringify(sent.map((blank) => blank.content));
  if (!sending || sending.body !== body) sending = { key: newKey(), body };
  busy(true);
  try {
    const told = await ask("save", { key: sending.key, blanks: JSON.parse(body) });
    settle(told, sent);
  } catch (trouble) {
    tell([trouble.message], "trouble");
  }
  busy(false);
}

function settle(told, sent) {
  const results = new Map(told.blanks.map((result) => [result.blank, result]));
  const good = sent.filter((blank) => ["plain", "unchanged"].includes(results.get(blank.id).state));
  const open = sent.filter((blank) => !good.includes(blank));
  stand(told.standing, good);
  open.forEach((blank) => blank.hear(results.get(blank.id)));
  lastSaved = good.some((blank) => results.get(blank.id).state === "plain") ? sending.key : lastSaved;
  sending = null;
  count();
  const words = [good.length ? say("saved", { count: good.length }) : "", open.length ? say("unsaved", { count: open.length }) : ""];
  if (!open.length && isDone()) words.push(say("done", { period: periods.map(({ name }) => name).join(say("and")) }));
  tell(words.filter(Boolean), open.length ? "trouble" : "good", good.length ? lastSaved : null);
  if (open.length) open[0].point();
}

function stand(standing, saved = []) {
  for (const told of standing) {
    const blank = blanks.get(told.blank);
    if (blank && saved.includes(blank)) blank.saved(told);
    else if (blank) blank.show(told);
  }
}

async function undo(key) {
  busy(true);
  try {
    const told = await ask("undo", { key: newKey(), of: key });
    lastSaved = null;
    stand(told.standing);
    count();
    tell([say("undone", { count: told.undone })], "good");
  } catch (trouble) {
    tell([trouble.message], "trouble");
  }
  busy(false);
}

function tell(sentences, kind, undoable = null) {
  news.className = `news ${kind}`;
  const told = document.createElement("div");
  told.append(...sentences.map((words) => element("p", "", words)));
  news.replaceChildren(told, ...(undoable ? [button(say("undo"), () => undo(undoable))] : []));
}

function busy(on) {
  save.setAttribute("aria-busy", String(on));
  if (!on) { count(); return; }
  save.disabled = true;
  save.textContent = say("saving");
}

// Back after a while: somebody may have answered in the chat, or the week may be over.
async function refresh() {
  try {
    const told = await ask("blanks");
    stand(told.periods.flatMap((period) => period.blanks));
    count();
  } catch { /* what is shown stays; saving will say what is the matter */ }
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") hiddenAt = Date.now();
  else if (blanks.size && Date.now() - hiddenAt > STALE) refresh();
});

start();
