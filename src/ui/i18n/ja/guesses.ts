/** 教科書が実行前に尋ねる予想と、自分の数値によるまとめ。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/guesses.ts';

const guesses = {
  asExpected: '予想は「{{expected}}」で、そのとおりでした。',
  otherwise: '予想は「{{expected}}」でしたが、結果は「{{came}}」でした。',
  question: {
    question: '学習の前に:本物の欠陥に対するAUROCは…',
    options: { rise: '上がる', same: '変わらない', fall: '下がる' },
  },
  training: {
    question: '学習の前に:最後にはビューのどれだけを正しく答えるでしょうか(偶然なら33 %)。',
    options: { low: '50 %未満', middle: '50〜80 %', high: '80 %より多く' },
  },
  threshold: {
    question: '動かす前に:欠陥を一つも見逃さないとき、誤報は…',
    options: { none: 'ない', few: '少ない(良品の4分の1以下)', many: '多い' },
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
    byHand: '最も目立つ貼り付けは{{plain}}階調、最もよく隠した貼り付けは{{hidden}}階調の変化でした。',
    question:
      '{{step}}ステップ後のビューの正解率は{{accuracy}}、本物の欠陥に対するAUROCは{{before}}から{{after}}になりました。',
    training: '{{step}}ステップ後のビューの正解率は{{accuracy}}でした。',
    gaussian: '直線距離で{{straight}}進んでも、マハラノビス距離は{{mahalanobis}}でした。',
    threshold: '見逃しなしのときの誤報は{{alarms}}件、誤報なしのときの見逃しは{{misses}}件でした。',
    breakIt:
      'AUROCは、誤りなしで{{right}}、色変化なしで{{jitterOff}}、縮小前の貼り付けで{{pasteBeforeResize}}、拡張画像での密度推定で{{densityOnAugmented}}、テストAUROCによる選択で{{chooseByTestAuroc}}でした。',
    ship: '出荷したしきい値での費用は1枚あたり{{cost}}、最も安いしきい値では{{least}}でした。半分の画像で選ぶと、そこでは{{stated}}、残りでは{{unseen}}でした。',
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
