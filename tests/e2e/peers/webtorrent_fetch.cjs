// Fetches with webtorrent 1 from one peer: webtorrent_fetch.cjs TORRENT FOLDER HOST:PORT.
const WebTorrent = require('webtorrent')

const [torrent, folder, peer] = process.argv.slice(2)
const client = new WebTorrent({
  dht: false, lsd: false, tracker: false, utp: false, webSeeds: false
})
client.add(torrent, { path: folder }, added => {
  added.once('done', () => console.log(JSON.stringify({ kind: 'done' })))
  added.addPeer(peer)
})
setTimeout(() => process.exit(1), 180000)
