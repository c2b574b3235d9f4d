/** Is a GPU only pretended? A software adapter is slower than WASM, so `auto` counts it as no GPU. */

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|microsoft basic render|warp/i;

export function isSoftwareName(description: string): boolean {
  return SOFTWARE.test(description);
}
