// One number of the form: what stands, or what is being typed and how it is read.

import { draftOf, keep } from "./drafts.js";
import { say } from "./words.js";

const SOON = 350; // milliseconds without a key until what was typed is checked
const SLOW = 700;
const pattern = document.getElementById("blank").content.firstElementChild;

function element(tag, name, words) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (words) made.textContent = words;
  return made;
}

// A line of its own; the sign of a light stays with the number before it.
const lineOf = (line) => element("p", "", line.replace(/ (\S)$/, "\u00a0$1"));

export class Blank {
  constructor(told, { check, changed, onward }) {
    this.id = told.blank;
    this.check = check;
    this.changed = changed;
    this.onward = onward;
    this.chosen = "";
    this.asked = 0;
    this.root = pattern.cloneNode(true);
    this.find = (name) => this.root.querySelector(`.${name}`);
    this.text = this.find("text");
    this.note = this.find("note");
    this.bind();
    this.show(told);
    this.takeUpDraft();
  }

  // What the server says of this number; what is being typed stays.
  show(told) {
    const wasOpen = this.told && !this.told.answer;
    this.told = told;
    const id = (part) => `${part}-${told.number}-${told.blank.replace(/\W/g, "")}`;
    this.find("number").textContent = told.number;
    this.find("name").textContent = told.name;
    const title = this.find("name");
    title.id = id("name");
    this.root.setAttribute("aria-labelledby", title.id);
    this.find("facts").id = id("facts");
    this.find("facts").textContent = told.facts;
    this.find("again").id = id("again");
    this.find("again").textContent = told.again;
    this.find("again").hidden = told.again === "";
    this.find("measure").id = id("measure");
    this.find("measure").textContent = told.measure;
    this.find("told").id = id("told");
    this.text.setAttribute("aria-labelledby", `${title.id} ${id("measure")}`);
    this.text.setAttribute("aria-describedby", `${id("again")} ${id("facts")} ${id("told")}`);
    this.find("sign").hidden = !told.negative;
    this.find("sign").setAttribute("aria-label", say("sign"));
    this.find("same").hidden = told.same == null;
    this.find("same").textContent = say("same");
    this.find("same").setAttribute("aria-label", `${say("same")} ${told.same_label}`);
    this.find("not_applicable").textContent = say("not_applicable");
    this.find("not_available").textContent = say("not_available");
    this.find("with-note").textContent = say("note");
    this.note.placeholder = say("note_hint");
    this.note.setAttribute("aria-label", `${told.name} ${say("note")}`);
    this.find("leave").textContent = say("leave");
    this.useKeypad(this.text.inputMode !== "text");
    this.showStanding(told.answer);
    if (!this.told.answer) this.open();
    else if (wasOpen === undefined || (wasOpen && !this.isFilled)) this.close();
  }

  showStanding(answer) {
    if (!answer) return;
    this.find("light").dataset.light = answer.light;
    this.find("value").querySelector("b").textContent = answer.value;
    this.find("lines").replaceChildren(...answer.lines.map(lineOf));
    const change = this.find("change");
    change.textContent = say("change");
    change.setAttribute("aria-label", `${say("change")} ${this.told.name}`);
  }

  bind() {
    this.text.oninput = () => { this.chosen = ""; this.typed(); };
    this.note.oninput = () => this.typed();
    for (const box of [this.text, this.note]) {
      box.onkeydown = (event) => {
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault();
        this.onward(this);
      };
    }
    this.find("same").onclick = () => this.put(this.told.same);
    this.find("not_applicable").onclick = () => this.put(say("fill_not_applicable"));
    this.find("not_available").onclick = () => this.put(say("fill_not_available"));
    this.find("with-note").onclick = () => this.openNote(this.note.hidden, true);
    this.find("leave").onclick = () => { this.clear(); this.close(); this.find("change").focus(); };
    this.find("change").onclick = () => this.change();
    this.find("sign").onclick = () => {
      const bare = this.text.value.trim().replace(/^[-−－+＋]\s*/, "");
      this.put(/^\s*[-−－]/.test(this.text.value) ? bare : `-${bare}`);
      this.text.focus();
    };
    this.find("letters").onclick = () => { this.useKeypad(this.text.inputMode === "text"); this.text.focus(); };
  }

  get isOpen() { return !this.find("asking").hidden; }
  get isFilled() { return this.isOpen && /[^\s+−－＋-]/.test(this.text.value) && !this.isAsItStands; }
  get isAsItStands() {
    const { answer } = this.told;
    return answer != null && this.text.value.trim() === answer.text && this.note.value.trim() === answer.note;
  }

  // What is sent of this blank.
  get content() {
    return { blank: this.id, text: this.text.value.trim(), note: this.note.value.trim(), chosen: this.chosen };
  }

