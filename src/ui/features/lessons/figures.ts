/** The figure of each page. */
import type { ComponentType } from 'react';
import { BeyondFigure } from './beyond-figure.tsx';
import { ChangedFigure } from './changed-figure.tsx';
import { ErrorsFigure } from './errors-figure.tsx';
import { GaussianFigure } from './gaussian-figure.tsx';
import { HandFigure } from './hand-figure.tsx';
import { MistakesFigure } from './mistakes-figure.tsx';
import { OneClassFigure } from './one-class-figure.tsx';
import { OwnFigure } from './own-figure.tsx';
import { PaceFigure } from './pace-figure.tsx';
import { QuestionFigure } from './question-figure.tsx';
import { ShipFigure } from './ship-figure.tsx';
import { WindowFigure } from './window-figure.tsx';

export const FIGURES: Readonly<Record<string, ComponentType>> = {
  oneClass: OneClassFigure,
  byHand: HandFigure,
  question: QuestionFigure,
  training: PaceFigure,
  gaussian: GaussianFigure,
  threshold: ErrorsFigure,
  where: WindowFigure,
  breakIt: MistakesFigure,
  yours: OwnFigure,
  beyond: BeyondFigure,
  ship: ShipFigure,
  changed: ChangedFigure,
};
