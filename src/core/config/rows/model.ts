/** The network (section 4.1) and what it looks at: whole images or crops (Eq. 3). */
import { BACKBONE_NAMES } from '../../networks/registry.ts';
import { PATCH_MODEL, WITH_IMAGENET, WITH_STEM, WITH_WIDTH } from './needs.ts';
import { rowsOf } from './row.ts';

const { choice, integer } = rowsOf({ group: 'model', scope: 'run' });

export const model = {
  backbone: choice(BACKBONE_NAMES, { paper: 'resnet18' }),
  /** EfficientNet-B0 starts from ImageNet's weights, or untrained from the seed. */
  weights: choice(['imagenet', 'random'], {
    paper: 'imagenet',
    absent: 'imagenet',
    needs: [WITH_IMAGENET],
  }),
  /** Channels of the small net's first stage; 2x and 4x follow. */
  width: integer([4, 64, 4], { value: 16, unit: 'channels', needs: [WITH_WIDTH] }),
  /** 'image': the whole image; 'patch': random crops (Eq. 3). */
  mode: choice(['image', 'patch'], { paper: 'image' }),
  cropSizePx: integer([16, 256, 8], {
    paper: 64,
    unit: 'px',
    needs: [PATCH_MODEL],
    fitsInto: 'data.imageSizePx',
  }),
  /** Stem: 'auto' is 3x3 stride 1 without pooling for inputs of 64 px or less (ResNet-18). */
  stem: choice(['auto', 'imagenet', 'cifar'], {
    paper: 'imagenet',
    advanced: true,
    needs: [WITH_STEM],
  }),
  /** Second hidden layer of the head (the first has the width of the features). */
  headWidth: integer([8, 1024, 8], { value: 128, unit: 'units', advanced: true }),
};
