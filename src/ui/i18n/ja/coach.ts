/** 最初の実行の画面に出る4つの案内。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/coach.ts';

const coach = {
  offer: '最初の実行が始まりました。見どころが4つあります。',
  show: '案内を見る',
  decline: '見ない',
  close: '案内を終える',
  next: '次へ',
  previous: '戻る',
  progress: '{{current}} / {{total}}',
  batch: {
    title: 'クイズ',
    text: '各ビューは正常か、貼り付けありのどちらかです。ネットワークの答えを示しています。本物の欠陥は一度も見ません。',
  },
  figure: {
    title: '何の役に立つか',
    text: '本物の欠陥に対するAUROCです。0.5は当てずっぽう、1は完全です。横は学習前のネットワークの値で、差が学習の成果です。',
  },
  where: {
    title: '欠陥の場所',
    text: '選んだ画像のマップです。一覧、曲線、ヒストグラムのどこで別の画像を選んでも、すべての場所で選ばれます。',
  },
  breakIt: {
    title: '今度は壊してみましょう',
    text: '公開コードに見られる4つの誤りが、教科書ではスイッチになっています。一つ入れて、被害を測りましょう。',
    do: '壊してみる',
  },
} satisfies Catalogue<typeof en>;

export default coach;
