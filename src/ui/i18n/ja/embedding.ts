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
  cardHelp:
    '表示中のステップでネットワークが画像をどう見分けているか。正常がまとまり、異常が離れれば効いています。',
  open: 'マップを開く',
  making: '埋め込み中…',
  method: '方法',
  methods: { pca: 'PCA', umap: 'UMAP' },
  network: 'ネットワーク',
  networks: {
    present: '現在(ステップ{{step}})',
    earlier: 'ステップ{{step}}の時点',
    untrained: '未学習',
  },
  awaited: 'ステップ{{step}}の重みで画像を埋め込み中…',
  lacking:
    'ステップ{{step}}の重みは残っていません。点は、重みが残っている最も近いステップ{{shown}}のものです。',
  byItself: '評価のたびに作る',
  byItselfHelp: '表示している間、評価のたびにマップを作り直します。画像の埋め込みは学習と交互に行われます。',
  axes: '軸は未学習と学習後のネットワークを合わせた主成分(それぞれの平均が中心)で、前のマップと同じ向きにそろえてあります。点は跳ばずに動きます。スライダーを動かしても軸は変わりません。過去のステップは、それぞれ図いっぱいに表示されます。',
  axesUmap: 'UMAPは近いものどうしを近くに置きます。軸はなく、作るたびに配置が変わります。',
  ellipses:
    '楕円は、この平面での正常な学習画像のガウス分布の50 %、95 %、99 %(実線)です。実際の判定は全{{dimension}}次元で行われ、パッチモデルではウィンドウごとに行われます。',
  rectangle: '埋め込みマップの一部',
  pickGroup: 'このグループを、ここと結果の一覧で抜き出します',
  picked_one: '抜き出し中: {{label}}、{{count}}枚。',
  picked_other: '抜き出し中: {{label}}、{{count}}枚。',
  all: 'すべて表示',
  groups: { normal: '正常', cutpaste: 'CutPaste', scar: 'Scar', anomaly: '異常: {{type}}' },
  progress: 'UMAP',
  cancel: '中止',
  failed: 'マップを作れませんでした: {{reason}}。前のマップは残っています。もう一度お試しください。',
  plot: '{{method}}による{{count}}点のマップ。下の一覧にすべての点があります。',
  cardPlot: 'PCAによる{{count}}点のマップ(ステップ{{step}})。',
  list: '点の一覧',
  chosen: '選んだ点',
  nothingChosen:
    '点を指すと画像が表示されます。クリックするとページ全体で選ばれます。ドラッグした四角の中の点を抜き出せます。',
} satisfies Catalogue<typeof en>;

export default embedding;
