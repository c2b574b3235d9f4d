/** 教科書が実行前に尋ねる予想と、自分の数値によるまとめ。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/guesses.ts';

const guesses = {
  asExpected: '予想は「{{expected}}」で、そのとおりでした。',
  otherwise: '予想は「{{expected}}」でしたが、結果は「{{came}}」でした。',
  oneClass: {
    question: '一種類を選ぶ前に:ほかの種類の欠陥のうち、見つかるのは…',
    options: { none: 'なし', few: '半分未満', most: '半分以上' },
  },
  byHand: {
    question: '枠を動かす前に:試した貼り付けのうち、最も多いのは…',
    options: { hidden: '隠れているもの', between: 'その中間のもの', plain: 'はっきり見えるもの' },
  },
  question: {
    question: '学習の前に:本物の欠陥に対するAUROCは…',
    options: { rise: '上がる', same: '変わらない', fall: '下がる' },
  },
  training: {
    question: '学習の前に:最後にはビューのどれだけを正しく答えるでしょうか(偶然なら33 %)。',
    options: { low: '50 %未満', middle: '50〜80 %', high: '80 %より多く' },
  },
  gaussian: {
    question: '点を動かす前に:いちばん外側の楕円の外にある欠陥は…',
    options: { few: '3分の1未満', some: '3分の1から3分の2', most: '3分の2より多い' },
  },
  threshold: {
    question: '動かす前に:欠陥を一つも見逃さないとき、誤報は…',
    options: { none: 'ない', few: '少ない(良品の4分の1以下)', many: '多い' },
  },
  where: {
    question: '探す前に:スコアが最も高いウィンドウは…',
    options: { on: '中心が欠陥の上にある', edge: '一部だけが欠陥にかかる', away: '欠陥をまったく含まない' },
  },
  breakIt: {
    question: '測る前に:AUROCが最も低くなる誤りはどれでしょうか。',
    options: {
      jitterOff: '色変化なし',
      pasteBeforeResize: '縮小前の貼り付け',
      densityOnAugmented: '拡張画像での密度推定',
      chooseByTestAuroc: 'テストAUROCによるチェックポイント選び',
    },
  },
  yours: {
    question: '学習の前に:最初の評価のとき、自分の画像のビューのどれだけを正しく答えるでしょうか。',
    options: { low: '50 %未満', middle: '50〜80 %', high: '80 %より多く' },
  },
  beyond: {
    question: '測る前に:この画像でAUROCが高いのはどちらでしょうか。',
    options: {
      pretrained: '学習なしのImageNet特徴',
      run: 'CutPasteによる自分の実行',
      same: 'どちらも同じ(差は0.02以内)',
    },
  },
  ship: {
    question: '選ぶ前に:費用が最も小さいのはどの決め方でしょうか。',
    options: {
      promise: '約束:誤報5 %',
      noMiss: '見逃しなし',
      noAlarm: '誤報なし',
      cheapest: 'この画像で最も安いもの',
    },
  },
  changed: {
    question: '試す前に:照明が変わると…',
    options: {
      alarms: '誤報が増える',
      misses: '見逃しが増える',
      both: '両方が増える',
      nothing: 'ほとんど変わらない',
    },
  },
  findings: {
    oneClass: '見せていない種類の欠陥{{count}}個のうち、分類器が見つけたのは{{found}}個でした。',
    byHand: '最も目立つ貼り付けは{{plain}}階調、最もよく隠した貼り付けは{{hidden}}階調の変化でした。',
    question:
      '{{step}}ステップ後のビューの正解率は{{accuracy}}、本物の欠陥に対するAUROCは{{before}}から{{after}}になりました。',
    training: '{{step}}ステップ後のビューの正解率は{{accuracy}}でした。',
    gaussian:
      'ガウス分布にとって、直線距離{{near}}の点はまだ近く(マハラノビス距離2以下)、{{far}}の点はもう遠いもの(3以上)でした。',
    threshold: '見逃しなしのときの誤報は{{alarms}}件、誤報なしのときの見逃しは{{misses}}件でした。',
    breakIt:
      'AUROCは、誤りなしで{{right}}、色変化なしで{{jitterOff}}、縮小前の貼り付けで{{pasteBeforeResize}}、拡張画像での密度推定で{{densityOnAugmented}}、テストAUROCによる選択で{{chooseByTestAuroc}}でした。',
    yours: '自分の画像{{images}}枚では、ビューの正解率は{{accuracy}}でした。',
    beyond:
      '同じ画像でのAUROCは、CutPasteによる自分の実行で{{run}}、学習なしのImageNet特徴で{{pretrained}}でした。',
    ship: '出荷したしきい値での費用は100個あたり{{cost}}、最も安いしきい値では{{least}}でした。半分の画像で選ぶと、そこでは{{stated}}、残りでは{{unseen}}でした。',
    changed:
      '明るさ{{level}} %で、良品の誤報の割合は{{alarmsBefore}}から{{alarmsWorst}}に、見つかった欠陥の割合は{{recallBefore}}から{{recallWorst}}になりました。',
  },
  summary: {
    title: 'CutPasteについて分かったこと',
    lead: 'CutPaste Playgroundでの自分の実行による数値です({{date}})。',
    tasks: '{{count}}個のうち{{done}}個の課題が完了',
    open: '1ページのまとめを開く',
  },
} satisfies Catalogue<typeof en>;

export default guesses;
