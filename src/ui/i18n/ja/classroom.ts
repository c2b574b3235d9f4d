/** サーバーなしでクラスの結果を一つの表に集めます。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/classroom.ts';

const classroom = {
  title: 'クラスの結果',
  mine: '自分の結果',
  mineText:
    '名前を決め、コードを先生のカメラに見せるか、ファイルを渡してください。含まれるのは名前、設定、シード、AUROCだけで、画像は含まれません。',
  name: '好きな名前',
  nothing: '先に学習してください。結果には、学習したネットワークとラベル付きのテスト画像が必要です。',
  result: '{{data}}、シード{{seed}}:{{steps}}ステップ後のAUROCは{{auroc}}です。',
  qr: '自分の結果のQRコード',
  save: 'ファイルに保存',
  addMine: 'この表に載せる',
  toGame: 'ゲーム:ネットワークをだませるのは誰?',
  toWorksheet: 'ワークシート',
  board: '表',
  boardText:
    'コードの写真や保存したファイルを、何枚でもまとめて追加できます。表を空にするまで、このブラウザーに残ります。',
  add: '写真やファイルを追加…',
  reading: '読み取っています…',
  read: '{{count}}個中{{good}}個のファイルから追加しました。',
  unread:
    '結果を読み取れませんでした:{{names}}。コード全体が入るように近くから撮るか、ファイルを使ってください。',
  notKept: 'このブラウザーは表を保存できませんでした。ファイルに保存してください。',
  empty: 'まだ誰も載っていません。',
  group: '{{data}}、{{steps}}ステップ',
  groupSettings: '{{data}}、{{steps}}ステップ、設定{{settings}}',
  spread:
    '{{seeds}}個のシードの平均AUROCは{{mean}}、範囲は{{low}}から{{high}}、標準偏差は{{deviation}}です。',
  lesson:
    'データも設定も同じで、違うのはシードだけです。このばらつきより小さい差は、手法については何も語りません。',
  oneSeed: 'シードは一つだけです:AUROC {{mean}}。別のシードを加えると、ばらつきが見えます。',
  columns: { name: '名前', seed: 'シード', untrained: '学習前', auroc: 'AUROC' },
  saveBoard: '表を保存',
  clear: '表を空にする',
} satisfies Catalogue<typeof en>;

export default classroom;
