/** 上部バー、列、お知らせ、ショートカット。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/shell.ts';

const shell = {
  skip: 'ステージへ移動',
  title: 'CutPaste Playground',
  sample: 'サンプル',
  sampleEarlier: '{{name}}(あなたの画像)に戻る',
  sampleNone: '選択…',
  sampleOwn: '{{name}}(自分の画像)',
  preset: 'プリセット',
  presets: {
    quick: 'クイック',
    standard: '標準',
    localise: '場所を探す',
    best: '最良の答え',
    workshop: 'ワークショップ',
    paper: '論文どおり',
    pretrained: '事前学習済み',
    'paper-pretrained': '論文どおり(事前学習済み)',
    custom: 'カスタム',
  },
  presetCost: '{{preset}}(約{{time}})',
  presetCostUntrained: '{{preset}}(学習なし、約{{time}})',
  presetHelp: {
    quick:
      '小型ネットワークとパッチ。GPUなしでも1分ほどです。小さめのバッチと論文の2倍の学習率は、ナットのサンプルで測った同じ長さの5つの手順の中で最も良かったものです。',
    standard:
      'クイックの4倍の長さ。GPUなしで学習に2分半ほどかかります。長いほど良くなることが多いのですが、悪くなるフォルダーもあります。曲線をご覧ください。',
    localise:
      '時間はクイックと同じで、パディングのない小型ネットワークを使います。欠陥の場所がマップによりはっきり出て、高速な窓と厳密な窓が一致します。欠陥の有無はクイックのほうが少し得意です。',
    best: '学習をまったくせずに、測定した7つのデータセットで最も高い平均(画像AUROC 0.968)を出しました。そのうち1つでは、全体の特徴だけのほうが0.002上でした。EfficientNet-B0のImageNet特徴を、画像全体と位置ごとの両方で採点して足し合わせます。ImageNetの重み8 MBが一度だけ必要です。フォルダーごとの選択はしません。試したラベルなしの選択は、この和に及びませんでした。CutPasteは使わず、検出器として書き出すこともできません。',
    workshop: 'ResNet-18とパッチ。GPUがあれば数分です。',
    paper:
      '論文に記載のあるところはすべて論文の手順:画像全体でResNet-18を65,536ステップ、パッチでは32 pxの厳密な窓。記載のないところ(共分散、ヘッド、形の分布、画像全体の移動とジッター、縮小の方法)はこのページの選択です。GPUがあっても数時間かかります。',
    pretrained:
      'ImageNetの重みのEfficientNet-B0を微調整します。まずヘッド、次に全層です。学習前の値が比較の基準です。',
    'paper-pretrained':
      '論文の長さでの微調整:ヘッドを2,560ステップ、次に全層を16,384ステップ、バッチは24。論文と違うのはネットワークで、B4の代わりにEfficientNet-B0です。GPUがあっても数時間かかります。',
    custom: '手で変更した設定です。',
  },
  seed: 'シード',
  controls: '学習',
  play: '再生',
  playAgain: 'もう一度実行',
  continue: '続ける',
  pause: '一時停止',
  stop: '中止',
  dontStart: '開始しない',
  startWaits: '画像がそろいしだい開始します',
  imagesLoading: '画像を読み込み中',
  step: '1ステップ進める',
  reset: 'リセット(学習前のネットワークに戻す)',
  resetNow: 'リセット',
  why: {
    'no-images': '画像がまだありません。フォルダーをドロップするか、サンプルを選んでください。',
    'no-training': '学習用の画像がありません。正常画像を学習用に指定してください。',
    importing: '画像を読み込んでいます。',
    preparing: '準備中です。リセットで中止できます。',
    pausing: '現在のステップを終えています。',
    evaluating: '評価中です。',
    training: '学習中です。先に一時停止してください。',
    finished: 'すべてのステップが終わりました。リセットで最初から、チェックポイントで途中から始められます。',
    failed: 'エラーで止まりました。もう一度試すか、リセットしてください。',
    'nothing-to-reset': 'まだ何も実行していません。',
  },
  progress: '学習の進み具合',
  phase: {
    idle: '画像がありません',
    ready: '準備完了:{{steps}}ステップ、約{{time}}',
    readyUntrained: '準備完了:学習なし、約{{time}}',
    preparing: '準備中',
    pausing: 'このステップの後で停止します',
    paused: '一時停止中',
    evaluating: '評価中',
    finished: '完了',
    failed: 'エラーで停止',
    training: '学習中',
  },
  status: {
    loading: 'エンジンを読み込み中',
    'self-test': '計算の確認中',
    tiles: 'このGPUに合う方法を測定中',
    comparing: 'グラフィックスとプロセッサーのどちらが速いか測定中',
    'warming-up': 'ウォームアップ中',
    embedding: '特徴量を計算中',
    fitting: '密度を推定中',
    maps: '異常マップを作成中',
  },
  percent: '{{percent}} %',
  stepOf: 'ステップ {{step}} / {{total}}',
  stepsPerSecond: '{{rate}} ステップ/秒',
  secondsPerStep: '1ステップ {{seconds}} 秒',
  imagesPerSecond: '{{rate}} 枚/秒',
  timeLeft: '残り {{time}}',
  backend: {
    title: '計算に使うもの',
    notStarted: 'エンジン',
    starting: 'エンジン…',
    names: { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WASM', cpu: 'CPU' },
    threads_one: '{{count}}スレッド',
    threads_other: '{{count}}スレッド',
    software: 'ソフトウェア',
    open: '計算に使うもの:{{name}}。説明と選択を開く。',
    explain: {
      none: 'エンジンは最初の画像とともに起動します。',
      webgpu: 'グラフィックスプロセッサーをWebGPUで使います。最も速い方法です。',
      webgl: 'グラフィックスプロセッサーをWebGLで使います。',
      wasm: 'プロセッサーをWebAssemblyのベクトル命令で使います。',
      cpu: 'プロセッサーをJavaScriptだけで使います。遅いですが、どこでも動きます。',
      software: 'GPUをソフトウェアで代用しています。正しく動きますが、とても遅くなります。',
    },
    device: '装置:{{device}}',
    selfTest: '自己診断:保存された値との差は{{error}}以内です。',
    rejected: '先に試して使わなかったもの:',
    rejectedItem: '{{name}}:{{reason}}',
    reasons: {
      'no-api': 'このブラウザーでは使えません',
      'no-adapter': 'グラフィックスプロセッサーが見つかりません',
      software: 'ソフトウェアによる代用しかなく、WASMより遅くなります',
      'self-test': '計算が正しくありません(自己診断の差 {{detail}})',
      other: '{{detail}}',
    },
    compared: {
      title: 'このネットワークとバッチでの1ステップの測定値:',
      kept: 'このネットワークとバッチでの1ステップの測定値(以前の起動時):',
      step: '{{name}}:{{time}}',
      part: '{{name}}:約{{time}}(バッチの{{percent}} %で測定)',
      used: '速い方を使っています。下で別のものを選べます。',
    },
    subgroups: {
      used: '和の計算に{{size}}スレッドのサブグループを使っています。',
      leftOut: 'このGPUのサブグループは使っていません:{{reason}}',
    },
    tiles: {
      faster: 'このGPUで測定したタイル:{{name}}。標準の{{times}}倍の速さです。',
      standard: 'このGPUで測定したタイル:標準のもの。より速いものはありませんでした。',
      abandoned: 'このGPUではタイルを測定できませんでした。標準のものを使います。',
      kept: '以前の起動時に測定しました。',
      took: '今回の起動時に{{milliseconds}}ミリ秒で測定しました。',
      incomplete: 'すべてを試す前に、測定の時間が終わりました。',
      leftOut: '除いたもの:{{name}}。{{reason}}',
      join: '、',
      parts: {
        standard: '64\u00a0×\u00a064まで',
        wide: '128\u00a0×\u00a0128まで',
        small: '小さいブロック',
        k4: '4段展開',
        x4: '多いワークグループ',
      },
    },
    choose: '使うもの',
    choices: {
      auto: '動くもののうち最速',
      webgpu: 'WebGPU(GPU)',
      webgl: 'WebGL(GPU)',
      wasm: 'WASM(プロセッサー)',
      cpu: 'CPU(JavaScriptのみ)',
    },
    chooseHelp: '実行中の学習は、現在の地点から続きます。',
    oneThread: {
      isolated:
        '複数スレッドには、隔離ヘッダー(COOP、COEP)付きの配信が必要です。このページには付いていません。',
      noSharedMemory: '複数のスレッドには共有メモリーが必要ですが、このブラウザーにはありません。',
      insecure:
        '複数のスレッド(とWebGPU)を使うには、httpsで、またはこのコンピューターから開いたページである必要があります。このページは通常のhttpで開かれています。',
    },
  },
  languageSwitch: '次の言語で表示する',
  theme: '配色:{{theme}}。変更する。',
  themes: { system: 'システムに合わせる', light: 'ライト', dark: 'ダーク' },
  shortcuts: {
    open: 'キーボードショートカット',
    title: 'キーボードショートカット',
  },
  columns: '列',
  data: 'データ',
  stage: 'ステージ',
  panel: '結果',
  tabs: {
    start: 'はじめに',
    augment: '拡張',
    train: '学習',
    maps: 'マップ',
    embedding: '埋め込み',
    camera: 'カメラ',
    runs: '実行',
    learn: '学ぶ',
  },
  menu: 'プロジェクト・共有・発表・オフライン',
  showEverything: 'すべて表示',
  showEverythingHelp: '開いたリンクの設定で、一部の操作が隠れています。すべて表示します。',
  notices: 'お知らせ',
  insecure: {
    text: 'このページは別のコンピューターから通常のhttpで開かれたため、ブラウザーは次の機能を使わせません:{{names}}。ほかはすべて動作し、データはどこにも送信されません。使うには、httpsで配信してください(README「授業で使う」)。',
    features: {
      gpu: 'グラフィックスプロセッサー',
      threads: '複数のスレッド',
      offline: 'ネットワークなしでの利用',
      camera: 'カメラ',
    },
  },
  outdated: 'この実行の開始後に設定が変わりました。実行は元の設定のまま続きます。',
  restart: '新しい設定で始める',
  notice: {
    'link-refused':
      'リンクを開けませんでした({{reason}})。初期設定で始めます。新しいリンクをもらうか、サンプルを選んでください。',
    'region-removed':
      '関心領域は前の画像に描かれたものなので、画像と一緒に取り除きました。必要なら新しく描いてください。',
    'settings-corrected':
      '今の範囲を外れていた設定を、使える最も近い値にしました:{{settings}}。ほかはそのままです。',
    'input-too-small':
      'このネットワークには{{neededPx}} px必要ですが、窓が{{sizePx}} pxです。前の結果は残しました。窓を大きくするか、別のネットワークを選んでください。',
    'loss-above-chance':
      '学習が発散しました。最後のステップの損失は{{loss}}で、当てずっぽうなら{{chance}}です。結果はこのネットワークのものです。学習率を下げるか、ウォームアップのステップを増やして、やり直してください。',
    'threshold-needs-unseen':
      'この実行の学習に使った画像なので、変更しませんでした:{{count}}枚。しきい値には、ネットワークが見ていない画像が必要です。新しい実行で一部を取り分けるか、新しい正常画像を追加してください。',
    'engine-recovered':
      'エンジンが失われましたが({{reason}})、再起動しました。ステップ{{step}}から学習を続け、それ以降はやり直します。',
    'backend-fallback':
      '装置が繰り返し失われました({{reason}})。この実行は{{backend}}でステップ{{step}}から続きます。バックエンドは右上で選べます。',
    'autosave-without-images':
      'ブラウザーの空きが足りず、画像({{megabytes}} MB)を保存できません。このページを開いている間は画像は残ります。ラベル、設定、結果、重みは引き続き保存されます。画像も残すにはプロジェクトファイルに保存してください。',
    'autosave-full':
      'ブラウザーの空きがなくなり、このセッションを保存できません。以前に保存したものとページ上の内容は残っています。プロジェクトファイルに保存するか、古い実行を削除してください。',
    'autosave-failed':
      'このセッションを保存できませんでした({{reason}})。以前に保存したものとページ上の内容は残っています。プロジェクトファイルに保存してください。',
    'autosave-off':
      'このブラウザーではデータを保存できません(プライベートウィンドウなど)。すべての機能は使えますが、ページを閉じると消えます。その前にプロジェクトファイルに保存してください。',
    'autosave-other-tab':
      '別のタブでこのページが開いていて、そちらのセッションが保存されています。このタブは保存されません。プロジェクトファイルに保存するか、別のタブを閉じてください。',
    'run-listener-failed':
      '実行に付随する処理(保存など)が失敗しました({{reason}})。実行そのものは続いています。ページを閉じる前にプロジェクトファイルに保存してください。',
    'self-test-failed':
      'この装置の{{backend}}は計算が正しくないため({{reason}})、代わりに{{used}}を使います。ほかは変わりません。',
  },
  live: {
    training: '学習を始めました。',
    paused: 'ステップ{{step}}で一時停止しました。',
    finished: '{{step}}ステップで完了しました。',
    failed: 'エラーで止まりました。',
    evaluated: 'ステップ{{step}}で評価しました。',
    auroc: 'AUROCは{{auroc}}です。',
  },
  welcome: {
    title: 'しくみ',
    again: 'もう一度見る',
    recorded:
      'このページの実行の記録：{{sample}}、{{steps}} ステップ、シード {{seed}}。点はテスト画像のスコア（上が正常、下が欠陥）、線はしきい値。表示の画像のスコアは {{score}}、しきい値は {{threshold}}。',
    learn: '短い12ページで手法を学ぶ',
    steps: {
      look: '正常画像を入れる',
      lookText: 'ネットワークに欠陥は見せません。欠陥のラベル付けも必要ありません。',
      paste: 'CutPasteで偽物を作る',
      pasteText: '画像の一部を切り取り、別の場所に貼ります。ネットワークは本物と偽物の見分け方を学びます。',
      score: '学んだ特徴で欠陥を見つける',
      scoreText: '特徴が正常画像から遠い画像ほど異常です。マップは異常の場所を示します。',
    },
  },
} satisfies Catalogue<typeof en>;

export default shell;
