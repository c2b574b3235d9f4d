/** ステージのタブ: 埋め込みマップ。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/embedding.ts';

const embedding = {
  title: '埋め込みマップ',
  help: '1点が1枚の画像です。近い点ほど、ネットワークには似て見えています。貼り付けた画像が正常画像から離れ、本物の異常も同じ側へ離れれば、CutPasteが効いています。',
  noRun:
    'まだマップにするものがありません。再生するか1ステップ進めると、未学習のネットワークがすぐ表示されます。',
  make: 'マップを作る',
  again: '現在の重みで作り直す',
  making: '埋め込み中…',
  method: '方法',
  methods: { pca: 'PCA', umap: 'UMAP' },
  network: 'ネットワーク',
  networks: { present: '現在(ステップ{{step}})', untrained: '未学習' },
  groups: { normal: '正常', cutpaste: 'CutPaste', scar: 'Scar', anomaly: '異常: {{type}}' },
  progress: 'UMAP',
  cancel: '中止',
  failed: 'マップを作れませんでした: {{reason}}。前のマップは残っています。もう一度お試しください。',
  plot: '{{method}}による{{count}}点のマップ。下の一覧にすべての点があります。',
  list: '点の一覧',
  chosen: '選んだ点',
  nothingChosen: '点を指すと画像が表示されます。クリックすると固定します。',
} satisfies Catalogue<typeof en>;

export default embedding;
