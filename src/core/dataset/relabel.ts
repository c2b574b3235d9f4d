/**
 * Changing roles and labels by hand, so that a data set stays meaningful: images for training and for the threshold are normal, and an image
 * with a defect is a test image. What a change leaves open follows from that.
 */
import { UNSORTED } from './types.ts';
import { isNormalWord } from './reading/words.ts';
import type { DatasetItem, Label, Role } from './types.ts';

export interface LabelChange {
  readonly role?: Role;
  readonly label?: Label;
  readonly defectType?: string;
}

/** Label and type that a change asks for, before the role is looked at. */
function labelAndType(item: DatasetItem, { label, defectType }: LabelChange): [Label, string] {
  const type = defectType?.trim();
  if (type !== undefined && type !== '') {
    if (label === 'normal' || isNormalWord(type)) return ['normal', 'good'];
    return ['anomalous', type];
  }
  switch (label) {
    case undefined:
      return [item.label, item.defectType];
    case 'normal':
      return ['normal', 'good'];
    case 'anomalous':
      return ['anomalous', isNormalWord(item.defectType) ? UNSORTED : item.defectType];
    default:
      return label satisfies never;
  }
}

/** The item with the change applied; the same object when nothing changes. */
export function relabelItem(item: DatasetItem, change: LabelChange): DatasetItem {
  let [label, defectType] = labelAndType(item, change);
  let role = change.role ?? item.role;
  const asksForLabel = change.label !== undefined || change.defectType !== undefined;
  if (role !== 'test' && label === 'anomalous') {
    if (asksForLabel) role = 'test';
    else [label, defectType] = ['normal', 'good'];
  }
  return role === item.role && label === item.label && defectType === item.defectType
    ? item
    : { ...item, role, label, defectType };
}
