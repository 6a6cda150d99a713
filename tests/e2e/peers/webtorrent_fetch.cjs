// Fetches with webtorrent 1: webtorrent_fetch.cjs TORRENT|MAGNET FOLDER [HOST:PORT].
// Without a peer it asks the trackers.
const WebTorrent = require('webtorrent')

const [input, folder, peer] = process.argv.slice(2)
const client = new WebTorrent({
  dht: false, lsd: false, tracker: !peer, utp: false, webSeeds: false
})
const torrent = client.add(input, { path: folder })
torrent.once('done', () => console.log(JSON.stringify({ kind: 'done' })))
if (peer) torrent.once('infoHash', () => torrent.addPeer(peer))
setTimeout(() => process.exit(1), 180000)
