/** 複数の場所で使う言葉。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/common.ts';

const common = {
  close: '閉じる',
  print: '印刷',
  dismiss: 'このメッセージを消す',
  cancel: 'キャンセル',
  retry: 'もう一度試す',
  loading: '読み込み中…',
  crashed: 'この部分の表示が止まりました',
  crashedText: 'ほかの部分は動いています。画像と結果は残っています。({{message}})',
  seconds_one: '{{count}}秒',
  seconds_other: '{{count}}秒',
} satisfies Catalogue<typeof en>;

export default common;
