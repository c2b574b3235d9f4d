/** Woven cloth: blue warp, pale weft, with natural variation of pitch, angle, yarns, lamp and colour. */
import type { Random } from '../../random/random.ts';
import { cosTurns, sinTurns } from '../arithmetic.ts';
import { CLOTH_DEFECTS } from '../catalogue.ts';
import { drawExposure } from '../develop.ts';
import { eachPixel } from '../raster.ts';
import type { SampleSet, Scene } from '../types.ts';
import { drawClothDefect, type ClothDefect } from './defects.ts';
import { weaveLight, yarnCoordinates, type Weave } from './weave.ts';

function createScene(random: Random, exposure: number): Scene<ClothDefect> {
  const angle = random.uniform(-0.011, 0.011);
  const pitch = random.uniform(9.2, 10.4);
  const lamp = random.float();
  const shade = random.uniform(-0.05, 0.05);
  const weave: Weave = {
    seed: random.int(0, 0x3fffffff),
    cos: cosTurns(angle),
    sin: sinTurns(angle),
    pitchX: pitch,
    pitchY: pitch * random.uniform(0.97, 1.03),
    phaseX: random.uniform(0, 8) + 64,
    phaseY: random.uniform(0, 8) + 64,
    warpColour: [0.13 + shade * 0.3, 0.25 + shade * 0.4, 0.5 + shade],
    weftColour: [0.78 + shade, 0.74 + shade, 0.66 + shade],
    lightX: 0.45 * cosTurns(lamp),
    lightY: 0.45 * sinTurns(lamp),
    lightZ: 0.72,
  };
  return {
    exposure: drawExposure(
      random,
      {
        gain: 0.25,
        tint: 0.04,
        gradient: 0.16,
        vignette: 0.16,
        noise: [1.5, 4],
      },
      exposure,
    ),
    drawDefect: (type, draw) => drawClothDefect(type, weave, draw),
    paint: (canvas, defect) => {
      eachPixel(canvas, null, (x, y, offset) => {
        const [u, v] = yarnCoordinates(weave, x, y);
        const light = weaveLight(weave, u, v, defect?.change ?? null);
        defect?.tint?.(x, y, light);
        canvas.data[offset] = light[0];
        canvas.data[offset + 1] = light[1];
        canvas.data[offset + 2] = light[2];
      });
    },
  };
}

export const WOVEN_CLOTH: SampleSet<ClothDefect> = {
  name: 'woven-cloth',
  kind: 'texture',
  defectTypes: CLOTH_DEFECTS,
  createScene,
};
