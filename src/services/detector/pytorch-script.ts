/** The run as a PyTorch script, with the Python that stands beside (take-home-pytorch). */
import { pytorchScript } from '../../core/detector/pytorch/script.ts';
import type { Config } from '../../core/config/schema.ts';
import network from './take-home-pytorch/network.py?raw';
import program from './take-home-pytorch/run_program.py?raw';

/** @throws PlaygroundError `export-failed` */
export const runAsScript = (name: string, config: Config): string =>
  pytorchScript(name, config, { network, program });
