/** Names of the files in a project archive. */
export const LIST_FILE = 'project.json';
export const CHECKSUM_FILE = 'project.sha256';
export const NUMBERS_FILE = 'numbers.bin';
export const WEIGHTS_FILE = 'weights.bin';
export const imageFile = (index: number): string => `images/${String(index).padStart(6, '0')}.png`;
export const maskFile = (index: number): string => `masks/${String(index).padStart(6, '0')}.png`;
