/** 設定項目の名前、1行の説明、選択肢。キーは「.」を「-」に替えたパス。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/parameters.ts';
import { taskNames } from '../task-names.ts';
import kernels from './kernels.ts';
import kinds from './kinds.ts';
import places from './places.ts';
import region from './region.ts';

const weight = ({ name }: { readonly name: string }) => ({
  label: name,
  help: 'ほかの種類の重みに対して、この種類を選ぶ割合です。0なら使いません。',
});

const jitter = {
  brightness: { label: '明るさ', help: '1 − s から 1 + s の倍率を引きます。' },
  contrast: { label: 'コントラスト', help: '平均の灰色を中心に、1 − s から 1 + s の倍率を引きます。' },
  saturation: { label: '彩度', help: '1 − s から 1 + s の倍率を引きます。' },
  hue: { label: '色相', help: '色相環に対する割合で、−s から s のずれを引きます。' },
};

const parameters = {
  groups: {
    run: '実行',
    data: '画像',
    task: '前段タスク',
    cutpaste: 'CutPasteのパッチ',
    scar: 'Scarのパッチ',
    'patch-jitter': 'パッチの色変化',
    global: '貼り付け前の画像全体',
    model: 'ネットワーク',
    training: '学習',
    density: '密度推定',
    evaluation: '評価',
    mistakes: '間違い(教材用)',
    kernels: 'カーネル',
  },
  ...region.parameters,
  units: { steps: 'ステップ', images: '枚', channels: 'チャンネル', units: 'ユニット', draws: '回' },
  advanced: '詳細設定',
  on: 'オン',
  off: 'オフ',
  slider: '{{name}}(スライダー)',
  helpFor: '「{{name}}」について',
  paperStates: '論文の値:{{value}}。',
  paperSilent: '論文に記載なし。ここでの選択:{{value}}。',
  restore: '{{value}}に戻す',
  reasons: {
    'not-in-task': '選択中のタスクでは使いません。',
    'only-small': '小型ネットワークだけの設定です。',
    'only-resnet': 'ResNet-18だけの設定です。',
    'only-patch-model': 'パッチモデルだけの設定です。',
    'only-whole-images': '画像全体を見るモデルだけの設定です。',
    'only-conformal': '保証付きのしきい値(「自動しきい値」)のときだけの設定です。',
    'only-fast-windows': 'パッチモデルで窓を高速に計算するときだけの設定です。',
    'nothing-to-correct': 'パディングなしでは、高速な窓と厳密な窓が一致します。',
    'only-coin-flip': 'コイン投げだけで使います。',
    'only-cosine': 'コサインのスケジュールだけの設定です。',
    'only-sgd': 'SGDだけの設定です。',
    'only-ridge': 'リッジ共分散だけの設定です。',
    'only-pca': 'PCA共分散だけの設定です。',
    'only-gde': 'ガウス密度(GDE)だけの設定です。',
    'only-efficientnet': 'EfficientNet-B0だけの設定です。',
    'only-pretrained': 'ImageNetの重みで始めるEfficientNet-B0だけの設定です。',
    'only-memory-bank': 'メモリバンクだけの設定です。',
    'only-efficientnet-kernels': 'EfficientNet-B0だけが使う計算です。',
    'no-own-kernel': '{{backend}}用の独自カーネルはありません。TensorFlow.jsが計算します。',
    'only-webgpu': '積をタイルに分けるのはWebGPUだけです。',
    'no-own-kernels': '{{backend}}では、いつも同じカーネルで計算します。',
  },

  seed: { label: 'シード', help: '乱数はすべてここから決まります。同じシードなら同じ結果になります。' },
  'data-imageSizePx': { label: '画像サイズ', help: '最初にこの正方形にリサイズし、その後の処理を行います。' },
  'data-fit': {
    label: '形のそろえ方',
    help: '正方形でない画像を正方形にする方法です。',
    choice: { stretch: '引き伸ばす', crop: '中央を切り抜く', letterbox: '余白を足す' },
  },
  'augment-task': {
    label: '前段タスク',
    help: 'ネットワークが見分ける課題です。3クラスが論文の最良。下の7つは論文の比較対象です。',
    choice: taskNames(kinds),
  },
  'augment-cutpaste-areaMin': { label: '最小面積', help: '画像に対するパッチの面積の割合です。' },
  'augment-cutpaste-areaMax': { label: '最大面積', help: '画像に対するパッチの面積の割合です。' },
  'augment-cutpaste-aspectMin': { label: '最も細い形', help: '幅と高さの比の最小値です。' },
  'augment-cutpaste-aspectMax': { label: '最も広い形', help: '幅と高さの比の最大値です。' },
  'augment-cutpaste-aspectLaw': {
    label: '形の分布',
    help: '論文は(0.3, 1)と(1, 3.3)の2つの範囲だけを挙げ、分布は書いていません。コイン投げはどちらか一方を選んで一様に引きます。対数一様は縦長と横長を等しく扱い、最も横長の形だけを使います。',
    choice: { 'log-uniform': '対数一様', 'coin-flip': 'コイン投げ' },
  },
  'augment-scar-widthMinPx': {
    label: '最小の幅',
    help: '256 pxでの値です。ほかのサイズでは比例して変わります。',
  },
  'augment-scar-widthMaxPx': {
    label: '最大の幅',
    help: '256 pxでの値です。ほかのサイズでは比例して変わります。',
  },
  'augment-scar-lengthMinPx': {
    label: '最小の長さ',
    help: '256 pxでの値です。ほかのサイズでは比例して変わります。',
  },
  'augment-scar-lengthMaxPx': {
    label: '最大の長さ',
    help: '256 pxでの値です。ほかのサイズでは比例して変わります。',
  },
  'augment-scar-rotationMaxDeg': {
    label: '回転',
    help: '−r から r の角度を引きます。傷の全体が画像内に残ります。',
  },
  'augment-shape-kind': {
    label: '図形',
    help: '欠陥として描くものです(表6)。外枠の面積と形はCutPasteのパッチと同じ分布です。',
    choice: { digit: '数字', square: '四角形', ellipse: '楕円', heart: 'ハート' },
  },
  'augment-shape-fill': {
    label: '塗り',
    help: 'ランダムな1色、または木・大理石・石のような描いた模様です。',
    choice: { colour: 'ランダムな色', texture: '自然な模様' },
  },
  'augment-confetti-count': { label: '個数', help: '1枚に描くランダムな色の小さな四角の数です。' },
  'augment-mixture-cutpaste': weight(kinds.cutpaste),
  'augment-mixture-scar': weight(kinds.scar),
  'augment-mixture-feathered': weight(kinds.feathered),
  'augment-mixture-cutpaste-other': weight(kinds['cutpaste-other']),
  'augment-mixture-nsa': weight(kinds.nsa),
  'augment-mixture-fpi': weight(kinds.fpi),
  'augment-mixture-pii': weight(kinds.pii),
  'augment-mixture-perlin': weight(kinds.perlin),
  'augment-mixture-smooth-blend': weight(kinds['smooth-blend']),
  'augment-patchJitter-brightness': {
    label: '明るさ',
    help: '1 − s から 1 + s の倍率を引きます。4つとも0だと、規則的な模様では貼り付けが見えません。',
  },
  'augment-patchJitter-contrast': jitter.contrast,
  'augment-patchJitter-saturation': jitter.saturation,
  'augment-patchJitter-hue': jitter.hue,
  'augment-global-shiftFraction': {
    label: '移動',
    help: '画像に対する割合の上限です。端は鏡映し、同じ元画像のビューで共通です。',
  },
  'augment-global-jitter-brightness': jitter.brightness,
  'augment-global-jitter-contrast': jitter.contrast,
  'augment-global-jitter-saturation': jitter.saturation,
  'augment-global-jitter-hue': jitter.hue,

  'model-backbone': {
    label: 'バックボーン',
    help: '小型の残差ネットワークはGPUなしでも数分で学習します。「パディングなし」は、フィルターがパッチの外に出ない同じネットワークで、高速な窓と厳密な窓が一致します。パッチと窓は31 px以上にします。ResNet-18は論文で一から学習したものです。EfficientNet-B0はImageNetの重みで始まります(論文はB4)。',
    choice: {
      small: '小型の残差ネットワーク',
      'small-valid': '小型、パディングなし',
      resnet18: 'ResNet-18',
      'efficientnet-b0': 'EfficientNet-B0',
    },
  },
  'model-weights': {
    label: '初期値',
    help: 'ImageNetの重みは2段階で微調整します。ランダムな重みは、シードで決まる未学習のネットワークで、比較の基準になります。',
    choice: { imagenet: 'ImageNetの重み', random: 'ランダムな重み' },
  },
  'model-width': { label: '幅', help: '最初の段のチャンネル数です。次の段は2倍、4倍になります。' },
  'model-mode': {
    label: '見る範囲',
    help: '画像全体は異常の有無を、パッチは場所と小さな欠陥も見つけます(式3)。',
    choice: { image: '画像全体', patch: 'パッチ' },
  },
  'model-cropSizePx': { label: 'パッチサイズ', help: 'パッチモデルが学習するランダムな切り抜きの一辺です。' },
  'model-stem': {
    label: 'ステム',
    help: '最初の層です。自動では7×7とプーリング、入力が64 px以下なら3×3だけを使います。',
    choice: { auto: '自動', imagenet: '7×7とプーリング', cifar: '3×3、プーリングなし' },
  },
  'model-headWidth': {
    label: 'ヘッドの幅',
    help: '射影ヘッドの2つ目の隠れ層です。スコア計算には使いません。',
  },

  'training-steps': {
    label: 'ステップ数',
    help: '重みの更新回数です。コサイン減衰は必ずこの回数で完了します。',
  },
  'training-sourcesPerStep': {
    label: '1ステップの画像数',
    help: '各ステップの元画像の数です。バッチにはクラスごとに1つずつビューが入ります。メモリーに収まらないバッチは分割して計算します。勾配は全体の平均のままですが、バッチ正規化の統計は分割ごとになります。',
  },
  'training-optimizer': {
    label: '最適化手法',
    help: '論文はモーメンタム付きSGDです。AdamWは短い学習で設定に左右されにくくなります。',
    choice: { sgd: 'モーメンタム付きSGD', adamw: 'AdamW' },
  },
  'training-learningRate': {
    label: '学習率',
    help: '最大値です。高すぎると損失が跳ね、低すぎると学習が進みません。',
  },
  'training-momentum': { label: 'モーメンタム', help: '直前の更新を残す割合です。' },
  'training-weightDecay': { label: '重み減衰', help: '重みに対するL2罰則の強さです。' },
  'training-decayed': {
    label: '減衰の対象',
    help: 'L2ペナルティをかける対象。論文は「重み」と書いており、フィルターと行列だけを指します。「すべて」ではバッチ正規化のスケールとシフト、バイアスも小さくなります。',
    choice: { all: 'すべて', weights: '重みだけ' },
  },
  'training-schedule': {
    label: 'スケジュール',
    help: 'コサインでは学習率が0まで下がります。下がりきるまでAUROCは数ポイント動きます。',
    choice: { cosine: 'コサインで0まで', constant: '一定' },
  },
  'training-cycles': {
    label: 'サイクル数',
    help: '同じ長さのコサインを続けて行う回数です。各回は最大の学習率から0まで下がります。「さらに学習」で1回増えます。論文は1回です。',
  },
  'training-averagedShare': {
    label: '重みの平均',
    help: '最後のこの割合のステップでは、それ以降の重みの平均（確率的重み平均、SWA）で評価・表示・書き出しを行い、学習自体は元の重みで続けます。0で使いません。論文は平均しません。',
  },
  'training-warmupSteps': { label: 'ウォームアップ', help: '学習率を0から上げていくステップ数です。' },
  'training-headSteps': {
    label: 'ヘッドのステップ数',
    help: '微調整では、まずこのステップ数だけヘッドのみを学習率で学習し、残りのステップで全層を学習します。',
  },
  'training-fineTuneRate': {
    label: '全層の学習率',
    help: '微調整で全層を学習するときの小さな学習率です。正規化はもとのまま固定します。',
  },
  'training-batchNormMomentum': {
    label: 'バッチ正規化のモーメンタム',
    help: '移動平均を残す割合です。0.99は短い学習では追従が遅れます。',
  },

  'density-estimator': {
    label: '密度',
    help: 'スコアが距離を測る相手です。論文は1つのガウス分布(GDE)です。',
    choice: {
      gde: 'ガウス分布(GDE)',
      kde: 'カーネル(KDE)',
      nearest: '最近傍',
      knn: '最も近い5つの平均',
      'memory-bank': 'メモリバンク(コアセット)',
    },
  },
  'density-covariance': {
    label: '共分散',
    help: '画像の数が次元より少ないため、この選択がスコアを決めます。',
    choice: {
      'ledoit-wolf': 'Ledoit–Wolf縮小',
      ridge: 'リッジ',
      diagonal: '対角成分だけ',
      pca: '主成分',
    },
  },
  'density-l2Normalise': {
    label: '長さ1に正規化',
    help: '推定とスコア計算の前に、特徴量の長さを1にします。',
  },
  'density-ridge': { label: 'リッジ', help: '共分散の対角に足す値です。' },
  'density-pcaVariance': { label: '残す分散', help: '主成分が残す分散の割合です。' },
  'density-bankShare': {
    label: 'バンクの大きさ',
    help: '残す学習特徴の割合です。ほかの特徴をよく覆うものを選びます(PatchCoreのコアセット)。',
  },

  'evaluation-everySteps': {
    label: '評価の間隔',
    help: '評価から次の評価までのステップ数です。0なら最初の前と最後の後だけです。',
  },
  'evaluation-maxTrainImages': {
    label: '密度推定の画像数',
    help: '使う学習画像の上限です。0ならすべて使います。',
  },
  'evaluation-windowSizePx': {
    label: '窓',
    help: 'スコアを求める窓の一辺です。論文の付録では32 px、4.2節では64 pxです。',
  },
  'evaluation-windowStridePx': {
    label: 'ストライド',
    help: '窓から次の窓までの距離です。小さいほどマップが細かく、時間がかかります。',
  },
  'evaluation-dense': {
    label: '窓の計算方法',
    help: '高速は画像全体を1回で処理します。厳密は論文どおり窓を1つずつ処理します。',
    choice: { fast: '高速:1回で処理', exact: '厳密:窓ごとに処理' },
  },
  'evaluation-correction': {
    label: '高速な窓の補正',
    help: '高速では窓のまわりも見え、厳密では窓の外が0になります。学習画像のいくつかの窓から学んだ線形の式で、その差の大部分を取り除きます。論文に高速な方法はありません。特徴量が128を超えるネットワーク(ResNet-18)では補正しません。',
    choice: { linear: '線形', none: 'なし' },
  },
  'evaluation-locality': {
    label: 'ガウス分布',
    help: '位置がそろった物体には場所ごと、テクスチャには全体で1つが向いています。場所ごとにばらつきも持たせると、正常画像がその場所でどれだけ変わるかを基準に判断するため、無地の背景が物体より低く見えることがありません。',
    choice: {
      auto: '自動',
      shared: '全体で1つ',
      'per-location': '場所ごとの平均',
      'per-location-spread': '場所ごとの平均とばらつき',
    },
  },
  'evaluation-imageScore': {
    label: '画像のスコア',
    help: '最も高い窓のスコア、または(標準化)正常画像が同じ位置で取るスコアから標準偏差いくつ分上かの最大値です。いつもスコアの高い縁が、ほかの場所の欠陥を隠さなくなります。マップは変わりません。標準化したスコアにはカイ二乗の法則がないため、画像のしきい値にはホールドアウトしたスコアを使います。',
    choice: { maximum: '最も高い窓', standardised: '正常から最も離れた窓' },
  },
  'evaluation-sigmaPx': {
    label: 'マップの平滑化',
    help: '窓のスコアを広げるガウス関数のσです(256 pxでの値)。',
  },
  ...places.parameters,
  'evaluation-threshold': {
    label: '自動しきい値',
    help: '異常画像なしで決めます。誤報率を保証する方法(コンフォーマル)、ホールドアウトスコアの分位点、またはカイ二乗分布によります。',
    choice: {
      conformal: '保証付き(コンフォーマル)',
      'held-out': 'ホールドアウトした正常画像のスコア',
      'chi-square': 'カイ二乗分布',
    },
  },
  'data-calibrationShare': {
    label: 'しきい値用に取り分ける画像',
    help: '学習にも密度推定にも使わない正常な学習画像の割合です。しきい値の保証はこの画像に基づきます。最低19枚を取り分け、画像が足りないときは取り分けず、保証は弱くなります。',
  },
  'evaluation-thresholdQuantile': {
    label: '通過する正常画像',
    help: '自動しきい値を通過する正常画像の割合です。0.95なら誤報は最大5 %と保証します。',
  },
  'evaluation-missPrice': {
    label: '見逃しの費用',
    help: '欠陥を見逃したときの費用です。誤報と同じ単位で入力します。',
  },
  'evaluation-alarmPrice': {
    label: '誤報の費用',
    help: '良品を異常と判定したときの費用です。',
  },
  'evaluation-defectShare': {
    label: '予想される欠陥の割合',
    help: '実際に使うときの画像に占める割合です。テスト画像の割合は選ばれたもので、測ったものではありません。',
  },
  'evaluation-bootstrapSamples': {
    label: 'ブートストラップ',
    help: '保存した実行を比較するとき、区間の隣に示す対応ありブートストラップの抽出回数です。0なら求めません。',
  },
  'evaluation-syntheticDefects': {
    label: '合成欠陥',
    help: 'テストに異常画像がないとき、取り置いた正常画像のCutPaste欠陥で代用します。',
  },
  'mistakes-pasteBeforeResize': {
    label: '縮小前の貼り付け',
    help: '間違いの例です。4倍の大きさの画像に貼ってから縮小するため、Scarが4分の1の大きさになります。',
  },
  'mistakes-densityOnAugmented': {
    label: '拡張画像での密度推定',
    help: '間違いの例です。正常画像そのものではなく、貼り付けや色変化をした画像に密度を当てはめます。',
  },
  'mistakes-chooseByTestAuroc': {
    label: 'テストAUROCによる選択',
    help: '間違いの例です。最後ではなく、テスト画像で最も良いチェックポイントを報告します。',
  },
  ...kernels,
} satisfies Catalogue<typeof en>;

export default parameters;
