// Drafts that save themselves. A form with data-autosave="URL" is posted there shortly after each change, and at once when
// the page is left. What was typed is also kept in this tab until the server has it, so that a lost connection loses
// nothing: for the person who typed it (data-writer) and for nobody else, and not once they have signed out.
import { forget, forgetAll, forgetOthers, giveBack, keep, keyOf, SENT, recall, remember } from "./autosave_kept.js";

const WAIT = 1200;
const LONGEST_WAIT = 2000;
const NOT_SAVED = "Not saved yet. What you typed is kept on this page; we will try again when you type more.";

export function autosave() {
  settle();
  const saves = [...document.querySelectorAll("form[data-autosave]")].map(start);
  for (const form of document.querySelectorAll('form[action="/sign-out"]')) {
    form.addEventListener("submit", (leaving) => signOut(leaving, form, saves));
  }
}

/** Make one form save itself. The answer saves at once what still waits, and is done when the server has answered. */
function start(form) {
  const key = keyOf(form);
  const status = statusOf(form);
  let timer = 0;
  let sending = Promise.resolve();
  forgetOthers(form);
  if (giveBack(form, key)) status.textContent = "We put back what you had typed before.";
  const save = (leaving = false) => {
    timer = 0;
    sending = sending.then(() => send(form, key, status, leaving));
  };
  const changed = () => {
    keep(form, key);
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  };
  const now = () => {
    if (timer) {
      clearTimeout(timer);
      save(true);
    }
    return sending;
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && now());
  window.addEventListener("pagehide", now);
  window.addEventListener("online", () => recall(key) && changed());
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    timer = 0;
    keep(form, key);
    remember(SENT, key);
  });
  return now;
}

/** On a shared tablet somebody else may be next: save what can be saved, then keep nothing. */
async function signOut(leaving, form, saves) {
  leaving.preventDefault();
  await Promise.race([Promise.all(saves.map((now) => now())), new Promise((done) => setTimeout(done, LONGEST_WAIT))]);
  forgetAll();
  form.submit();
}

/** Forget what was sent, unless the answer was to sign in again or that the page was too old: then it was not saved. */
function settle() {
  const key = recall(SENT);
  if (!key) return;
  forget(SENT);
  const tooOld = key.endsWith(`:${location.pathname}`) && !document.querySelector("form[data-autosave]");
  if (location.pathname !== "/sign-in" && !tooOld) forget(key);
}

async function send(form, key, status, leaving) {
  status.textContent = "Saving…";
  try {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body: new FormData(form),
      credentials: "same-origin",
      redirect: "manual",
      keepalive: leaving,
      headers: { "X-CSRFToken": form.elements.csrf_token?.value ?? "", "X-Requested-With": "autosave", Accept: "application/json" },
    });
    if (answer.status === 422) {
      const json = await answer.json().catch(() => ({}));
      status.textContent = json.problem ? `Not saved. ${json.problem}` : NOT_SAVED;
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const json = answer.headers.get("Content-Type")?.includes("json") ? await answer.json().catch(() => ({})) : {};
    if (json.seen !== undefined && form.elements.seen) form.elements.seen.value = json.seen;
    told(form, key, status, json);
  } catch {
    status.textContent = NOT_SAVED;
  }
}

/** Say what was saved. What is still wrong stays in this tab until it is put right. */
function told(form, key, status, json) {
  if (json.problem) keep(form, key);
  else forget(key);
  status.textContent = `Saved at ${savedAt(json)}${json.problem ? `, but not all of it. ${json.problem}` : ""}`;
}

function savedAt(json) {
  if (json.saved_at) return json.saved_at;
  const now = new Date();
  const minutes = now.getMinutes() ? `:${String(now.getMinutes()).padStart(2, "0")}` : "";
  return `${now.getHours() % 12 || 12}${minutes}${now.getHours() < 12 ? "am" : "pm"}`;
}

function statusOf(form) {
  const status = document.createElement("p");
  status.className = "op-saved";
  status.setAttribute("role", "status");
  const buttons = form.querySelector(".govuk-button-group");
  if (buttons) buttons.before(status);
  else form.append(status);
  return status;
}
