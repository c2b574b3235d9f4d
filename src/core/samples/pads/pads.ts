/** Gilded pads of a printed circuit board: one layout, with small shifts, rotations, zoom, lacquer tone and lamp. */
import type { Random } from '../../random/random.ts';
import { cosTurns, sinTurns } from '../arithmetic.ts';
import { PADS_DEFECTS } from '../catalogue.ts';
import { drawExposure } from '../develop.ts';
import type { SampleSet, Scene } from '../types.ts';
import { drawPadsDefect, type PadsDefect } from './defects.ts';
import { LAYOUT } from './layout.ts';
import {
  paintLacquer,
  paintOpening,
  paintPad,
  paintPrint,
  paintTrace,
  paintVia,
  type Board,
} from './paint.ts';

function createScene(random: Random, exposure: number): Scene<PadsDefect> {
  const turn = random.uniform(-0.009, 0.009);
  const lamp = random.float();
  const tone = random.uniform(0.8, 1.3);
  const board: Board = {
    seed: random.int(0, 0x3fffffff),
    centreX: 128 + random.uniform(-5, 5),
    centreY: 128 + random.uniform(-5, 5),
    cos: cosTurns(turn),
    sin: sinTurns(turn),
    zoom: random.uniform(0.985, 1.015),
    lightX: cosTurns(lamp),
    lightY: sinTurns(lamp),
    lacquer: [0.018 * tone, 0.105 * tone, 0.052 * tone],
    gold: [0.9, 0.66 + random.uniform(-0.02, 0.02), 0.28 + random.uniform(-0.03, 0.03)],
  };
  return {
    exposure: drawExposure(
      random,
      {
        gain: 0.28,
        tint: 0.03,
        gradient: 0.14,
        vignette: 0.12,
        noise: [1.5, 3.5],
      },
      exposure,
    ),
    drawDefect: (type, draw) => drawPadsDefect(type, board, draw),
    paint: (canvas, defect) => {
      paintLacquer(canvas, board);
      for (const trace of LAYOUT.traces) paintTrace(canvas, board, trace);
      for (const trace of LAYOUT.print) paintPrint(canvas, board, trace);
      for (const pad of LAYOUT.pads) paintOpening(canvas, board, pad);
      LAYOUT.pads.forEach((pad, index) => {
        const wrong = defect?.pad?.index === index ? defect.pad : null;
        paintPad(canvas, board, wrong?.placed ?? pad, index, wrong?.torn ?? null);
      });
      for (const via of LAYOUT.vias) paintVia(canvas, board, via);
      defect?.over?.(canvas, board);
    },
  };
}

export const CIRCUIT_PADS: SampleSet<PadsDefect> = {
  name: 'circuit-pads',
  kind: 'object',
  defectTypes: PADS_DEFECTS,
  createScene,
};
