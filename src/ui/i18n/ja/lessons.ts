/** 教科書の12ページ。`text`と`sources`の書式は`features/lessons/rich-text.tsx`を参照。用語は`glossary`のキーです。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/lessons.ts';

const lessons = {
  contents: '12ページで学ぶCutPaste',
  contentsText:
    '各ページは、動くアプリの横で一つの考え方を説明し、実際に試してもらいます。いま開いているものは取り置かれ、教科書を閉じると元に戻ります。',
  progress: '{{count}}ページ中{{done}}ページが完了しました。',
  forget: '進み具合を消す',
  done: '完了',
  pageOf: '{{page}} / {{count}} ページ',
  close: '教科書を閉じる',
  toLive: 'アプリの画面へ',
  previous: '前のページ',
  next: '次のページ',
  turn: 'ページ',
  firstPage: '最初のページです。',
  lastPage: '最後のページです。',
  todo: 'やってみましょう',
  met: '完了',
  open: '未完了',
  pageDone: '完了しました。いつでも次のページへ進めます。',
  settingUp: 'ページの準備をしています…',
  busyReason: 'アプリが処理中です。終わるのを待つか、一時停止してください。',
  needsRun: 'このページには、学習済みのネットワークが必要です。',
  trainNow: 'いま学習する',
  keeps: {
    settings: '元の設定は取り置かれています。教科書を閉じると戻ります。',
    data: '元の画像、設定、実行結果は取り置かれています。教科書を閉じると戻ります。',
  },
  oneClass: {
    title: 'なぜ正常画像だけで足りるのか',
    text: '工場には良品が何千とありますが、不良品はほとんどありません。しかも明日の欠陥は、まだ誰も撮影したことがないものです。\n\n普通の分類器は、両方の画像から学びます。ステージの分類器に欠陥をいくつか見せて、見たことのない種類をどう扱うか確かめましょう。この分類器は画像の小片ごとに「良品よりも、知っている欠陥の小片にずっと似ているか」を調べます。\n\n[一クラス](oneClass)の検出は逆に考えます。**正常**な姿を正常画像だけから学び、それ以外をすべて[異常](anomaly)とみなします。',
    sources: '課題とデータ:[Bergmannほか、MVTec AD、CVPR 2019](https://doi.org/10.1109/CVPR.2019.00982)。',
    figure: '分類器が見逃すもの',
    choose:
      '分類器に見せる種類を選んでください。実線の枠は検出、破線の枠は見逃しです。見せた種類はほとんど見つかり、ほかはほとんど見逃されます。見つかるのは、似た欠陥だけです。',
    learning: '分類器が良品の姿を学んでいます…',
    alarms: '異常と判定された正常テスト画像:{{count}}枚中{{found}}枚。',
    tally: '{{count}}枚中{{found}}枚を検出',
    found: '{{name}} {{number}}、検出',
    missed: '{{name}} {{number}}、見逃し',
    goals: {
      show: '欠陥を一種類以上、分類器に見せます。',
      missed: '見せていない種類のうち、見逃された画像をクリックします。',
    },
  },
  byHand: {
    title: '手で切り貼りする',
    text: '欠陥なしで、どうやって欠陥を学ぶのでしょうか。[CutPaste](cutpaste)は自分で作ります。一部を切り取り、別の場所に貼るのです。本物の欠陥ではありませんが、模様の乱れにはなります。本物の欠陥も、やはり模様の乱れです。\n\n論文では、面積を画像の2 %から15 %の間で、形もランダムに決めます。\n\n$w = \\sqrt{A\\,r}, \\quad h = \\sqrt{A / r}$\n\nステージの黄色の枠(切り取り)とオレンジの枠(貼り付け)を、ドラッグか矢印キーで動かしてください。ここでは[色変化](jitter)を切ってあるので、腕前だけで隠せます。',
    sources:
      '[Li, Sohn, Yoon, Pfister: CutPaste、CVPR 2021](https://arxiv.org/abs/2104.04015)、3.1節と3.2節。',
    figure: '貼り付けの目立ちやすさ',
    move: 'ステージの枠を動かしてください。',
    contrast: '貼り付けた場所は{{value}}階調変わりました。',
    tried: '試した貼り付け:隠れている{{hidden}}回、中間{{between}}回、はっきり見える{{plain}}回。',
    scale: '隠れている:{{hidden}}以下。はっきり見える:{{plain}}以上。',
    goals: {
      plain: '誰にでも分かるように貼ります。',
      hidden: '今度は隠します。ほとんど変わらない場所に貼ってください。',
    },
  },
  question: {
    title: 'ネットワークへの問い',
    text: '[前段タスク](pretext)は、答えがただで手に入るクイズです。2択では「そのままか、貼ってあるか」。3択では「そのままか、[CutPaste](cutpaste)か、細い帯を回転して貼る[Scar](scar)か」。[損失](loss)は、[ビュー](view)についてのふつうの[交差エントロピー](crossEntropy)です。\n\n$L = -\\frac{1}{N}\\sum_{i} \\log p_{y_i}(x_i)$\n\n[混同行列](confusion)は、行が正解のクラスです。はじめは偽物を正常と間違えます。見分けるには、模様がどう続くかを学ばなければなりません。欲しいのはその知識で、クイズ自体は後で捨てます。',
    sources:
      '[CutPaste](https://arxiv.org/abs/2104.04015)、3.2節。論文では3択が最良です(平均AUROCは95.2、2択は90.9)。',
    figure: '二つの問い',
    auroc: '一度も見ていない本物の欠陥でのAUROC:学習前{{before}}、いま{{after}}。',
    ask: { cutpaste: '2択で問う', '3way': '3択で問う' },
    after: '{{step}}ステップ後:正解{{accuracy}} %、偶然なら{{chance}} %。',
    goals: { two: '2択の問いで少し学習します。', three: '次に3択で問います。' },
  },
  training: {
    title: '学習を見る',
    text: '1[ステップ](step)では、切り出しの[バッチ](batch)を選び、ビューを作り、問いを出し、誤りが減る向きにすべての[重み](weights)を少し動かします。あとはこの繰り返しです。\n\n$\\theta \\leftarrow \\theta - \\eta\\, \\nabla_\\theta L$\n\n[学習率](learningRate)はコサイン曲線に沿って0まで下がるので、最後は仕上げだけになります。まず1ステップ進め、次にスローモーションで見てください。個々の損失は上下しますが、全体としては下がっていきます。',
    sources:
      '[CutPaste](https://arxiv.org/abs/2104.04015)、4.1節。コサインスケジュール:[Loshchilov and Hutter、SGDR、ICLR 2017](https://arxiv.org/abs/1608.03983)。',
    figure: '学習の速さ',
    step: '1ステップ',
    play: '再生',
    pause: '一時停止',
    again: 'もう一度学習',
    pace: '速さ',
    paces: { '1': '毎秒1ステップ', '2': '毎秒2ステップ', '4': '毎秒4ステップ', full: '最高速' },
    ended: 'すべてのステップが終わりました。もう一度学習できます。',
    none: 'まだ1ステップも進んでいません。',
    last: 'ステップ{{step}}:損失{{loss}}、正解{{accuracy}} %、学習率{{rate}}。',
    goals: {
      step: '1ステップだけ進めます。',
      slow: 'スローモーションで数ステップ進めます。',
      finish: '最後のステップまで最高速で学習します。',
    },
  },
  gaussian: {
    title: '特徴からガウス分布へ',
    text: 'クイズの答えを切り離し、その手前の数値を残します。これが画像の[埋め込み](embedding)です。正常画像は雲のように集まります。雲を[平均](mean)と[共分散](covariance)、つまり[ガウス分布](gaussian)で表し、新しい画像のスコアは[マハラノビス距離](mahalanobis)の2乗の半分とします。\n\n$s(f) = \\tfrac{1}{2}\\,(f-\\mu)^{\\top}\\Sigma^{-1}(f-\\mu)$\n\n雲の長い軸に沿って動いても距離はあまり増えませんが、横に動くと大きく増えます。オレンジの点をドラッグするか、矢印キーで動かしてください。図は本物の埋め込みの[射影](pca)です。スコアの計算には全次元を使います。',
    sources:
      '[CutPaste](https://arxiv.org/abs/2104.04015)、式2。[Rippelほか、ICPR 2020](https://arxiv.org/abs/2005.14140)。',
    figure: '埋め込みとガウス分布',
    pointRole: '動かせる点',
    point: '点:{{values}}。矢印キーで動かせます。',
    values: '直線距離 {{straight}}、マハラノビス距離 {{distance}}',
    legend:
      '点は学習画像、輪は正常なテスト画像、×印は欠陥です(図の外なら端に描きます)。楕円は距離1、2、3です(ステップ{{step}})。',
    outside: 'いちばん外側の楕円の外:欠陥{{defects}}個中{{outside}}個。',
    axes: '横は正常な雲の長い軸です。縦は、この欠陥が雲から離れる向きで、{{times}}倍に拡大しています。見えるようにするため欠陥のラベルで選んだ向きで、スコアの計算にラベルは要りません。',
    axesNoDefects: '横は正常な雲の長い軸、縦は二番目の軸で、{{times}}倍に拡大しています。',
    goals: {
      along: '長い軸に沿って遠くへ行き(直線距離1.3以上)、近いままでいます(マハラノビス距離2以下)。',
      far: 'ガウス分布にとって遠い場所を見つけます(マハラノビス距離3以上)。',
    },
  },
  threshold: {
    title: 'ROCとしきい値',
    text: 'スコアだけでは判定になりません。[しきい値](threshold)を決めると、それより下の欠陥は[見逃し](miss)、上の正常画像は[誤報](falseAlarm)になります。\n\n$\\mathrm{TPR} = \\frac{TP}{TP + FN}, \\qquad \\mathrm{FPR} = \\frac{FP}{FP + TN}$\n\nしきい値を端から端まで動かすと[ROC曲線](roc)が描けます。その下の面積[AUROC](auroc)は、欠陥を一つ、正常画像を一つ無作為に選んだとき、欠陥のスコアの方が高い確率です。0.5なら硬貨投げと同じ、1なら完璧です。しきい値をどこに置くかは、AUROCではなく、それぞれの誤りの代償が決めます。\n\n欠陥が一つもなくても、しきい値は約束ができます。学習にも密度推定にも使っていない正常画像を採点します。新しい画像のp値は、スコアがそれ以上の正常画像の割合です(分子と分母に1を加えます)。p ≤ 5 %を異常と判定すれば、どんなネットワークでも、正常画像の誤報は最大5 %です。そのためには最低19枚が必要で、枚数が少ないほど真の誤報率の幅は広くなります。',
    sources:
      '[Fawcett: An introduction to ROC analysis、2006](https://doi.org/10.1016/j.patrec.2005.10.010)。',
    figure: '誤りを画像で見る',
    slider: 'しきい値:{{value}}',
    misses: '見逃した欠陥:{{number}}枚',
    alarms: '誤報:{{number}}枚',
    goals: {
      noMiss: '見逃しが一つもないしきい値にして、誤報を見ます。',
      noAlarm: '誤報が一つもないしきい値にして、見逃しを見ます。',
    },
  },
  where: {
    title: '欠陥はどこか',
    text: '[パッチモデル](patchModel)は画像の[窓](window)を一つずつ採点します。窓ごとのスコアは粗いマップです。[アップサンプリング](upsampling)では、各スコアをガウス関数で広げ、重みの和で割ります。割ることで、端が弱くなりません。\n\n$M(p) = \\frac{\\sum_j s_j\\, e^{-\\|p-c_j\\|^2/2\\sigma^2}}{\\sum_j e^{-\\|p-c_j\\|^2/2\\sigma^2}}$\n\n画像全体を見るモデルには窓がありません。代わりに[GradCAM](gradcam)が、最後の[特徴マップ](featureMap)のどこがスコアを押し上げているかを調べます。',
    sources:
      '[CutPaste](https://arxiv.org/abs/2104.04015)、3.4節と4.2節。[Selvarajuほか、Grad-CAM、ICCV 2017](https://arxiv.org/abs/1610.02391)。[Liznerskiほか、FCDD、ICLR 2021](https://arxiv.org/abs/2007.01760)。',
    figure: '1枚の画像の窓',
    gridRole: '窓の格子',
    window: '{{row}}行{{column}}列の窓:スコア{{score}}。矢印キーで移動します。',
    score: 'この窓:{{score}}。最高:{{highest}}。',
    sigma: 'マップの平滑化 σ = {{value}} px',
    gradcam: 'GradCAMマップを作る',
    gradcamThere: 'できました。マップの種類からGradCAMを選べます。',
    goals: {
      window: 'スコアが最も高い窓を見つけます。クリックか矢印キーで選んでください。',
      sigma: 'マップをとても鋭く(σ 4以下)、またはとても滑らかに(20以上)して、ステージを見ます。',
      gradcam: 'GradCAMマップを作って比べます。',
    },
  },
  breakIt: {
    title: '壊してみる',
    text: '公開コードに見られる四つの間違いです。たとえば、テスト画像で最も良い[チェックポイント](checkpoint)を選ぶことです。ここではどれも本物のスイッチです。まず間違いなしで学習し、次に**一つずつ**オンにして測り、またオフに戻します。\n\n数値はあなた自身の実行結果です。画像もステップも少なく、[シード](seed)は一つだけです。そのため差には95 %区間を付けます。区間に0が含まれれば、偶然かもしれません。間違いがどの模様でも必ず害になるとは限りませんが、数値の価値は必ず下がります。',
    sources: '正しいやり方:[CutPaste](https://arxiv.org/abs/2104.04015)、3.1節、3.3節、4.1節、付録A。',
    figure: '四つの間違いとその被害',
    train: '学習して測る',
    right: '間違いなしのAUROC:{{value}}',
    names: {
      jitterOff: '規則的な模様で色変化なし',
      pasteBeforeResize: '縮小前の貼り付け',
      densityOnAugmented: '拡張画像での密度推定',
      chooseByTestAuroc: 'テストAUROCでの選択',
    },
    how: {
      jitterOff:
        'オンにしてから学習します。布に布を貼ると見えなくなることがあり、偽物でない画像を「偽物」と教えてしまいます。',
      pasteBeforeResize:
        'オンにしてから学習します。4倍の大きさで貼ってから縮めるので、Scarが4分の1になります。',
      densityOnAugmented:
        '学習の後でオンにします。貼り付けた画像にガウス分布を当てはめるので、模様の乱れまで正常になります。',
      chooseByTestAuroc:
        '間違いなしの学習の後でオンにします。テスト画像で最も良いチェックポイントを報告します。',
    },
    damage: '間違いなしの実行との差は{{difference}} [{{low}}, {{high}}]。',
    verdicts: {
      worse: 'ここでは有害です。区間全体が0より下にあります。',
      better: 'この少ない画像では、むしろ良くなっています。',
      unclear: '区間に0が含まれます。この画像だけでは、有害かどうか分かりません。',
      chosen: 'この値は上がるだけです。答えを見て選んでいるからです。',
    },
    invisible: 'ほとんど見えない貼り付け:色変化ありで{{right}} %、なしで{{wrong}} %。',
    halves:
      'テスト画像の半分で選ぶと{{stated}}と報告され、残りの半分では{{unseen}}でした(200通りの分け方の平均)。',
    goals: {
      jitterOff: '色変化なしで測ります。',
      pasteBeforeResize: '縮小前の貼り付けで測ります。',
      densityOnAugmented: '拡張画像での密度推定で測ります。',
      chooseByTestAuroc: 'テスト画像で選んだチェックポイントで測ります。',
    },
  },
  yours: {
    title: '自分の画像で',
    text: '鍵、ビスケット、カーペットなど、何かを20回撮影してください。距離も明るさも同じにします。傷のあるものも何枚か撮り、欠陥の名前のフォルダーに入れます。\n\nフォルダーをページにドロップするか、データの列で選びます。画像がパソコンの外に出ることはありません。カメラのタブがあれば、そこで撮影もできます。ここで開いた画像は、教科書を閉じてもそのまま残ります。',
    sources:
      'フォルダーの構成:[MVTec AD](https://www.mvtec.com/company/research/datasets/mvtec-ad)。train/good、test/good、test/(欠陥名)。',
    figure: '自分のデータ',
    there: '自分の画像が開いています。学習用は{{number}}枚です。',
    none: '自分の画像はまだ開いていません。',
    toData: 'データの列へ',
    train: 'この画像で学習する',
    goals: { open: '自分の正常画像を5枚以上開きます。', train: '最初の評価まで、その画像で学習します。' },
  },
  beyond: {
    title: 'その後の発展',
    text: 'CutPasteは2021年の最良の手法の一つでした。その後は、ImageNetで[事前学習](pretrained)した特徴が主流になりました。[PaDiM](https://arxiv.org/abs/2011.08785)(場所ごとのガウス分布)、[PatchCore](https://arxiv.org/abs/2106.08265)(最も近い正常パッチ)、[EfficientAD](https://arxiv.org/abs/2303.14535)(教師と生徒、数ミリ秒)などです。偽物の作り方も進みました。[DRAEM](https://arxiv.org/abs/2108.07610)は偽の欠陥の修復を学び、[NSA](https://arxiv.org/abs/2109.15222)は継ぎ目なく貼り付けます。\n\n5つのシードの[アンサンブル](ensemble)で、CutPasteは95.2から96.1に上がりました。公正な比較も大切です。ImageNetの特徴をそのまま使ったときの値を、同じ画像で測りましょう。',
    sources:
      'Defard 2020(PaDiM)、Roth 2022(PatchCore)、Zavrtanik 2021(DRAEM)、Schlüter 2022(NSA)、Batzner 2024(EfficientAD)、[Li 2021](https://arxiv.org/abs/2104.04015)の表1。',
    figure: '自分の実行と事前学習の特徴',
    caption: '開いている画像でのAUROC',
    rows: {
      untrained: '学習前のネットワーク',
      before: '学習前の自分のネットワーク(ImageNet)',
      cutpaste: 'CutPaste(自分の実行)',
      pretrained: 'ImageNetの特徴(学習なし)',
    },
    measure: 'ImageNetの特徴で測る(8 MB)',
    descendants: 'CutPasteの後に生まれた課題(この画像で)',
    lookAt: 'ラボで見る',
    noImages: '画像がありません。画像を開くか、前のページに戻ってください。',
    noRun: '比べるには、この画像でネットワークを学習してください。',
    maps: 'そのマップを見る',
    goals: {
      maps: '同じ画像でImageNetの特徴を測り、そのマップを見ます。',
      later: 'その後に生まれた課題を一つ選び、サンプルを見ます。',
    },
  },
  ship: {
    title: 'どのしきい値を出荷しますか',
    text: '現場が支払うのはAUROCではなく、[見逃し](miss)と[誤報](falseAlarm)の一つひとつです。それぞれがどれだけ起こりうるかは、欠陥の割合で決まります。価格を$c_m$、$c_a$、欠陥の割合を$\\pi$とすると、1枚あたりの費用は次のとおりです。\n\n$\\pi\\,(1-\\mathrm{TPR})\\,c_m + (1-\\pi)\\,\\mathrm{FPR}\\;c_a$\n\nここには[しきい値](threshold)の決め方が4つあります。欠陥なしで立てた約束、見逃しなし、誤報なし、そしてこの画像で最も安いものです。見逃しの価格を動かすと、勝つ決め方が変わります。\n\n最も安いものは答えを見て選ばれています。半分の画像で選ぶと、そこでは残りの半分よりも安く見えます。どんなネットワークでも、高くなることはありません。',
    sources:
      '[Elkan: The foundations of cost-sensitive learning、IJCAI 2001](https://dl.acm.org/doi/10.5555/1642194.1642224)。約束:[Vovkほか、2005](https://doi.org/10.1007/b106715)。',
    figure: 'しきい値とその費用',
    price: '見逃しの価格は{{miss}}、誤報は{{alarm}}、欠陥の割合は{{percent}} %です。',
    caption: '欠陥{{defects}}枚と正常テスト画像{{normal}}枚での結果。太字:3つの決め方のうち最も安いもの。',
    columns: {
      rule: '決め方',
      threshold: 'しきい値',
      missed: '見逃し',
      alarms: '誤報',
      cost: '100個の費用',
    },
    rules: {
      promise: '欠陥なしで立てた約束',
      noMiss: '見逃しなし',
      noAlarm: '誤報なし',
      cheapest: 'この画像で最も安いもの',
    },
    none: '何も異常としない',
    ship: '出荷',
    shipNamed: '出荷:{{name}}',
    shipped: '出荷したもの:{{name}}。100個の費用は{{cost}}、この画像での最小は{{least}}です。',
    tryHalves: '最も安いものを、選ぶときに見ていない画像で試す',
    halves:
      '半分の画像で選ぶと、100個の費用はそこで{{stated}}、残りの半分で{{unseen}}です(200通りの分け方、両方向)。',
    goals: {
      ship: '見逃しの価格を決めて、しきい値を一つ出荷します。',
      halves: '最も安いしきい値を、選ぶときに見ていない画像で試します。',
    },
  },
  changed: {
    title: '変化がすべてを壊す',
    text: '[しきい値](threshold)は一つの照明の下で決められました。月曜日にランプが交換されます。良品は良品のままですが、写真は別のものになり、ネットワークはそれについて何も約束していません。**正常**画像のスコアが動き、誤報の割合も変わります。\n\n[AUROC](auroc)はこれを教えてくれません。AUROCが問うのは、**同じ**照明の下で欠陥のスコアが正常画像より高いかどうかだけです。しきい値は元の場所のままなので、ほかの列も読みましょう。\n\nそこで、ラベルなしで、新しい画像のスコアを、しきい値の根拠となった画像のスコアと比べます。同じ出どころとは考えられないとき、順位検定が警告します(pが0.005未満:200回に1回の誤った警告)。検定が見るのは正常画像だけです。実際の現場でもほとんどが正常です。',
    sources:
      '[HendrycksとDietterich、ImageNet-C、ICLR 2019](https://arxiv.org/abs/1903.12261)、[Rabanserほか: Failing loudly、NeurIPS 2019](https://arxiv.org/abs/1810.11953)。',
    figure: '別の写真で使う同じしきい値',
    kinds: '何を変えるか',
    choose: '変えるものを選んでください。すべてのテスト画像を7段階の強さで、しきい値はそのままで採点します。',
    trying: '変えた画像を採点しています…',
    caption: 'しきい値とネットワークは元のままです。段階0は変化なしです。',
    columns: {
      picture: '良品の例',
      alarms: '誤報',
      found: '見つかった欠陥',
      auroc: 'AUROC',
      test: 'ラベルなしの順位検定',
    },
    warns: '警告',
    silent: '反応なし',
    noticedAt: '検定は{{levels}}で警告します。欠陥をまだ誰も見ていないうちに分かります。',
    unnoticed: '検定はどの段階でも反応しません。この変化では、良品のスコアがほとんど動きません。',
    goals: {
      light: '照明を変えて、検定が警告する段階を探します。',
      other: '別の変化も試します。気づかれないのはどれでしょうか。',
    },
  },
} satisfies Catalogue<typeof en>;

export default lessons;
