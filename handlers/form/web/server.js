// The way to the server: every request says who is here, and every trouble has its words.

import { launchData } from "./telegram.js";
import { say } from "./words.js";

const PATIENCE = 15000; // milliseconds
const WORTH_WAITING = 6; // seconds

export class Trouble extends Error {
  constructor(kind, words) {
    super(words);
    this.kind = kind;
  }
}

const rest = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

export async function ask(name, body) {
  for (;;) {
    const answer = await send(name, body);
    const told = await answer.json().catch(() => null);
    if (answer.ok && told) return told;
    const seconds = Number(answer.headers.get("Retry-After")) || 0;
    if (answer.status === 429 && seconds && seconds <= WORTH_WAITING) await rest(seconds);
    else throw new Trouble((told && told.error) || "unreached", (told && told.words) || say("unreached"));
  }
}

async function send(name, body) {
  const patience = new AbortController();
  const over = setTimeout(() => patience.abort(), PATIENCE);
  try {
    return await fetch(`api/${name}`, {
      method: body ? "POST" : "GET",
      headers: { Authorization: `tma ${launchData}`, ...(body ? { "Content-Type": "application/json" } : {}) },
      body: body ? JSON.stringify(body) : undefined,
      signal: patience.signal,
      cache: "no-store",
      credentials: "omit",
    });
  } catch {
    throw new Trouble("unreached", say("unreached"));
  } finally {
    clearTimeout(over);
  }
}

// A word that nobody makes twice: the server counts what bears it once.
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
