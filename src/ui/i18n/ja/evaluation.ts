/** サイドパネル: 密度、ROC、しきい値、スコア順の画像。 */
import type { Catalogue } from '../catalogue.ts';
import type { evaluation as en } from '../en/evaluation.ts';

export const evaluation = {
  title: '評価',
} satisfies Catalogue<typeof en>;
