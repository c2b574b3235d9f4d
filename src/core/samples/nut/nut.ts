/** Hexagonal nuts: any rotation, some shift and size, lamp from any side, two platings. */
import type { Random } from '../../random/random.ts';
import { cosTurns, mix, sinTurns } from '../arithmetic.ts';
import { NUT_DEFECTS } from '../catalogue.ts';
import { drawExposure } from '../develop.ts';
import { eachPixel } from '../raster.ts';
import type { SampleSet, Scene } from '../types.ts';
import { nutLight, type NutScene } from './body.ts';
import { drawNutDefect, type NutDefect } from './defects.ts';

function createScene(random: Random, exposure: number): Scene<NutDefect> {
  const turn = random.float();
  const lamp = 0.62 + random.uniform(-0.06, 0.06);
  const plating = random.float();
  const mat = random.uniform(0.75, 1.3);
  const nut: NutScene = {
    seed: random.int(0, 0x3fffffff),
    centreX: 128 + random.uniform(-8, 8),
    centreY: 128 + random.uniform(-8, 8),
    cos: cosTurns(turn),
    sin: sinTurns(turn),
    apothem: random.uniform(79, 84),
    lightX: cosTurns(lamp),
    lightY: sinTurns(lamp),
    lightZ: random.uniform(0.7, 0.85),
    // From bluish zinc to yellowish chromate.
    colour: [mix(0.66, 0.72, plating), mix(0.69, 0.66, plating), mix(0.73, 0.55, plating)],
    mat: [0.085 * mat, 0.095 * mat, 0.105 * mat],
    threadTurn: random.float(),
  };
  return {
    exposure: drawExposure(
      random,
      {
        gain: 0.2,
        tint: 0.03,
        gradient: 0.14,
        vignette: 0.12,
        noise: [1.5, 3.5],
      },
      exposure,
    ),
    drawDefect: (type, draw) => drawNutDefect(type, nut, draw),
    paint: (canvas, defect) => {
      eachPixel(canvas, null, (x, y, offset) => {
        const light = nutLight(nut, x, y, defect);
        canvas.data[offset] = light[0];
        canvas.data[offset + 1] = light[1];
        canvas.data[offset + 2] = light[2];
      });
    },
  };
}

export const HEX_NUTS: SampleSet<NutDefect> = {
  name: 'hex-nuts',
  kind: 'object',
  defectTypes: NUT_DEFECTS,
  createScene,
};
