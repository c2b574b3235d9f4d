/** Augmentation lab. */
export const augment = { title: 'Augmentation lab' } as const;
export default augment;
