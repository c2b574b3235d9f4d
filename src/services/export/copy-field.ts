/** Copies what stands in a field. The clipboard's own interface is missing on pages that came without https; the old command is not. */

/** False where the browser refuses both; the text is selected then. */
export async function copyField(field: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand('copy');
  }
}
