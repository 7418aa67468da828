// Points by pressing: one fewer and one more, beside the box one can also type in.
export function buttonsFor(box, left, changed) {
  const give = box.closest("[data-pick-give]");
  if (!give) return;
  const title = box.dataset.pickTitle;
  const step = (by) => {
    const now = /^[0-9]+$/.test(box.value.trim()) ? Number(box.value) : 0;
    if (by > 0 && left() < 1) return;
    const next = Math.max(now + by, 0);
    box.value = next ? String(next) : "";
    changed();
  };
  box.before(button("−", `One point fewer for ${title}`, () => step(-1)));
  box.after(button("+", `One point more for ${title}`, () => step(1)));
}

function button(sign, name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "op-pick__step";
  made.setAttribute("aria-label", name);
  made.textContent = sign;
  made.addEventListener("click", act);
  return made;
}
