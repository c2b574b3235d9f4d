/** Saving bytes as a file of the person's download folder: the only way out of the page, and always asked for. */

/** Offers `data` under `name`; characters that file systems refuse become `_`. */
export function downloadFile(name: string, data: Blob): void {
  const url = URL.createObjectURL(data);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name.replace(/[^\p{L}\p{N}._ -]/gu, '_').slice(0, 150);
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
