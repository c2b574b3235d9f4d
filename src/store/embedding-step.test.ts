import { describe, expect, it } from 'vitest';
import type { Checkpoint, Evaluation } from '../worker/protocol.ts';
import { selectEmbeddings, selectEmbeddingStep, selectFormer } from './embedding-step.ts';

const checkpoint = (step: number) => ({ step }) as Checkpoint;
const checkpoints = [100, 200, 400].map(checkpoint);
const map = { step: 400, present: Float32Array.of(4), untrained: Float32Array.of(0) };
const evaluations = [0, 100, 150, 200, 310, 400].map((step) => ({ step }) as Evaluation);
const at = (seenStep: number | null, embeddingFormer = new Map<Checkpoint, Float32Array>()) => ({
  embeddingMap: map as never,
  embeddingFormer,
  evaluations,
  looks: [],
  seenStep,
  checkpoints,
});

describe('the step of the embedding map', () => {
  it.each([
    [null, 400],
    [0, 0],
    [100, 100],
    [150, 100],
    [310, 400],
    [200, 200],
  ])('looked at: %s, shown: %s', (looked, shown) => {
    expect(selectEmbeddingStep(at(looked))).toBe(shown);
  });

  it('needs the weights of that step, but not of the map that is there nor of the untrained network', () => {
    expect([null, 0, 100, 150, 310, 400].map((step) => selectFormer(at(step))?.step)).toEqual([
      ...[undefined, undefined, 100, 100, undefined, undefined],
    ]);
  });

  it('has the embeddings of that step, or none until they are made', () => {
    expect(selectEmbeddings(at(null))).toBe(map.present);
    expect(selectEmbeddings(at(0))).toBe(map.untrained);
    expect(selectEmbeddings(at(100))).toBeNull();
    const made = Float32Array.of(1);
    expect(selectEmbeddings(at(150, new Map([[checkpoints[0], made]])))).toBe(made);
    // Of weights that were kept later for the same step it has none.
    expect(selectEmbeddings(at(100, new Map([[checkpoint(100), made]])))).toBeNull();
  });

  it('is none before a map was made', () => {
    const none = { ...at(100), embeddingMap: null };
    expect([selectEmbeddingStep(none), selectFormer(none), selectEmbeddings(none)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
