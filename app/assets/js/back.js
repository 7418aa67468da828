// A page that answers a form cannot be gone back to: the browser keeps nothing of it, and we do not want it to. In the history it
// stands as the page it came from, which the server can always show: the ballot, or that the vote is in.
export function back() {
  const mark = document.querySelector("[data-back-to]");
  if (mark) history.replaceState(null, "", mark.dataset.backTo);
}
