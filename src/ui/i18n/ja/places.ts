/** ImageNetの特徴を何で採点するか:カタログ`parameters`の2つの設定。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/places.ts';

export default {
  parameters: {
    'evaluation-readout': {
      label: '採点に使う特徴',
      help: 'EfficientNet-B0の実行が画像の何を読んで採点するかです。プーリングは論文どおり画像全体で1つの特徴、位置は各位置と学習画像の最も近い位置との距離(PatchCore)が正常画像の同じ位置での値をどれだけ上回るかで、マップはその距離です。両方は、学習画像で標準化した2つの和です。位置と両方は時間がかかり、検出器として書き出せません。',
      choice: { top: 'プーリングした特徴', locations: '位置', both: '両方' },
    },
    'evaluation-noTraining': {
      label: '学習なしの採点',
      help: 'ImageNetの特徴を何で採点するかです。プーリングは画像全体で1つの特徴、位置は各位置と学習画像の最も近い位置との距離(PatchCore)が、正常画像の同じ位置での値をどれだけ上回るかで、時間がかかります。両方は、学習画像で標準化した2つの和で、測定したデータセットでは3つのうち最良でした。',
      choice: { pooled: 'プーリングした特徴', locations: '位置', both: '両方' },
    },
  },
} satisfies Catalogue<typeof en>;
