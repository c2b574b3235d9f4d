/** カメラのタブ:学習用の撮影とライブ判定。 */
import type { Catalogue } from '../catalogue.ts';
import type en from '../en/camera.ts';

const camera = {
  title: 'カメラ',
  lead: '正常なものを撮影して学習し、次に傷のあるものをカメラにかざして、スコアとマップを見てください。',
  privacy: '写真はこのブラウザーの外に出ません。カメラはこのタブを開いている間だけ動きます。',
  start: 'カメラを使う',
  starting: 'カメラを待っています…',
  again: 'もう一度試す',
  stop: 'カメラを止める',
  choice: 'カメラ',
  picture: 'カメラの映像。枠の中の正方形を使います',
  hold: '露出とピントを固定する',
  held: '固定しました:{{names}}。',
  free: 'このカメラでは固定できません:{{names}}。明るさを変えないでください。',
  settings: { exposure: '露出', focus: 'ピント', whiteBalance: 'ホワイトバランス', and: '、' },
  take: {
    title: '撮影',
    lead: '撮影の間に、対象を少し動かしたり回したりしてください。ここでの変化は正常とみなされます。',
    replaces: '最初の写真を取り込むと、開いているサンプルは閉じられます。',
    kind: '用途',
    kinds: { train: '学習用(正常)', normal: 'テスト用(正常)', defect: 'テスト用(欠陥)' },
    count: '枚数',
    interval: '間隔',
    start_one: '{{count}}枚撮影する',
    start_other: '{{count}}枚撮影する',
    progress: '撮影中',
    taken: '{{count}}枚中{{taken}}枚',
    stop: '中止',
    there_one: '学習用の写真は{{count}}枚です。20枚以上あると安心です。',
    there_other: '学習用の写真は{{count}}枚です。20枚以上あると安心です。',
    trainFirst: '先に学習用の写真を撮影してください。',
    importing: '画像を読み込んでいます。',
    noPicture: 'まだ映像がありません。',
  },
  live: {
    title: 'ライブ判定',
    lead: '学習したネットワークが一コマずつ判定します。バーの中央と、マップの色の中央がしきい値です。',
    start: 'ライブ判定を始める',
    stop: 'ライブ判定を止める',
    why: {
      'no-run': '学習済みのネットワークがありません。先に再生を押してください。',
      busy: 'エンジンが使用中です。一時停止か完了までお待ちください。',
    },
    fitting: '学習画像に密度を当てはめています…',
    normal: '正常',
    anomalous: '異常',
    score: 'スコア',
    threshold: 'しきい値',
    rate: 'コマ/秒',
  },
} satisfies Catalogue<typeof en>;

export default camera;
