/** Runs that train nothing: the network is judged as it comes (preset `best`), so that step 0 is their end and what it gave is a result. */
import type { Config } from './schema.ts';

export const trainsNothing = ({ training }: Pick<Config, 'training'>): boolean => training.steps === 0;
