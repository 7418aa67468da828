// A code in the address's own part (which no server sees) is put in the box and taken out of the address. At a shared tablet the
// page of a finished turn gives way to the start, in its place in the history, when pressed or after a while, with a warning.
const WARNING = 20;

export function turn() {
  fillIn();
  if (document.querySelector("[data-fresh-turn]")) forget();
  for (const end of document.querySelectorAll("[data-turn-ends]")) watch(end);
}

function fillIn() {
  const box = document.querySelector("[data-code-here]");
  const code = decodeURIComponent(location.hash.slice(1));
  if (!box || !/^[0-9A-Za-z]{10}$/.test(code)) return;
  box.value = code;
  history.replaceState(null, "", location.pathname);
  box.form.querySelector("button")?.focus();
}

/** What a child drew or typed is not there for the next one. */
function forget() {
  try {
    sessionStorage.clear();
  } catch {
    // storage may be switched off; there is then nothing to forget
  }
}

function watch(end) {
  const next = end.dataset.turnNext;
  const leave = () => location.replace(next);
  end.querySelector("[data-turn-finish]")?.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  end.append(said);
  let left = Number(end.dataset.turnEnds);
  const stay = () => {
    left = Number(end.dataset.turnEnds);
    said.textContent = "";
  };
  for (const sign of ["keydown", "pointerdown"]) document.addEventListener(sign, stay);
  setInterval(() => {
    left -= 1;
    if (left === WARNING) said.textContent = `This page closes in ${WARNING} seconds. Press any key or the screen to stay.`;
    if (left <= 0) leave();
  }, 1000);
}
