/** 学習の様子を動画にする。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/film.ts';

const film = {
  open: '動画',
  openHelp: 'この実行をアニメーションGIFにします。評価ごとの画像とマップ、AUROC、ROCが動きます。',
  dialog: 'この実行の動画',
  text_one:
    '評価したステップの1コマと、設定・シード・データを示す最後の1コマからなります。アニメーションGIFなので、どのブラウザやスライドでも表示できます。',
  text_other:
    '評価した{{count}}ステップそれぞれの1コマ(ピン留めした画像、なければ選ばれた6枚)と、設定・シード・データを示す最後の1コマからなります。アニメーションGIFなので、どのブラウザやスライドでも表示できます。',
  make: '動画を作る',
  making: '動画を作成中',
  cancel: '中止',
  cannot: 'このブラウザはページのスレッドの外で描画できないため、動画を作れません。新しい版では作れます。',
  nothing: '評価したステップがまだありません。',
  failed: '動画を作れませんでした: {{message}} 実行はそのまま残っています。',
  made: '完成: {{name}}',
  save: '動画を保存({{size}} MB)',
  alt: '動画。評価した{{count}}ステップが順に表示されます。',
  title: '{{data}}: ネットワークの学習',
  aurocSynthetic: '合成欠陥(本物ではない)でのAUROC',
  before: '学習前',
  when: 'ステップ{{step}} / {{steps}}',
  now: 'このステップ',
  file: '動画 {{data}} {{steps}}ステップ シード{{seed}}',
} satisfies Catalogue<typeof en>;

export default film;
