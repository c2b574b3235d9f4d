/** A steel wire mesh over a belt, as it comes from the loom: the angle, pitch, wires, lamp and belt vary from picture to picture. */
import type { Random } from '../../random/random.ts';
import { cosTurns, sinTurns } from '../arithmetic.ts';
import { MESH_DEFECTS } from '../catalogue.ts';
import { drawExposure } from '../develop.ts';
import { eachPixel } from '../raster.ts';
import type { SampleSet, Scene } from '../types.ts';
import { drawMeshDefect, type MeshDefect } from './defects.ts';
import { meshLight, type Family, type Mesh } from './wires.ts';

function createScene(random: Random, exposure: number): Scene<MeshDefect> {
  const turn = 0.125 + random.uniform(-0.008, 0.008);
  const pitch = random.uniform(21, 24);
  const lamp = random.float();
  const belt = random.uniform(0.8, 1.25);
  const warm = random.uniform(-0.03, 0.03);
  const family = (turns: number): Family => ({
    cos: cosTurns(turns),
    sin: sinTurns(turns),
    pitch: pitch * random.uniform(0.98, 1.02),
    phase: random.uniform(0, 8) + 64,
  });
  const mesh: Mesh = {
    seed: random.int(0, 0x3fffffff),
    families: [family(turn), family(turn + 0.25 + random.uniform(-0.004, 0.004))],
    radius: random.uniform(2.8, 3.2),
    lightX: cosTurns(lamp),
    lightY: sinTurns(lamp),
    shadowX: -4.5 * cosTurns(lamp),
    shadowY: -4.5 * sinTurns(lamp),
    steel: [0.95 + warm, 0.97, 1.0 - warm],
    ground: [0.052 * belt, 0.074 * belt, 0.066 * belt],
  };
  const light = new Float64Array(3);
  return {
    exposure: drawExposure(
      random,
      { gain: 0.28, tint: 0.03, gradient: 0.15, vignette: 0.14, noise: [1.5, 3.5] },
      exposure,
    ),
    drawDefect: (type, draw) => drawMeshDefect(type, mesh, draw),
    paint: (canvas, defect) => {
      eachPixel(canvas, null, (x, y, offset) => {
        meshLight(mesh, x, y, defect?.change ?? null, light);
        defect?.tint?.(x, y, light);
        canvas.data[offset] = light[0];
        canvas.data[offset + 1] = light[1];
        canvas.data[offset + 2] = light[2];
      });
    },
  };
}

export const WIRE_MESH: SampleSet<MeshDefect> = {
  name: 'wire-mesh',
  kind: 'texture',
  defectTypes: MESH_DEFECTS,
  createScene,
};
