// Speaking instead of writing: the sound is made here and goes into the form's own file box. It is sent with the form and nowhere else.
// Where the browser cannot record, the file box stays, which on a phone opens the phone's own recorder.
import { give } from "./give.js";

export function record() {
  const room = document.querySelector("[data-record]");
  if (!window.MediaRecorder || !navigator.mediaDevices?.getUserMedia) return;
  const box = room.querySelector("input[type=file]");
  const longest = Number(room.dataset.longest);
  const button = Object.assign(document.createElement("button"), { type: "button", className: "op-record", textContent: "Press to talk" });
  const said = Object.assign(document.createElement("p"), { className: "op-record__said" });
  said.setAttribute("role", "status");
  const hear = Object.assign(document.createElement("audio"), { controls: true, hidden: true, className: "op-way__sound" });
  room.prepend(button, said, hear);
  room.querySelector("[data-record-file]").hidden = true;
  let recorder = null;
  let clock = 0;

  const stop = () => recorder?.state === "recording" && recorder.stop();
  const start = async () => {
    let ears;
    try {
      ears = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      said.textContent = "We cannot hear you here. You can write it, draw it, or choose a recording.";
      room.querySelector("[data-record-file]").hidden = false;
      return;
    }
    const pieces = [];
    let left = longest;
    recorder = new MediaRecorder(ears, { audioBitsPerSecond: 32000 });
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => {
      clearInterval(clock);
      for (const track of ears.getTracks()) track.stop();
      const sound = new Blob(pieces, { type: recorder.mimeType.split(";")[0] });
      give(box, sound, "spoken");
      hear.src = URL.createObjectURL(sound);
      hear.hidden = false;
      button.textContent = "Say it again";
      button.setAttribute("aria-pressed", "false");
      said.textContent = "We have it on this device. It is sent when you press Next or Send.";
    });
    recorder.start(1000);
    button.textContent = "Press to stop";
    button.setAttribute("aria-pressed", "true");
    said.textContent = "Listening now.";
    clock = setInterval(() => {
      left -= 1;
      if (left === 20) said.textContent = "20 seconds left.";
      if (left <= 0) stop();
    }, 1000);
  };
  button.addEventListener("click", () => (recorder?.state === "recording" ? stop() : start()));
  window.addEventListener("pagehide", stop);
}
