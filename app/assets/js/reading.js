// Says how hard a text for children is to read while it is written. The server counts; without this script a button asks it.
const WAIT = 700;

export function reading() {
  for (const part of document.querySelectorAll("[data-reading]")) start(part);
}

function start(part) {
  const box = document.getElementById(part.dataset.reads);
  const says = part.querySelector("[data-reading-says]");
  const token = part.closest("form")?.elements.csrf_token?.value ?? "";
  let timer = 0;
  let asked = 0;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++asked;
      const text = box.value.trim();
      if (!text) return void (says.textContent = "");
      const body = new URLSearchParams({ text, csrf_token: token });
      try {
        const answer = await fetch(part.dataset.reading, { method: "POST", body, credentials: "same-origin", headers: { "X-CSRFToken": token } });
        if (!answer.ok || mine !== asked) return;
        const found = await answer.json();
        says.textContent = found.say || `A child of about ${found.age} can read this.`;
      } catch {
        says.textContent = ""; // no line: the button still asks when it is back
      }
    }, WAIT);
  });
}
