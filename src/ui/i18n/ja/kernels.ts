/** カーネルの設定(`parameters`の一部)。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/kernels.ts';
import { tileNames } from '../tile-names.ts';

const whose = { own: '独自', stock: 'TensorFlow.js' };

export default {
  'kernels-convolution': {
    label: '畳み込み',
    help: '順方向の計算です(深さ方向も含みます)。どちらも丸め誤差の範囲で同じ値になり、違うのは速さだけです。',
    choice: whose,
  },
  'kernels-batchNorm': {
    label: 'バッチ正規化',
    help: 'ReLUと残差を含む順方向と逆方向です。TensorFlow.jsでは多くの小さな計算に分かれます。',
    choice: whose,
  },
  'kernels-channelwise': {
    label: 'Swish、チャンネルごとの和',
    help: 'EfficientNet-B0の活性化とゲートです。TensorFlow.jsではいくつかの計算に分かれます。',
    choice: whose,
  },
  'kernels-product': {
    label: '行列の積',
    help: 'ヘッドの層の順方向と逆方向です。',
    choice: whose,
  },
  'kernels-pooling': {
    label: '最大プーリングの勾配',
    help: 'ResNet-18の最初の層で使います。WASMではTensorFlow.jsにないため、遅い単純なループで代用します。',
    choice: whose,
  },
  'kernels-inputGradient': {
    label: '畳み込み:入力の勾配',
    help: '前の層へ戻す計算です。WASMのTensorFlow.jsでは単純なループで、深さ方向のものはありません。',
    choice: whose,
  },
  'kernels-filterGradient': {
    label: '畳み込み:フィルターの勾配',
    help: '重みへ戻す計算です。WASMではTensorFlow.jsにないため、何倍も遅い単純なループで代用します。',
    choice: whose,
  },
  'kernels-update': {
    label: '重みの更新',
    help: 'モーメンタム、減衰、更新を一度に行います。TensorFlow.jsではいくつかの計算に分かれます。',
    choice: whose,
  },
  'kernels-tiles': {
    label: 'GPUでのタイル',
    help: 'WebGPUが行列の積を分ける方法です。丸め誤差の範囲で同じ値になり、どれが速いかはGPUによります。学習は、始めたときのものを最後まで使います。',
    choice: {
      auto: 'このGPUでの測定による',
      ...tileNames('、', {
        standard: '64\u00a0×\u00a064まで',
        wide: '128\u00a0×\u00a0128まで',
        small: '小さいブロック',
        k4: '4段展開',
        x4: '多いワークグループ',
      }),
    },
  },
} satisfies Catalogue<typeof en>;
