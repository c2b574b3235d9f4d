/** ビューの種類と事前課題。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/kinds.ts';

const paper = 'Liほか、CutPaste、CVPR 2021';

const kinds = {
  normal: { name: '正常', none: '正常ビューは元画像そのままで、何も貼り付けません。' },
  cutpaste: {
    name: 'CutPaste',
    task: 'CutPaste',
    text: '長方形を切り取り、色を少し変えて、同じ画像の別の場所に貼り付けます。',
    source: `${paper}、3.1節`,
  },
  scar: {
    name: 'CutPaste-Scar',
    task: 'CutPaste-Scar',
    text: '細い帯を切り取り、色を変え、回転して貼り付けます。すり傷やひびに似せたものです。',
    source: `${paper}、3.2節`,
  },
  'cutpaste-or-scar': { name: 'CutPasteまたはScar' },
  'rotation-90': { name: '90°回転', none: '画像全体を回転するだけで、何も貼り付けません。' },
  'rotation-180': { name: '180°回転', none: '画像全体を回転するだけで、何も貼り付けません。' },
  'rotation-270': { name: '270°回転', none: '画像全体を回転するだけで、何も貼り付けません。' },
  'cutout-grey': {
    name: 'Cutout',
    task: 'Cutout・灰色(比較用)',
    text: 'パッチと同じ大きさの長方形を灰色で塗りつぶします。',
    source: `${paper}、表1`,
  },
  'cutout-mean': {
    name: 'Cutout',
    task: 'Cutout・平均色(比較用)',
    text: 'パッチと同じ大きさの長方形を、ビューの平均色で塗りつぶします。',
    source: `${paper}、表5`,
  },
  'cutout-colour': {
    name: 'Cutout',
    task: 'Cutout・ランダム色(比較用)',
    text: 'パッチと同じ大きさの長方形を、ランダムな色で塗りつぶします。',
    source: `${paper}、表5`,
  },
  'scar-colour': {
    name: '単色のScar',
    task: '単色のScar(比較用)',
    text: 'Scarの帯を、画像の一部の代わりにランダムな1色で塗ります。',
    source: `${paper}、表5`,
  },
  confetti: {
    name: 'Confetti',
    task: 'Confetti(比較用)',
    text: 'ランダムな色の小さな四角です。辺の長さはScarの幅から選びます。',
    source: `${paper}、表5`,
    none: 'ランダムな色の小さな四角を{{count}}個描きます。',
  },
  shape: {
    name: '描いた図形',
    task: '描いた図形(比較用)',
    text: '数字、正方形、楕円、ハートを、1色または描いたテクスチャで塗ります。',
    source: `${paper}、表6`,
  },
  feathered: {
    name: '縁をぼかしたCutPaste',
    task: 'CutPaste・縁をぼかす',
    text: '縁から1〜8 pxかけて濃くなるアルファを通して貼り付けます。くっきりした継ぎ目が手がかりになりません。',
    source: `${paper}に基づく。縁のぼかしはDwibediほか、Cut, Paste and Learn、ICCV 2017`,
    readout: '縁の立ち上がり {{px}} px',
  },
  'cutpaste-other': {
    name: 'CutPaste(別の画像)',
    task: 'CutPaste・別の画像から',
    text: '別の正常画像の任意の場所からパッチを取ります。データには合っていても、その場所には合いません。',
    source: 'パッチの取り方はSchlüterほか、NSA、ECCV 2022',
  },
  nsa: {
    name: 'NSA',
    task: 'NSA・拡大縮小して継ぎ目なく合成',
    text: '別の画像のパッチを0.7〜1.3倍にし、勾配で継ぎ目なく合成します(ポアソン画像編集)。背景が無地なら対象物の上に置きます。継ぎ目も色のずれもなく、自然な欠陥に近いものです。',
    source: 'Schlüterほか、Natural Synthetic Anomalies、ECCV 2022',
    readout: '{{factor}}倍',
  },
  fpi: {
    name: 'FPI',
    task: 'FPI・別の画像と混ぜる',
    text: '枠の中を、別の画像の同じ場所と混ぜます。別の画像の割合は5〜95 %から選びます。',
    source: 'Tanほか、Foreign Patch Interpolation、MELBA 2022',
    readout: '別の画像 {{percent}} %',
  },
  pii: {
    name: 'PII',
    task: 'PII・別の画像と勾配を混ぜる',
    text: 'FPIと同じですが、色ではなく勾配を混ぜ、場所ごとに強いほうを採り、そこから枠の中を解きます。縁は残りません。',
    source: 'Tanほか、Poisson Image Interpolation、MICCAI 2021',
    readout: '別の画像 {{percent}} %',
  },
  perlin: {
    name: 'Perlinマスク',
    task: 'Perlinマスク・自分のテクスチャ',
    text: 'Perlinノイズから切り出したしみのような領域を、データ内の別の画像のタイルと混ぜます。元になったDRAEMは、テクスチャ集を使います。',
    source: 'Zavrtanikほか、DRAEM、ICCV 2021',
    none: '領域全体をテクスチャと混ぜます。',
    readout: '面積の{{area}} %、テクスチャ{{percent}} %',
  },
  'smooth-blend': {
    name: 'SmoothBlend',
    task: 'SmoothBlend・全方向に薄れる',
    text: 'ガウス関数でぼかしたマスクを通すCutPasteです。柔らかいしみやへこみのように、どの側にも薄れていきます。',
    source: 'Zouほか、SPot-the-Difference、ECCV 2022',
    readout: 'ガウス関数 {{px}} px',
  },

  mixture: {
    name: '混合',
    task: '混合・重みつき',
    text: '2クラス:そのままか、9種類の貼り付けや合成のどれか。種類ごとの割合は重みで決まります。12通りの合成法の比較では、どこでも最良のものはなく、混合が有効でした。',
    source: 'ASBench、2025(arXiv 2510.07927)',
  },
  union: {
    task: 'CutPasteまたはScar(2クラス)',
    text: '2クラス:そのままか、貼り付けありか。貼り付けるのは半々の確率でパッチかScarです。',
    source: `${paper}、3.2節`,
  },
  '3way': {
    task: '3クラス:正常・CutPaste・Scar',
    text: '3クラス。論文で最良の課題で、パッチとScarの区別も学びます。',
    source: `${paper}、3.2節`,
  },
  rotation: {
    task: '回転(比較用)',
    text: 'ネットワークは画像が何度回転されたかを当てます。何も貼り付けません。',
    source: `${paper}、表1`,
  },
} satisfies Catalogue<typeof en>;
export default kinds;
