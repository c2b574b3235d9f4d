/** 実行のポスター。持ち帰れる一枚の図です。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/poster.ts';

const poster = {
  open: 'ポスター',
  openHelp:
    'この実行を一枚にまとめます。サンプル、数値、六つのマップ、設定、QRコードを、SVG、PNG、PDFで保存できます。',
  notCurrent:
    '画像とマップがメモリーにあるのは、ページにあって評価済みの実行だけです。重みを読み込むか、もう一度実行してください。',
  dialog: 'この実行のポスター',
  text: 'すべて最後の完全な評価によるものです。SVGはどこまでも拡大できます。PNGとPDFはA4、300 dpiです。',
  making: 'ポスターを描いています。',
  failed: 'ポスターを作れませんでした:{{message}} 実行はそのままです。',
  busy: 'ファイルを作成中です。',
  save: { svg: 'SVGで保存', png: 'PNGで保存', pdf: 'PDFで保存' },
  saved: '保存しました:{{name}}',
  alt: 'ポスターのプレビュー。{{title}}。{{figure}}',
  title: '{{data}}:正常画像だけから学ぶ異常検知',
  lead: '{{network}}が、正常画像{{train}}枚から作ったビューを{{steps}}ステップで見分けるように学習しました({{task}})。テスト画像のスコアは、特徴が正常画像とどれだけ違うかを表します({{density}})。',
  auroc: 'テスト画像でのAUROC',
  interval: '95 %:{{low}}~{{high}}',
  untrained: '学習前:{{value}}。',
  withoutTraining: '学習なし。',
  atStep: '{{step}}ステップの学習後。',
  byHand: 'しきい値は手で決めました。',
  notNumbers:
    'この実行のスコアには数値でないものがあります。AUROC、曲線、判定は示せません。たいていは学習率を下げると直ります。',
  samples: 'ネットワークが見分けるように学習したもの',
  roc: 'ROC曲線',
  falsePositives: '正常画像での誤警報の割合',
  truePositives: '見つけた欠陥の割合',
  trained: '学習後',
  beforeTraining: '学習前',
  aurocOverSteps: '学習中のAUROC',
  lossOverSteps: '学習中の損失',
  steps: 'ステップ',
  maps: 'テスト画像と、ネットワークが欠陥とみなした場所',
  mapsNote:
    '規則で選んでいます。欠陥(▲)と正常画像(●)のそれぞれから、最も紛らわしいスコアと最も明らかなスコアを交互に取ります。左は画像で、白線が本当の欠陥、破線がしきい値でのマップです。右はマップで、尺度はすべて同じです。',
  noMaps:
    '規則で選んでいます。欠陥(▲)と正常画像(●)のそれぞれから、最も紛らわしいスコアと最も明らかなスコアを交互に取ります。この実行にマップはありません。',
  noImages: 'スコアのあるテスト画像がありません。',
  normal: '正常',
  verdict: {
    found: '検出(スコア{{score}})',
    missed: '見逃し(スコア{{score}})',
    alarm: '誤警報(スコア{{score}})',
    passed: '正常と判定(スコア{{score}})',
  },
  settings: '設定',
  preset: 'プリセット',
  presetChanged: '{{preset}}(下のように変更)',
  threshold: 'しきい値',
  more: 'ほかに{{count}}項目(リンクに含まれます)',
  protocol: '数値を測った条件',
  link: 'この設定と画像でページを開きます。',
  linkOwn: 'この設定でページを開きます。画像は含まれません。',
  linkLocal: 'ページはこのコンピューター自身から開かれています。このコードはここでしか使えません。',
  linkTooLong: 'この設定へのリンクは長すぎてQRコードにできません。ページの「共有」に文字であります。',
  foot: 'CutPaste Playground {{version}}で作成({{date}})。手法:Li, Sohn, Yoon, Pfister: CutPaste, CVPR 2021.',
} satisfies Catalogue<typeof en>;

export default poster;
