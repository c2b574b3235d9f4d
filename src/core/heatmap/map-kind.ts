/**
 * Kinds of anomaly maps. `patch`: score of each window; `gradcam`: on the score of the density; `locations`: distance of each place of a run's
 * features to the nearest of the training images' places; `pretrained`: places of ImageNet features without training, beside any run.
 */
export const MAP_KINDS = ['patch', 'gradcam', 'locations', 'pretrained'] as const;

export type MapKind = (typeof MAP_KINDS)[number];
