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
  descriptions: {
    'hex-nuts': 'マットに置かれた鋼のナット(向きはさまざま)',
    'wire-mesh': 'ベルトの上の鋼線の平織り金網',
    'woven-cloth': '青と白の糸の平織り',
    'circuit-pads': '1種類の基板の金めっきパッド、配線、ビア',
    'brushed-metal': 'ランプで照らしたヘアライン仕上げの鋼板',
  },
  kinds: { texture: 'テクスチャ', object: '物体' },
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
