/** What one location of a feature map sees of the image through filters one after another, whatever their weights. */

export interface Filter {
  readonly kernel: number;
  readonly stride: number;
}

/** Side in pixels: every filter adds kernel - 1 of the steps that its input has come to. */
export function fieldOf(filters: readonly Filter[]): number {
  let side = 1;
  let stepPx = 1;
  for (const { kernel, stride } of filters) {
    side += (kernel - 1) * stepPx;
    stepPx *= stride;
  }
  return side;
}
