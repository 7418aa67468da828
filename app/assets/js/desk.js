// The safeguarding desk by keyboard: Alt and a figure chooses an outcome, Ctrl and Enter records the decision.
// Both need a second key, so that a person who dictates, or rests a hand on the keys, sets off nothing.
export function desk() {
  const form = document.getElementById("decision");
  const told = document.querySelector("[data-desk-keys]");
  if (!form || !told) return;
  told.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.altKey && !event.ctrlKey && /^Digit[1-9]$/.test(event.code)) choose(form, event);
    else if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && form.contains(document.activeElement)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button:not([name])"));
    }
  });
}

function choose(form, event) {
  const outcomes = form.querySelectorAll('input[name="outcome"]');
  const wanted = outcomes[Number(event.code.at(-1)) - 1];
  if (!wanted) return;
  event.preventDefault();
  wanted.checked = true;
  wanted.dispatchEvent(new Event("change", { bubbles: true }));
  wanted.focus();
}
