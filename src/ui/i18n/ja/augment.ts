/** 拡張ラボ。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/augment.ts';

export const augment = { title: 'データ拡張ラボ' } satisfies Catalogue<typeof en>;
export default augment;
