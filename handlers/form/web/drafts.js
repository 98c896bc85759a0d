// What was typed and not saved yet, kept on this phone: a closed page loses nothing.

import { user } from "./telegram.js";

const KEPT_FOR = 7 * 24 * 3600 * 1000;
const PLACE = `form.${user().id || 0}`;

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE)) || {};
    const fresh = Object.entries(kept).filter(([, draft]) => Date.now() - draft.at < KEPT_FOR);
    return Object.fromEntries(fresh);
  } catch {
    return {}; // a frame without storage, or something not ours in it
  }
}

function write(drafts) {
  try {
    if (Object.keys(drafts).length) localStorage.setItem(PLACE, JSON.stringify(drafts));
    else localStorage.removeItem(PLACE);
  } catch { /* no storage: the page still has it while it is open */ }
}

export const draftOf = (blank) => read()[blank] || null;

export function keep(blank, text, note) {
  const drafts = read();
  if (text || note) drafts[blank] = { text, note, at: Date.now() };
  else delete drafts[blank];
  write(drafts);
}
