/** 内蔵サンプル。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/samples.ts';

const samples = {
  names: {
    'hex-nuts': '六角ナット',
    'wire-mesh': '金網',
    'woven-cloth': '織物',
    'circuit-pads': '基板のパッド',
    'brushed-metal': 'ヘアライン金属',
  },
  stories: {
    'wire-mesh':
      '曲がった線も同じ線で、並びだけが違う。ImageNetの特徴はほとんど気付かない({{bent-wire-imagenet}})。CutPasteは並びの乱れそのもので訓練するので、見つけられる({{bent-wire-cutpaste}})。',
    'hex-nuts':
      'さび、ひび、欠けはきれいなナットの面とまるで違う。ImageNetの特徴は訓練なしで気付き、最初からの訓練はわずかに及ばない。',
    'woven-cloth': '青と白の糸の平織り。染み、穴、糸抜けは目立ち、ImageNetの特徴は訓練なしですべて見つける。',
    'circuit-pads':
      '1種類の金めっきパッドの配置。多くの正しいものの中に、小さな間違いがある。剥がれたパッドは画像全体をほとんど変えない(ImageNet {{torn-pad-imagenet}})。',
    'brushed-metal': 'ランプで照らしたヘアライン仕上げの鋼板。傷は筋目を横切り、へこみは光を曲げる。',
  },
  cards: {
    title: '写真でサンプルを選ぶ',
    cutpaste: 'CutPaste {{auroc}}',
    imagenet: 'ImageNet {{auroc}}',
    spread_one: 'CutPaste: プリセット「クイック」で最初から訓練、シード{{seeds}}、版{{version}}',
    spread_other:
      'CutPaste: プリセット「クイック」で最初から訓練、シード{{seeds}}の平均({{low}}〜{{high}})、版{{version}}',
    measured:
      '左は正常、右は欠陥あり。数値は画像のAUROC。CutPasteはプリセット「クイック」で最初から訓練(シード{{seeds}})。ImageNetはEfficientNet-B0のプールした特徴、訓練なし。版{{version}}で計測。',
    better: { cutpaste: 'CutPasteが上', imagenet: 'ImageNetが上' },
  },
  defects: {
    good: '正常',
    'chipped-corner': '角の欠け',
    crack: 'ひび',
    rust: 'さび',
    'crushed-thread': 'ねじ山のつぶれ',
    scratch: '引っかき傷',
    'missing-yarn': '糸抜け',
    'mis-weave': '織りむら',
    hole: '穴',
    stain: '染み',
    snag: '糸引き',
    'torn-pad': 'パッドの剥がれ',
    bridge: 'はんだブリッジ',
    'misplaced-pad': 'パッドの位置ずれ',
    'scratched-trace': '配線の傷',
    'solder-balls': 'はんだボール',
    'broken-wire': '断線',
    'bent-wire': '線の曲がり',
    thread: '糸くず',
    'lacquer-drop': '塗料の付着',
    'metal-chip': '金属片',
    dent: 'へこみ',
    pits: '孔食',
  },
} satisfies Catalogue<typeof en>;

export default samples;
