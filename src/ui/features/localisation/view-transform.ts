/**
 * Zoom and pan of the light table, shared by all panes: pure geometry. A pane shows an image of side `sizePx`; `scale` is screen
 * pixels per image pixel relative to "fit", `x` and `y` the image point in the middle of the pane.
 */
export interface ViewTransform {
  /** 1 shows the whole image; at most MAX_ZOOM, or `deepestZoom` where the file holds more pixels. */
  readonly zoom: number;
  /** Centre of the view in image coordinates, each in [0, 1]. */
  readonly centreX: number;
  readonly centreY: number;
}

export const WHOLE_IMAGE: ViewTransform = { zoom: 1, centreX: 0.5, centreY: 0.5 };
export const MAX_ZOOM = 16;

/** So deep that a pixel of a file of `longestPx` is seen as large as one of the working size at MAX_ZOOM. */
export const deepestZoom = (longestPx: number, sizePx: number): number =>
  MAX_ZOOM * Math.max(1, longestPx / sizePx);

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));

/** Keeps the view inside the image. */
export function clampView({ zoom, centreX, centreY }: ViewTransform, maxZoom = MAX_ZOOM): ViewTransform {
  const bounded = clamp(zoom, 1, maxZoom);
  const half = 0.5 / bounded;
  return { zoom: bounded, centreX: clamp(centreX, half, 1 - half), centreY: clamp(centreY, half, 1 - half) };
}

/** Zooms by `factor` so that the image point under (u, v) of the pane, each in [0, 1], stays where it is. */
export function zoomAt(
  view: ViewTransform,
  factor: number,
  u: number,
  v: number,
  maxZoom = MAX_ZOOM,
): ViewTransform {
  const zoom = clamp(view.zoom * factor, 1, maxZoom);
  const point = paneToImage(view, u, v);
  const centreX = point.x - (u - 0.5) / zoom;
  return clampView({ zoom, centreX, centreY: point.y - (v - 0.5) / zoom }, maxZoom);
}

/** Pans by a distance in pane widths; the zoom stays. */
export function panBy(view: ViewTransform, du: number, dv: number): ViewTransform {
  const { zoom } = view;
  return clampView({ zoom, centreX: view.centreX - du / zoom, centreY: view.centreY - dv / zoom }, zoom);
}

/** Image point, each coordinate in [0, 1], under the pane point (u, v). */
export function paneToImage(view: ViewTransform, u: number, v: number): { x: number; y: number } {
  return { x: view.centreX + (u - 0.5) / view.zoom, y: view.centreY + (v - 0.5) / view.zoom };
}

/** CSS transform of a layer that fills the pane at zoom 1 (transform-origin 0 0). */
export function toCssTransform(view: ViewTransform): string {
  const left = (0.5 / view.zoom - view.centreX) * view.zoom * 100;
  const top = (0.5 / view.zoom - view.centreY) * view.zoom * 100;
  return `translate(${left.toFixed(4)}%, ${top.toFixed(4)}%) scale(${view.zoom})`;
}
