/** Names of the pretext tasks: the paper's (section 3, Tables 1, 5 and 6) and its baselines. */
export const TASKS = [
  'cutpaste',
  'scar',
  'union',
  '3way',
  'rotation',
  'cutout-grey',
  'cutout-mean',
  'cutout-colour',
  'scar-colour',
  'confetti',
  'shape',
] as const;
