/** キーの一覧(?)。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/shortcuts.ts';

const shortcuts = {
  note: 'ページとライトテーブルのキーは、そのキーを自分で使う操作部品にフォーカスがないときに使えます。',
  keys: {
    space: 'スペース',
    escape: 'Esc',
    arrows: '矢印キー',
    shift: 'Shift',
    control: 'Ctrl',
    home: 'Home',
    end: 'End',
    delete: 'Delete',
    pageUp: 'Page Up',
    pageDown: 'Page Down',
    enter: 'Enter',
  },
  page: {
    title: 'どこでも',
    space: '再生、一時停止',
    dot: '1ステップ進める',
    learn: '教科書を開く、閉じる',
    turn: '開いている教科書のページをめくる',
    present: '発表モード(大きな文字で一画面ずつ)',
    question: 'この一覧',
    escape: '閉じる、やめる',
  },
  images: {
    title: 'データセットの画像',
    move: '別の画像を選ぶ',
    extend: '続けて選ぶ',
    add: 'この画像を選択に加える、外す',
    all: 'すべて選ぶ',
    remove: '選んだ画像を取り除く',
    undo: '元に戻す',
  },
  boxes: {
    title: '拡張ラボの枠',
    moveBox: '枠を動かす',
    resize: '大きさを変える',
    draw: '元の抽選に戻す',
  },
  maps: {
    title: 'マップ',
    image: '別の画像',
    type: '別の種類の欠陥(教科書を閉じているとき)',
    pin: '画像をピン留めする、外す',
    zoom: '拡大、縮小、画像全体',
  },
  results: {
    title: 'しきい値、ヒストグラム、ROC',
    along: '動かす',
    far: '大きく、先頭へ、末尾へ(しきい値)',
    list: 'その場所の画像を一覧する(ヒストグラム、ROC)',
  },
  presenting: {
    title: '発表中',
    turnPanel: '別のパネル',
    leave: '発表を終える',
  },
} satisfies Catalogue<typeof en>;

export default shortcuts;
