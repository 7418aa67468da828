// "Read this to me": reads a part of the page with the browser's own voice, on this device when it has one.
// The button stays hidden where the browser cannot speak.
const LEAVE_OUT = "script, style, svg, [hidden], [aria-hidden='true'], .govuk-visually-hidden, [data-read-aloud], input, textarea, select";
const PIECES = "h1, h2, h3, h4, p, li, dt, dd, legend, label, button, a.govuk-button, td, th, caption, summary, blockquote";

export function readAloud() {
  if (!("speechSynthesis" in window) || !("SpeechSynthesisUtterance" in window)) return;
  for (const button of document.querySelectorAll("[data-read-aloud]")) {
    const label = button.querySelector("[data-read-aloud-label]");
    const start = label.textContent;
    const show = (reading) => {
      button.setAttribute("aria-pressed", String(reading));
      label.textContent = reading ? button.dataset.stopLabel : start;
    };
    showOnceThereIsAVoice(button);
    button.addEventListener("click", () => {
      const reading = button.getAttribute("aria-pressed") === "true";
      speechSynthesis.cancel();
      show(!reading);
      if (!reading) speak(words(document.getElementById(button.dataset.readAloud)), () => show(false));
    });
  }
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
}

/** Voices may arrive after the page; a browser may have none at all. */
function showOnceThereIsAVoice(button) {
  const look = () => {
    button.hidden = speechSynthesis.getVoices().length === 0;
  };
  look();
  speechSynthesis.addEventListener?.("voiceschanged", look);
}

/** The readable pieces of an element, in order, each once. */
function words(element) {
  if (!element) return [];
  const found = [...element.querySelectorAll(PIECES)].filter(
    (piece) => !piece.closest(LEAVE_OUT) && !piece.parentElement.closest(PIECES.replace(", legend", "")) && piece.getClientRects().length,
  );
  return found.map((piece) => said(piece).replace(/\s+/g, " ").trim()).filter(Boolean);
}

/** What a piece says, without its small links that lead on. */
function said(piece) {
  const aside = [...piece.querySelectorAll("[data-not-aloud]")].map((one) => one.innerText);
  return aside.reduce((text, one) => text.replace(one, ""), piece.innerText);
}

function speak(pieces, done) {
  if (!pieces.length) return done();
  const voice = speechSynthesis.getVoices().find((one) => one.lang === "en-GB" && one.localService);
  pieces.forEach((text, index) => {
    const piece = new SpeechSynthesisUtterance(text);
    piece.lang = "en-GB";
    piece.rate = 0.95;
    if (voice) piece.voice = voice;
    if (index === pieces.length - 1) piece.onend = done;
    piece.onerror = done;
    speechSynthesis.speak(piece);
  });
}
