/** 関心領域:描き方と、その説明。 */
import type en from '../en/region.ts';
import type { Catalogue } from '../catalogue.ts';

const region: Catalogue<typeof en> = {
  /** Of the setting, for the catalogue `parameters`. */
  parameters: {
    region: { whole: '画像全体', part: '画像の一部' },
    'data-region': {
      label: '関心領域',
      help: 'すべての画像で対象とする部分です。外側は塗りつぶされ、学習・スコア・マップに影響しません。',
    },
  },
  title: '関心領域',
  whole: '画像全体',
  share: '画像の {{percent}} %',
  hidden_one: '欠陥 {{count}} 件は完全に領域の外にあり、スコアでは見つけられません。',
  hidden_other: '欠陥 {{count}} 件は完全に領域の外にあり、スコアでは見つけられません。',
  remove: '取り除く',
  lead: 'すべての画像で内側だけを対象とします。学習・スコア・マップは外側を一切見ません。',
  tool: '道具',
  tools: { polygon: '多角形', brush: 'ブラシ' },
  mode: '描くとどうなるか',
  modes: { add: '加える', take: '取り去る' },
  image: '描く画像',
  brush: 'ブラシの太さ',
  how: {
    polygon: '角を順にクリックします。Enter か最初の角のクリックで閉じ、Escape で取り消します。',
    brush: 'ポインターで塗ります。',
  },
  nothing: '何も描かれていません。画像全体が対象です。',
  box: {
    title: '数値で長方形を指定',
    left: '左',
    top: '上',
    right: '右',
    bottom: '下',
    apply: '描く',
    range: '0 から 100 の数です。',
  },
  file: '画像から(内側が白、外側が黒)',
  undo: '元に戻す',
  invert: '内側と外側を入れ替える',
  clear: '消す',
  use: 'この領域を使う',
};

export default region;
