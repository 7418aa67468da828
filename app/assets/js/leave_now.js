// "Leave now": clears the screen at once, forgets what was typed, and puts the next page in this one's place in the history.
// What was sent in a hall with no signal is somebody's word: it stays locked until it is sent (hall.js).
// Pressing Escape three times quickly does the same. With no script the link still leaves.
import { forgetAll } from "./picks_shelf.js";

const PRESSES = 3;
const WITHIN = 1500;

export function leaveNow() {
  const link = document.querySelector("[data-leave-now]");
  if (!link) return;
  const leave = (event) => {
    event?.preventDefault();
    clearScreen();
    forget();
    window.location.replace(link.href);
  };
  link.addEventListener("click", leave);
  listenForEscape(leave);
  // A page kept by the browser for "Back" must not show again what was left.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && document.body.classList.contains("op-leaving")) window.location.replace(link.href);
  });
}

function clearScreen() {
  document.body.classList.add("op-leaving");
  document.title = "Weather";
}

function forget() {
  window.speechSynthesis?.cancel();
  for (const form of document.forms) form.reset();
  forgetAll();
  try {
    sessionStorage.clear();
  } catch {
    // storage may be switched off; there is then nothing to forget
  }
}

function listenForEscape(leave) {
  let times = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    times = [...times, event.timeStamp].filter((time) => event.timeStamp - time < WITHIN);
    if (times.length >= PRESSES) leave();
  });
}
