/**
 * Writes the topology of a model in TensorFlow.js' Layers format (what `tf.loadLayersModel` reads), layer by layer: the engine itself
 * needs no tfjs-layers for it.
 */
type Config = Readonly<Record<string, unknown>>;

export interface LayerWeight {
  readonly name: string;
  readonly shape: readonly number[];
  /** The layer of the network that it is taken from, and which of its two tensors. */
  readonly from: string;
  readonly part: 'filter' | 'bias';
}

const SQUARE = (side: number): [number, number] => [side, side];

/** Zeros on each side of the places, as many above as to the left. */
export interface Padding {
  readonly before: number;
  readonly after: number;
}

export class GraphOfLayers {
  readonly weights: LayerWeight[] = [];
  private readonly layers: object[] = [];

  /** Starts with an input of images of any size. */
  constructor(readonly input = 'image') {
    const config = { batch_input_shape: [null, null, null, 3], dtype: 'float32', sparse: false, name: input };
    this.layers.push({ name: input, class_name: 'InputLayer', config, inbound_nodes: [] });
  }

  /** Any layer without weights; returns its name, which stands for its output. */
  layer(kind: string, name: string, config: Config, inputs: readonly string[]): string {
    const inbound = [inputs.map((from) => [from, 0, 0, {}])];
    this.layers.push({
      name,
      class_name: kind,
      config: { name, trainable: false, ...config },
      inbound_nodes: inbound,
    });
    return name;
  }

  /** A convolution with bias and activation; `padding` in pixels on every side, or TensorFlow's SAME. */
  conv(
    from: string,
    { filter, bias }: { readonly filter: readonly number[]; readonly bias: readonly number[] },
    options: {
      readonly stride: number;
      readonly padding: Padding | 'same';
      readonly activation: string;
      readonly depthwise?: boolean;
      /** Places apart that the filter looks at. */
      readonly dilation?: number;
    },
    input: string,
  ): string {
    const { stride, padding, activation, depthwise = false, dilation = 1 } = options;
    const name = from.replaceAll(/[./]/g, '_');
    const padded = padding === 'same' ? input : this.zeros(`${name}_pad`, padding, input);
    this.weights.push(
      { name: `${name}/${depthwise ? 'depthwise_kernel' : 'kernel'}`, shape: filter, from, part: 'filter' },
      { name: `${name}/bias`, shape: bias, from, part: 'bias' },
    );
    return this.layer(
      depthwise ? 'DepthwiseConv2D' : 'Conv2D',
      name,
      {
        ...(depthwise ? { depth_multiplier: 1 } : { filters: filter[3] }),
        kernel_size: SQUARE(filter[0]),
        strides: SQUARE(stride),
        padding: padding === 'same' ? 'same' : 'valid',
        data_format: 'channels_last',
        dilation_rate: SQUARE(filter[0] === 1 ? 1 : dilation),
        activation,
        use_bias: true,
      },
      [padded],
    );
  }

  /** Zeros around the places, as many above as to the left. */
  zeros(name: string, { before, after }: Padding, input: string): string {
    if (before === 0 && after === 0) return input;
    const padding = [
      [before, after],
      [before, after],
    ];
    return this.layer('ZeroPadding2D', name, { padding, data_format: 'channels_last' }, [input]);
  }

  /** `margin` places cut off on each side. */
  crop(name: string, margin: number, input: string): string {
    if (margin === 0) return input;
    const cropping = [
      [margin, margin],
      [margin, margin],
    ];
    return this.layer('Cropping2D', name, { cropping, data_format: 'channels_last' }, [input]);
  }

  /** Maximum of 3 x 3 places that lie `apart` from each other, around every place and `beyond` more; `input` is not negative. */
  maximumAround(name: string, apart: number, beyond: number, input: string): string {
    let y = this.zeros(`${name}_pad`, { before: apart, after: apart + beyond }, input);
    for (const axis of ['rows', 'columns'] as const) {
      const moved = [0, 1, 2].map((i) => {
        const crop = [i * apart, (2 - i) * apart];
        const cropping = axis === 'rows' ? [crop, [0, 0]] : [[0, 0], crop];
        const options = { cropping, data_format: 'channels_last' };
        return this.layer('Cropping2D', `${name}_${axis}${i}`, options, [y]);
      });
      y = this.layer('Maximum', `${name}_${axis}`, {}, moved);
    }
    return y;
  }

  activation(name: string, activation: string, input: string): string {
    return this.layer('Activation', name, { activation }, [input]);
  }

  topology(output: string): object {
    return {
      class_name: 'Model',
      config: {
        name: 'trunk',
        layers: this.layers,
        input_layers: [[this.input, 0, 0]],
        output_layers: [[output, 0, 0]],
      },
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
    };
  }
}
