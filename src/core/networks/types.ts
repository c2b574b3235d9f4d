/**
 * What a description of a network is made of (method section 2). Everything here is data or arithmetic on data, so that the page can tell
 * costs, sizes and limits without the engine, and the engine builds what is described.
 */

/** A convolution without bias and the batch norm that follows it. */
export interface ConvUnit {
  readonly name: string;
  /** Side of the square filter (odd). */
  readonly kernel: number;
  readonly stride: number;
  /** Zeros on every side: (kernel - 1) / 2, or none. */
  readonly padding: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** relu(bn(second(relu(bn(first(x))))) + shortcut(x)); without `shortcut` the identity. Where the filters have no padding x is cut first. */
export interface ResidualBlock {
  readonly first: ConvUnit;
  readonly second: ConvUnit;
  readonly shortcut: ConvUnit | null;
}

/** What is learned under one name. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly kind: 'conv' | 'dense' | 'bias' | 'gamma' | 'beta';
  /** Inputs and outputs of one unit, counted over the filter: for initial values. */
  readonly fanIn: number;
  readonly fanOut: number;
  /** Given: initial values are normal with this deviation (0: zeros), whatever the kind. */
  readonly deviation?: number;
}

/** A network without its head. */
export interface TrunkShape {
  readonly stem: ConvUnit;
  readonly maxPool: boolean;
  /** Empty for EfficientNet-B0, whose blocks are in mobile/architecture.ts. */
  readonly blocks: readonly ResidualBlock[];
  /** Width D of the pooled features. */
  readonly features: number;
  /** Channels of the widest map at the stem's resolution: what bounds how many images go through at once. */
  readonly widest: number;
  /** Pixels of the input per location of the last feature map. */
  readonly stridePx: number;
  /** Pixel on which the first location of the last feature map is centred. */
  readonly offsetPx: number;
}

/** A trunk with its head: D-BN-ReLU, hidden-BN-ReLU, logits. */
export interface Network extends TrunkShape {
  readonly backbone: Backbone;
  /** Width of the second hidden layer of the head. */
  readonly hidden: number;
  readonly classes: number;
}

/** The settings that a trunk may depend on. */
export interface TrunkChoice {
  /** Channels of the small net's first stage. */
  readonly width: number;
  readonly stem: 'auto' | 'imagenet' | 'cifar';
}

/** Sizes and costs for square inputs. */
export interface TrunkCost {
  /** Multiply-adds of one forward pass of one image. */
  readonly macs: number;
  /** Values that a training step keeps of one image, with those that live beside them for a moment. */
  readonly keptFloats: number;
  /** Largest number of values in the output of one layer of one image; 0 where batches go through in parts that bound it. */
  readonly largestFloats: number;
}

/** Networks that the same code of the engine builds and trains. */
export interface Family {
  /** `residual`: convolution, batch norm, ReLU; `mobile`: inverted residual blocks whose normalisation is folded into the weights. */
  readonly kind: 'residual' | 'mobile';
  /** Activations that a step keeps at most, whatever the batch, because larger ones go through in parts; null: all of them. */
  readonly mostKeptFloats: number | null;
  /** What a step of all layers costs, in forward passes: backward takes two; more where the forward pass is made again. */
  readonly trainingPasses: number;
  /** Whether the trunk can be had at a finer grid by filters that look further apart (no layer sees the whole image). */
  readonly dilates: boolean;
  /** Convolutions that a learned batch norm follows, in forward order. */
  normalised(trunk: TrunkShape): readonly ConvUnit[];
  /** Weights of the trunk that no batch norm owns, in forward order. */
  weights(trunk: TrunkShape): readonly ParameterSpec[];
  cost(trunk: TrunkShape, inputSidePx: number): TrunkCost;
  /** Side of the last feature map; below 1 where filters without padding do not fit. */
  mapSide(trunk: TrunkShape, inputSidePx: number): number;
  /** Side of what the filters of one location of the last feature map see, in pixels. */
  receptiveFieldPx(trunk: TrunkShape): number;
}

/** One kind of backbone: everything that the page and the engine ask about it beyond its layers. */
export interface Backbone {
  readonly name: string;
  readonly family: Family;
  trunk(choice: TrunkChoice, inputSizePx: number): TrunkShape;
  readonly supports: {
    /** `model.width` sets its channels. */
    readonly width: boolean;
    /** `model.stem` chooses how it begins. */
    readonly stem: boolean;
    /** ImageNet's weights can be loaded: it then needs no training, or is fine-tuned, head first. */
    readonly imagenet: boolean;
    /** It pools by maxima (the kernels' group of that name has something to do). */
    readonly maxPool: boolean;
  };
  /** Filters pad with zeros: `fast` windows differ from `exact` ones at their border, and a correction brings them nearer. */
  readonly padded: boolean;
  /** Crops and windows below this side give it nothing. */
  readonly smallestInputPx: number;
  /** Law of untrained convolutions: PyTorch's default, U(+-1/sqrt(fan-in)), or torchvision's for ResNets, variance 2 / fan-out. */
  readonly convolutions: 'uniform-fan-in' | 'normal-fan-out';
}
