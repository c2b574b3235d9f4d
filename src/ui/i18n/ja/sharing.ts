/** 共有リンク、授業用リンク、発表モード、新しい版。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/sharing.ts';

const sharing = {
  menu: {
    share: '共有…',
    shareHelp: 'この設定とサンプルへのリンク、授業用のリンク',
    classroom: 'クラスの結果…',
    classroomHelp: 'QRコードかファイルで集め、シードによるばらつきを見る',
    present: '発表モード',
    presentHelp: '大きな文字で、パネルを一枚ずつ表示します(Pキー)',
    offline: 'ネットワークなしで使う…',
    offlineHelp: 'このブラウザーに保存されているものと、その大きさ',
    licences: 'このページに含まれるソフトウェアのライセンス',
  },
  share: {
    title: '共有',
    lead: 'このリンクを開くと、同じ設定・シード・サンプルが表示されます。内容はすべてリンクに含まれ、ほかの場所には保存されません。',
    ownImages: '自分の画像はリンクに含まれません。このコンピューターの中に留まります。',
    address: 'リンク',
    copy: 'コピー',
    copied: 'コピーしました。',
    notCopied: 'ブラウザーがコピーを許可しませんでした。リンクを選択して、手でコピーしてください。',
    withTab: 'このタブを開く',
    withLanguage: 'この言語で開く',
    qr: 'リンクのQRコード',
    tooLongForQr: '変更した設定が多く、カメラで読み取れるQRコードにするにはリンクが長すぎます。',
  },
  hide: {
    title: '授業用リンク:必要なものだけを見せる',
    lead: '隠すもののチェックを外してください。受講者はボタン一つですべてを表示できます。',
    panels: '列と上部バー',
    tabs: 'タブ',
    groups: 'パラメーターのグループ',
    setup: 'サンプル・プリセット・シード',
    backend: 'バックエンドの選択',
    tabNames: {
      augment: '拡張',
      train: '学習',
      maps: 'マップ',
      runs: '実行',
      embedding: '埋め込み',
      learn: '学ぶ',
      camera: 'カメラ',
    },
    tryHere: 'このページで試す',
  },
  offer: {
    title: 'リンクを開きますか?',
    replaces: 'リンクのサンプルと設定を読み込みます。今開いている画像と実行は閉じられます。',
    keeps: 'リンクの設定を読み込みます。今開いている画像はそのままです。',
    accept: 'リンクを開く',
    decline: '今の内容を残す',
  },
  update: {
    text: 'このページの新しい版があります。切り替えるとページが再読み込みされ、保存していないものは閉じられます。',
    take: '新しい版に切り替える',
    busy: '実行中です。先に一時停止するか、終わるまでお待ちください。',
  },
  presenter: {
    previous: '前のパネル(左矢印キー)',
    next: '次のパネル(右矢印キー)',
    place: '{{index}} / {{total}}',
    leave: '発表モードを終える',
  },
} satisfies Catalogue<typeof en>;

export default sharing;
