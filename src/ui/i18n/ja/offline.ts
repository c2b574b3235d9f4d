/** ネットワークなしでの利用。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/offline.ts';

const offline = {
  title: 'ネットワークなしで使う',
  lead: '一度開けば、ネットワークが切れてもこのページは動きます。サンプル、レッスン、計算に必要なものはすべてこのブラウザーに保存されます。',
  unavailable:
    'このブラウザーには保存できません。Service Workerが使えないか、ページがhttpsで配信されていません。ページを開いている間は使えます。',
  parts: { app: 'このページ', backbone: 'ImageNetネットワーク(学習なしの比較だけに使います)' },
  megabytes: 'ダウンロード {{size}} MB',
  files: '{{total}}個中{{stored}}個のファイル',
  keeping: '保存中',
  kept: '保存済み',
  download: 'これも保存する',
  problem:
    '一部を保存できませんでした({{reason}})。保存済みのものは残ります。再読み込みすると、もう一度試します。',
  install:
    'アプリのようにインストールするには、ブラウザーのメニューの「インストール」または「ホーム画面に追加」を使ってください。',
} satisfies Catalogue<typeof en>;

export default offline;
