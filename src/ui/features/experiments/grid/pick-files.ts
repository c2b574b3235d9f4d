/** The browser's dialog for files, without an element on the page. */

/** Asks for one file of these kinds, or for a folder; nothing happens when the person thinks better of it. */
export function pickFiles(
  wish: { readonly folder: true } | { readonly accept: string },
  onFiles: (files: readonly File[]) => void,
): void {
  const input = document.createElement('input');
  input.type = 'file';
  if ('folder' in wish) input.webkitdirectory = true;
  else input.accept = wish.accept;
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    if (files.length > 0) onFiles(files);
  });
  input.click();
}