  open() {
    this.find("standing").hidden = true;
    this.find("asking").hidden = false;
    this.find("leave").hidden = !this.told.answer;
    this.root.classList.remove("done");
  }

  close() {
    this.find("asking").hidden = true;
    this.find("standing").hidden = false;
    this.root.classList.add("done");
    this.root.dataset.state = "";
  }

  // Every number that stands may be changed: it comes back as it would be typed again.
  change() {
    const { answer } = this.told;
    this.open();
    this.text.value = answer.text;
    this.note.value = answer.note;
    this.useKeypad(/^[\d.,+-]*$/.test(answer.text));
    this.openNote(answer.note !== "");
    this.say([]);
    this.text.focus();
    this.text.select();
  }

  takeUpDraft() {
    const draft = draftOf(this.id);
    if (!draft) return;
    if (this.told.answer && draft.text === this.told.answer.text) { keep(this.id, "", ""); return; }
    this.open();
    this.text.value = draft.text;
    this.note.value = draft.note || "";
    this.useKeypad(/^[\d.,+-]*$/.test(draft.text));
    this.openNote(this.note.value !== "");
    this.typed();
  }

  useKeypad(digits) {
    this.text.inputMode = digits ? "decimal" : "text";
    const key = this.find("letters");
    key.textContent = say(digits ? "letters_key" : "digits_key");
    key.setAttribute("aria-label", say(digits ? "letters" : "digits"));
    key.setAttribute("aria-pressed", String(!digits));
  }

  openNote(on, focus = false) {
    this.note.hidden = !on;
    this.find("with-note").setAttribute("aria-expanded", String(on));
    if (!on) { this.note.value = ""; this.typed(); }
    if (on && focus) this.note.focus();
  }

  put(words) {
    this.text.value = words;
    this.chosen = "";
    this.typed(true);
  }

  clear() {
    this.text.value = this.note.value = this.chosen = "";
    this.note.hidden = true;
    this.find("with-note").setAttribute("aria-expanded", "false");
    this.say([]);
    keep(this.id, "", "");
    this.changed();
  }

  typed(atOnce = false) {
    clearTimeout(this.waiting);
    clearTimeout(this.slow);
    this.asked += 1;
    if (this.isAsItStands) keep(this.id, "", "");
    else keep(this.id, this.text.value.trim(), this.note.value.trim());
    this.changed();
    if (!this.isFilled) { this.say([]); return; }
    this.waiting = setTimeout(() => this.look(), atOnce ? 0 : SOON);
  }

  // Ask how it is read; an answer that was overtaken by another key says nothing.
  async look() {
    const asked = this.asked;
    this.slow = setTimeout(() => this.say([element("p", "quiet", say("checking"))]), SLOW);
    const told = await this.check(this);
    clearTimeout(this.slow);
    if (asked === this.asked && told) this.hear(told);
  }

  hear(told) {
    if (told.state === "doubt") this.say(this.question(told), "doubt");
    else if (told.state === "unread" || told.state === "refused") this.say([element("p", "", told.words)], "unread");
    else if (told.state === "unchanged") this.say([element("p", "quiet", say("unchanged"))], "plain");
    else {
      const value = element("p", "read");
      const light = element("i", "light");
      light.dataset.light = told.light;
      value.append(light, element("b", "", told.value));
      this.say([value, ...told.lines.map(lineOf)], "plain");
    }
  }

  question(told) {
    const choices = element("div", "choices");
    choices.setAttribute("role", "group");
    choices.setAttribute("aria-label", say("ask"));
    choices.append(...told.choices.map((choice) => {
      const chip = element("button", choice.odd ? "chip odd" : "chip", choice.label);
      chip.type = "button";
      chip.onclick = () => this.choose(choice);
      return chip;
    }));
    return [element("p", "", told.words), choices];
  }

  choose({ mark, text, odd }) {
    if (text != null) this.text.value = text;
    this.chosen = mark;
    if (odd && this.note.hidden) this.openNote(true);
    this.typed(true);
    this.find("told").focus({ preventScroll: true });
  }

  say(parts, state = "") {
    this.find("told").replaceChildren(...parts);
    this.root.dataset.state = state;
    this.text.setAttribute("aria-invalid", String(state === "unread" || state === "doubt"));
  }

  // It was saved: what stands is shown, nothing typed is left.
  saved(told) {
    clearTimeout(this.waiting);
    this.asked += 1;
    this.clear();
    this.show(told);
    if (told.answer) this.close();
  }

  point() {
    this.root.scrollIntoView({ block: "center", behavior: "smooth" });
    (this.root.dataset.state === "doubt" ? this.find("told") : this.text).focus({ preventScroll: true });
  }
}
