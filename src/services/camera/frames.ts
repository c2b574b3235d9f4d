/**
 * Frames of a playing camera: the centred square, as a file for the data set or as pixels at the working size for scoring. Both take
 * the same way to the working size (`core/dataset/resample`), so that live frames look to the network like the pictures taken.
 */
import { AreaRows } from '../../core/dataset/resample.ts';
import { fitGeometry } from '../../core/dataset/fit.ts';

export class FrameGrabber {
  readonly #canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D;

  constructor(private readonly video: HTMLVideoElement) {
    const context = this.#canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('This browser draws no frames.');
    this.#context = context;
  }

  /** False until the first frame has come. */
  get ready(): boolean {
    return this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && this.video.videoWidth > 0;
  }

  /** The centred square of the present frame on the canvas; its side in pixels. */
  #draw(): number {
    const { videoWidth: width, videoHeight: height } = this.video;
    const side = Math.min(width, height);
    if (this.#canvas.width !== side) this.#canvas.width = this.#canvas.height = side;
    const x = Math.floor((width - side) / 2);
    const y = Math.floor((height - side) / 2);
    this.#context.drawImage(this.video, x, y, side, side, 0, 0, side, side);
    return side;
  }

  /** `[sizePx, sizePx, 3]`. */
  pixels(sizePx: number): Uint8Array {
    const side = this.#draw();
    const { data } = this.#context.getImageData(0, 0, side, side);
    const rows = new AreaRows(fitGeometry(side, side, sizePx, 'stretch'), sizePx);
    rows.add({ data, firstRow: 0, rowCount: side, channels: 4 });
    return rows.finish().data;
  }

  /** The square, losslessly, named as if it lay in `folder` (which decides its label). */
  async picture(folder: string, name: string): Promise<File> {
    this.#draw();
    const blob = await new Promise<Blob | null>((resolve) => this.#canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('This browser could not keep the picture.');
    const file = new File([blob], name, { type: 'image/png' });
    Object.defineProperty(file, 'relativePath', { value: `${folder}/${name}` });
    return file;
  }
}
