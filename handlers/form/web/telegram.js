// What Telegram tells the page, and what the page asks of Telegram.
//
// Who opened it and the colours stand behind the # of the address. Telegram's own script is
// asked for as well, but telegram.org cannot be reached from everywhere: without it the same
// four wishes are posted to the app directly, and everything else works the same.

const told = new URLSearchParams(location.hash.slice(1));
const COLOUR = /^#[0-9a-f]{6}$/i;

export const launchData = told.get("tgWebAppData") || "";

export function user() {
  try {
    return JSON.parse(new URLSearchParams(launchData).get("user")) || {};
  } catch {
    return {};
  }
}

const app = () => (launchData && window.Telegram && window.Telegram.WebApp) || null;

function post(eventType, eventData) {
  const data = JSON.stringify(eventData || {});
  if (window.TelegramWebviewProxy) window.TelegramWebviewProxy.postEvent(eventType, data);
  else if (window.parent !== window) window.parent.postMessage(JSON.stringify({ eventType, eventData: eventData || {} }), "*");
}

export function close() {
  if (app()) app().close();
  else post("web_app_close");
}

// Whether closing would lose something: then the app asks first.
let guarded = false;
export function guard(unsaved) {
  if (unsaved === guarded) return;
  guarded = unsaved;
  if (!app()) post("web_app_setup_closing_behavior", { need_confirmation: unsaved });
  else if (unsaved) app().enableClosingConfirmation();
  else app().disableClosingConfirmation();
}

function isDark(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

function paint(colours) {
  const root = document.documentElement;
  for (const [name, colour] of Object.entries(colours || {})) {
    if (COLOUR.test(colour)) root.style.setProperty(`--tg-theme-${name.replace(/_/g, "-")}`, colour);
  }
  const ground = colours && colours.bg_color;
  if (COLOUR.test(ground)) root.dataset.theme = isDark(ground) ? "dark" : "light";
}

function paintAsTold() {
  try {
    paint(JSON.parse(told.get("tgWebAppThemeParams")));
  } catch { /* no colours told: those of the phone are used */ }
}

function greet() {
  if (!app()) return;
  app().ready();
  app().expand();
  if (app().disableVerticalSwipes) app().disableVerticalSwipes();
  app().onEvent("themeChanged", () => paint(app().themeParams));
}

export function begin() {
  paintAsTold();
  post("web_app_ready");
  post("web_app_expand");
  const script = document.querySelector('script[src*="telegram-web-app"]');
  if (app()) greet();
  else if (script) script.addEventListener("load", greet);
}
