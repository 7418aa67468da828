// The wheel to colour in: a tap on a part goes to its next feeling, and round to none. The radios hold the answer; this only sets them.
export function colour() {
  const wheel = document.querySelector("[data-colour-wheel]");
  wheel.querySelector("svg").addEventListener("click", (event) => {
    const part = event.target.closest("[data-part]")?.dataset.part;
    if (!part) return;
    const radios = [...wheel.querySelectorAll(`input[name="${part}"]`)];
    const now = radios.findIndex((radio) => radio.checked);
    if (now >= 0) radios[now].checked = false;
    if (now + 1 < radios.length) radios[now + 1].checked = true;
    radios[0].form.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
