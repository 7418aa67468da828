// Puts something made on the page into a form's own file box, so that the form is sent as if a file had been chosen.
export function give(box, blob, name) {
  const files = new DataTransfer();
  if (blob) files.items.add(new File([blob], name, { type: blob.type }));
  box.files = files.files;
}
