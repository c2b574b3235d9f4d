/** 学習ステージ:曲線、前段タスク、コスト、チェックポイント、設定。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/training.ts';

const training = {
  title: '学習',
  lead: 'ネットワークは各ビューのクラスを当てることを学びます。本物の欠陥は一度も見ません。',
  loss: '損失',
  accuracy: '前段タスクの正解率',
  rate: '学習率',
  step: 'ステップ',

  chance: '偶然の水準',
  lossSummary: 'ステップ{{step}}の損失は{{value}}。偶然の水準は{{chance}}です。',
  accuracySummary: 'ステップ{{step}}の正解率は{{value}}。偶然の水準は{{chance}}です。',
  rateSummary: '{{steps}}ステップ分の学習率。ステップ{{step}}の現在は{{value}}です。',
  noTraining: 'この実行は学習しません。ネットワークをはじめの状態のまま評価します。',
  noCurve: '最初のステップから曲線が始まります。',
  confusion: {
    title: '前段タスクの混同行列',
    text: '行は正解のクラス、列はネットワークの答え(直近50ステップ)です。',
    empty: '最初のステップから埋まっていきます。',
    caption: '前段タスクの混同行列(行が正解)',
    cell: '「{{truth}}」の{{share}}を「{{called}}」と判定',
    truth: '正解',
    called: '判定',
  },
  verdicts: {
    title: 'ステップ{{step}}のバッチ:ネットワークの答え',
    text: '学習する直前に、各ビューについてネットワークが出した答えです。見分けるのはこれらのクラスだけです。',
    summary:
      '{{count}}ビューのうち{{right}}を正解。90 %以上の確信は{{sure}}ビューで、そのうち{{wrong}}は誤りでした。',
    bars: '各ビューの正解クラスにネットワークが与えた確信の割合(難しい順)',
    hardest: '最も難しいビュー',
    right: '✓ 確信 {{percent}} %',
    wrong: '✕ 「{{called}}」と回答、確信 {{percent}} %',
    gone: 'この画像は削除されました。',
    hold: 'このバッチを止めて見る',
    held: '追跡に戻る',
    holdHelp: '学習を続けたまま、これらのビューを表示し続けます。',
    failed: '画像を作れませんでした。答えの数値は正しいままです。次のバッチでもう一度試します。',
  },
  facts: {
    title: 'この実行',
    estimate: '開始前の見積もり',
    steps: 'ステップ数',
    batch: 'バッチ',
    batchValue: '{{sources}}枚 × {{views}}ビュー = {{batch}}',
    longer: {
      title: 'さらに学習',
      text: 'いまの重みからもう1サイクル({{steps}}ステップ、この端末で{{time}})学習します。学習率は最大値に戻り、もう一度0まで下がります。設定と記録のサイクル数も1つ増えます。',
      cannot:
        'このステップ数は整数のサイクルに分けられないか、多すぎます。次の実行の前にステップ数を設定してください。',
      button: 'さらに{{steps}}ステップ学習',
      never:
        '長い学習は画像によって役立つことも害になることもあります。ビューの区別に要らないものをネットワークが忘れると、実際の欠陥が見つかりにくくなります。',
    },
    parameters: '重みの数',
    arithmetic: '画像1枚の計算',
    arithmeticValue: '積和演算{{millions}}百万回',
    sees: '1か所が見る範囲',
    seesValue: '{{fieldPx}} px({{stridePx}} pxごと)',
    time: '時間(評価を除く)',
    timeEstimated: '約{{time}}(見積もり)',
    timeMeasured: '{{time}}(実測)',
    memoryPlanned: '1ステップのメモリー',
    memoryOf: '{{needed}}(上限{{limit}})',
    memoryAbove:
      '{{needed}}。上限の{{limit}}を超えるため、失敗することがあります。バッチ、画像、またはネットワークを小さくしてください',
    parts: 'バッチの分割',
    partsValue:
      '最大{{samples}}ずつ{{parts}}分割。一度に計算すると{{whole}}必要です。更新は全体で1回、バッチ正規化の統計は分割ごとです',
    stepTime: '1ステップ',
    milliseconds: '{{value}} ms',
    memory: 'テンソルのメモリー',
    memoryValue: '{{bytes}}({{tensors}}個)',
    dataWait: 'データ待ち',
    percent: '{{value}} %',
  },
  checkpoints: {
    title: 'チェックポイント',
    text: '評価のたびに重みを保存します。再開すると、そのときの設定にも戻ります。',
    empty: '開始後の最初の評価で保存されます。',
    step: 'ステップ {{step}}',
    auroc: 'AUROC {{value}}',
    restart: 'ここから再開',
    restartAt: 'ステップ{{step}}から再開',
    here: '現在地',
    busy: 'エンジンが作業中です。待つか、一時停止してください。',
    never: 'テストのAUROCで選ぶのは公正ではありません。最後のものが結果です。',
  },
  parameters: '次の実行の設定',
  parametersText:
    'スライダーの印は論文の値です。変更は次の実行から有効になります。密度と評価の設定はすぐに反映されます。',
} satisfies Catalogue<typeof en>;

export default training;
